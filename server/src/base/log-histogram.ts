/**
 * Durations counted in buckets that grow by half: 28 of them reach from 8 ms to eight minutes. A quantile read back is the
 * geometric middle of its bucket, so it is never further from the true one than a factor of √1.5, that is 22 %, between
 * those ends. Counts of different hours and machines add up, which quantiles themselves do not.
 */
export const bucketCount = 28;
const firstMs = 8;
const growth = 1.5;

/** The largest part by which a quantile may be off. */
export const quantileError = 0.22;

const ends = Array.from({ length: bucketCount - 1 }, (_, index) => firstMs * growth ** index);

export function bucketOf(ms: number): number {
  let index = 0;
  while (index < ends.length && ms >= ends[index]!) index++;
  return index;
}

/** A duration that stands for the whole bucket. */
const middleOf = (index: number): number =>
  index === 0 ? firstMs / 2 : Math.round(firstMs * growth ** (index - 0.5));

/** The duration below which the share `q` of all lie; null when nothing was counted. */
export function quantileOf(counts: ArrayLike<number>, q: number): number | null {
  let total = 0;
  for (let index = 0; index < counts.length; index++) total += counts[index]!;
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(total * q));
  let seen = 0;
  for (let index = 0; index < counts.length; index++) {
    seen += counts[index]!;
    if (seen >= rank) return middleOf(index);
  }
  return null;
}

export const emptyHistogram = (): number[] => Array.from({ length: bucketCount }, () => 0);
