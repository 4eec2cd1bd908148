import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GatewayError } from '../spec/fault.ts';
import { KeyGuard } from './key-guard.ts';

function guard() {
  const time = { at: 1_000_000 };
  return { time, guard: new KeyGuard({ now: () => time.at }) };
}
const waits = (seconds: number) => (error: unknown) =>
  error instanceof GatewayError && error.code === 'rate_limited' && error.detail.retryAfter === seconds;
const fail = (of: KeyGuard, address: string, times: number) => {
  for (let i = 0; i < times; i++) of.failed(address);
};

test('the sixtieth unknown key in a minute makes an address wait, the fifty-ninth does not', () => {
  const { guard: it, time } = guard();
  fail(it, '192.0.2.1', 59);
  it.check('192.0.2.1');
  time.at += 20_000;
  fail(it, '192.0.2.1', 1);
  assert.throws(() => it.check('192.0.2.1'), waits(40));
});

test('other addresses do not wait', () => {
  const { guard: it } = guard();
  fail(it, '192.0.2.1', 100);
  it.check('192.0.2.2');
  assert.throws(() => it.check('192.0.2.1'), waits(60));
});

test('the wait ends with the minute, and counting starts anew', () => {
  const { guard: it, time } = guard();
  fail(it, '192.0.2.1', 60);
  time.at += 59_999;
  assert.throws(() => it.check('192.0.2.1'), waits(1));
  time.at += 1;
  it.check('192.0.2.1');
  fail(it, '192.0.2.1', 59);
  it.check('192.0.2.1');
});

test('failures that are more than a minute apart do not add up', () => {
  const { guard: it, time } = guard();
  fail(it, '192.0.2.1', 40);
  time.at += 60_000;
  fail(it, '192.0.2.1', 40);
  it.check('192.0.2.1');
});
