import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../test/support/task-send.ts';
import type { Json } from '../../base/json.ts';
import { serveSimulators } from '../../base/serve-simulated.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { TaskReport } from '../../spec/task.ts';
import { jimeng } from './index.ts';
import { credentialsOf, signHeaders } from './sign.ts';
import { createJimengSimulator, simulatedKey } from './simulator.ts';

const port = jimeng.tasks!['jimeng']!;
const signed = { key: simulatedKey, settings: {} };

async function refusal(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof GatewayError) return `${error.code} ${error.detail.param ?? ''}`.trim();
    throw error;
  }
  return 'nothing';
}

const start = (body: Json, action = 'generate', upstreamModel = 'jimeng-video-3.0') => ({
  action,
  body,
  upstreamModel,
  facts: {},
  access: signed,
  taskId: 'task_1',
  parents: {},
});

describe('the signature', () => {
  // Equal to what SignerV4 of volcengine/volc-sdk-python makes of the same request.
  const body = Buffer.from(
    '{"req_key":"jimeng_ti2v_v30_pro","prompt":"a cat","seed":-1,"frames":121,"aspect_ratio":"16:9"}',
  );
  const request = {
    method: 'POST',
    url: 'https://visual.volcengineapi.com/?Action=CVSync2AsyncSubmitTask&Version=2022-08-31',
    headers: { 'content-type': 'application/json' },
    body,
  } as const;
  const now = Date.parse('2026-01-02T03:04:05Z');

  it('is that of the official SDK', () => {
    assert.equal(
      createHash('sha256').update(body).digest('hex'),
      'b5404fc5994739c650e5f720911fb52e631b3df43cf274aad712577a7d511052',
    );
    const credentials = { by: 'signature', id: 'AKLTEXAMPLE0000', secret: 'c2VjcmV0LWV4YW1wbGU=' } as const;
    assert.deepEqual(signHeaders(request, credentials, now), {
      'x-date': '20260102T030405Z',
      'x-content-sha256': 'b5404fc5994739c650e5f720911fb52e631b3df43cf274aad712577a7d511052',
      authorization:
        'HMAC-SHA256 Credential=AKLTEXAMPLE0000/20260102/cn-north-1/cv/request, SignedHeaders=content-type;host;x-content-sha256;x-date, Signature=7c29701ace2cb8ec23e32eb71ee414a9ca6339a75c03d92c59fd5093b6923a6e',
    });
  });

  it('covers the token of temporary keys', () => {
    const credentials = credentialsOf('AK|SK|TOKEN');
    assert.ok(credentials.by === 'signature');
    const headers = signHeaders(request, credentials, now);
    assert.equal(headers['x-security-token'], 'TOKEN');
    assert.match(headers['authorization']!, /x-date;x-security-token, /);
  });

  it('is refused by the simulator where anything differs', async () => {
    const url = 'http://simulated/?Action=CVSync2AsyncSubmitTask&Version=2022-08-31';
    const sent = Buffer.from('{"req_key":"jimeng_t2v_v30","prompt":"a cat"}');
    const headers = { 'content-type': 'application/json' };
    const make = (key = simulatedKey, at = Date.now()) =>
      jimeng.sign!({ method: 'POST', url, headers, body: sent }, { key, settings: {} }, at);
    const ask = async (signature: Readonly<Record<string, string>>, bytes: Buffer = sent) => {
      const request = new Request(url, {
        method: 'POST',
        headers: { ...headers, ...signature },
        body: new Uint8Array(bytes),
      });
      const answer = await createJimengSimulator()(request);
      const told = await answer.text();
      return `${answer.status} ${/"Code":"(\w+)"/.exec(told)?.[1] ?? ''}`.trim();
    };
    assert.equal(await ask(make()), '200');
    assert.equal(
      await ask(make(), Buffer.from('{"req_key":"jimeng_t2v_v30","prompt":"a dog"}')),
      '403 SignatureDoesNotMatch',
    );
    assert.equal(await ask(make(`${simulatedKey}x`)), '403 SignatureDoesNotMatch');
    assert.equal(await ask(make('AKLTOTHER|secret')), '403 InvalidAccessKey');
    assert.equal(await ask(make(simulatedKey, Date.now() - 3_600_000)), '403 SignatureExpired');
    assert.equal(await ask({ ...make(), 'content-type': 'text/plain' }), '403 SignatureDoesNotMatch');
    assert.equal(await ask({}), '401 MissingAuthenticationToken');
    assert.equal(await refusal(() => make('only-one-part')), 'upstream_key_refused');
  });

  it('is good behind a server too', async () => {
    const server = await serveSimulators({ jimeng: createJimengSimulator() }, { host: '127.0.0.1', port: 0 });
    try {
      const url = `${server.url}/jimeng/?Action=CVSync2AsyncSubmitTask&Version=2022-08-31`;
      const sent = Buffer.from('{"req_key":"jimeng_t2v_v30","prompt":"a cat"}');
      const headers = { 'content-type': 'application/json' };
      const signature = jimeng.sign!({ method: 'POST', url, headers, body: sent }, signed, Date.now());
      const answer = await fetch(url, { method: 'POST', headers: { ...headers, ...signature }, body: sent });
      assert.equal(answer.status, 200, await answer.text());
    } finally {
      await server.close();
    }
  });
});

describe('over the simulated visual API', () => {
  async function run(
    request: ReturnType<typeof start>,
    headers: Readonly<Record<string, string>> = {},
    access = signed,
  ) {
    let now = Date.now();
    const { send, asked } = sendTo(jimeng, createJimengSimulator({ clock: () => now }), access, headers);
    const { handle } = await port.start(request, send);
    const seen: TaskReport[] = [];
    // The signature is by the real clock: the moved one may not be far off.
    for (let step = 0; step < 8; step++) {
      seen.push(await port.poll(handle, send));
      if (seen.at(-1)?.status !== 'queued' && seen.at(-1)?.status !== 'running') break;
      now += 1000;
    }
    return { seen, last: seen.at(-1)!, asked, handle };
  }

  it('makes a film of the short form', async () => {
    const { seen, last, asked } = await run(
      start({
        prompt: 'a lantern',
        duration: 10,
        aspect_ratio: '9:16',
        cfg_scale: 0.5,
        seed: 3,
        unknown: [1],
      }),
    );
    assert.deepEqual([...new Set(seen.map(({ status }) => status))], ['queued', 'running', 'succeeded']);
    assert.equal(asked[0]!.path, '/?Action=CVSync2AsyncSubmitTask&Version=2022-08-31');
    assert.deepEqual(JSON.parse(asked[0]!.body), {
      prompt: 'a lantern',
      aspect_ratio: '9:16',
      seed: 3,
      unknown: [1],
      frames: 241,
      req_key: 'jimeng_t2v_v30',
    });
    assert.deepEqual(JSON.parse(asked[1]!.body), {
      req_key: 'jimeng_t2v_v30',
      task_id: JSON.parse(asked[1]!.body).task_id,
      req_json: '{"return_url":true}',
    });
    const [film] = last.outputs!;
    assert.deepEqual([film!.kind, film!.mediaType, film!.seconds], ['video', 'video/mp4', 10]);
    assert.match(film!.url!, /w=704&h=1248&s=10/);
  });

  it('takes a bearer as a gateway of this wire does', async () => {
    const { last } = await run(start({ prompt: 'a' }), {}, { key: 'sk-simulated', settings: {} });
    assert.equal(last.status, 'succeeded');
  });

  it('reports how tasks end otherwise', async () => {
    const table: readonly (readonly [string, string, string, string | undefined])[] = [
      ['a [fail]', '', 'failed', 'upstream_refused'],
      ['a [expire]', '', 'expired', undefined],
      ['a', 'fail', 'failed', 'upstream_refused'],
    ];
    for (const [prompt, fault, status, code] of table) {
      const { last } = await run(start({ prompt }), fault === '' ? {} : { 'x-key4u-simulate': fault });
      assert.deepEqual([last.status, last.fault], [status, code]);
      if (status === 'failed') assert.match(last.reason!, /Risk Not Pass/);
    }
  });

  it('classifies what the visual API says to a request', async () => {
    const table: readonly (readonly [string, string])[] = [
      ['401', 'upstream_key_refused'],
      ['429', 'upstream_busy'],
      ['503', 'upstream_busy'],
      ['500', 'upstream_failed'],
      ['refuse', 'upstream_refused'],
      ['error-200', 'upstream_failed'],
      ['garbage', 'upstream_garbage'],
    ];
    for (const [fault, code] of table)
      assert.equal(
        await refusal(() => run(start({ prompt: 'a' }), { 'x-key4u-simulate': fault })),
        code,
        fault,
      );
    assert.equal(await refusal(() => run(start({ prompt: 'a [refuse]' }))), 'upstream_refused');
    const other = { key: 'AKLTOTHER|secret', settings: {} };
    assert.equal(await refusal(() => run(start({ prompt: 'a' }), {}, other)), 'upstream_key_refused');
  });

  it('cancels, and asks with the key of the task only', async () => {
    const { send } = sendTo(jimeng, createJimengSimulator(), signed);
    const { handle } = await port.start(start({ prompt: 'a' }), send);
    assert.deepEqual(
      (await port.poll({ ...handle, req_key: 'jimeng_ti2v_v30_pro' }, send)).fault,
      'task_lost',
    );
    assert.equal((await port.cancel!(handle, send)).status, 'cancelled');
    assert.equal((await port.poll(handle, send)).fault, 'task_lost');
  });

  it('names no unknown word a state, and waits where the upstream is busy', async () => {
    const word = async () =>
      Response.json({ code: 10_000, data: { status: 'thinking' }, message: 'Success' });
    assert.equal((await port.poll({}, sendTo(jimeng, word, signed).send)).unknownWord, 'thinking');
    const busy = async () => Response.json({ code: 50_430, data: null, message: 'later' });
    assert.equal(await refusal(() => port.poll({}, sendTo(jimeng, busy, signed).send)), 'upstream_busy');
    const failed = async () =>
      Response.json({ code: 50_511, data: { status: 'done' }, message: 'Post Img Risk Not Pass' });
    assert.equal((await port.poll({}, sendTo(jimeng, failed, signed).send)).status, 'failed');
    const empty = async () => Response.json({ code: 10_000, data: { status: 'done', video_url: '' } });
    assert.equal((await port.poll({}, sendTo(jimeng, empty, signed).send)).fault, 'upstream_failed');
  });
});
