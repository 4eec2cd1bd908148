import { equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { bucketCount, bucketOf, emptyHistogram, quantileError, quantileOf } from './log-histogram.ts';

test('a quantile is off by no more than its bound, over the whole range', () => {
  for (let ms = 10; ms < 440_000; ms = Math.ceil(ms * 1.07)) {
    const counts = emptyHistogram();
    counts[bucketOf(ms)]!++;
    const read = quantileOf(counts, 0.5)!;
    ok(Math.abs(read - ms) / ms <= quantileError + 0.5 / ms, `${ms} read as ${read}`);
  }
});

test('the smallest and the largest have a bucket, and growing times never fall back', () => {
  equal(bucketOf(0), 0);
  equal(bucketOf(9.9), 0);
  equal(bucketOf(10), 1);
  equal(bucketOf(Number.MAX_SAFE_INTEGER), bucketCount - 1);
  for (let ms = 0, last = 0; ms < 10_000; ms++) {
    ok(bucketOf(ms) >= last);
    last = bucketOf(ms);
  }
});

test('among times that vary a quantile is nearly exact', () => {
  const counts = emptyHistogram();
  for (let ms = 100; ms < 2100; ms++) counts[bucketOf(ms)]!++;
  for (const q of [0.1, 0.5, 0.95]) {
    const exact = 100 + 2000 * q;
    ok(Math.abs(quantileOf(counts, q)! - exact) / exact < 0.02, String(q));
  }
});

test('quantiles take the rank that they name', () => {
  equal(quantileOf(emptyHistogram(), 0.5), null);
  const counts = emptyHistogram();
  for (let n = 0; n < 95; n++) counts[bucketOf(100)]!++;
  for (let n = 0; n < 5; n++) counts[bucketOf(10_000)]!++;
  const near = (value: number | null, ms: number) => ok(Math.abs(value! - ms) / ms <= quantileError);
  near(quantileOf(counts, 0.5), 100);
  near(quantileOf(counts, 0.95), 100);
  near(quantileOf(counts, 0.96), 10_000);
  near(quantileOf(counts, 1), 10_000);
});
