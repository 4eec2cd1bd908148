/** VND for an amount of USD in decimal text, rounded up to the whole dong as the gateway does. Undefined: no amount. */
export function vndFor(usd: string, rate: number): number | undefined {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(usd.trim());
  if (!match) return undefined;
  const cents = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return Math.ceil((cents * rate) / 100);
}

/** An amount as the gateway writes it, in its currency and the reader's language. */
export const shownPay = (amount: string | number, currency: string, language: string): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency }).format(Number(amount));
