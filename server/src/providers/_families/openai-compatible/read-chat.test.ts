import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatAnswer } from '../../../spec/chat.ts';
import { chatPort } from './chat-port.ts';
import { embeddingPort } from './embedding-port.ts';
import { completeTraits } from './traits.ts';

const port = chatPort({
  path: '/chat/completions',
  traits: {},
  reportsUsage: true,
  limitField: 'max_tokens',
});
const answerOf = (message: object, finish = 'stop') =>
  Buffer.from(
    JSON.stringify({ id: 'c', model: 'm', choices: [{ index: 0, message, finish_reason: finish }] }),
  );

const cases: readonly {
  readonly message: object;
  readonly blocks: ChatAnswer['blocks'];
  readonly finish?: string;
}[] = [
  { message: { content: 'Hi' }, blocks: [{ type: 'text', text: 'Hi' }] },
  {
    message: {
      content: [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
    },
    blocks: [
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
    ],
  },
  {
    message: { content: null, refusal: 'No.' },
    blocks: [{ type: 'refusal', text: 'No.' }],
    finish: 'refusal',
  },
  {
    message: { content: 'Hi', reasoning: 'Hm' },
    blocks: [
      { type: 'thinking', text: 'Hm' },
      { type: 'text', text: 'Hi' },
    ],
  },
  {
    message: {
      content: 'Hi',
      reasoning: 'Hm',
      reasoning_details: [{ type: 'reasoning.text', text: 'Hm', signature: 's' }],
    },
    blocks: [
      { type: 'thinking', text: 'Hm', signature: { from: 'openai-chat', value: 's' } },
      { type: 'text', text: 'Hi' },
    ],
  },
  {
    message: {
      content: null,
      audio: {
        id: 'a1',
        data: Buffer.from('RIFFxxxxWAVE').toString('base64'),
        expires_at: 9,
        transcript: 'Hi',
      },
    },
    blocks: [
      {
        type: 'audio',
        source: { by: 'data', mediaType: 'audio/wav', data: Buffer.from('RIFFxxxxWAVE').toString('base64') },
        transcript: 'Hi',
        id: 'a1',
        expiresAt: 9,
      },
    ],
  },
  {
    message: { content: '', images: [{ type: 'image_url', image_url: { url: 'https://a.example/x.png' } }] },
    blocks: [{ type: 'image', source: { by: 'url', url: 'https://a.example/x.png' } }],
  },
  {
    message: {
      content: '',
      tool_calls: [
        { id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } },
        { id: 'b', type: 'custom', custom: { name: 'sql', input: 'SELECT 1' } },
      ],
    },
    blocks: [
      { type: 'tool-call', id: 'a', name: 'f', arguments: '{}' },
      { type: 'tool-call', id: 'b', name: 'sql', arguments: 'SELECT 1', custom: true },
    ],
    finish: 'tools',
  },
];

test('a whole answer is read', () => {
  for (const { message, blocks, finish } of cases) {
    const { answer } = port.readAnswer(answerOf(message));
    assert.deepEqual(answer?.blocks, blocks);
    assert.equal(answer?.finish.reason, finish ?? 'stop');
  }
});

test('several answers are read, in order', () => {
  const choices = ['a', 'b', 'c'].map((content, index) => ({
    index,
    message: { content },
    finish_reason: 'stop',
  }));
  const { answer } = port.readAnswer(Buffer.from(JSON.stringify({ choices })));
  assert.deepEqual(answer?.blocks, [{ type: 'text', text: 'a' }]);
  assert.deepEqual(
    answer?.more?.map(({ blocks }) => blocks[0]),
    [
      { type: 'text', text: 'b' },
      { type: 'text', text: 'c' },
    ],
  );
});

test('odd bodies are faults and throw nothing', () => {
  for (const body of ['', 'null', '[]', '{}', '<html>', '{"error":{"message":"x"}}', '{"choices":3}'])
    assert.ok(port.readAnswer(Buffer.from(body)).fault, body);
  for (const body of ['{"choices":[]}', '{"choices":[null]}', '{"choices":[{"message":7}]}']) {
    const { answer, fault } = port.readAnswer(Buffer.from(body));
    assert.equal(fault, undefined);
    assert.deepEqual(answer?.blocks, []);
  }
});

test('embeddings: texts go as they are, token ids where the upstream takes them', () => {
  const noted: string[] = [];
  const losses = {
    drop: (_: string, name: string) => void noted.push(name),
    refuse: (): never => {
      throw new Error('refused');
    },
  };
  const plain = embeddingPort('/embeddings', completeTraits());
  const tokens = embeddingPort('/embeddings', completeTraits({ takes: ['token-ids'] }));
  assert.equal(plain.path('m'), '/embeddings');
  assert.deepEqual(
    plain.writeRequest({ inputs: ['a'], dimensions: 8, task: 'RETRIEVAL_QUERY' }, 'm', losses),
    {
      model: 'm',
      input: 'a',
      encoding_format: 'float',
      dimensions: 8,
    },
  );
  assert.deepEqual(noted, ['task']);
  assert.deepEqual(tokens.writeRequest({ inputs: [[1, 2], [3]] }, 'm', losses)['input'], [[1, 2], [3]]);
  assert.throws(() => plain.writeRequest({ inputs: [[1, 2]] }, 'm', losses), /token ids/);
  assert.throws(() => tokens.writeRequest({ inputs: ['a', [1]] }, 'm', losses), /token ids/);
});

test('embeddings: vectors are put in order, packed ones opened', () => {
  const packed = Buffer.alloc(8);
  packed.writeFloatLE(0.5, 0);
  packed.writeFloatLE(-2, 4);
  const body = {
    data: [
      { index: 1, embedding: [1, 2] },
      { index: 0, embedding: packed.toString('base64') },
    ],
    usage: { prompt_tokens: 12, total_tokens: 12 },
  };
  const { answer, usage } = embeddingPort('/embeddings', completeTraits()).readAnswer(
    Buffer.from(JSON.stringify(body)),
  );
  assert.deepEqual(answer, {
    vectors: [
      [0.5, -2],
      [1, 2],
    ],
    inputTokens: 12,
  });
  assert.deepEqual(usage, { input_tokens: 12 });
});
