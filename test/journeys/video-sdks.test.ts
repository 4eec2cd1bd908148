import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { ApiError, GoogleGenAI } from '@google/genai';
import RunwayML, { TaskFailedError } from '@runwayml/sdk';
import LumaAI from 'lumaai';
import OpenAI, { APIError, toFile } from 'openai';
import type { Video } from 'openai/resources/videos';
import { serveSimulators } from '../../server/src/base/serve-simulated.ts';
import { openai } from '../../server/src/providers/openai/index.ts';
import { liveKey, startGateway, type TestGateway, testKey, until } from '../support/gateway.ts';

/** Makers' own SDKs at the gateway, with nothing changed but base URL and key. */
let gateway: TestGateway;
let house: Awaited<ReturnType<typeof serveSimulators>>;
const folder = mkdtempSync(join(tmpdir(), 'key4u-films-'));
before(async () => {
  gateway = await startGateway();
  house = await serveSimulators({ openai: openai.simulator() }, { host: '127.0.0.1', port: 0 });
});
after(async () => {
  try {
    await gateway.verifyLedger();
  } finally {
    await gateway.close();
    await house.close();
    rmSync(folder, { recursive: true });
  }
});

const openAi = (apiKey = testKey) => new OpenAI({ apiKey, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const isMp4 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1', 4, 8) === 'ftyp';
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

/** What every guide to this API does by hand. */
async function finished(
  client: OpenAI,
  { id }: Video,
  mostMs = 20_000,
): Promise<Video & { video_url?: string }> {
  return until(
    `the end of ${id}`,
    async () => {
      await wait(150);
      const video = await client.videos.retrieve(id);
      return video.status === 'completed' || video.status === 'failed' ? video : undefined;
    },
    mostMs,
  );
}

const fails =
  <E extends Error & { status?: unknown }>(
    kind: new (...args: never[]) => E,
    status: number,
    words: RegExp,
  ) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof kind, String(error));
    assert.equal(error.status, status, error.message);
    assert.match(error.message, words);
    return true;
  };

describe('makers’ SDKs make films', { concurrency: 12 }, () => {
  test('OpenAI’s SDK: from create to delete, with Veo', async () => {
    const client = openAi();
    const made = await client.videos.create({
      model: 'veo_3_1' as 'sora-2',
      prompt: 'A paper boat on a rainy street',
      seconds: '8',
      size: '1280x720',
      input_reference: await toFile(png, 'boat.png', { type: 'image/png' }),
    });
    assert.match(made.id, /^task_[0-9a-z]{26}$/);
    assert.equal(made.object, 'video');
    assert.equal(made.model, 'veo_3_1');
    assert.ok(made.status === 'queued' || made.status === 'in_progress');
    assert.deepEqual([made.seconds, made.size, made.error], ['8', '1280x720', null]);
    await assert.rejects(client.videos.downloadContent(made.id), fails(APIError, 409, /not ready/));
    await assert.rejects(client.videos.delete(made.id), fails(APIError, 409, /not ended/));

    const done = await finished(client, made);
    assert.equal(done.status, 'completed');
    assert.equal(done.progress, 100);
    assert.ok(done.completed_at && done.expires_at && done.expires_at > done.completed_at);

    const whole = await client.videos.downloadContent(made.id);
    assert.equal(whole.headers.get('content-type'), 'video/mp4');
    const film = await bytesOf(whole);
    assert.ok(isMp4(film));
    const part = await client.videos.downloadContent(made.id, {}, { headers: { Range: 'bytes=4-7' } });
    assert.equal(part.status, 206);
    assert.equal(part.headers.get('content-range'), `bytes 4-7/${film.length}`);
    assert.equal((await bytesOf(part)).toString('latin1'), 'ftyp');
    const linked = await fetch(done.video_url!);
    assert.deepEqual(await bytesOf(linked), film);
    await assert.rejects(
      client.videos.downloadContent(made.id, { variant: 'thumbnail' }),
      fails(APIError, 404, /no thumbnail/),
    );

    const listed = [];
    for await (const video of client.videos.list({ limit: 1, order: 'desc' })) listed.push(video.id);
    assert.ok(listed.includes(made.id));
    assert.equal(new Set(listed).size, listed.length);

    assert.deepEqual(await client.videos.delete(made.id), {
      id: made.id,
      object: 'video.deleted',
      deleted: true,
    });
    await assert.rejects(client.videos.retrieve(made.id), fails(APIError, 404, /not found/));
    assert.equal((await fetch(done.video_url!)).status, 404);
  });

  test('OpenAI’s SDK: remix, edit and extend go on from a film of Gemini Omni', async () => {
    const client = openAi();
    const made = await client.videos.create({
      model: 'gemini-omni-1.1-flash' as 'sora-2',
      prompt: 'A cat on a roof',
      seconds: '4',
    });
    assert.equal((await finished(client, made)).status, 'completed');
    const followers = await Promise.all([
      client.videos.remix(made.id, { prompt: 'At night' }),
      client.videos.edit({ video: { id: made.id }, prompt: 'As a drawing' }),
      client.videos.extend({ video: { id: made.id }, prompt: 'It jumps', seconds: '4' }),
    ]);
    assert.equal(followers[0].remixed_from_video_id, made.id);
    for (const follower of followers) {
      assert.equal(follower.model, 'gemini-omni-1.1-flash');
      const done = await finished(client, follower);
      assert.equal(done.status, 'completed', JSON.stringify(done.error));
      assert.ok(isMp4(await bytesOf(await client.videos.downloadContent(follower.id))));
    }
  });

  test('OpenAI’s SDK: what cannot be made', async () => {
    const client = openAi();
    const ask = (model: string, more: object = {}, headers: Record<string, string> = {}) =>
      client.videos.create({ model: model as 'sora-2', prompt: 'A kite', ...more }, { headers });
    await assert.rejects(ask('no-such-model'), fails(OpenAI.NotFoundError, 404, /no-such-model/));
    await assert.rejects(ask('sora-2-pro'), fails(APIError, 410, /gemini-omni-1\.1-flash/));
    await assert.rejects(ask('veo_3_1', { prompt: '' }), fails(OpenAI.BadRequestError, 400, /prompt/));
    assert.equal((await ask('veo_3_1', { seconds: '5' })).seconds, '6'); // Veo has 4, 6 and 8
    await assert.rejects(client.videos.remix('task_00000000000000000000000000', { prompt: 'x' }), APIError);
    await assert.rejects(
      ask('veo_3_1', {}, { 'x-key4u-simulate': '429' }),
      fails(OpenAI.RateLimitError, 429, /./),
    );
    const failed = await finished(client, await ask('veo_3_1', {}, { 'x-key4u-simulate': 'fail' }));
    assert.equal(failed.status, 'failed');
    assert.ok(failed.error?.code && failed.error.message);
    await assert.rejects(client.videos.downloadContent(failed.id), fails(APIError, 404, /failed/));
  });

  test('OpenAI’s SDK on a live key: a channel of OpenAI’s own wire, its film copied here', async () => {
    await gateway.addChannel({
      url: `${house.url}/openai`,
      provider: 'openai',
      models: ['sora-2'],
    });
    await gateway.price('sora-2', { rates: [{ meter: 'seconds', usd: '0.1', per: 1 }] });
    const client = openAi(liveKey);
    const { data: made, response } = await client.videos
      .create({ model: 'sora-2', prompt: 'A kite above a lake', seconds: '4', size: '1280x720' })
      .withResponse();
    assert.equal(response.headers.get('x-key4u-hold'), '0.4');
    assert.equal(made.model, 'sora-2');
    const done = await finished(client, made);
    assert.equal(done.status, 'completed');
    assert.deepEqual([done.seconds, done.size], ['4', '1280x720']);
    const film = await bytesOf(await client.videos.downloadContent(made.id));
    assert.ok(isMp4(film));
    const thumbnail = await client.videos.downloadContent(made.id, { variant: 'thumbnail' });
    assert.match(thumbnail.headers.get('content-type') ?? '', /^image\//);
    const remix = await client.videos.remix(made.id, { prompt: 'Finer detail' });
    assert.equal(remix.remixed_from_video_id, made.id);
    const remixed = await finished(client, remix);
    assert.equal(remixed.status, 'completed', JSON.stringify(remixed.error));
    const receipt = await gateway.receipt(response.headers.get('x-request-id')!);
    assert.deepEqual(
      [receipt.cost_usd, receipt.hold_usd, receipt.usage, receipt.agrees, receipt.status],
      ['0.4', '0.4', { seconds: 4 }, true, 200],
    );
  });

  test('Runway’s SDK waits for its output, and meets failures as it knows them', async () => {
    const client = new RunwayML({ apiKey: testKey, baseURL: `${gateway.url}/runwayml`, maxRetries: 0 });
    const ask = (headers: Record<string, string> = {}) =>
      client.imageToVideo.create(
        {
          model: 'gen4_turbo',
          promptImage: `data:image/png;base64,${png.toString('base64')}`,
          promptText: 'A kite rises',
          ratio: '1280:720',
          duration: 5,
        },
        { headers },
      );
    const [done, failure, stuck] = await Promise.all([
      ask().waitForTaskOutput(),
      ask({ 'x-key4u-simulate': 'fail' })
        .waitForTaskOutput()
        .catch((error: unknown) => error),
      ask({ 'x-key4u-simulate': 'stuck' }),
    ]);
    assert.equal(done.status, 'SUCCEEDED');
    assert.ok(isMp4(await bytesOf(await fetch(done.output[0]!))));
    assert.ok(failure instanceof TaskFailedError, String(failure));
    await client.tasks.delete(stuck.id); // Runway's word for cancelling, too
    await assert.rejects(
      client.tasks.retrieve('task_00000000000000000000000000'),
      (error: unknown) => error instanceof RunwayML.NotFoundError,
    );
    assert.ok(Number.isInteger((await client.organization.retrieve()).creditBalance));
  });

  test('Luma’s SDK makes a film and a picture', async () => {
    const client = new LumaAI({
      authToken: testKey,
      baseURL: `${gateway.url}/dream-machine/v1`,
      maxRetries: 0,
    });
    const [film, picture] = await Promise.all([
      client.generations.create({
        model: 'ray-2',
        prompt: 'A paper boat on a rainy street',
        resolution: '720p',
        duration: '5s',
      }),
      client.generations.image.create({ model: 'photon-1', prompt: 'A kite', aspect_ratio: '1:1' }),
    ]);
    const ended = (id: string | undefined) =>
      until(
        'the end of a generation',
        async () => {
          await wait(150);
          const generation = await client.generations.get(id!);
          return generation.state === 'completed' || generation.state === 'failed' ? generation : undefined;
        },
        15_000,
      );
    const [movie, drawing] = await Promise.all([ended(film.id), ended(picture.id)]);
    assert.equal(movie.state, 'completed', String(movie.failure_reason));
    assert.ok(isMp4(await bytesOf(await fetch(movie.assets?.video ?? ''))));
    assert.equal(drawing.state, 'completed', String(drawing.failure_reason));
    assert.match(
      (await fetch(drawing.assets?.image ?? '')).headers.get('content-type') ?? '',
      /^image\/(png|jpeg)$/,
    );
    const { generations } = await client.generations.list({ limit: 100 });
    assert.ok(generations?.some(({ id }) => id === film.id));
    await client.generations.delete(film.id!);
    await assert.rejects(
      client.generations.get(film.id!),
      (error: unknown) => error instanceof LumaAI.NotFoundError,
    );
  });

  test('Google’s SDK: generateVideos, getVideosOperation, files.download', async () => {
    const ai = new GoogleGenAI({ apiKey: testKey, httpOptions: { baseUrl: gateway.url } });
    let operation = await ai.models.generateVideos({
      model: 'veo_3_1-fast',
      prompt: 'A paper boat on a rainy street',
      config: { aspectRatio: '9:16', durationSeconds: 4, numberOfVideos: 1 },
    });
    assert.ok(operation.name && !operation.done);
    operation = await until(
      'the end of the operation',
      async () => {
        await wait(150);
        const now = await ai.operations.getVideosOperation({ operation });
        return now.done ? now : undefined;
      },
      15_000,
    );
    assert.equal(operation.error, undefined);
    const [film] = operation.response?.generatedVideos ?? [];
    assert.ok(film?.video?.uri);
    const downloadPath = join(folder, 'film.mp4');
    await ai.files.download({ file: film, downloadPath });
    // The SDK does not wait until what it pipes into the file has arrived.
    await until('the file', () => {
      try {
        return isMp4(readFileSync(downloadPath));
      } catch {
        return undefined;
      }
    });
    const link = await fetch(film.video.uri);
    assert.ok(link.status === 401 || link.status === 403, `without a key: ${link.status}`);
    await assert.rejects(
      ai.models.generateVideos({ model: 'veo-3.1-generate-preview', prompt: 'A boat' }),
      fails(ApiError, 410, /gemini-omni-1\.1-flash/),
    );
  });
});
