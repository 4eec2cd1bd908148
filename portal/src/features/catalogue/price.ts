/** Prices are decimal texts: they are moved and shortened as text, because a float would not be exact. */

/** The text with its point moved right (or left, below zero) by so many places: an exact multiplication by ten. */
export function shiftDecimal(text: string, places: number): string {
  const [whole = '0', fraction = ''] = text.split('.');
  if (places >= 0) {
    const digits = fraction.padEnd(places, '0');
    return trimmed(`${whole}${digits.slice(0, places)}`, digits.slice(places));
  }
  const digits = whole.padStart(-places + 1, '0');
  return trimmed(digits.slice(0, places), digits.slice(places) + fraction);
}

function trimmed(whole: string, fraction: string): string {
  const digits = fraction.replace(/0+$/, '');
  return (whole.replace(/^0+(?=\d)/, '') || '0') + (digits ? `.${digits}` : '');
}

/** The price of `to` units from that of `per`; undefined where the two are no power of ten apart. */
export function priceFor(usd: string, per: number, to: number): string | undefined {
  const places = Math.log10(to / per);
  return Number.isInteger(places) ? shiftDecimal(usd, places) : undefined;
}

/** Figures that are shown of a longer fraction. The exact figure stands in the title. */
const figures = 4;

/** "$2.50", "$0.000214"; "≈" where it is shortened. */
export function shownPrice(usd: string): string {
  const [whole = '0', fraction = ''] = usd.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const first = whole === '0' ? fraction.search(/[1-9]/) : 0;
  const places = Math.max(2, first + figures);
  if (fraction.length <= places + 2) return `$${grouped}.${fraction.padEnd(2, '0')}`;
  return `≈$${grouped}.${fraction.slice(0, places)}`;
}

/** For sorting only. */
export const sortable = (usd: string | null | undefined): number =>
  usd === null || usd === undefined ? Number.POSITIVE_INFINITY : Number(usd);
