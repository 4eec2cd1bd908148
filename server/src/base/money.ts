/** Integer nano-USD (1e-9 USD). Safe up to 9 million USD in one number; larger sums are made by SQL. */
export type Nano = number & { readonly unit: 'nano-usd' };

const nanoPerUsd = 1_000_000_000;

/** The classic quota unit of gateways of this family: 500,000 units are 1 USD. */
export const nanoPerQuotaUnit = 2000;

/** Marks a number as money. Throws RangeError unless it is a safe integer: money is never rounded by accident. */
export function nano(value: number): Nano {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an exact amount of nano-USD: ${value}`);
  return value as Nano;
}

/** Reads a decimal text of USD ("1.25", "-0.000000001") exactly. Undefined when it is no such number. */
export function parseUsd(text: string): Nano | undefined {
  const match = /^(-?)(\d{1,7})(?:\.(\d{1,9}))?$/.exec(text.trim());
  if (!match) return undefined;
  const whole = Number(match[2]) * nanoPerUsd + Number((match[3] ?? '').padEnd(9, '0'));
  if (!Number.isSafeInteger(whole)) return undefined;
  return nano(match[1] && whole ? -whole : whole);
}

/** Exact decimal text of an amount, without trailing zeros: 1250000000 -> "1.25". */
export function formatUsd(amount: number): string {
  const sign = amount < 0 ? '-' : '';
  const digits = String(Math.abs(amount)).padStart(10, '0');
  const fraction = digits.slice(-9).replace(/0+$/, '');
  return sign + digits.slice(0, -9) + (fraction ? '.' + fraction : '');
}
