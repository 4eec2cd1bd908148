import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Edits, editTopLevel } from '../../../base/json-span.ts';
import type { Call } from '../../../spec/call.ts';
import { azureOpenai } from '../../azure-openai/index.ts';
import { openai } from '../../openai/index.ts';
import { limitEdits } from './limit.ts';

const callOf = (body: string, more: Partial<Call> = {}): Call => ({
  kind: 'chat',
  endpoint: 'chat',
  model: 'm',
  stream: false,
  usageInStream: false,
  body: Buffer.from(body),
  bounds: { inputTokens: 1, answers: 1 },
  facts: {},
  ...more,
});

test("a client's max_tokens goes on under the name that the model takes", () => {
  const newer = 'max_completion_tokens';
  const table: readonly (readonly [body: string, cap: number | undefined, edits: Edits])[] = [
    ['{"max_tokens":50}', undefined, { max_tokens: null, [newer]: '50' }],
    ['{"max_tokens":5.0e1}', undefined, { max_tokens: null, [newer]: '5.0e1' }],
    ['{"max_tokens":50}', 20, { max_tokens: null, [newer]: '20' }],
    ['{"max_tokens":50}', 80, { max_tokens: null, [newer]: '50' }],
    ['{"max_tokens":50,"max_completion_tokens":null}', undefined, { max_tokens: null, [newer]: '50' }],
    // Both: the upstream says so.
    ['{"max_tokens":50,"max_completion_tokens":60}', undefined, {}],
    ['{"max_tokens":null}', undefined, {}],
    ['{"max_tokens":null}', 20, { [newer]: '20' }],
    ['{"max_completion_tokens":60}', undefined, {}],
    ['{"messages":[{"content":"\\"max_tokens\\":1"}],"x":{"max_tokens":5}}', undefined, {}],
    ['{}', undefined, {}],
    ['{}', 20, { [newer]: '20' }],
  ];
  for (const [body, cap, edits] of table) {
    const call = callOf(body, cap === undefined ? {} : { outputCap: cap });
    assert.deepEqual(limitEdits(call, newer, true), edits, `${body} ${cap}`);
  }
  const capped = callOf('{"max_tokens":50}', { outputCap: 20 });
  assert.deepEqual(limitEdits(capped, newer, false), { [newer]: '20' });
  assert.deepEqual(limitEdits(capped, 'max_tokens', true), { max_tokens: '20' });
});

test("only OpenAI's models that reason get it, at OpenAI and on Azure, and only their chats", () => {
  const body = '{ "model":"m", "max_tokens" : 50 , "temperature":0.2}';
  const moved = '{"max_completion_tokens":50, "model":"m", "temperature":0.2}';
  const access = { key: 'k', settings: {} };
  for (const provider of [openai, azureOpenai]) {
    const wire = provider.wires['openai-chat'];
    assert.ok(wire);
    const sent = (model: string, endpoint = 'chat') => {
      const call = callOf(body, { model, endpoint });
      return editTopLevel(call.body, wire.edits(call, model, access)).toString();
    };
    for (const model of ['o4-mini', 'gpt-5', 'gpt-5.1-2025-11-13']) assert.equal(sent(model), moved, model);
    for (const model of ['gpt-4o', 'gpt-5-chat-latest', 'my-deployment'])
      assert.equal(sent(model), body, model);
    assert.equal(sent('o4-mini', 'completions'), body);
  }
});
