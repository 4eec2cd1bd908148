import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listModels, showModel } from './models.ts';

const head = (query: string) => ({ params: {}, query, headers: {} });
const chat = {
  id: 'gpt-x',
  owner: 'openai',
  created: 1_767_225_600,
  kinds: ['chat', 'completion'],
  title: 'GPT X',
  context: 400_000,
} as const;
const embedding = { id: 'emb', owner: 'openai', created: 1_767_225_600, kinds: ['embedding'] } as const;
const entry = {
  id: 'gpt-x',
  object: 'model',
  created: 1_767_225_600,
  owned_by: 'openai',
  supported_endpoint_types: ['openai', 'anthropic', 'gemini', 'openai-response'],
  type: 'model',
  display_name: 'GPT X',
  created_at: '2026-01-01T00:00:00Z',
};

test('one list serves clients of OpenAI and of Anthropic', () => {
  const { status, body } = listModels([chat, embedding], head('limit=1&after_id=x'));
  assert.equal(status, 200);
  assert.deepEqual(JSON.parse(body), {
    success: true,
    object: 'list',
    data: [entry, { ...entry, id: 'emb', display_name: 'emb', supported_endpoint_types: ['embeddings'] }],
    has_more: false,
    first_id: 'gpt-x',
    last_id: 'emb',
  });
  assert.deepEqual(JSON.parse(showModel(chat).body), entry);
  const none = JSON.parse(listModels([]).body) as Record<string, unknown>;
  assert.deepEqual([none['data'], none['first_id'], none['last_id']], [[], null, null]);
});

test('Codex gets its own list of the models that chat', () => {
  const { body } = listModels([embedding, chat], head('client_version=0.156.0'));
  const { models } = JSON.parse(body) as { models: Record<string, unknown>[] };
  assert.equal(models.length, 1);
  assert.equal(models[0]?.['slug'], 'gpt-x');
  assert.equal(models[0]?.['context_window'], 400_000);
  for (const field of [
    'display_name',
    'supported_reasoning_levels',
    'shell_type',
    'visibility',
    'supported_in_api',
    'priority',
    'base_instructions',
    'supports_reasoning_summaries',
    'support_verbosity',
    'truncation_policy',
    'supports_parallel_tool_calls',
    'experimental_supported_tools',
  ])
    assert.notEqual(models[0]?.[field], undefined, field);
});
