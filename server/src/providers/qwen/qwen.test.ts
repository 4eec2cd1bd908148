import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editTopLevel } from '../../base/json-span.ts';
import { deepseek } from '../deepseek/index.ts';
import { qwen } from './index.ts';
import { thinkingLimit } from './models.ts';

const ask = async (provider: typeof qwen, body: Buffer | string): Promise<Response> =>
  provider.simulator()(
    new Request('http://upstream.example/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-simulated' },
      body: body.toString(),
    }),
  );

// The request of Alibaba's page "Machine translation".
const translation = {
  model: 'translator',
  messages: [{ role: 'user', content: 'Tôi thích mưa ở Huế.' }],
  translation_options: {
    source_lang: 'auto',
    target_lang: 'English',
    terms: [{ source: 'Huế', target: 'Hue' }],
  },
  stream: true,
};

test('options of translation pass as the client sent them', async () => {
  const body = Buffer.from(JSON.stringify(translation));
  const wire = qwen.wires['openai-chat'];
  assert.ok(wire);
  const call = {
    kind: 'chat',
    endpoint: 'chat',
    model: 'translator',
    stream: true,
    usageInStream: false,
    body,
    bounds: { inputTokens: 1, answers: 1 },
    facts: {},
  } as const;
  const edited = editTopLevel(body, wire.edits(call, 'qwen-mt-turbo', { key: 'k', settings: {} }));
  assert.deepEqual(JSON.parse(edited.toString()), {
    ...translation,
    model: 'qwen-mt-turbo',
    stream_options: { include_usage: true },
  });
  const answer = await ask(qwen, edited);
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /\[DONE\]/);
});

test('how much a model may think is known', () => {
  assert.equal(thinkingLimit('qwen-plus'), 81_920);
  assert.equal(thinkingLimit('qwen-mt-turbo'), 0);
  assert.equal(thinkingLimit('qwen3-of-tomorrow'), undefined);
});

test('DeepSeek-OCR takes a picture and answers with text', async () => {
  const answer = await ask(
    deepseek,
    JSON.stringify({
      model: 'deepseek-ocr',
      messages: [
        { role: 'system', content: '<image>\nFree OCR.' },
        {
          role: 'user',
          content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }],
        },
      ],
    }),
  );
  assert.equal(answer.status, 200, await answer.clone().text());
  const fact = deepseek.manifest.models.find(({ id }) => id === 'deepseek-ocr');
  assert.match(fact?.card.source ?? '', /no price of DeepSeek itself/);
});
