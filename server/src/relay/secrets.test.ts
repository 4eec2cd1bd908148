import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openVault } from '../base/secret.ts';
import { GatewayError } from '../spec/fault.ts';
import { ShortKeys } from './secrets.ts';

const time = { at: 1_000_000 };
const keys = new ShortKeys(openVault('a master key of thirty-two letters'), { now: () => time.at });
const faultIs = (code: string) => (error: unknown) => error instanceof GatewayError && error.code === code;

test('a short-lived key stands for the real one until its end', () => {
  const { secret, expiresAt } = keys.make('sk-real', { seconds: 60, model: 'm' });
  assert.equal(expiresAt, 1_060_000);
  assert.ok(!secret.includes('real'));
  assert.deepEqual(keys.open(secret), { key: 'sk-real', model: 'm' });
  assert.deepEqual(keys.open(keys.make('sk-real', { seconds: 60, model: undefined }).secret), {
    key: 'sk-real',
  });
  time.at = 1_060_000;
  assert.throws(() => keys.open(secret), faultIs('token_expired'));
});

test('a lifetime has a bound', () => {
  assert.equal(keys.make('sk-real', { seconds: 1e9, model: undefined }).expiresAt, time.at + 7_200_000);
});

test('a changed secret opens nothing, and a plain key is left alone', () => {
  const { secret } = keys.make('sk-real', { seconds: 60, model: 'm' });
  assert.throws(() => keys.open(`${secret.slice(0, -2)}AA`), faultIs('token_invalid'));
  assert.throws(() => keys.open('ek_nothing'), faultIs('token_invalid'));
  assert.deepEqual(keys.open('sk-plain'), { key: 'sk-plain' });
});

test('the event that its sessions begin with is carried, as far as a header can', () => {
  const opening = JSON.stringify({
    type: 'session.update',
    session: { instructions: 'Say yes. '.repeat(500) },
  });
  const { secret } = keys.make('sk-real', { seconds: 60, model: 'm', opening });
  assert.match(secret, /^ek_[\w.-]+$/); // it stands in a subprotocol's name
  assert.deepEqual(keys.open(secret), { key: 'sk-real', model: 'm', opening });
  const noise = Array.from({ length: 20_000 }, (_, i) =>
    String.fromCharCode(33 + ((i * i * 31 + i) % 90)),
  ).join('');
  const long = noise + Array.from({ length: 4000 }, () => Math.random()).join('');
  assert.throws(
    () => keys.make('sk-real', { seconds: 60, model: 'm', opening: long }),
    faultIs('field_invalid'),
  );
});
