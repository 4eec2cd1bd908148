import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passwordWeakness as inPortal } from '../../portal/src/features/account/password-strength.ts';
import { passwordWeakness as inGateway } from '../../server/src/base/password-strength.ts';

const lan = ['lan.nguyen@example.com', 'Nguyễn Lan'];

const samples: readonly (readonly [
  password: string,
  about: readonly string[],
  weakness: string | undefined,
])[] = [
  ['', [], 'too_short'],
  ['short', [], 'too_short'],
  ['x'.repeat(129), [], 'too_long'],
  ['aaaaaaaaaaaa', [], 'too_simple'],
  ['1234567890', [], 'too_simple'],
  ['qwertyuiop', [], 'too_common'],
  ['asdfghjkl;1', [], 'too_common'],
  ['9876543210abc', [], 'too_simple'],
  ['Password1234!', [], 'too_common'],
  ['matkhau2026', [], 'too_common'],
  ['Iloveyou!!!', [], 'too_common'],
  ['lan.nguyen@example.com', lan, 'names_you'],
  ['lan.nguyen99', lan, 'names_you'],
  ['lan.nguyen99', [], undefined],
  ['một câu dài dễ nhớ', lan, undefined],
  ['correct horse battery', lan, undefined],
  ['Tr0ub4dor&3x', lan, undefined],
];

test('the portal tells while somebody types what the gateway will say', () => {
  for (const [password, about, weakness] of samples) {
    assert.equal(inGateway(password, about), weakness, password.slice(0, 30));
    assert.equal(inPortal(password, about), weakness, password.slice(0, 30));
  }
});
