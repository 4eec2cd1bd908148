import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sendTo } from '../../../../test/support/task-send.ts';
import type { Json } from '../../base/json.ts';
import { sealThought } from '../../base/sealed-thought.ts';
import { dialects } from '../../dialects/index.ts';
import { compileCard, compileRatio, priceOf } from '../../ledger/price.ts';
import { taskWayOf } from '../../relay/task-ways.ts';
import { wayOf } from '../../relay/way.ts';
import type { Call, RequestHead } from '../../spec/call.ts';
import type { RelayEndpoint } from '../../spec/dialect.ts';
import { type FaultCode, GatewayError } from '../../spec/fault.ts';
import type { TaskPort, TaskStart } from '../../spec/task.ts';
import type { VideoRequest } from '../../spec/video.ts';
import { providers } from '../index.ts';
import { relay } from './index.ts';

const access = { key: 'sk-simulated', settings: {} };
const simulate = relay.simulator();
const prompt = 'A paper boat on a rainy street';

const film: VideoRequest = { prompt, seconds: 5, width: 1280, height: 720, images: [], extra: {} };

describe('tasks, from submit to result', { concurrency: 8 }, () => {
  const rows: readonly (readonly [wire: string, model: string, action: string, body: Json, first: string])[] =
    [
      ['midjourney', 'midjourney', 'submit/imagine', { prompt }, 'POST /mj/submit/imagine'],
      ['suno', 'chirp-v5', 'music', { gpt_description_prompt: prompt }, 'POST /suno/submit/music'],
      [
        'kling',
        'kling-v2-6',
        'videos/text2video',
        { model_name: 'kling-v2-6', prompt, duration: '5' },
        'POST /kling/v1/videos/text2video',
      ],
      ['luma', 'ray-2', 'video', { prompt, model: 'ray-2' }, 'POST /luma/generations'],
      [
        'runway',
        'gen4.5',
        'text_to_video',
        { promptText: prompt, ratio: '1280:720', duration: 5 },
        'POST /runwayml/v1/text_to_video',
      ],
      ['jimeng', 'jimeng-video-3.0', 'generate', { prompt }, 'POST /jimeng/submit/videos'],
      [
        'ark-video',
        'doubao-seedance-1-0-pro-250528',
        'create',
        { content: [{ type: 'text', text: prompt }] },
        'POST /volc/v1/contents/generations/tasks',
      ],
      ['hailuo', 'MiniMax-Hailuo-2.3', 'video_generation', { prompt }, 'POST /minimax/v1/video_generation'],
      [
        'qwen-video',
        'wan2.2-t2v-plus',
        'video-generation',
        { input: { prompt } },
        'POST /alibailian/api/v1/services/aigc/video-generation/video-synthesis',
      ],
      ['openai-video', 'studio-film', 'create', { prompt, seconds: '4' }, 'POST /v1/videos'],
      [
        'gemini-video',
        'veo-3.1-generate-001',
        'generate',
        { instances: [{ prompt }] },
        'POST /v1beta/models/veo-3.1-generate-001:predictLongRunning',
      ],
      ['video-unified', 'veo3.1-fast', 'create', { prompt }, 'POST /v1/video/create'],
      ['video-unified', 'studio-film', 'generate', { prompt }, 'POST /v1/video/generations'],
    ];
  for (const [wire, upstreamModel, action, body, first] of rows)
    test(`${wire}, ${action}`, { timeout: 20_000 }, async () => {
      const way = taskWayOf(relay, wire, { action }, upstreamModel);
      assert.equal(way?.wire, wire);
      const { port } = way;
      const { send, asked } = sendTo(relay, simulate);
      const start: TaskStart = {
        action,
        body,
        upstreamModel,
        access,
        taskId: 'task_01k9zzzzzzzzzzzzzzzzzzzzzz',
        facts: {},
        parents: {},
      };
      const { usage } = port.measure(start);
      assert.ok(Object.keys(usage).length > 0);
      const { handle } = await port.start(start, send);
      assert.equal(`${asked[0]?.method} ${asked[0]?.path}`, first);
      const outputs = await ended(port, handle, send);
      const place = outputs.find(({ role }) => role === undefined);
      const file = await simulate(
        new Request(new URL(place?.url ?? place?.path ?? '', 'http://simulated'), {
          headers: relay.authorize(access),
        }),
      );
      assert.equal(file.status, 200);
      assert.match(file.headers.get('content-type') ?? '', /^(?:video|audio|image)\//);
    });
});

async function ended(port: TaskPort, handle: Json, send: Parameters<TaskPort['poll']>[1]) {
  for (let known = handle, tries = 0; tries < 40; tries++) {
    await wait(300);
    const report = await port.poll(known, send);
    assert.equal(report.unknownWord, undefined);
    if (report.handle) known = report.handle;
    if (report.status === 'succeeded') return report.outputs ?? [];
    assert.ok(
      report.status === undefined || ['queued', 'running'].includes(report.status),
      report.reason ?? 'it failed',
    );
  }
  throw new Error('it never ended');
}

test('a film is asked for in the wire of its model’s maker', () => {
  const wireFor = (asked: string, model: string) =>
    taskWayOf(relay, asked, { action: asked === 'gemini-video' ? 'generate' : 'create', video: film }, model)
      ?.wire;
  for (const [asked, model, wire] of [
    ['openai-video', 'studio-film', 'openai-video'],
    ['video-unified', 'studio-film', 'video-unified'],
    ['luma', 'studio-film', 'openai-video'],
    ['openai-video', 'kling-v2-6', 'kling'],
    ['video-unified', 'seedance-1-0-pro-250528', 'ark-video'],
    ['video-unified', 'seedance2', 'runway'],
    ['openai-video', 'ray-2', 'luma'],
    ['kling', 'MiniMax-Hailuo-2.3', 'hailuo'],
    ['openai-video', 'veo-3.1-generate-preview', 'gemini-video'],
    ['openai-video', 'veo3.1-4k', 'video-unified'],
    ['gemini-video', 'veo3.1-fast', 'video-unified'],
    ['gemini-video', 'gemini-omni-1.1-flash', 'openai-video'],
  ] as const)
    assert.equal(wireFor(asked, model), wire, `${model}, asked for by ${asked}`);
});

test('no film that has a list price is free, whichever wire asks for it', () => {
  for (const { manifest } of providers)
    for (const { id, kinds, card, retired } of manifest.models) {
      if (!kinds.includes('video') || retired || /midjourney|niji/.test(id)) continue;
      for (const asked of ['openai-video', 'video-unified']) {
        const way = taskWayOf(relay, asked, { action: 'create', video: film }, id);
        assert.ok(way, id);
        // Models of other kinds of films refuse a film from words alone.
        let action = 'create';
        let body: Json = { model: id, prompt, seconds: '5', duration: 5 };
        if (!way.native)
          try {
            ({ action, body } = way.port.writeVideo!(film, { upstreamModel: id, parents: {}, drop() {} }));
          } catch (error) {
            assert.ok(error instanceof GatewayError && error.code === 'field_invalid', String(error));
            continue;
          }
        const { usage, facts } = way.port.measure({ action, body, upstreamModel: id, facts: {} });
        assert.ok(
          priceOf(compileCard(card), usage, facts, compileRatio('1')) > 0,
          `${id} by ${way.wire}: ${JSON.stringify([usage, facts])}`,
        );
      }
    }
});

// ---- calls

const head = (params: Record<string, string> = {}): RequestHead => ({ params, query: '', headers: {} });

function endpointOf(wire: string, name: string): RelayEndpoint {
  const found = dialects
    .filter((dialect) => dialect.wire === wire)
    .flatMap(({ endpoints }) => endpoints)
    .find((endpoint): endpoint is RelayEndpoint => endpoint.does === 'relay' && endpoint.name === name);
  assert.ok(found, `${wire} ${name}`);
  return found;
}

const messages = [{ role: 'user', content: 'Say hello.' }];
const contents = [{ role: 'user', parts: [{ text: 'Say hello.' }] }];

describe('calls pass as bytes', () => {
  const rows: readonly (readonly [
    wire: string,
    endpoint: string,
    model: string,
    body: object,
    path: string,
  ])[] = [
    ['openai-chat', 'chat', 'm', { model: 'm', messages }, '/v1/chat/completions'],
    ['openai-chat', 'completions', 'm', { model: 'm', prompt: 'Say hello.' }, '/v1/completions'],
    ['openai-chat', 'embeddings', 'm', { model: 'm', input: 'a' }, '/v1/embeddings'],
    ['openai-responses', 'responses', 'm', { model: 'm', input: 'Say hello.' }, '/v1/responses'],
    ['anthropic-messages', 'messages', 'm', { model: 'm', max_tokens: 64, messages }, '/v1/messages'],
    ['gemini', 'generate', 'gemini-x', { contents }, '/v1beta/models/gemini-x:generateContent'],
    [
      'openai-images',
      'generations',
      'm',
      { model: 'm', prompt, size: '1024x1024' },
      '/v1/images/generations',
    ],
    ['openai-audio', 'speech', 'm', { model: 'm', input: 'Hello', voice: 'alloy' }, '/v1/audio/speech'],
    ['openai-moderations', 'moderations', 'm', { model: 'm', input: 'Hello' }, '/v1/moderations'],
    ['rerank', 'rerank', 'm', { model: 'm', query: 'river', documents: ['a', 'river'] }, '/v1/rerank'],
  ];
  for (const [wireId, name, model, body, path] of rows)
    test(`${wireId}, ${name}`, async () => {
      const endpoint = endpointOf(wireId, name);
      const bytes = Buffer.from(JSON.stringify(body));
      const call = endpoint.read(bytes, head({ model }));
      const way = wayOf(relay, wireId, endpoint, model, undefined);
      assert.equal(way?.by, 'bytes');
      const { wire } = way;
      const told = wire.paths[name];
      const asked = typeof told === 'function' ? told(call, model, access) : told;
      assert.equal(asked, path);
      assert.deepEqual(wire.edits(call, model, access), {});
      const answer = await simulate(
        new Request(`http://simulated${path}`, {
          method: 'POST',
          body: new Uint8Array(bytes),
          headers: {
            'content-type': 'application/json',
            ...relay.authorize(access),
            ...wire.callHeaders?.(call, access),
          },
        }),
      );
      const reading = wire.readAnswer(call, Buffer.from(await answer.arrayBuffer()));
      assert.equal(answer.status, 200);
      assert.equal(reading.fault, undefined);
      assert.ok(Object.values(reading.usage ?? {}).some((units) => units > 0));
    });

  test('the smallest request of a channel’s test is one that the gateway takes', async () => {
    const [wire] = Object.values(relay.wires);
    const { path, body } = wire?.smallest?.('m') ?? assert.fail('none');
    const answer = await simulate(
      new Request(`http://simulated${path}`, { method: 'POST', body, headers: relay.authorize(access) }),
    );
    assert.equal(answer.status, 200);
    const models = await simulate(
      new Request(`http://simulated${relay.probePath}`, { headers: relay.authorize(access) }),
    );
    assert.equal(models.status, 200);
  });
});

test('sealed thoughts go on to the gateway behind, and away where it refused them', () => {
  const data = sealThought({ from: 'gemini', value: 'c2lnbmVk' });
  const turn = (content: unknown) => [...messages, { role: 'assistant', content }, ...messages];
  const bodies: Readonly<Record<string, readonly [endpoint: string, field: string, body: object]>> = {
    'anthropic-messages': [
      'messages',
      'messages',
      {
        model: 'm',
        max_tokens: 64,
        messages: turn([
          { type: 'thinking', thinking: 'x', signature: data },
          { type: 'text', text: 'Hi' },
        ]),
      },
    ],
    'openai-chat': [
      'chat',
      'messages',
      {
        model: 'm',
        messages: [
          ...messages,
          { role: 'assistant', content: 'Hi', reasoning_details: [{ type: 'reasoning.encrypted', data }] },
          ...messages,
        ],
      },
    ],
    'openai-responses': [
      'responses',
      'input',
      {
        model: 'm',
        input: [...messages, { type: 'reasoning', summary: [], encrypted_content: data }, ...messages],
      },
    ],
    gemini: [
      'generate',
      'contents',
      {
        contents: [
          ...contents,
          { role: 'model', parts: [{ text: 'x', thought: true, thoughtSignature: data }, { text: 'Hi' }] },
          ...contents,
        ],
      },
    ],
  };
  for (const [wireId, [name, field, body]] of Object.entries(bodies)) {
    const call: Call = endpointOf(wireId, name).read(
      Buffer.from(JSON.stringify(body)),
      head({ model: 'gemini-x' }),
    );
    const edits = relay.wires[wireId]?.edits(call, call.model, access) ?? assert.fail();
    assert.deepEqual(edits, {}, wireId);
    const bare = relay.wires[wireId]?.edits({ ...call, withoutThoughts: true }, call.model, access);
    assert.doesNotMatch(bare?.[field] ?? data, new RegExp(data), wireId);
  }
});

// ---- faults

/** What a fault of the gateway behind is here, as each of its dialects writes it. */
const expected: Partial<Record<FaultCode, readonly FaultCode[]>> = {
  token_invalid: ['upstream_key_refused'],
  balance_too_low: ['upstream_key_refused'],
  field_invalid: ['upstream_refused'],
  upstream_refused: ['upstream_refused'],
  upstream_busy: ['upstream_busy'],
  rate_limited: ['upstream_busy'],
  model_unknown: ['upstream_model_unknown'],
  upstream_failed: ['upstream_failed'],
  gateway_fault: ['upstream_failed'],
};

// What is only kept here (files, hosted pictures) is asked of no upstream.
const asked = dialects.filter(({ endpoints }) =>
  endpoints.some(({ does }) => does === 'relay' || does === 'submit-task'),
);
for (const { id, writeFault } of asked)
  test(`errors of a gateway in the words of ${id}`, () => {
    for (const [code, codes] of Object.entries(expected) as [FaultCode, readonly FaultCode[]][]) {
      const { status, headers, body } = writeFault(
        new GatewayError(code, 'such words of a model'),
        'req_01k9aaaa',
      );
      const reading = relay.readFault(status, headers, Buffer.from(body));
      assert.ok(codes.includes(reading.code), `${code} is read as ${reading.code}: ${status} ${body}`);
      assert.doesNotMatch(reading.message, /req_/);
      if (reading.code === 'upstream_refused') assert.match(reading.message, /such words/);
    }
  });

test('errors in the makers’ own forms', () => {
  const read = (status: number, body: unknown) =>
    relay.readFault(status, {}, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))).code;
  for (const [status, body, code] of [
    [
      403,
      { error: { code: 'insufficient_user_quota', message: 'x', type: 'new_api_error' } },
      'upstream_key_refused',
    ],
    [400, { error: { code: 'model_price_error', message: 'x' } }, 'upstream_model_unknown'],
    [503, { error: { code: 'no_available_channel', message: 'x' } }, 'upstream_busy'],
    [529, { type: 'error', error: { type: 'overloaded_error', message: 'x' } }, 'upstream_busy'],
    [400, { error: { code: 400, status: 'INVALID_ARGUMENT', message: 'x' } }, 'upstream_refused'],
    [403, { code: 4, description: 'quota_not_enough', type: 'upstream_error' }, 'upstream_key_refused'],
    [400, { code: 'invalid_request', message: 'x', data: null }, 'upstream_refused'],
    [200, { base_resp: { status_code: 1008, status_msg: 'x' } }, 'upstream_key_refused'],
    [429, { code: 1303, message: 'x', request_id: 'r' }, 'upstream_busy'],
    [400, { code: 50413, message: 'Post Text Risk Not Pass', data: null }, 'upstream_refused'],
    [422, { detail: [{ loc: ['body', 'prompt'], msg: 'x', type: 't' }] }, 'upstream_refused'],
    [400, { error: 'x', issues: [{ path: ['ratio'], message: 'y' }] }, 'upstream_refused'],
    [502, '<html>', 'upstream_failed'],
    [404, '', 'upstream_model_unknown'],
  ] as const)
    assert.equal(read(status, body), code, JSON.stringify(body));
  const thought = { type: 'error', error: { type: 'x', message: 'Invalid `signature` in `thinking` block' } };
  assert.equal(relay.readFault(400, {}, Buffer.from(JSON.stringify(thought))).detail?.thoughts, true);
});
