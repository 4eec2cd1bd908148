import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { newId } from './ids.ts';
import { unveiled, veiled } from './veiled-id.ts';

const key = randomBytes(32);
const idAt = (now: number): string => newId('', now).slice(1);

test('an id is veiled as 32 hex digits and found again, by its key only', () => {
  for (const now of [0, 1, 1_764_000_000_000, 2 ** 48 - 1]) {
    const id = idAt(now);
    const veil = veiled(key, id) ?? '';
    assert.match(veil, /^[0-9a-f]{32}$/);
    assert.equal(unveiled(key, veil), id);
    assert.notEqual(unveiled(randomBytes(32), veil), id);
  }
});

test('ids that differ in one character have nothing in common', () => {
  const id = idAt(1_764_000_000_000);
  const near = id.slice(0, -1) + (id.endsWith('0') ? '1' : '0');
  const [one, other] = [veiled(key, id) ?? '', veiled(key, near) ?? ''];
  assert.ok([...one].filter((digit, at) => digit === other[at]).length < 16);
});

test('what is no id and no veil gives nothing', () => {
  for (const id of ['', 'short', 'u'.repeat(26), 'z'.repeat(26), `${idAt(1)}0`])
    assert.equal(veiled(key, id), undefined, id);
  const veil = veiled(key, idAt(1)) ?? '';
  for (const text of ['', veil.slice(1), `${veil}0`, 'g'.repeat(32), '../../etc/passwd'])
    assert.equal(unveiled(key, text), undefined, text);
});
