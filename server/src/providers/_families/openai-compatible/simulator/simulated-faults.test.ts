import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import OpenAI from 'openai';
import { z } from 'zod';
import { serveSimulators } from '../../../../base/serve-simulated.ts';
import { createOpenAiSimulator } from './index.ts';

const now = 1_790_000_000_000;
const models = [{ id: 'gpt-sim', ownedBy: 'openai' }] as const;
const messages = [{ role: 'user', content: 'Where is Huế?' } as const];

const chunkShape = z.looseObject({
  id: z.string(),
  choices: z.array(z.unknown()),
  usage: z
    .looseObject({ prompt_tokens: z.int(), completion_tokens: z.int(), total_tokens: z.int() })
    .nullable(),
  obfuscation: z.string().regex(/^\w+$/),
});

type Received = {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly broke: boolean;
};

describe('the wire of the simulated upstream', () => {
  let server: Awaited<ReturnType<typeof serveSimulators>>;
  before(async () => {
    const clock = { now: () => now };
    const simulate = createOpenAiSimulator({ models, clock, pace: 0 });
    server = await serveSimulators({ openai: simulate }, { host: '127.0.0.1', port: 0 });
  });
  after(() => server.close());

  const post = (fault: string, body: object, signal?: AbortSignal) =>
    fetch(`${server.url}/openai/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-any', 'x-key4u-simulate': fault },
      body: JSON.stringify({ model: 'gpt-sim', messages, ...body }),
      signal: signal ?? null,
    });

  async function receive(fault: string, body: object): Promise<Received> {
    const response = await post(fault, body);
    const chunks: Uint8Array[] = [];
    let broke = false;
    try {
      for await (const chunk of response.body ?? []) chunks.push(chunk);
    } catch {
      broke = true;
    }
    const text = Buffer.concat(chunks).toString('utf8');
    return { status: response.status, type: response.headers.get('content-type') ?? '', text, broke };
  }

  const streamed = { stream: true, stream_options: { include_usage: true } };
  const dataOf = (text: string) =>
    text
      .split(/\r?\n\r?\n/)
      .filter((frame) => frame !== '')
      .map((frame) => frame.replace(/^data: /, ''));

  it('frames a stream as the upstream does: role, deltas, finish, usage, [DONE]', async () => {
    const { status, type, text } = await receive('', streamed);
    assert.equal(status, 200);
    assert.equal(type, 'text/event-stream; charset=utf-8');
    assert.ok(text.endsWith('\n\ndata: [DONE]\n\n'));
    assert.doesNotMatch(text, /\r|^(?!data: |$)/m);
    const chunks = dataOf(text)
      .slice(0, -1)
      .map((frame) => chunkShape.parse(JSON.parse(frame)));
    for (const chunk of chunks) {
      const { choices: _choices, usage: _usage, obfuscation: _obfuscation, ...same } = chunk;
      assert.deepEqual(same, {
        id: chunks[0]?.id,
        object: 'chat.completion.chunk',
        created: now / 1000,
        model: 'gpt-sim',
        service_tier: 'default',
        system_fingerprint: 'fp_simulated',
      });
    }
    const delta = { role: 'assistant', content: '', refusal: null };
    assert.deepEqual(chunks[0]?.choices, [{ index: 0, delta, logprobs: null, finish_reason: null }]);
    assert.deepEqual(chunks.at(-2)?.choices, [
      { index: 0, delta: {}, logprobs: null, finish_reason: 'stop' },
    ]);
    const last = chunks.at(-1);
    assert.deepEqual(last?.choices, []);
    assert.ok(chunks.slice(0, -1).every((chunk) => chunk.usage === null));
    assert.ok(last.usage);
    assert.equal(last.usage.prompt_tokens + last.usage.completion_tokens, last.usage.total_tokens);
    // One delta for each token: what is counted is what was seen.
    assert.equal(chunks.slice(1, -2).length, last.usage.completion_tokens);
  });

  it('leaves usage and obfuscation out when they are not wanted', async () => {
    const { text } = await receive('', { stream: true, stream_options: { include_obfuscation: false } });
    assert.doesNotMatch(text, /usage|obfuscation/);
  });

  it('reaches the client in writes that split a character and join two events', async () => {
    const response = await post('', { stream: true, messages: [{ role: 'user', content: 'é'.repeat(50) }] });
    let hasSplit = false;
    let hasJoined = false;
    for await (const chunk of response.body ?? []) {
      const bytes = Buffer.from(chunk);
      hasSplit ||= !Buffer.from(bytes.toString('utf8')).equals(bytes);
      hasJoined ||= bytes.toString().split('data: ').length > 2;
    }
    assert.ok(hasSplit, 'no read ended inside a character');
    assert.ok(hasJoined, 'no read held two events');
  });

  const whole = {};
  const half = /^\{"id":"chatcmpl-[\s\S]+[^}]$/;
  const table: readonly (readonly [string, object, (received: Received) => void])[] = [
    [
      'cut',
      streamed,
      ({ text, broke }) => {
        assert.ok(broke);
        assert.match(text, /"content":"You"/);
        assert.doesNotMatch(text, /DONE|"stop"/);
      },
    ],
    [
      'cut',
      whole,
      ({ text, broke }) => {
        assert.ok(broke);
        assert.match(text, half);
      },
    ],
    [
      'half-event',
      streamed,
      ({ text, broke }) => {
        assert.ok(!broke);
        assert.match(text, /"content":"You"[\s\S]*\n\ndata: \{"id":"chatcmpl-\w+$/);
      },
    ],
    [
      'half-event',
      whole,
      ({ text, broke }) => {
        assert.ok(!broke);
        assert.match(text, half);
      },
    ],
    [
      'error-event',
      streamed,
      ({ text, broke }) => {
        assert.ok(!broke);
        assert.match(
          text,
          /"content":"You"[\s\S]*\n\ndata: \{"error":\{"message":"The server had an error[\s\S]*\}\}\n\n$/,
        );
      },
    ],
    [
      'fail',
      streamed,
      ({ text, status }) => {
        assert.equal(status, 200);
        assert.match(text, /^data: \{"error":[^\n]*\n\n$/);
      },
    ],
    [
      'no-done',
      streamed,
      ({ text, broke }) => {
        assert.ok(!broke);
        assert.match(text, /"usage":\{"prompt_tokens"[^\n]*\n\n$/);
      },
    ],
    [
      'crlf',
      streamed,
      ({ text }) => {
        assert.doesNotMatch(text, /[^\r]\n/);
        assert.equal(dataOf(text).at(-1), '[DONE]');
      },
    ],
    [
      'garbage',
      streamed,
      ({ text, type, status }) => {
        assert.equal(status, 200);
        assert.match(type, /^text\/html/);
        assert.match(text, /^<!DOCTYPE html>/);
      },
    ],
    [
      'error-200',
      whole,
      ({ text, status }) => {
        assert.equal(status, 200);
        assert.match(text, /^\{"error":\{"message":/);
      },
    ],
    [
      'no-usage',
      streamed,
      ({ text }) => {
        assert.doesNotMatch(text, /"usage":\{/);
        assert.match(text, /DONE/);
      },
    ],
    ['no-usage', whole, ({ text }) => assert.doesNotMatch(text, /usage/)],
    [
      'lie',
      streamed,
      ({ text }) =>
        assert.match(
          text,
          /"usage":\{"prompt_tokens":-5,"completion_tokens":9000000000000000,"total_tokens":7/,
        ),
    ],
    ['lie', whole, ({ text }) => assert.match(text, /"prompt_tokens":-5/)],
    [
      '503',
      streamed,
      ({ status, text }) => {
        assert.equal(status, 503);
        assert.match(text, /server_is_overloaded/);
      },
    ],
    [
      'lie, crlf',
      streamed,
      ({ text }) => {
        assert.match(text, /"prompt_tokens":-5/);
        assert.doesNotMatch(text, /[^\r]\n/);
      },
    ],
  ];
  for (const [fault, body, check] of table) {
    it(`goes wrong as asked: ${fault}, ${body === whole ? 'whole' : 'streamed'}`, async () =>
      check(await receive(fault, body)));
  }

  it('sends half and then nothing for stall, until the client leaves', async () => {
    for (const body of [streamed, whole]) {
      const caller = new AbortController();
      const response = await post('stall', body, caller.signal);
      const reader = response.body?.getReader();
      let received = '';
      let isSilent = false;
      while (!isSilent) {
        const silence = new Promise<undefined>((resolve) => setTimeout(resolve, 150, undefined));
        const read = await Promise.race([reader?.read(), silence]);
        if (read === undefined) isSilent = true;
        else {
          assert.equal(read.done, false, 'the answer ended');
          received += Buffer.from(read.value ?? []).toString('latin1');
        }
      }
      assert.match(received, /chatcmpl/);
      assert.doesNotMatch(received, /DONE|"total_tokens"/);
      caller.abort();
    }
  });

  it('sends no headers for timeout, until the client leaves', async () => {
    const signal = AbortSignal.timeout(150);
    await assert.rejects(post('timeout', {}, signal), { name: 'TimeoutError' });
    const impatient = new OpenAI({
      apiKey: 'sk-any',
      baseURL: `${server.url}/openai`,
      maxRetries: 0,
      timeout: 100,
      defaultHeaders: { 'x-key4u-simulate': 'timeout' },
    });
    await assert.rejects(
      impatient.chat.completions.create({ model: 'gpt-sim', messages }),
      OpenAI.APIConnectionTimeoutError,
    );
  });

  it('works without a network, and a caller’s abort ends a stream there too', async () => {
    const simulate = createOpenAiSimulator({ models, clock: { now: () => now }, pace: 60_000 });
    const caller = new AbortController();
    const asked = simulate(
      new Request('http://simulated/chat/completions', {
        method: 'POST',
        headers: { authorization: 'Bearer sk-any' },
        body: JSON.stringify({ model: 'gpt-sim', messages, stream: true }),
        signal: caller.signal,
      }),
    );
    const reading = (await asked).body?.getReader().read();
    caller.abort(new Error('gone'));
    await assert.rejects(async () => reading, /gone/);
  });
});
