import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChatAnswer, ChatPart } from '../../../../spec/chat.ts';
import { AnswerCollector } from '../../../../spec/chat-parts.ts';
import { openParts, readAnswer } from './read-answer.ts';

const candidate = (parts: readonly object[], more: object = {}) => ({
  content: { role: 'model', parts },
  finishReason: 'STOP',
  index: 0,
  ...more,
});
const answerOf = (body: object): ChatAnswer => readAnswer(Buffer.from(JSON.stringify(body))).answer!;
const blocksOf = (parts: readonly object[], more: object = {}) =>
  answerOf({ candidates: [candidate(parts, more)] }).blocks;

function partsOf(text: string): readonly ChatPart[] {
  const reader = openParts();
  return [...reader.push(Buffer.from(text)), ...reader.finish()];
}
const event = (body: object) => `data: ${JSON.stringify(body)}\r\n\r\n`;
function collect(parts: readonly ChatPart[]): ChatAnswer {
  const collector = new AnswerCollector();
  for (const part of parts) collector.push(part);
  return collector.answer();
}

describe('blocks of an answer', () => {
  it('thoughts, words, signatures', () => {
    assert.deepEqual(
      blocksOf([
        { text: 'let me', thought: true },
        { text: ' think', thought: true },
        { text: 'Hello', thoughtSignature: 'A' },
        { text: '', thoughtSignature: 'B' },
      ]),
      [
        { type: 'thinking', text: 'let me think' },
        { type: 'text', text: 'Hello', signature: { from: 'gemini', value: 'A' } },
        { type: 'text', text: '', signature: { from: 'gemini', value: 'B' } },
      ],
    );
  });

  it('calls: ids of the upstream stay, missing ones are made', () => {
    const blocks = blocksOf([
      { functionCall: { id: 'own', name: 'a', args: { x: [1] } }, thoughtSignature: 'S' },
      { functionCall: { name: 'b' } },
    ]);
    assert.deepEqual(blocks[0], {
      type: 'tool-call',
      id: 'own',
      name: 'a',
      arguments: '{"x":[1]}',
      signature: { from: 'gemini', value: 'S' },
    });
    const [, second] = blocks;
    assert.ok(second?.type === 'tool-call');
    assert.match(second.id, /^call_\w{24}$/);
    assert.equal(second.arguments, '{}');
  });

  it('pictures, sound, code, files, things nobody knows', () => {
    assert.deepEqual(
      blocksOf([
        { inlineData: { mimeType: 'image/png', data: 'AA==' }, thoughtSignature: 'P' },
        { inlineData: { mimeType: 'audio/L16;codec=pcm;rate=24000', data: 'BB==' } },
        { executableCode: { language: 'PYTHON', code: 'print(1)' } },
        { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1\n' } },
        { inlineData: { mimeType: 'image/png', data: 'draft' }, thought: true },
        { newThing: 1 },
      ]).map((block) => (block.type === 'opaque' ? [block.from, block.text] : block)),
      [
        {
          type: 'image',
          source: { by: 'data', mediaType: 'image/png', data: 'AA==' },
          signature: { from: 'gemini', value: 'P' },
        },
        { type: 'audio', source: { by: 'data', mediaType: 'audio/L16;codec=pcm;rate=24000', data: 'BB==' } },
        ['gemini', '\n```python\nprint(1)\n```\n'],
        ['gemini', '\n```\n1\n\n```\n'],
        ['gemini', undefined],
        ['gemini', undefined],
      ],
    );
  });

  it('citations count UTF-16 units, whatever the bytes', () => {
    const text = 'Đà Nẵng 👋 is nice. More.';
    const start = text.indexOf('is');
    const grounding = {
      groundingChunks: [{ web: { uri: 'https://a', title: 'A' } }, { web: { uri: 'https://b' } }],
      groundingSupports: [
        {
          segment: {
            startIndex: Buffer.byteLength(text.slice(0, start)),
            endIndex: Buffer.byteLength(text.slice(0, start + 8)),
          },
          groundingChunkIndices: [0, 7],
        },
      ],
    };
    const [block] = blocksOf([{ text }], { groundingMetadata: grounding });
    assert.deepEqual(block?.type === 'text' && block.citations, [
      { url: 'https://a', title: 'A', start, end: start + 8 },
      { url: 'https://b' },
    ]);
  });
});

describe('why an answer ended', () => {
  for (const [word, parts, finish] of [
    ['STOP', [{ text: 'a' }], { reason: 'stop' }],
    ['STOP', [{ functionCall: { name: 'a' } }], { reason: 'tools' }],
    ['MAX_TOKENS', [], { reason: 'length' }],
    ['SAFETY', [], { reason: 'filtered', word: 'SAFETY' }],
    ['IMAGE_SAFETY', [], { reason: 'filtered', word: 'IMAGE_SAFETY' }],
    ['MALFORMED_FUNCTION_CALL', [], { reason: 'other', word: 'MALFORMED_FUNCTION_CALL' }],
    ['NEW_WORD', [], { reason: 'other', word: 'NEW_WORD' }],
  ] as const) {
    it(word, () => {
      const body = { candidates: [candidate(parts, { finishReason: word })] };
      assert.deepEqual(answerOf(body).finish, finish);
      const parted = partsOf(event(body));
      assert.deepEqual(collect(parted).finish, finish);
      assert.equal(parted.at(-1)?.type, 'end');
    });
  }

  it('a blocked prompt', () => {
    const body = { promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: { promptTokenCount: 4 } };
    const finish = { reason: 'filtered', word: 'SAFETY' };
    assert.deepEqual(answerOf(body), { blocks: [], finish, usage: { input_tokens: 4 } });
    assert.deepEqual(collect(partsOf(event(body))), { blocks: [], finish, usage: { input_tokens: 4 } });
  });

  it('several candidates', () => {
    const answer = answerOf({
      candidates: [candidate([{ text: 'a' }]), candidate([{ text: 'b' }], { index: 1 })],
    });
    assert.deepEqual(answer.more, [{ blocks: [{ type: 'text', text: 'b' }], finish: { reason: 'stop' } }]);
  });
});

describe('streams', () => {
  it('citations that come late belong to the words before them', () => {
    const chunks = [{ web: { uri: 'https://a' } }];
    const parts = partsOf(
      event({ candidates: [{ content: { parts: [{ text: 'Xin ' }] } }] }) +
        event({ candidates: [{ content: { parts: [{ text: 'chào' }] } }] }) +
        event({
          candidates: [
            candidate([{ text: '', thoughtSignature: 'S' }], {
              groundingMetadata: {
                groundingChunks: chunks,
                webSearchQueries: ['q'],
                groundingSupports: [{ segment: { endIndex: 8 }, groundingChunkIndices: [0] }],
              },
            }),
          ],
          usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 2 },
          modelVersion: 'gemini-3.8-flash',
        }),
    );
    assert.deepEqual(collect(parts).blocks, [
      {
        type: 'text',
        text: 'Xin chào',
        citations: [{ url: 'https://a', start: 0, end: 7 }],
        signature: { from: 'gemini', value: 'S' },
      },
    ]);
    const usage = parts.findLast((part) => part.type === 'usage');
    assert.deepEqual(usage?.type === 'usage' && usage.usage, {
      input_tokens: 1,
      output_tokens: 2,
      searches: 1,
    });
  });

  it('a stream that breaks off does not end; its usage is told as it runs, once it tells what was made', () => {
    const frame = (usageMetadata: object) =>
      event({ candidates: [{ content: { parts: [{ text: 'a' }] } }], usageMetadata });
    const parts = partsOf(
      frame({ promptTokenCount: 3 }) +
        frame({ promptTokenCount: 3, candidatesTokenCount: 1, thoughtsTokenCount: 9 }),
    );
    assert.deepEqual(parts.at(-1), {
      type: 'usage',
      usage: { input_tokens: 3, output_tokens: 1, reasoning_tokens: 9 },
    });
    assert.deepEqual(
      parts.map(({ type }) => type),
      ['start', 'text-delta', 'text-delta', 'usage'],
    );
  });

  for (const [name, end] of [
    ['as an event', event({ error: { code: 503, status: 'UNAVAILABLE', message: 'm' } })],
    ['bare', '{"error":{"code":503,\n"status":"UNAVAILABLE","message":"m"}}\n'],
    ['bare and without a last brace', '{"error":{"code":503'],
  ] as const) {
    it(`an error ${name}`, () => {
      const whole = event({ candidates: [{ content: { parts: [{ text: 'a' }] } }] }) + end;
      for (let size = 1; size <= whole.length; size++) {
        const reader = openParts();
        const parts: ChatPart[] = [];
        for (let at = 0; at < whole.length; at += size)
          parts.push(...reader.push(Buffer.from(whole.slice(at, at + size))));
        parts.push(...reader.finish());
        const last = parts.at(-1);
        assert.equal(last?.type, 'error', `pieces of ${size}`);
        assert.equal(
          last?.type === 'error' && last.fault.code,
          end.includes('UNAVAILABLE') ? 'upstream_busy' : 'upstream_garbage',
        );
      }
    });
  }

  it('what is no answer is a fault, not a throw', () => {
    for (const body of [
      '',
      'null',
      '[]',
      '{}',
      '<html>',
      '{"error":{"code":400,"message":"m"}}',
      '{"candidates":1}',
    ])
      assert.ok(readAnswer(Buffer.from(body)).fault, body);
    for (const odd of [[null], [{}], [{ content: 1 }], [{ content: { parts: [null, 1, {}] } }]])
      assert.equal(readAnswer(Buffer.from(JSON.stringify({ candidates: odd }))).fault, undefined);
  });
});
