import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openVault } from '../base/secret.ts';
import { GatewayError } from '../spec/fault.ts';
import { ShortKeys } from './secrets.ts';

const time = { at: 1_000_000 };
const keys = new ShortKeys(openVault('a master key of thirty-two letters'), { now: () => time.at });
const faultIs = (code: string) => (error: unknown) => error instanceof GatewayError && error.code === code;

test('a short-lived key stands for the real one until its end', () => {
  const { secret, expiresAt } = keys.make('sk-real', 60, 'm');
  assert.equal(expiresAt, 1_060_000);
  assert.ok(!secret.includes('real'));
  assert.deepEqual(keys.open(secret), { key: 'sk-real', model: 'm' });
  assert.deepEqual(keys.open(keys.make('sk-real', 60, undefined).secret), { key: 'sk-real' });
  time.at = 1_060_000;
  assert.throws(() => keys.open(secret), faultIs('token_expired'));
});

test('a lifetime has a bound', () => {
  assert.equal(keys.make('sk-real', 1e9, undefined).expiresAt, time.at + 7_200_000);
});

test('a changed secret opens nothing, and a plain key is left alone', () => {
  const { secret } = keys.make('sk-real', 60, 'm');
  assert.throws(() => keys.open(`${secret.slice(0, -2)}AA`), faultIs('token_invalid'));
  assert.throws(() => keys.open('ek_nothing'), faultIs('token_invalid'));
  assert.deepEqual(keys.open('sk-plain'), { key: 'sk-plain' });
});
