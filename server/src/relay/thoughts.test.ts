import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Block, ChatRequest } from '../spec/chat.ts';
import { Thoughts, withoutThoughts } from './thoughts.ts';

const time = { at: 0 };
const signature = { from: 'a-wire', value: 'signed' };
const thinking: Block = { type: 'thinking', text: 'Hm.', signature };
const call = (id: string): Block => ({ type: 'tool-call', id, name: 'f', arguments: '{}' });
const asks = (...blocks: Block[]): ChatRequest => ({
  stream: false,
  tools: [],
  messages: [
    { role: 'user', blocks: [{ type: 'text', text: 'Go.' }] },
    { role: 'assistant', blocks },
  ],
});
const blocksOf = (request: ChatRequest) => request.messages[1]!.blocks;
const fresh = () => new Thoughts({ now: () => time.at });

test('what a call was thought with comes back with its id', () => {
  const thoughts = fresh();
  thoughts.remember(1, [thinking, { type: 'text', text: 'So.' }, call('c1'), call('c2')]);
  const unsigned: Block = { type: 'thinking', text: 'Hm.' };
  assert.deepEqual(blocksOf(thoughts.restore(1, asks(unsigned, call('c1'), call('c2')))), [
    thinking,
    call('c1'),
    call('c2'),
  ]);
});

test('thoughts come back where they stood: before the words that followed them, or after', () => {
  const text: Block = { type: 'text', text: 'So.' };
  const later: Block = { ...thinking, text: 'And now?' } as Block;
  const more: Block = { type: 'text', text: 'Next.' };
  for (const turn of [
    [thinking, text, call('c1'), call('c2')],
    [text, thinking, call('c1')],
    [thinking, call('c1'), more, later, call('c2')],
    [thinking, text, call('c1'), later, more, call('c2')],
  ]) {
    const thoughts = fresh();
    thoughts.remember(1, turn);
    const sent = turn.filter(({ type }) => type !== 'thinking');
    assert.deepEqual(blocksOf(thoughts.restore(1, asks(...sent))), turn);
  }
});

test('a signature on a call comes back on it', () => {
  const thoughts = fresh();
  thoughts.remember(1, [{ ...(call('c1') as Extract<Block, { type: 'tool-call' }>), signature }]);
  assert.deepEqual(blocksOf(thoughts.restore(1, asks(call('c1')))), [{ ...call('c1'), signature }]);
});

test('a client that sent its signed thoughts back keeps them as they are', () => {
  const thoughts = fresh();
  thoughts.remember(1, [thinking, call('c1')]);
  const own: Block = { type: 'thinking', text: 'Hm.', signature: { from: 'a-wire', value: 'own' } };
  assert.deepEqual(blocksOf(thoughts.restore(1, asks(own, call('c1')))), [own, call('c1')]);
});

test('nobody gets the thoughts of another, nor after an hour', () => {
  const thoughts = fresh();
  thoughts.remember(1, [thinking, call('c1')]);
  assert.deepEqual(blocksOf(thoughts.restore(2, asks(call('c1')))), [call('c1')]);
  time.at += 3_600_000;
  assert.deepEqual(blocksOf(thoughts.restore(1, asks(call('c1')))), [call('c1')]);
});

test('the memory has a bound: the oldest go first', () => {
  const thoughts = fresh();
  const large: Block = { type: 'thinking', text: 'x'.repeat(1024 * 1024), signature };
  for (let i = 0; i < 40; i++) thoughts.remember(1, [large, call(`c${i}`)]);
  assert.equal(blocksOf(thoughts.restore(1, asks(call('c0')))).length, 1);
  assert.equal(blocksOf(thoughts.restore(1, asks(call('c39')))).length, 2);
});

test('without thoughts: neither they nor a signature on anything else', () => {
  const text: Block = { type: 'text', text: 'So.', signature };
  const signed = { ...call('c1'), signature } as Block;
  const asked = asks(thinking, text, signed, { type: 'thinking', text: 'plain' });
  const bare = withoutThoughts(asked);
  assert.deepEqual(blocksOf(bare), [{ type: 'text', text: 'So.' }, call('c1')]);
  assert.deepEqual(bare.messages[0], asked.messages[0]);
});
