import { randomInt } from 'node:crypto';
import { type Json, parseObject, textIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Simulate } from '../../../spec/provider.ts';
import { pause } from '../simulated/deliver.ts';
import { readFaults } from '../simulated/faults.ts';
import { createJobs } from '../simulated/jobs.ts';
import { mediaPath, mediaUrl, serveMedia } from '../simulated/media/serve.ts';
import { ratios, sizes } from './models.ts';
import { type Asked, askedOf } from './request.ts';

type Job = { readonly asked: Asked; readonly action: string; readonly prompt: string };

const told = (status: number, code: string, message: string): Response =>
  Response.json({ code, message, data: null }, { status });

/**
 * Another gateway that serves this wire: `POST {prefix}/submit/videos`, `POST {prefix}/?Action=…`, `GET {prefix}/fetch/{id}`.
 * In a prompt `[refuse]` is refused at once, `[fail]` at the end; the header `x-key4u-simulate` asks for faults.
 */
export function createJimengGatewaySimulator({
  prefix = '/jimeng',
  clock = Date.now,
}: {
  readonly prefix?: string;
  readonly clock?: () => number;
} = {}): Simulate {
  const jobs = createJobs<Job>({ clock });

  async function submit(request: Request, action: 'generate' | 'visual'): Promise<Response> {
    const faults = readFaults(request.headers, (message) => new GatewayError('field_invalid', message));
    if (faults.has('401')) return told(401, 'invalid_api_key', 'invalid token');
    if (faults.has('429')) return told(429, 'rate_limit_exceeded', 'too many requests');
    if (faults.has('500')) return told(500, 'do_request_failed', 'do request failed');
    if (faults.has('503')) return told(503, 'no_available_channel', 'no channel is available');
    if (faults.has('timeout')) await pause(Infinity, request.signal);
    const body = parseObject(await request.text()) ?? {};
    const prompt = textIn(body['prompt']) ?? '';
    if (faults.has('refuse') || prompt.includes('[refuse]'))
      return told(400, 'fail_to_fetch_task', 'Text Risk Not Pass');
    if (faults.has('error-200')) return told(200, 'fail_to_fetch_task', 'the upstream refused it');
    if (faults.has('garbage'))
      return new Response('<!DOCTYPE html><title>It works!</title>', {
        headers: { 'content-type': 'text/html' },
      });
    const asked = askedOf(
      action,
      body,
      textIn(body['model']) ?? textIn(body['req_key']) ?? 'jimeng-video-3.0',
    );
    const { id } = jobs.start(String(randomInt(1e12, 1e13)), { asked, action, prompt }, faults);
    // Such gateways answer the official form with an object of their own.
    return action === 'visual'
      ? Response.json({ id, task_id: id, object: 'video', status: 'queued' })
      : Response.json({ code: 'success', message: '', data: id });
  }

  function fetched(request: Request, id: string): Response {
    const entry = jobs.find(id);
    if (entry === undefined) return told(400, 'task_not_exist', 'task_not_exist');
    const { stage, progress } = jobs.stageOf(entry);
    const { asked, action, prompt } = entry.job;
    const isFailed = stage === 'failed' || (stage === 'done' && prompt.includes('[fail]'));
    const status = isFailed
      ? 'FAILURE'
      : stage === 'done'
        ? 'SUCCESS'
        : stage === 'running'
          ? 'IN_PROGRESS'
          : 'QUEUED';
    const started = Math.floor(entry.startedAt / 1000);
    const data = {
      task_id: id,
      action,
      status,
      fail_reason: isFailed ? 'Post Video Risk Not Pass' : '',
      submit_time: started,
      start_time: stage === 'queued' ? 0 : started,
      finish_time: stage === 'done' || isFailed ? Math.floor(entry.endsAt / 1000) : 0,
      progress: `${progress}%`,
      data: status === 'SUCCESS' ? resultOf(request, asked, prompt) : null,
    };
    return Response.json({ code: 'success', message: '', data });
  }

  return async (request) => {
    const media = serveMedia(request);
    if (media) return media;
    if (!/^Bearer\s+\S/i.test(request.headers.get('authorization') ?? ''))
      return told(401, 'invalid_api_key', 'no token was sent');
    const url = new URL(request.url);
    const path = url.pathname.slice(prefix.length);
    try {
      if (request.method === 'POST' && path === '/submit/videos') return await submit(request, 'generate');
      if (request.method === 'POST' && (path === '/' || path === '')) return await submit(request, 'visual');
      const [, id] = /^\/fetch\/([^/]+)$/.exec(path) ?? [];
      if (request.method === 'GET' && id !== undefined) return fetched(request, decodeURIComponent(id));
    } catch (error) {
      if (error instanceof GatewayError) return told(400, 'invalid_request', error.message);
      throw error;
    }
    return told(404, 'invalid_request', 'no such path');
  };
}

function resultOf(request: Request, { body, resolution, seconds }: Asked, text: string): Json {
  const ratio = textIn(body['aspect_ratio']) ?? ratios[0]!;
  const [width, height] = sizes[resolution][ratio] ?? [1248, 704];
  const film = mediaUrl(request, mediaPath({ kind: 'film', width, height, seconds, text }));
  return { code: 10_000, data: { status: 'done', video_url: film }, message: 'Success', status: 10_000 };
}
