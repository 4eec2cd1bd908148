import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type FakeUpstream, startFakeUpstream } from '../support/fake-upstream.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { streamedAnswer, type WireName, wholeAnswer, wires } from '../support/wire-answers.ts';

/**
 * Between equal wires bytes pass: what nobody has heard of yet (fields, blocks, events, the spelling of numbers, spaces)
 * reaches the other side as it was sent, in both directions.
 */
type Json = Record<string, unknown>;

const upstreams: Record<WireName, { provider: string; base: string; model: string; path: string }> = {
  'openai-chat': {
    provider: 'openai-compatible',
    base: '/v1',
    model: 'some-model',
    path: '/v1/chat/completions',
  },
  'openai-responses': { provider: 'openai', base: '/v1', model: 'gpt-5.1-codex', path: '/v1/responses' },
  'anthropic-messages': { provider: 'anthropic', base: '', model: 'claude-sonnet-4-5', path: '/v1/messages' },
  gemini: {
    provider: 'google',
    base: '',
    model: 'gemini-2.5-pro',
    path: '/v1beta/models/gemini-2.5-pro:generateContent',
  },
};

/** Odd in every way that is still valid JSON: spaces, number spellings, escapes, unknown fields and blocks. */
const requests: Record<WireName, string> = {
  'openai-chat':
    '{ "model" : "some-model",\n "messages":[{"role":"user","content":[{"type":"text","text":"H\\u0075\\u1ebf \\ud83d\\ude42"},{"type":"hologram","hologram":{"x":1.50}}],"mood":"odd"}],  "temperature":1.0e0, "future":{"deep":[1,2.0,null]},"big":12345678901234567890}',
  'openai-responses':
    '{"store":false, "model":"gpt-5.1-codex" , "input":[{"type":"hologram","x":1.50},{"role":"user","content":"H\\u0075\\u1ebf"}],"future":{"deep":[1,2.0,null]},"tools":[{"type":"tomorrow","y":[ ]}],"big":12345678901234567890}',
  'anthropic-messages':
    '{"model":"claude-sonnet-4-5","max_tokens":100, "system":[{"type":"text","text":"x","cache_control":{"type":"ephemeral","ttl":"1h","scope":"odd"}}],"messages":[{"role":"user","content":[{"type":"hologram","x":1.50},{"type":"text","text":"H\\u0075\\u1ebf"}]}],"context_management":{"edits":[{"type":"tomorrow"}]},"big":12345678901234567890}',
  gemini:
    '{"contents":[{"role":"user","parts":[{"text":"H\\u0075\\u1ebf"},{"hologram":{"x":1.50}}]}], "generationConfig":{"temperature":1.0e0,"future":[ ]},"safetySettings":[],"big":12345678901234567890}',
};

let gateway: TestGateway;
const fakes = {} as Record<WireName, FakeUpstream>;

before(async () => {
  gateway = await startGateway();
  for (const wire of wires) {
    const { provider, base, model } = upstreams[wire];
    fakes[wire] = await startFakeUpstream();
    await gateway.addChannel({ url: `http://${fakes[wire].host}${base}`, provider, models: [model] });
  }
});
after(async () => {
  await gateway.verifyLedger();
  for (const wire of wires) await fakes[wire].close();
  await gateway.close();
});

/** A whole answer with what nobody knows yet, written in no canonical way. */
const oddAnswer = (wire: WireName): string => {
  const answer = wholeAnswer(wire, { text: 'Huế' }) as Json;
  return `${JSON.stringify(answer, null, 1).slice(0, -2)},\n "future" : {"deep":[1.0, 12345678901234567890]}}\n`;
};

/** A stream with an event that nobody knows, in the middle. */
const oddStream = (wire: WireName): string => {
  const events = streamedAnswer(wire, { thinking: 'Hm.', text: 'Huế 🙂' }).split('\n\n');
  const unknown: Record<WireName, string> = {
    'openai-chat':
      'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"upstream","choices":[{"index":0,"delta":{"hologram":{"x":1.50}},"finish_reason":null}],"future":[ 1 ]}',
    'openai-responses':
      'event: response.hologram.delta\ndata: {"type":"response.hologram.delta","sequence_number":3,"x":1.50}',
    'anthropic-messages':
      'event: hologram\ndata: {"type":"hologram","x":1.50}\n\nevent: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"tomorrow_delta","y":[ ]}}',
    gemini:
      'data: {"candidates":[{"content":{"role":"model","parts":[{"hologram":{"x":1.50}}]}}],"future":[ 1 ]}',
  };
  events.splice(3, 0, unknown[wire]);
  return events.join('\n\n');
};

const ask = (wire: WireName, body: string, path = upstreams[wire].path) =>
  fetch(gateway.url + path, {
    method: 'POST',
    headers: {
      authorization: 'Bearer sk-journey-0123456789abcdef',
      'content-type': 'application/json',
      ...(wire === 'anthropic-messages'
        ? { 'anthropic-version': '2023-06-01', 'anthropic-beta': 'tomorrow-2027-01-01,other' }
        : {}),
    },
    body,
  });

for (const wire of wires)
  describe(wire, () => {
    test('a request reaches the upstream as it was sent', async () => {
      fakes[wire].answer(({ response }) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(oddAnswer(wire));
      });
      const answer = await ask(wire, requests[wire]);
      assert.equal(answer.status, 200);
      const { body, headers } = fakes[wire].requests.at(-1)!;
      assert.equal(body.toString(), requests[wire]);
      if (wire === 'anthropic-messages') {
        assert.equal(headers['anthropic-beta'], 'tomorrow-2027-01-01,other');
        assert.equal(headers['anthropic-version'], '2023-06-01');
      }
    });

    test('an answer reaches the client as it was sent', async () => {
      fakes[wire].answer(({ response }) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(oddAnswer(wire));
      });
      const answer = await ask(wire, requests[wire]);
      assert.equal(await answer.text(), oddAnswer(wire));
    });

    test('a stream reaches the client as it was sent', async () => {
      const stream = oddStream(wire);
      fakes[wire].answer(({ response }) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const bytes = Buffer.from(stream);
        for (let at = 0; at < bytes.length; at += 101) response.write(bytes.subarray(at, at + 101));
        response.end();
      });
      const streaming =
        wire === 'gemini'
          ? await ask(wire, requests[wire], '/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse')
          : await ask(
              wire,
              `{"stream":true,${wire === 'openai-chat' ? '"stream_options":{"include_usage":true},' : ''}${requests[wire].slice(1)}`,
            );
      assert.equal(streaming.status, 200);
      assert.equal(await streaming.text(), stream);
    });
  });

test('max_tokens goes to a model that reasons under its newer name, and every other byte as it was sent', async () => {
  const fake = await startFakeUpstream(({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(oddAnswer('openai-chat'));
  });
  try {
    await gateway.addChannel({
      url: `http://${fake.host}/v1`,
      provider: 'openai',
      models: { 'o4-mini': 'o4-mini', thinker: 'gpt-5.1', 'gpt-4o': 'gpt-4o' },
    });
    const body = (model: string, limit: string) =>
      `{ "model" : "${model}",\n ${limit}"messages":[{"role":"user","content":"H\\u0075\\u1ebf, \\"max_tokens\\":1"}], "temperature":1.0e0 ,"big":12345678901234567890}`;
    const moved = (model: string) => `{"max_completion_tokens":70,${body(model, '').slice(1)}`;
    const table: readonly (readonly [sent: string, received: string])[] = [
      [body('o4-mini', '"max_tokens" : 70 , '), moved('o4-mini')],
      [body('thinker', '"max_tokens":70,'), moved('gpt-5.1')],
      ...[
        body('o4-mini', ''),
        body('o4-mini', '"max_completion_tokens":70 ,'),
        body('gpt-4o', '"max_tokens" : 70 ,'),
      ].map((same) => [same, same] as const),
    ];
    for (const [sent, received] of table) {
      const answer = await ask('openai-chat', sent);
      assert.equal(answer.status, 200, await answer.text());
      assert.equal(fake.requests.at(-1)!.body.toString(), received);
    }
  } finally {
    await fake.close();
  }
});

test('a JSON array that grows reaches the client as it was sent', async () => {
  const frames = streamedAnswer('gemini', { text: 'Huế 🙂' })
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => event.slice('data: '.length));
  const array = `[${frames.join('\n,\r\n')}\n]\n`;
  fakes.gemini.answer(({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const bytes = Buffer.from(array);
    for (let at = 0; at < bytes.length; at += 53) response.write(bytes.subarray(at, at + 53));
    response.end();
  });
  const answer = await ask('gemini', requests.gemini, '/v1beta/models/gemini-2.5-pro:streamGenerateContent');
  assert.equal(await answer.text(), array);
});
