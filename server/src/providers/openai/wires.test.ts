import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effortsOf } from '../_families/openai-responses/openai-models.ts';
import { openai } from './index.ts';
import { models, onlyWire } from './models.ts';

/** Where a client's call goes: native to each of both wires, and converted from another. */
const waysOf = (model: string) => {
  const serves = (wire: string, endpoint: string) => openai.wires[wire]?.serves?.(model, endpoint) !== false;
  return {
    chat: serves('openai-chat', 'chat'),
    responses: serves('openai-responses', 'responses'),
    converted: Object.keys(openai.wires).find((id) => openai.wires[id]?.chat && serves(id, 'chat')),
  };
};

test('which wire answers for a model', () => {
  const both = { chat: true, responses: true };
  const table: readonly (readonly [model: string, ways: object])[] = [
    ['gpt-5.6', { ...both, converted: 'openai-responses' }],
    ['gpt-5-mini-2025-08-07', { ...both, converted: 'openai-responses' }],
    ['o3', { ...both, converted: 'openai-responses' }],
    ['gpt-4o', { ...both, converted: 'openai-chat' }],
    ['gpt-3.5-turbo', { ...both, converted: 'openai-chat' }],
    ['gpt-5-pro', { chat: false, responses: true, converted: 'openai-responses' }],
    ['gpt-5.3-codex', { chat: false, responses: true, converted: 'openai-responses' }],
    ['o3-deep-research-2025-06-26', { chat: false, responses: true, converted: 'openai-responses' }],
    ['computer-use-preview', { chat: false, responses: true, converted: 'openai-responses' }],
    ['gpt-4o-search-preview', { chat: true, responses: false, converted: 'openai-chat' }],
    ['gpt-audio-1.5', { chat: true, responses: false, converted: 'openai-chat' }],
    // A chat with a painter goes to the images endpoints, whoever asks.
    ['gpt-image-2', { chat: false, responses: false, converted: 'openai-images' }],
    ['chatgpt-image-latest', { chat: false, responses: false, converted: 'openai-images' }],
    // Not in the list: by their names.
    ['gpt-7-pro', { chat: false, responses: true, converted: 'openai-responses' }],
    ['gpt-7', { ...both, converted: 'openai-responses' }],
    ['gpt-7-audio', { chat: true, responses: false, converted: 'openai-chat' }],
    ['something-else', { ...both, converted: 'openai-chat' }],
  ];
  for (const [model, ways] of table) assert.deepEqual(waysOf(model), ways, model);
  const embeds = openai.wires['openai-chat']?.serves?.('text-embedding-3-small', 'embeddings');
  assert.notEqual(embeds, false);
});

test('what a model can be told about thinking', () => {
  const table: readonly (readonly [model: string, efforts: string | undefined])[] = [
    ['gpt-4.1', ''],
    ['gpt-5.2-chat-latest', ''],
    ['o4-mini', 'low medium high'],
    ['gpt-5', 'minimal low medium high'],
    ['gpt-5-nano-2025-08-07', 'minimal low medium high'],
    ['gpt-5-pro-2025-10-06', 'high'],
    ['gpt-5-codex', 'low medium high'],
    ['gpt-5.1-codex-mini', 'low medium high'],
    ['gpt-5.1-codex-max', 'low medium high xhigh'],
    ['gpt-5.1-2025-11-13', 'none low medium high'],
    ['gpt-5.4-mini', 'none low medium high xhigh'],
    ['gpt-5.5-pro', 'medium high xhigh'],
    ['gpt-5.6-sol', 'none low medium high xhigh max'],
    ['gpt-6-astra', 'low medium high xhigh max'],
    ['gpt-6.1-terra', 'none low medium high xhigh max'],
    ['llama', undefined],
  ];
  for (const [model, efforts] of table)
    assert.deepEqual(
      effortsOf(model),
      efforts === undefined ? undefined : efforts.split(' ').filter(Boolean),
      model,
    );
});

test('every model on Responses alone can be asked there, in the simulator too', async () => {
  const simulate = openai.simulator();
  for (const [model, wire] of onlyWire) {
    assert.ok(models.some(({ id }) => id === model));
    if (wire !== 'responses' || model.includes('2')) continue;
    const answer = await simulate(
      new Request('http://simulated/responses', {
        method: 'POST',
        headers: { authorization: 'Bearer sk-x', 'content-type': 'application/json' },
        body: JSON.stringify({ model, input: 'x' }),
      }),
    );
    assert.equal(answer.status, 200, model);
  }
});

test('searches cost by the tool, sound by its kind', () => {
  const rates = (id: string, meter: string) =>
    models
      .find((model) => model.id === id)
      ?.card.rates.filter((rate) => rate.meter === meter)
      .map(({ usd, per, when }) => [usd, per, when?.[0]?.is]);
  const searches = [
    ['25', 1000, ['preview']],
    ['10', 1000, undefined],
  ];
  assert.deepEqual(rates('gpt-4.1', 'searches'), searches);
  assert.deepEqual(rates('gpt-4o-2024-11-20', 'searches'), searches);
  assert.deepEqual(rates('gpt-5.4', 'searches'), [['10', 1000, undefined]]);
  assert.deepEqual(rates('gpt-realtime-2.1', 'input_audio_tokens'), [['32', 1_000_000, undefined]]);
  assert.deepEqual(rates('gpt-realtime-2.1', 'cached_audio_tokens'), [['0.4', 1_000_000, undefined]]);
  assert.deepEqual(rates('gpt-realtime-mini', 'input_image_tokens'), [['0.8', 1_000_000, undefined]]);
});
