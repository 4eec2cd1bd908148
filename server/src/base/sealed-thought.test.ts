import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdsSealedThought, openThought, sealThought } from './sealed-thought.ts';

test('what is sealed is opened again, and says whose it is', () => {
  const thought = { from: 'a-wire', value: 'EqQBCg+/=é' };
  const sealed = sealThought(thought);
  assert.match(sealed, /^k4u1\.[\w-]+$/);
  assert.deepEqual(openThought(sealed), thought);
  assert.ok(holdsSealedThought(Buffer.from(`{"signature":"${sealed}"}`)));
});

test('a text that was not sealed is the wire’s own', () => {
  assert.equal(openThought('EqQBCgIYAhIM'), undefined);
  assert.ok(!holdsSealedThought(Buffer.from('{"signature":"EqQBCgIYAhIM"}')));
});

test('a seal that was cut or changed is nobody’s', () => {
  const sealed = sealThought({ from: 'a-wire', value: 'x'.repeat(50) });
  for (const broken of [sealed.slice(0, -9), 'k4u1.', 'k4u1.%%%', 'k4u1.WzEsMl0'])
    assert.deepEqual(openThought(broken), { from: '', value: '' }, broken);
});
