import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../test/support/task-send.ts';
import { type Json, objectOf, objectsIn, textOf } from '../../base/json.ts';
import { compileCard, compileRatio, priceOf } from '../../ledger/price.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { TaskReport, TaskStart } from '../../spec/task.ts';
import { createKlingSimulator } from '../_families/kling/index.ts';
import { bearerOf, mintToken, readToken } from '../_families/kling/jwt.ts';
import { kling } from './index.ts';
import { models } from './models.ts';

const port = kling.tasks!['kling']!;

const startOf = (action: string, body: Json, more: Partial<TaskStart> = {}): TaskStart => ({
  action,
  body,
  upstreamModel: textOf(body['model_name']),
  access: { key: 'k', settings: {} },
  taskId: `task_${Math.random()}`,
  facts: {},
  parents: {},
  ...more,
});

/** A simulated account whose clock is moved by hand. */
function upstream(
  headers: Readonly<Record<string, string>> = {},
  key = 'simulated-access-key|simulated-secret-key',
) {
  let now = Date.now();
  const simulate = createKlingSimulator({ models, clock: () => now });
  const access = { key, settings: {} };
  return {
    simulate,
    pass: (ms: number) => {
      now += ms;
    },
    ...sendTo(kling, simulate, access, headers),
    withHeaders: (more: Readonly<Record<string, string>>) => sendTo(kling, simulate, access, more),
    as: (other: string) => sendTo(kling, simulate, { key: other, settings: {} }),
  };
}

const faultOf = async (what: () => Promise<unknown>): Promise<GatewayError> => {
  try {
    await what();
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('it did not fail');
};

type Account = ReturnType<typeof upstream>;

async function finished(account: Account, start: TaskStart): Promise<TaskReport> {
  const { handle } = await port.start(start, account.send);
  assert.equal((await port.poll(handle, account.send)).status, 'queued');
  account.pass(1500);
  assert.equal((await port.poll(handle, account.send)).status, 'running');
  account.pass(1600);
  return port.poll(handle, account.send);
}

describe('the whole way over the simulated account', () => {
  it('makes videos of the asked size and length, and says what they cost', async () => {
    const account = upstream();
    const body = {
      model_name: 'kling-v2-6',
      prompt: 'A cat',
      mode: 'pro',
      sound: 'on',
      duration: 10,
      aspect_ratio: '9:16',
    };
    const report = await finished(account, startOf('videos/text2video', body));
    assert.equal(report.status, 'succeeded');
    const [video] = report.outputs ?? [];
    assert.equal(video?.seconds, 10);
    assert.match(video?.url ?? '', /^http:\/\/simulated\/_media\/film\.mp4\?w=1080&h=1920&s=10/);
    assert.match(video?.ref ?? '', /^\d{18}$/);
    assert.equal(objectOf(report.native?.['data'])['final_unit_deduction'], '10');
  });

  it('makes n pictures', async () => {
    const body = { model_name: 'kling-v2-1', prompt: 'flow', n: 3, resolution: '2k', aspect_ratio: '1:1' };
    const report = await finished(upstream(), startOf('images/generations', body));
    assert.equal(report.outputs?.length, 3);
    assert.match(report.outputs?.[0]?.url ?? '', /w=1152&h=1152/);
  });

  it('lets a video of the account speak, and none of another account', async () => {
    const account = upstream();
    const made = await finished(
      account,
      startOf('videos/text2video', { model_name: 'kling-v2-6', prompt: 'A man' }),
    );
    const id = made.outputs?.[0]?.ref ?? '';
    const body = {
      input: { video_id: id, mode: 'text2video', text: 'Hi', voice_id: 'AOT', voice_language: 'en' },
    };
    const report = await finished(account, startOf('videos/lip-sync', body));
    assert.deepEqual(report.usage, { seconds: 5 });
    assert.equal(
      objectOf(objectOf(objectOf(report.native?.['data'])['task_info'])['parent_video'])['id'],
      id,
    );
    const other = account.as('another-key');
    const refused = await faultOf(() => port.start(startOf('videos/lip-sync', body), other.send));
    assert.deepEqual([refused.code, refused.detail.upstream?.code], ['upstream_refused', '1201']);
    account.pass(31 * 86_400_000);
    assert.equal(
      (await faultOf(() => port.start(startOf('videos/lip-sync', body), account.send))).code,
      'upstream_refused',
    );
  });

  it('goes on from a video, makes one of several pictures, tries on, plays effects', async () => {
    const account = upstream();
    const picture = 'https://example.com/1.png';
    const video = { kind: 'video', url: 'https://example.com/1.mp4', ref: '88' } as const;
    const parent = {
      handle: {},
      action: '',
      upstreamModel: '',
      status: 'succeeded',
      outputs: [video],
      byId: false,
    } as const;
    const starts: readonly TaskStart[] = [
      startOf(
        'videos/video-extend',
        { video_id: '88', prompt: 'on' },
        { upstreamModel: 'kling-v3-omni', parents: { 88: parent } },
      ),
      startOf('videos/multi-image2video', {
        model_name: 'kling-v3-omni',
        image_list: [{ image: picture }, { image: picture }],
      }),
      startOf('images/kolors-virtual-try-on', {
        model_name: 'kolors-virtual-try-on-v1',
        human_image: picture,
        cloth_image: picture,
      }),
      startOf(
        'videos/effects',
        { effect_scene: 'pet_lion', input: { image: picture } },
        { upstreamModel: 'kling-effects' },
      ),
      startOf('videos/image2video', { model_name: 'kling-v3', image: picture, prompt: 'x', duration: '3' }),
    ];
    for (const start of starts) {
      const report = await finished(account, start);
      assert.equal(report.status, 'succeeded', start.action);
      assert.equal(report.outputs?.length, 1, start.action);
    }
  });

  it('speaks the newer form', async () => {
    const body = { prompt: 'A lantern', settings: { resolution: '1080p', duration: 4 } };
    const start = startOf('text-to-video', body, { upstreamModel: 'kling-3.0-turbo' });
    const account = upstream();
    const report = await finished(account, start);
    assert.equal(report.outputs?.[0]?.seconds, 4);
    assert.deepEqual(objectsIn(report.native?.['data'])[0]?.['billing'], [
      { charge_type: 'unit', amount: '4' },
    ]);
    assert.ok((await port.find?.(start, account.send))?.handle['id']);
  });

  it('finds a task by our name of it, and none that was not made', async () => {
    const account = upstream();
    const start = startOf('videos/text2video', { model_name: 'kling-v3', prompt: 'x' });
    assert.equal(await port.find?.(start, account.send), undefined);
    const { handle } = await port.start(start, account.send);
    assert.deepEqual((await port.find?.(start, account.send))?.handle, handle);
    // The same name is taken once.
    assert.equal((await faultOf(() => port.start(start, account.send))).code, 'upstream_refused');
  });

  it('lists tasks, newest first', async () => {
    const account = upstream();
    for (const prompt of ['one', 'two', 'three'])
      await port.start(startOf('videos/text2video', { model_name: 'kling-v3', prompt }), account.send);
    const { json } = await account.send({
      method: 'GET',
      path: '/v1/videos/text2video?pageNum=1&pageSize=2',
    });
    assert.equal(objectsIn(json['data']).length, 2);
    const probe = await account.send({ method: 'GET', path: kling.probePath ?? '' });
    assert.equal(probe.status, 200);
  });

  it('finds faces at once', async () => {
    const body = { video_url: 'https://example.com/1.mp4' };
    const start = startOf('videos/identify-face', body, { upstreamModel: 'kling-identify-face' });
    const { report } = await port.start(start, upstream().send);
    assert.equal(report?.status, 'succeeded');
    assert.equal(report?.refs?.length, 1);
  });
});

describe('what goes wrong', () => {
  const body = { model_name: 'kling-v3', prompt: 'x' };

  it('is classified by the table of error codes', async () => {
    for (const [word, code] of [
      ['401', 'upstream_key_refused'],
      ['429', 'upstream_busy'],
      ['500', 'upstream_failed'],
      ['503', 'upstream_failed'],
      ['refuse', 'upstream_refused'],
      ['error-200', 'upstream_failed'],
      ['garbage', 'upstream_garbage'],
    ] as const) {
      const account = upstream({ 'x-key4u-simulate': word });
      assert.equal(
        (await faultOf(() => port.start(startOf('videos/text2video', body), account.send))).code,
        code,
        word,
      );
    }
    const refused = await faultOf(() =>
      port.start(startOf('videos/text2video', body), upstream({ 'x-key4u-simulate': 'refuse' }).send),
    );
    assert.equal(refused.detail.upstream?.code, '1301');
    assert.equal(refused.status, 400);
  });

  it('is told by the job itself', async () => {
    const account = upstream();
    const { handle } = await port.start(
      startOf('videos/text2video', body),
      account.withHeaders({ 'x-key4u-simulate': 'fail' }).send,
    );
    account.pass(3100);
    const report = await port.poll(handle, account.send);
    assert.deepEqual([report.status, report.fault], ['failed', 'upstream_refused']);
    const stuck = await port.start(
      startOf('videos/text2video', body),
      account.withHeaders({ 'x-key4u-simulate': 'stuck' }).send,
    );
    account.pass(3_600_000);
    assert.equal((await port.poll(stuck.handle, account.send)).status, 'running');
  });

  it('is refused with a message that tells why', async () => {
    const table: readonly (readonly [string, Json, RegExp])[] = [
      ['videos/text2video', { model_name: 'kling-v1', prompt: 'x' }, /./],
      ['videos/text2video', { ...body, prompt: '' }, /prompt is required/],
      ['videos/text2video', { ...body, prompt: 'x'.repeat(2501) }, /2500/],
      ['videos/text2video', { ...body, duration: '2' }, /duration value '2'/],
      ['videos/image2video', body, /image and image_tail/],
      ['videos/effects', { effect_scene: 'kiss_pro', input: { images: ['https://x'] } }, /exactly two/],
      ['videos/lip-sync', { input: { mode: 'text2video', video_id: '1' } }, /text is required/],
    ];
    for (const [action, sent, words] of table) {
      const { message } = await faultOf(() =>
        port.start(
          startOf(action, sent, { upstreamModel: textOf(sent['model_name']) || 'kling-effects' }),
          upstream().send,
        ),
      );
      assert.match(message, words);
    }
  });

  it('is told by other servers on the way too', () => {
    const read = (status: number, body: string, headers = {}) =>
      kling.readFault(status, headers, Buffer.from(body));
    assert.equal(read(502, '<html>').code, 'upstream_failed');
    assert.equal(read(401, '').code, 'upstream_key_refused');
    assert.equal(read(400, '{"error":{"message":"no"}}').message, 'no');
    assert.equal(read(429, '{"code":1101,"message":"arrears"}').code, 'upstream_key_refused');
    assert.equal(read(429, '{"code":1302}', { 'retry-after': '9' }).detail?.retryAfter, 9);
    assert.equal(read(504, '{"code":5002}').code, 'upstream_timeout');
  });
});

describe('list prices', () => {
  it('are what a request costs', () => {
    const table: readonly (readonly [string, string, Json, number])[] = [
      ['videos/text2video', 'kling-v2-5-turbo', {}, 0.21],
      ['videos/text2video', 'kling-v2-5-turbo', { mode: 'pro', duration: 10 }, 0.7],
      ['videos/text2video', 'kling-v2-6', { mode: 'pro', sound: 'on' }, 0.7],
      [
        'videos/image2video',
        'kling-v2-6',
        { mode: 'pro', sound: 'on', voice_list: [{ voice_id: 'x' }] },
        0.84,
      ],
      ['videos/motion-control', 'kling-v2-6', { mode: 'pro', character_orientation: 'image' }, 1.12],
      ['videos/text2video', 'kling-v3', { duration: '15', mode: '4k', sound: 'on' }, 6.3],
      ['videos/text2video', 'kling-v3', { mode: 'std', sound: 'on' }, 0.63],
      ['videos/video-extend', 'kling-v3-omni', { video_id: '1' }, 0.63],
      ['videos/multi-image2video', 'kling-v3-omni', { mode: 'pro' }, 0.56],
      ['text-to-video', 'kling-3.0-turbo', { settings: { resolution: '1080p' } }, 0.7],
      ['images/generations', 'kling-v2-1', { n: 2 }, 0.028],
      ['images/generations', 'kling-v2-1', { n: 2, image: 'https://x' }, 0.056],
      ['images/generations', 'kling-v3', { n: 2 }, 0.056],
      ['images/omni-image', 'kling-v3-omni', { resolution: '4k' }, 0.056],
      ['images/kolors-virtual-try-on', 'kolors-virtual-try-on-v1', {}, 0.07],
      ['videos/lip-sync', 'kling-lip-sync', {}, 0.14],
      ['videos/effects', 'kling-effects', { effect_scene: 'pet_lion', input: {} }, 0.28],
      ['videos/effects', 'kling-effects', { effect_scene: 'dizzydizzy', input: {} }, 0.49],
      [
        'videos/effects',
        'kling-effects',
        { effect_scene: 'hug', input: { mode: 'pro', duration: '10' } },
        0.98,
      ],
    ];
    for (const [action, id, body, usd] of table) {
      const { usage, facts } = port.measure({ action, body, upstreamModel: id, facts: {} });
      const card = models.find((model) => model.id === id)?.card;
      assert.ok(card, id);
      assert.equal(priceOf(compileCard(card), usage, facts, compileRatio('1')) / 1e9, usd, `${action} ${id}`);
    }
  });
});

describe('tokens of an access key', () => {
  const secrets = (key: string) => (key === 'ak' ? 'sk' : undefined);

  it('are made as the documentation says, and kept for less than they last', () => {
    const now = 1_764_000_000;
    const token = mintToken('ak', 'sk', now);
    const [head, claims] = token
      .split('.', 2)
      .map((part) => objectOf(JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))));
    assert.deepEqual(head, { alg: 'HS256', typ: 'JWT' });
    assert.deepEqual(claims, { iss: 'ak', exp: now + 1800, nbf: now - 5 });
    const first = bearerOf('ak|sk', now * 1000);
    assert.equal(bearerOf('ak|sk', (now + 1199) * 1000), first);
    assert.notEqual(bearerOf('ak|sk', (now + 1200) * 1000), first);
    assert.equal(bearerOf('api-key-kling-1'), 'api-key-kling-1');
  });

  it('are refused when anything about them is wrong', () => {
    const now = 1_764_000_000;
    const token = mintToken('ak', 'sk', now);
    assert.deepEqual(readToken(token, secrets, now), { accessKey: 'ak' });
    assert.equal(readToken(token, secrets, now - 6), 'early');
    assert.equal(readToken(token, secrets, now + 1800), 'ended');
    assert.equal(readToken(mintToken('other', 'sk', now), secrets, now), 'unknown');
    assert.equal(readToken(mintToken('ak', 'wrong', now), secrets, now), 'malformed');
    assert.equal(readToken('eyJ.eyJ.x', secrets, now), 'malformed');
  });

  it('open the simulated account, with its numbers for what is wrong', async () => {
    const now = Math.floor(Date.now() / 1000);
    const simulate = createKlingSimulator();
    const codeWith = async (authorization?: string) => {
      const headers = authorization === undefined ? {} : { authorization };
      const answer = await simulate(
        new Request('http://simulated/v1/videos/text2video?pageNum=1', { headers }),
      );
      const body: unknown = await answer.json();
      return [answer.status, objectOf(body)['code']];
    };
    const signed = (at: number, key = 'simulated-access-key', secret = 'simulated-secret-key') =>
      codeWith(`Bearer ${mintToken(key, secret, at)}`);
    assert.deepEqual(await codeWith(), [401, 1001]);
    assert.deepEqual(await codeWith('Basic x'), [401, 1002]);
    assert.deepEqual(await signed(now), [200, 0]);
    assert.deepEqual(await signed(now + 600), [401, 1003]);
    assert.deepEqual(await signed(now - 1900), [401, 1004]);
    assert.deepEqual(await signed(now, 'unknown'), [401, 1002]);
    assert.deepEqual(await signed(now, 'simulated-access-key', 'wrong'), [401, 1000]);
    assert.deepEqual(await codeWith('Bearer api-key-kling-1'), [200, 0]);
  });
});
