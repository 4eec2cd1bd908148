import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hintOf, openVault, sameSecret } from './secret.ts';

const master = 'a master key of at least thirty-two letters';
const vault = openVault(master);

test('a sealed text opens to what it was', () => {
  for (const text of ['', 'sk-abc', 'khóa 🔑', 'x'.repeat(10_000)])
    assert.equal(vault.open(vault.seal(text)), text);
});

test('equal texts have different seals', () => {
  assert.notEqual(vault.seal('same'), vault.seal('same'));
});

test('a seal does not hold its text', () => {
  const seal = vault.seal('sk-very-secret');
  assert.ok(!Buffer.from(seal.slice(3), 'base64url').includes('sk-very-secret'));
});

test('a seal made under another master key, changed or cut does not open', () => {
  const seal = vault.seal('secret');
  assert.throws(() => openVault(`${master}!`).open(seal), /KEY4U_MASTER_KEY/);
  const bytes = Buffer.from(seal.slice(3), 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    assert.throws(() => vault.open(`v1.${changed.toString('base64url')}`), /KEY4U_MASTER_KEY/, `byte ${at}`);
  }
  for (let length = 0; length < bytes.length; length++)
    assert.throws(
      () => vault.open(`v1.${bytes.subarray(0, length).toString('base64url')}`),
      `${length} bytes`,
    );
  assert.throws(() => vault.open(seal.slice(3)), /not sealed/);
});

test('the look-up hash is the same after a restart and differs by key and by master key', () => {
  assert.equal(vault.lookup('sk-a'), openVault(master).lookup('sk-a'));
  assert.notEqual(vault.lookup('sk-a'), vault.lookup('sk-b'));
  assert.notEqual(vault.lookup('sk-a'), openVault(`${master}!`).lookup('sk-a'));
  assert.match(vault.lookup('sk-a'), /^[0-9a-f]{64}$/);
});

test('secrets are the same only when every character is', () => {
  assert.ok(sameSecret('abc', 'abc'));
  assert.ok(sameSecret('', ''));
  for (const other of ['', 'ab', 'abcd', 'abC', 'abc ']) assert.ok(!sameSecret('abc', other), other);
});

test('a hint shows eight characters of a long key and none of a short one', () => {
  assert.equal(hintOf('sk-abcdefghijklmnop'), 'abcd**********mnop');
  assert.equal(hintOf('sk-test-abcdefghijklmnop'), 'abcd**********mnop');
  for (const key of ['', 'sk-', 'sk-abcdefghijk', 'short']) assert.equal(hintOf(key), '****', key);
});
