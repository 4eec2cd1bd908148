import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiError, GoogleGenAI } from '@google/genai';
import { serveSimulators } from '../../base/serve-simulated.ts';
import { google } from './index.ts';

/** The official SDK talks to the simulator directly. Veo is over at Google; its wire is what is tried here. */
describe('films: the simulator and @google/genai', () => {
  let server: Awaited<ReturnType<typeof serveSimulators>>;
  let ai: GoogleGenAI;
  const folder = mkdtempSync(join(tmpdir(), 'key4u-film-'));

  before(async () => {
    server = await serveSimulators({ google: google.simulator() }, { host: '127.0.0.1', port: 0 });
    ai = new GoogleGenAI({ apiKey: 'k', httpOptions: { baseUrl: `${server.url}/google` } });
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await server.close();
  });

  it('generateVideos, getVideosOperation and files.download', async () => {
    let operation = await ai.models.generateVideos({
      model: 'veo-3.1-fast-generate-preview',
      prompt: 'A paper boat on a rainy street',
      config: { aspectRatio: '9:16', durationSeconds: 4, numberOfVideos: 1, negativePrompt: 'people' },
    });
    assert.match(operation.name ?? '', /^models\/veo-3\.1-fast-generate-preview\/operations\//);
    assert.ok(!operation.done);
    for (let turn = 0; turn < 12 && !operation.done; turn++) {
      await pause(500);
      operation = await ai.operations.getVideosOperation({ operation });
    }
    const video = operation.response?.generatedVideos?.[0]?.video;
    assert.match(video?.uri ?? '', /:download\?alt=media$/);
    // Of an http address the SDK makes no request that any server of Google's knows, so the file is named by its id.
    const name = /files\/[\w-]+/.exec(video?.uri ?? '')![0];
    const downloadPath = join(folder, 'film.mp4');
    await ai.files.download({ file: name, downloadPath });
    assert.equal(readFileSync(downloadPath).subarray(4, 8).toString('latin1'), 'ftyp');
  });

  it('refusals are ApiErrors with Google’s words', async () => {
    const ask = (model: string, config: object) =>
      ai.models.generateVideos({ model, prompt: 'A boat', config });
    await assert.rejects(
      ask('veo-3.1-generate-preview', { durationSeconds: 5 }),
      (error) => error instanceof ApiError && error.status === 400 && /durationSeconds/.test(error.message),
    );
    await assert.rejects(
      ask('gemini-2.5-flash', {}),
      (error) => error instanceof ApiError && error.status === 404,
    );
  });

  it('a film that needs the key is not given without it', async () => {
    const answer = await fetch(`${server.url}/google/v1beta/files/filmabc:download?alt=media`);
    assert.equal(answer.status, 403);
  });

  it('interactions of Gemini Omni', async () => {
    const begun = await ai.interactions.create({
      model: 'gemini-omni-1.1-flash',
      input: 'A marble rolls down a track',
      background: true,
      response_format: { type: 'video', delivery: 'uri', duration: '3s', resolution: '360p' },
    });
    assert.equal(begun.status, 'in_progress');
    await pause(3200);
    const ended = await ai.interactions.get(begun.id);
    assert.equal(ended.status, 'completed');
    assert.ok(JSON.stringify(ended.steps).includes('video/mp4'));
  });
});
