import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RealtimeLook } from '../../../spec/realtime.ts';
import type { Usage } from '../../../spec/usage.ts';
import { realtimeSessions } from './index.ts';
import { responseUsage, transcriptionUsage } from './usage.ts';

const port = realtimeSessions({ serves: (model) => model.includes('realtime') })['openai-realtime'];
const look = (...events: readonly object[]): RealtimeLook => {
  const reader = port.openReader();
  return events.map((event) => reader.look(JSON.stringify(event))).at(-1)!;
};

test('the port names its path, its models and the most of a turn', () => {
  assert.equal(port.path('gpt realtime&x'), '/realtime?model=gpt%20realtime%26x');
  assert.ok(port.serves('gpt-realtime') && !port.serves('gpt-4o'));
  assert.deepEqual(port.turnBounds(500), { inputTokens: 500, outputTokens: 4096, answers: 1 });
});

describe('usage of a response', () => {
  const rows: readonly (readonly [name: string, report: unknown, usage: Usage | undefined])[] = [
    [
      'the example of response.done in the OpenAPI document',
      {
        total_tokens: 253,
        input_tokens: 132,
        output_tokens: 121,
        input_token_details: {
          text_tokens: 119,
          audio_tokens: 13,
          image_tokens: 0,
          cached_tokens: 64,
          cached_tokens_details: { text_tokens: 64, audio_tokens: 0, image_tokens: 0 },
        },
        output_token_details: { text_tokens: 30, audio_tokens: 91 },
      },
      {
        input_tokens: 55,
        cached_input_tokens: 64,
        input_audio_tokens: 13,
        output_tokens: 30,
        output_audio_tokens: 91,
      },
    ],
    [
      'cached sound, a picture, and thoughts',
      {
        input_tokens: 1000,
        output_tokens: 100,
        input_token_details: {
          text_tokens: 300,
          audio_tokens: 500,
          image_tokens: 200,
          cached_tokens: 600,
          cached_tokens_details: { text_tokens: 200, audio_tokens: 300, image_tokens: 100 },
        },
        output_token_details: { text_tokens: 60, audio_tokens: 40, reasoning_tokens: 10 },
      },
      {
        input_tokens: 100,
        cached_input_tokens: 200,
        cached_audio_tokens: 300,
        cached_image_tokens: 100,
        input_audio_tokens: 200,
        input_image_tokens: 100,
        output_tokens: 50,
        reasoning_tokens: 10,
        output_audio_tokens: 40,
      },
    ],
    [
      'the beta, which does not say what was cached',
      { input_tokens: 100, output_tokens: 10, input_token_details: { cached_tokens: 64, audio_tokens: 20 } },
      { input_tokens: 16, cached_input_tokens: 64, input_audio_tokens: 20, output_tokens: 10 },
    ],
    [
      'parts that are more than their sum',
      {
        input_tokens: 10,
        output_tokens: 5,
        input_token_details: { cached_tokens: 50, audio_tokens: 20 },
        output_token_details: { audio_tokens: 9 },
      },
      { input_tokens: 10, output_tokens: 5 },
    ],
    ['nothing was read', { total_tokens: 0, input_tokens: 0, output_tokens: 0 }, {}],
    ['no report', null, undefined],
    ['no report in an object', {}, undefined],
  ];
  for (const [name, report, usage] of rows)
    test(name, () => {
      assert.deepEqual(responseUsage(report), usage);
      const total = Object.values(usage ?? {}).reduce((sum, units) => sum + units, 0);
      if (usage)
        assert.equal(
          total,
          Number(Reflect.get(Object(report), 'input_tokens')) +
            Number(Reflect.get(Object(report), 'output_tokens')),
        );
    });

  for (const [name, report, usage] of [
    [
      'tokens',
      {
        type: 'tokens',
        total_tokens: 22,
        input_tokens: 13,
        input_token_details: { text_tokens: 3, audio_tokens: 10 },
        output_tokens: 9,
      },
      { input_tokens: 3, input_audio_tokens: 10, output_tokens: 9 },
    ],
    ['seconds', { type: 'duration', seconds: 3 }, { seconds: 3 }],
    ['nothing', undefined, undefined],
  ] as const)
    test(`a transcription by ${name}`, () => assert.deepEqual(transcriptionUsage(report), usage));
});

describe('what an event tells', () => {
  const usage = { input_tokens: 4, output_tokens: 2 };
  const transcribed = {
    type: 'conversation.item.input_audio_transcription.completed',
    transcript: 'Hey',
    usage: { type: 'duration', seconds: 2 },
  };
  const second = Buffer.alloc(48_000).toString('base64');
  const rows: readonly (readonly [name: string, events: readonly object[], look: RealtimeLook])[] = [
    ['a turn begins', [{ type: 'response.created', response: {} }], { turnBegins: true }],
    [
      'a turn ends with its usage',
      [{ type: 'response.done', event_id: 'e', response: { usage } }],
      { turnEnds: true, usage },
    ],
    ['a turn ends without usage', [{ type: 'response.done', response: { usage: null } }], { turnEnds: true }],
    ['text', [{ type: 'response.output_text.delta', delta: 'Hi' }], { text: 'Hi' }],
    [
      'text, beta, its id first',
      [{ event_id: 'e', type: 'response.text.delta', delta: 'Hi' }],
      { text: 'Hi' },
    ],
    ['a transcript', [{ type: 'response.output_audio_transcript.delta', delta: 'Hi' }], { text: 'Hi' }],
    ['a transcript, beta', [{ type: 'response.audio_transcript.delta', delta: 'Hi' }], { text: 'Hi' }],
    ['arguments', [{ type: 'response.function_call_arguments.delta', delta: '{"a' }], { text: '{"a' }],
    [
      'a second of sound',
      [{ type: 'response.output_audio.delta', delta: second }],
      { produced: { output_audio_tokens: 20 } },
    ],
    [
      'a second of sound, beta, its type last',
      [{ item: { type: 'x' }, delta: second, type: 'response.audio.delta' }],
      { produced: { output_audio_tokens: 20 } },
    ],
    [
      'the same bytes in G.711',
      [
        { type: 'session.created', session: { audio: { output: { format: { type: 'audio/pcmu' } } } } },
        { type: 'response.output_audio.delta', delta: second },
      ],
      { produced: { output_audio_tokens: 120 } },
    ],
    ['a transcription before a session was seen', [transcribed], { usage: { seconds: 2 } }],
    [
      'a transcription by the model of the session',
      [
        {
          type: 'session.updated',
          session: { type: 'realtime', audio: { input: { transcription: { model: 'whisper-1' } } } },
        },
        transcribed,
      ],
      { usage: { seconds: 2 }, model: 'whisper-1' },
    ],
    [
      'the same of the beta',
      [
        {
          type: 'transcription_session.updated',
          session: { input_audio_transcription: { model: 'whisper-1' } },
        },
        transcribed,
      ],
      { usage: { seconds: 2 }, model: 'whisper-1' },
    ],
    ['an error that leaves the session open', [{ type: 'error', error: { code: 'invalid_value' } }], {}],
    ['an event without a meaning here', [{ type: 'rate_limits.updated', rate_limits: [] }], {}],
    ['an unknown event', [{ type: 'something.new', response: { usage } }], {}],
    ['no event', [[]], {}],
  ];
  for (const [name, events, expected] of rows) test(name, () => assert.deepEqual(look(...events), expected));

  test('what is no JSON is passed by', () => {
    for (const text of [
      '',
      '{',
      '{"type":"response.done"',
      '\u0000',
      '{"type":"response.output_audio.delta"}',
    ])
      assert.deepEqual(port.openReader().look(text), {});
  });

  test('an expired session and a closed account end it; the account is not spoken of', () => {
    const expired = look({
      type: 'error',
      error: {
        type: 'invalid_request_error',
        code: 'session_expired',
        message: 'Your session hit 60 minutes.',
      },
    });
    assert.equal(expired.fault?.code, 'upstream_refused');
    assert.equal(expired.fault?.detail?.upstream?.code, 'session_expired');
    for (const event of [
      { type: 'error', error: { type: 'insufficient_quota', message: 'You exceeded your quota' } },
      {
        type: 'response.done',
        response: { status: 'failed', status_details: { error: { code: 'insufficient_quota' } } },
      },
    ]) {
      const { fault } = look(event);
      assert.equal(fault?.code, 'upstream_key_refused');
      assert.doesNotMatch(fault?.message ?? '', /quota/);
    }
  });
});
