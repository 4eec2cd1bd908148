import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leastCached } from '../../spec/call.ts';
import { affinityOf } from './affinity.ts';

const user = (content: unknown) => ({ role: 'user', content });
const system = (content: unknown) => ({ role: 'system', content });
const head = (headers: Record<string, string>) => ({ params: {}, query: '', headers });

test('a key, a session and a user come before the beginning of the conversation, in this order', () => {
  const messages = [user('hi')];
  const body = { messages, user: 'u', prompt_cache_key: 'k' };
  const session = head({ session_id: 's' });
  assert.equal(affinityOf(body, session, leastCached), 'key:k');
  assert.equal(affinityOf({ messages, user: 'u' }, session, leastCached), 'session:s');
  assert.equal(affinityOf({ messages }, head({ 'x-session-id': 's' }), leastCached), 'session:s');
  assert.equal(affinityOf({ messages, user: 'u' }, head({}), leastCached), 'user:u');
  assert.match(affinityOf({ messages }, undefined, leastCached) ?? '', /^[\w-]{27}$/);
  assert.ok((affinityOf({ messages, user: 'u'.repeat(5000) }, undefined, leastCached) ?? '').length < 130);
  assert.equal(affinityOf({ messages: [] }, undefined, leastCached), undefined);
  assert.equal(affinityOf({}, undefined, leastCached), undefined);
});

test('a conversation keeps its affinity while it grows, and another has another', () => {
  const first = [system('be brief'), user('hi')];
  const of = (messages: unknown) => affinityOf({ messages }, undefined, leastCached);
  assert.equal(of(first), of([...first, { role: 'assistant', content: 'yes?' }, user('more')]));
  assert.equal(of(first), of([system('be brief'), user([{ type: 'text', text: 'hi' }])]));
  assert.notEqual(of(first), of([system('be brief'), user('ho')]));
  assert.notEqual(of(first), of([system('be long'), user('hi')]));
  const long = 'x'.repeat(5000);
  assert.equal(of([user(long)]), of([user([{ type: 'text', text: long }])]));
  for (const other of [`y${long.slice(1)}`, `${long.slice(1)}y`, `${long}x`])
    assert.notEqual(of([user(long)]), of([user(other)]));
});

test('how a short request begins says nothing, what it names itself does', () => {
  const messages = [user('hi')];
  const short = leastCached - 1;
  assert.equal(affinityOf({ messages }, head({}), short), undefined);
  assert.equal(affinityOf({ messages, prompt_cache_key: 'k' }, head({}), short), 'key:k');
  assert.equal(affinityOf({ messages }, head({ session_id: 's' }), short), 'session:s');
  assert.equal(affinityOf({ messages, user: 'u' }, head({}), short), 'user:u');
});
