/** Exact decimal numbers that are not negative: prices and their factors. Nothing here is ever a float. */
export type Decimal = {
  /** The number is `digits` divided by ten to the power of `places`. */
  readonly digits: bigint;
  readonly places: number;
};

/** Reads "1.25". Undefined for what is no plain decimal, is negative, or is unreasonably long. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^(\d{1,30})(?:\.(\d{1,40}))?$/.exec(text);
  if (!match) return undefined;
  const fraction = match[2] ?? '';
  return { digits: BigInt(match[1]! + fraction), places: fraction.length };
}

/** The same for what is known to be one. Throws RangeError when it is not. */
export function decimalOf(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (!parsed) throw new RangeError(`not a decimal number: ${text.slice(0, 80)}`);
  return parsed;
}

/** Without needless zeros: 1.2500 -> "1.25". */
export function decimalText({ digits, places }: Decimal): string {
  const padded = digits.toString().padStart(places + 1, '0');
  const fraction = places === 0 ? '' : padded.slice(-places).replace(/0+$/, '');
  return padded.slice(0, padded.length - places) + (fraction ? `.${fraction}` : '');
}

export const times = (a: Decimal, b: Decimal): Decimal => ({
  digits: a.digits * b.digits,
  places: a.places + b.places,
});

const powerOfTen = (places: number): bigint => 10n ** BigInt(places);
const digitsAt = ({ digits, places }: Decimal, at: number): bigint => digits * powerOfTen(at - places);

/** Below zero: a is less; zero: the same number; above zero: a is more. */
export function compare(a: Decimal, b: Decimal): number {
  const at = Math.max(a.places, b.places);
  const difference = digitsAt(a, at) - digitsAt(b, at);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function plus(a: Decimal, b: Decimal): Decimal {
  const at = Math.max(a.places, b.places);
  return { digits: digitsAt(a, at) + digitsAt(b, at), places: at };
}

/** a − b in the places of both; the sign stands apart, because a Decimal has none. */
export function minus(a: Decimal, b: Decimal): { readonly negative: boolean; readonly size: Decimal } {
  const at = Math.max(a.places, b.places);
  const difference = digitsAt(a, at) - digitsAt(b, at);
  return {
    negative: difference < 0n,
    size: { digits: difference < 0n ? -difference : difference, places: at },
  };
}

export type Rounding = 'up' | 'nearest' | 'down';

const dividedBy = (dividend: bigint, divisor: bigint, rounding: Rounding): bigint => {
  const whole = dividend / divisor;
  const rest = dividend % divisor;
  const isMore = rounding === 'up' ? rest > 0n : rounding === 'nearest' && rest * 2n >= divisor;
  return isMore ? whole + 1n : whole;
};

/** To so many places behind the point; `nearest` takes a half up. */
export function rounded(value: Decimal, places: number, rounding: Rounding): Decimal {
  if (value.places <= places) return value;
  return { digits: dividedBy(value.digits, powerOfTen(value.places - places), rounding), places };
}

/** a / b to so many places. Throws RangeError when b is zero. */
export function quotient(a: Decimal, b: Decimal, places: number, rounding: Rounding): Decimal {
  if (b.digits === 0n) throw new RangeError('division by zero');
  const at = Math.max(a.places, b.places);
  return { digits: dividedBy(digitsAt(a, at) * powerOfTen(places), digitsAt(b, at), rounding), places };
}

/** a × whole / part, where that is a decimal of at most so many places; undefined where it is not. */
export function scaledExactly(a: Decimal, whole: number, part: number, places: number): Decimal | undefined {
  const dividend = a.digits * BigInt(whole) * powerOfTen(places);
  const divisor = BigInt(part) * powerOfTen(a.places);
  return dividend % divisor === 0n ? { digits: dividend / divisor, places } : undefined;
}
