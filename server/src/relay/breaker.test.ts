import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Breaker } from './breaker.ts';

function opened() {
  const time = { at: 1_000_000 };
  return { time, breaker: new Breaker({ now: () => time.at }) };
}
const fail = (breaker: Breaker, times: number) => {
  for (let i = 0; i < times; i++) breaker.failed('upstream_failed');
};

test('five faults in a minute open it, four do not', () => {
  const { breaker, time } = opened();
  for (let i = 0; i < 4; i++) {
    breaker.failed('upstream_timeout');
    time.at += 14_000;
  }
  assert.ok(breaker.usable);
  breaker.failed('upstream_failed');
  assert.equal(breaker.state, 'open');
  assert.equal(breaker.reason, 'upstream_failed');
  assert.ok(!breaker.usable);
  assert.equal(breaker.until, time.at + 5000);
});

test('faults older than a minute do not count', () => {
  const { breaker, time } = opened();
  fail(breaker, 4);
  time.at += 60_000;
  fail(breaker, 4);
  assert.ok(breaker.usable);
});

test('a success between faults starts the count anew', () => {
  const { breaker } = opened();
  fail(breaker, 4);
  breaker.succeeded();
  fail(breaker, 4);
  assert.ok(breaker.usable);
  assert.equal(breaker.faults, 4);
});

test('a refused key opens it at once', () => {
  const { breaker } = opened();
  breaker.failed('upstream_key_refused');
  assert.equal(breaker.state, 'open');
  assert.ok(!breaker.usable);
});

test('after its pause it asks for a probe and lets no call through until then', () => {
  const { breaker, time } = opened();
  fail(breaker, 5);
  time.at += 4_999;
  assert.ok(!breaker.wantsProbe);
  time.at += 1;
  assert.ok(breaker.wantsProbe);
  assert.ok(!breaker.usable);
  breaker.probing();
  assert.equal(breaker.state, 'probing');
  assert.ok(!breaker.wantsProbe && !breaker.usable);
});

test('each probe that fails doubles the pause, up to five minutes', () => {
  const { breaker, time } = opened();
  fail(breaker, 5);
  for (const seconds of [10, 20, 40, 80, 160, 300, 300]) {
    time.at = breaker.until;
    breaker.probing();
    breaker.probeFailed('upstream_unreachable');
    assert.equal(breaker.until - time.at, seconds * 1000);
    assert.equal(breaker.reason, 'upstream_unreachable');
  }
});

test('a probe that passes closes it; the next fault opens it again at once', () => {
  const { breaker, time } = opened();
  fail(breaker, 5);
  time.at = breaker.until;
  breaker.probing();
  breaker.probePassed();
  assert.ok(breaker.usable);
  breaker.failed('upstream_failed');
  assert.equal(breaker.state, 'open');
});

test('a call that works after the probe clears the count and the pause', () => {
  const { breaker, time } = opened();
  fail(breaker, 5);
  breaker.probing();
  breaker.probeFailed('upstream_failed');
  breaker.probing();
  breaker.probePassed();
  breaker.succeeded();
  fail(breaker, 4);
  assert.ok(breaker.usable);
  fail(breaker, 1);
  assert.equal(breaker.until, time.at + 5000);
});

test('a busy upstream rests for as long as it asks and is used again without a probe', () => {
  const { breaker, time } = opened();
  breaker.failed('upstream_busy', 30);
  time.at += 29_999;
  assert.ok(!breaker.usable);
  time.at += 1;
  assert.ok(breaker.usable);
  assert.ok(!breaker.wantsProbe);
  breaker.succeeded();
  assert.equal(breaker.state, 'closed');
  assert.equal(breaker.faults, 0);
});

test('a busy upstream that names no time rests two seconds, one that names a day five minutes', () => {
  const short = opened();
  short.breaker.failed('upstream_busy');
  assert.equal(short.breaker.until, short.time.at + 2000);
  const long = opened();
  long.breaker.failed('upstream_busy', 86_400);
  assert.equal(long.breaker.until, long.time.at + 300_000);
});

test('a late busy answer ends no rest early', () => {
  const { breaker, time } = opened();
  breaker.failed('upstream_busy', 60);
  breaker.failed('upstream_busy');
  assert.equal(breaker.until, time.at + 60_000);
  const refused = opened();
  refused.breaker.failed('upstream_key_refused');
  refused.breaker.failed('upstream_busy', 0);
  assert.ok(!refused.breaker.usable);
  assert.equal(refused.breaker.reason, 'upstream_key_refused');
  refused.breaker.probing();
  refused.breaker.failed('upstream_busy', 0);
  assert.equal(refused.breaker.state, 'probing');
});

test('the time of a change is the time of the state, not of each fault', () => {
  const { breaker, time } = opened();
  fail(breaker, 5);
  const since = time.at;
  time.at += 1000;
  fail(breaker, 1);
  assert.equal(breaker.changedAt, since);
});
