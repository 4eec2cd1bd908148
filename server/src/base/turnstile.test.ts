import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Turnstile } from './turnstile.ts';

test('never more than so many at a time, in order, and a failure frees its place', async () => {
  const turnstile = new Turnstile(3);
  let inside = 0;
  let most = 0;
  const began: number[] = [];
  const works = Array.from({ length: 20 }, (_, n) =>
    turnstile.pass(async () => {
      began.push(n);
      most = Math.max(most, ++inside);
      await setImmediate();
      inside--;
      if (n % 5 === 0) throw new Error('no');
      return n;
    }),
  );
  const ended = await Promise.allSettled(works);
  assert.equal(most, 3);
  assert.deepEqual(
    began,
    [...began].sort((a, b) => a - b),
  );
  assert.equal(ended.filter(({ status }) => status === 'rejected').length, 4);
  assert.equal(await turnstile.pass(async () => 'again'), 'again');
});
