import { newId, randomText } from '../../../base/ids.ts';
import { type Json, objectOf, parseObject, textIn, textOf, textsIn } from '../../../base/json.ts';
import { pause } from '../simulated/deliver.ts';
import { type FaultNames, readFaults } from '../simulated/faults.ts';
import { createJobs, type JobEntry } from '../simulated/jobs.ts';
import { mediaPath, mediaUrl, serveMedia } from '../simulated/media/serve.ts';

type Job = {
  readonly model: string;
  readonly body: Json;
  readonly publicId: string;
  readonly bareId: string;
  readonly form: 'query' | 'generations';
  readonly refused: boolean;
};

class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * Another gateway of this family in small: POST /v1/video/create with GET /v1/video/query, and the newer pair of
 * generations, behind `prefix`. Answers undefined for all other paths. A film takes three seconds; Veo's models step
 * through their long list of states. As some of these gateways do, the query answers with an id that is shorter than the
 * one it was asked with.
 */
export function createUnifiedVideoSimulator({
  prefix = '',
  clock = Date.now,
}: {
  readonly prefix?: string;
  readonly clock?: () => number;
} = {}): (request: Request) => Promise<Response | undefined> {
  const jobs = createJobs<Job>({ clock });

  async function submit(request: Request, form: Job['form']): Promise<Response> {
    const faults = readFaults(request.headers, (message) => new Refused(400, 'invalid_request', message));
    if (faults.has('401')) throw new Refused(401, 'invalid_api_key', 'Invalid token');
    if (faults.has('429')) throw new Refused(429, 'rate_limit_exceeded', 'Rate limit reached for requests');
    if (faults.has('500')) throw new Refused(500, 'do_request_failed', 'do request failed');
    if (faults.has('503'))
      throw new Refused(503, 'no_available_channel', 'No available channel for this model');
    if (faults.has('timeout')) await pause(Infinity, request.signal);
    if (faults.has('garbage'))
      return new Response('<!DOCTYPE html><title>Welcome</title>', {
        headers: { 'content-type': 'text/html' },
      });
    if (faults.has('error-200'))
      return Response.json({ code: 'fail_to_fetch_task', message: 'upstream failed', data: null });
    const body = parseObject(await request.text());
    if (!body) throw new Refused(400, 'invalid_json', 'invalid json');
    const model = textOf(body['model']);
    if (model === '') throw new Refused(400, 'missing_model', 'model is required');
    if (textOf(body['prompt']) === '') throw new Refused(400, 'invalid_request', 'prompt is required');
    if (/^sora/.test(model) && form === 'query' && !textIn(body['size']))
      throw new Refused(400, 'invalid_size', 'size is required');
    const publicId =
      form === 'generations'
        ? newId('task', clock())
        : /^veo/.test(model)
          ? `${model}:${Math.floor(clock() / 1000)}-${randomText(10)}`
          : `${model}:${newId('task', clock())}`;
    const entry = jobs.start(
      publicId,
      {
        model,
        body,
        publicId,
        bareId: publicId.replace(/^.*:/, ''),
        form,
        refused: faults.has('refuse') || textOf(body['prompt']).includes('[refuse]'),
      },
      faults,
    );
    if (form === 'generations')
      return Response.json({
        id: publicId,
        task_id: publicId,
        object: 'video',
        model,
        status: 'queued',
        progress: 0,
        created_at: Math.floor(clock() / 1000),
      });
    return Response.json({
      id: publicId,
      status: statusOf(entry),
      status_update_time: clock(),
      ...(/^veo/.test(model) ? { enhanced_prompt: '' } : {}),
    });
  }

  /** The word of the moment. */
  function statusOf(entry: JobEntry<Job>): string {
    const { stage, progress } = jobs.stageOf(entry);
    const { model, body, refused } = entry.job;
    if (stage === 'failed' || (stage === 'done' && refused)) return 'failed';
    if (stage === 'done') return 'completed';
    if (!/^veo/.test(model)) return stage === 'queued' ? 'pending' : 'processing';
    if (stage === 'queued') return 'pending';
    if (textsIn(body['images']).length > 0 && progress < 20) return 'image_downloading';
    if (body['enable_upsample'] === true && progress > 90) return 'video_upsampling_completed';
    if (body['enable_upsample'] === true && progress > 70) return 'video_upsampling';
    return progress > 95 ? 'video_generation_completed' : 'video_generating';
  }

  const sizeOf = ({ body }: Job): { readonly width: number; readonly height: number } => {
    const portrait = body['orientation'] === 'portrait' || body['aspect_ratio'] === '9:16';
    const large = body['size'] === 'large' || body['enable_upsample'] === true;
    const [long, short] = large ? ([1920, 1080] as const) : ([1280, 720] as const);
    return portrait ? { width: short, height: long } : { width: long, height: short };
  };

  const filmUrl = (request: Request, job: Job): string => {
    const { body } = job;
    const seconds = Number.parseFloat(String(body['duration'] ?? body['seconds'] ?? 8)) || 8;
    return mediaUrl(
      request,
      mediaPath({
        kind: 'film',
        ...sizeOf(job),
        seconds,
        text: textOf(body['prompt']),
        sound: true,
      }),
    );
  };

  function query(request: Request, id: string): Response {
    const entry = jobs.find(id);
    if (!entry) throw new Refused(400, 'task_not_exist', 'task_not_exist');
    const { job } = entry;
    const { progress, stage } = jobs.stageOf(entry);
    const status = statusOf(entry);
    const url = status === 'completed' ? filmUrl(request, job) : null;
    const reason = failureOf(entry, status);
    const isVeo = /^veo/.test(job.model);
    if (job.form === 'generations')
      return Response.json({
        code: 'success',
        message: '',
        data: {
          task_id: job.publicId,
          status:
            status === 'completed'
              ? 'SUCCESS'
              : status === 'failed'
                ? 'FAILURE'
                : stage === 'queued'
                  ? 'QUEUED'
                  : 'IN_PROGRESS',
          fail_reason: reason,
          result_url: url ?? '',
          progress: `${progress}%`,
          data: {},
        },
      });
    return Response.json({
      id: job.bareId,
      status,
      video_url: url,
      ...(isVeo
        ? {
            enhanced_prompt:
              job.body['enhance_prompt'] === true ? `${textOf(job.body['prompt'])}, in fine detail` : '',
          }
        : {}),
      status_update_time: clock(),
      ...(url && !isVeo
        ? {
            ...sizeOf(job),
            thumbnail_url: mediaUrl(
              request,
              mediaPath({ kind: 'picture', width: 320, height: 180, text: textOf(job.body['prompt']) }),
            ),
          }
        : {}),
      detail: isVeo
        ? {
            id: job.bareId,
            status,
            running: !/completed$|failed/.test(status) || status.startsWith('video_'),
            req: job.body,
            video_generation_error: reason,
            error_message: reason,
          }
        : url
          ? { id: job.bareId, url, input: job.body }
          : {
              pending_info: {
                id: job.bareId,
                status,
                progress_pct: progress / 100,
                failure_reason: reason || null,
              },
            },
    });
  }

  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname.startsWith('/_media/')) return serveMedia(request);
    if (!pathname.startsWith(`${prefix}/v1/video/`)) return undefined;
    const path = pathname.slice(prefix.length);
    const one = /^\/v1\/video\/generations\/([^/]+)$/.exec(path)?.[1];
    try {
      checkKey(request);
      if (request.method === 'POST' && path === '/v1/video/create') return await submit(request, 'query');
      if (request.method === 'POST' && path === '/v1/video/generations')
        return await submit(request, 'generations');
      if (request.method === 'GET' && path === '/v1/video/query')
        return query(request, searchParams.get('id') ?? '');
      if (request.method === 'GET' && one !== undefined) return query(request, decodeURIComponent(one));
      return undefined;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { status, code, message } = error;
      return Response.json(
        status === 400
          ? { code, message, data: null }
          : { error: { message, type: 'new_api_error', param: null, code } },
        { status },
      );
    }
  };
}

function checkKey(request: Request): void {
  const key = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  if (key === '' || /^(sk-revoked|invalid|bad)/.test(key))
    throw new Refused(401, 'invalid_api_key', 'Invalid token');
}

function failureOf({ job, faults }: { job: Job; faults: FaultNames }, status: string): string {
  if (status !== 'failed') return '';
  return job.refused && !faults.has('fail')
    ? 'The prompt was blocked because it may violate our content policy.'
    : (textIn(objectOf(job.body['metadata'])['reason']) ?? 'The video could not be generated.');
}
