import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editTopLevel } from '../../../base/json-span.ts';
import { sealThought } from '../../../base/sealed-thought.ts';
import type { Call } from '../../../spec/call.ts';
import { requestEdits } from './edits.ts';

const edited = (body: string, call: Partial<Call>, upstream = 'gemini-2.5-flash'): string => {
  const bytes = Buffer.from(body);
  const whole = { endpoint: 'generate', model: 'client-name', ...call, body: bytes } as Call;
  return editTopLevel(bytes, requestEdits(whole, upstream)).toString();
};

describe('edits of the own wire', () => {
  for (const [name, call, body, after, upstream] of [
    ['nothing to do', {}, '{ "contents":[], "unknown": 1.0 }', '{ "contents":[], "unknown": 1.0 }'],
    [
      'a limit',
      { outputCap: 9 },
      '{"contents":[]}',
      '{"generationConfig":{"maxOutputTokens":9},"contents":[]}',
    ],
    [
      'a limit beside what is there, other bytes untouched',
      { outputCap: 9 },
      '{"generationConfig":{"temperature":1.0, "topK":3}}',
      '{"generationConfig":{"maxOutputTokens":9,"temperature":1.0, "topK":3}}',
    ],
    [
      'in the spelling of the client',
      { outputCap: 9 },
      '{"generation_config":{"max_output_tokens":0}}',
      '{"generation_config":{"max_output_tokens":9}}',
    ],
    [
      'null is no config',
      { outputCap: 9 },
      '{"generationConfig":null}',
      '{"generationConfig":{"maxOutputTokens":9}}',
    ],
    [
      'a wish by budget keeps whether thoughts are shown',
      { thinking: 'off' },
      '{"generationConfig":{"thinkingConfig":{"includeThoughts":true,"thinkingBudget":99}}}',
      '{"generationConfig":{"thinkingConfig":{"thinkingBudget":0,"includeThoughts":true}}}',
    ],
    [
      'a wish by level',
      { thinking: 'high' },
      '{}',
      '{"generationConfig":{"thinkingConfig":{"includeThoughts":true,"thinkingLevel":"HIGH"}}}',
      'gemini-3.8-flash',
    ],
    [
      'a tool with a capital',
      {},
      '{"contents":[],"tools":[{"UrlContext":{}},{"codeExecution":{}}]}',
      '{"contents":[],"tools":[{"urlContext":{}},{"codeExecution":{}}]}',
    ],
    ['a wish for a model that cannot think', { thinking: 'on' }, '{}', '{}', 'gemini-2.0-flash'],
    [
      "the model's name in the body",
      {},
      '{"model":"models/client-name"}',
      '{"model":"models/gemini-2.5-flash"}',
    ],
    [
      'the same name stays as it is',
      {},
      '{"model":"models/gemini-2.5-flash"}',
      '{"model":"models/gemini-2.5-flash"}',
    ],
    [
      'a batch of embeddings',
      { endpoint: 'batch_embed' },
      '{"requests":[{"model":"models/client-name","x":1}]}',
      '{"requests":[{"model":"models/gemini-embedding-001","x":1}]}',
      'gemini-embedding-001',
    ],
    [
      'a count of a whole request',
      { endpoint: 'count' },
      '{"generateContentRequest":{"model":"models/client-name","contents":[]}}',
      '{"generateContentRequest":{"model":"models/gemini-2.5-flash","contents":[]}}',
    ],
    [
      'a limit is no matter of embeddings',
      { endpoint: 'embed', outputCap: 4 },
      '{"content":{}}',
      '{"content":{}}',
    ],
  ] as const) {
    it(name, () => assert.equal(edited(body, call, upstream), after));
  }

  it('a turn without a role gets one where the place wants it', () => {
    const bytes = (text: string) => Buffer.from(text);
    const after = (text: string) => {
      const call = { endpoint: 'generate', model: 'm', body: bytes(text) } as Call;
      return editTopLevel(bytes(text), requestEdits(call, 'm', true)).toString();
    };
    assert.equal(after('{"contents":{"parts":[]}}'), '{"contents":{"role":"user","parts":[]}}');
    assert.equal(after('{"contents":[{"parts":[]}]}'), '{"contents":[{"role":"user","parts":[]}]}');
    assert.equal(
      after('{"contents":[{"role":"user", "parts":[]}]}'),
      '{"contents":[{"role":"user", "parts":[]}]}',
    );
  });

  it('signatures of others are taken out, own ones opened', () => {
    const own = sealThought({ from: 'gemini', value: 'SIG' });
    const foreign = sealThought({ from: 'anthropic-messages', value: 'x' });
    const contents = [
      { role: 'user', parts: [{ text: 'hi', n: 1 }] },
      {
        role: 'model',
        parts: [
          { text: 'thought', thought: true, thoughtSignature: foreign },
          { text: 'words', thoughtSignature: foreign },
          { functionCall: { name: 'a' }, thought_signature: foreign },
          { functionCall: { name: 'b' }, thoughtSignature: foreign },
          { functionCall: { name: 'c' }, thoughtSignature: own },
        ],
      },
    ];
    const after = (model: string) =>
      (JSON.parse(edited(JSON.stringify({ contents }), {}, model)) as { contents: typeof contents })
        .contents[1]?.parts;
    assert.deepEqual(after('gemini-3.8-flash'), [
      { text: 'words' },
      { functionCall: { name: 'a' }, thoughtSignature: 'skip_thought_signature_validator' },
      { functionCall: { name: 'b' } },
      { functionCall: { name: 'c' }, thoughtSignature: 'SIG' },
    ]);
    assert.deepEqual(after('gemini-2.5-flash')?.[1], { functionCall: { name: 'a' } });
  });
});

describe('edits where a signature was refused', () => {
  const contents = [
    { role: 'user', parts: [{ text: 'hi', n: 1 }] },
    {
      role: 'model',
      parts: [
        { text: 'thought', thought: true },
        { text: 'words', thoughtSignature: 'S' },
        { functionCall: { name: 'a' }, thought_signature: 'S' },
        { functionCall: { name: 'b' } },
        { text: '', thoughtSignature: 'S' },
      ],
    },
    { role: 'model', parts: [{ text: '', thoughtSignature: 'S' }] },
    { role: 'model', parts: [{ inlineData: { data: 'x' }, thoughtSignature: 'S' }] },
  ];
  const word = { thoughtSignature: 'skip_thought_signature_validator' };
  const picture = { inlineData: { data: 'x' } };
  const a = { functionCall: { name: 'a' } };
  const b = { functionCall: { name: 'b' } };
  for (const [upstream, turns] of [
    ['gemini-2.5-flash', [[{ text: 'words' }, a, b], [picture]]],
    ['gemini-3.8-flash', [[{ text: 'words' }, { ...a, ...word }, b], [picture]]],
    [
      'gemini-3-pro-image',
      [
        [{ text: 'words', ...word }, { ...a, ...word }, b, { text: '', ...word }],
        [{ text: '', ...word }],
        [{ ...picture, ...word }],
      ],
    ],
  ] as const)
    it(upstream, () => {
      const after = edited(JSON.stringify({ contents, x: 1 }), { withoutThoughts: true }, upstream);
      const expected = [contents[0], ...turns.map((parts) => ({ role: 'model', parts }))];
      assert.deepEqual(JSON.parse(after), { contents: expected, x: 1 });
    });
});
