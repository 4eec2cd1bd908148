import assert from 'node:assert/strict';
import { test } from 'node:test';
import { affinityOf } from './affinity.ts';

const user = (content: unknown) => ({ role: 'user', content });
const system = (content: unknown) => ({ role: 'system', content });
const head = (headers: Record<string, string>) => ({ params: {}, query: '', headers });

test('a key, a session and a user come before the beginning of the conversation, in this order', () => {
  const messages = [user('hi')];
  const body = { messages, user: 'u', prompt_cache_key: 'k' };
  const session = head({ session_id: 's' });
  assert.equal(affinityOf(body, session), 'key:k');
  assert.equal(affinityOf({ messages, user: 'u' }, session), 'session:s');
  assert.equal(affinityOf({ messages }, head({ 'x-session-id': 's' })), 'session:s');
  assert.equal(affinityOf({ messages, user: 'u' }, head({})), 'user:u');
  assert.match(affinityOf({ messages }, undefined) ?? '', /^[\w-]{27}$/);
  assert.ok((affinityOf({ messages, user: 'u'.repeat(5000) }, undefined) ?? '').length < 130);
  assert.equal(affinityOf({ messages: [] }, undefined), undefined);
  assert.equal(affinityOf({}, undefined), undefined);
});

test('a conversation keeps its affinity while it grows, and another has another', () => {
  const first = [system('be brief'), user('hi')];
  const of = (messages: unknown) => affinityOf({ messages }, undefined);
  assert.equal(of(first), of([...first, { role: 'assistant', content: 'yes?' }, user('more')]));
  assert.equal(of(first), of([system('be brief'), user([{ type: 'text', text: 'hi' }])]));
  assert.notEqual(of(first), of([system('be brief'), user('ho')]));
  assert.notEqual(of(first), of([system('be long'), user('hi')]));
  const long = 'x'.repeat(5000);
  assert.equal(of([user(long)]), of([user([{ type: 'text', text: long }])]));
  for (const other of [`y${long.slice(1)}`, `${long.slice(1)}y`, `${long}x`])
    assert.notEqual(of([user(long)]), of([user(other)]));
});
