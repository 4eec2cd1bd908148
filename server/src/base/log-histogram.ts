/**
 * Durations counted in buckets that grow by a quarter: 50 of them reach from 10 ms to seven minutes. A quantile read back
 * lies in the bucket of the true one, as far into it as its rank says: never off by more than a quarter between those ends,
 * and by a few percent where times vary. Counts of different hours and machines add up, which quantiles do not.
 */
export const bucketCount = 50;
const firstMs = 10;
const growth = 1.25;

/** The largest part by which a quantile may be off. */
export const quantileError = growth - 1;

const ends = Array.from({ length: bucketCount - 1 }, (_, index) => firstMs * growth ** index);

export function bucketOf(ms: number): number {
  let index = 0;
  while (index < ends.length && ms >= ends[index]!) index++;
  return index;
}

/** A duration inside the bucket, `into` of the way. */
const within = (index: number, into: number): number =>
  Math.max(1, Math.round(index === 0 ? firstMs * into : firstMs * growth ** (index - 1 + into)));

/** The duration below which the share `q` of all lie; null when nothing was counted. */
export function quantileOf(counts: ArrayLike<number>, q: number): number | null {
  let total = 0;
  for (let index = 0; index < counts.length; index++) total += counts[index]!;
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(total * q));
  let seen = 0;
  for (let index = 0; index < counts.length; index++) {
    const here = counts[index]!;
    if (seen + here >= rank) return within(index, (rank - seen - 0.5) / here);
    seen += here;
  }
  return null;
}

export const emptyHistogram = (): number[] => Array.from({ length: bucketCount }, () => 0);
