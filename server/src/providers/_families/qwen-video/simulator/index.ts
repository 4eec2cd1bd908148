import { randomUUID } from 'node:crypto';
import {
  type Json,
  numberIn,
  objectOf,
  objectsIn,
  parseObject,
  textIn,
  textOf,
} from '../../../../base/json.ts';
import { GatewayError } from '../../../../spec/fault.ts';
import { pause, sendJson } from '../../simulated/deliver.ts';
import { type FaultNames, readFaults } from '../../simulated/faults.ts';
import { createJobs, type JobEntry, type Jobs } from '../../simulated/jobs.ts';
import { mediaPath, mediaUrl, serveMedia } from '../../simulated/media/serve.ts';
import { type Asked, readAsked } from '../asked.ts';
import { profileOf, serviceOf, sizes } from '../profiles.ts';

type Film = {
  readonly model: string;
  readonly prompt: string;
  readonly asked: Asked;
  readonly width: number;
  readonly height: number;
  readonly extends: boolean;
  /** How it fails, where its prompt asks for that. */
  readonly fails?: 'content' | 'silent';
};

export type QwenVideoSimulatorOptions = {
  readonly clock?: () => number;
  /** From the submit to the end, milliseconds; 3,000 when absent. */
  readonly finishMs?: number;
};

export class Refusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const keptMs = 24 * 3_600_000;
export const words = {
  queued: 'PENDING',
  running: 'RUNNING',
  done: 'SUCCEEDED',
  failed: 'FAILED',
  cancelled: 'CANCELED',
} as const;

/** DashScope's times: Beijing's, to the millisecond, without a zone. */
export const timeText = (ms: number): string =>
  new Date(ms + 8 * 3_600_000).toISOString().replace('T', ' ').slice(0, 23);

/**
 * DashScope's video services and tasks: submit, query, list, cancel, and the films themselves. Undefined for paths that are
 * none of theirs. Checks what DashScope checks. `[refuse]` in a prompt is refused at once, `[fail]` fails at the content
 * rules, `[fail silently]` without a word why. The header `x-key4u-simulate` as in simulated/faults.ts.
 */
export function createQwenVideoSimulator(
  options: QwenVideoSimulatorOptions = {},
): (request: Request) => Promise<Response | undefined> {
  const { clock = Date.now, finishMs = 3000 } = options;
  const jobs: Jobs<Film> = createJobs<Film>({ clock, finishMs });

  async function submit(request: Request, service: string, faults: FaultNames): Promise<object> {
    if (request.headers.get('x-dashscope-async') !== 'enable')
      throw new Refusal(403, 'AccessDenied', 'current user api does not support synchronous calls.');
    const body = parseObject(await request.text());
    if (!body) throw invalid('Required body invalid, please check the request body format.');
    const model = textOf(body['model']);
    if (model === '')
      throw invalid('Required parameter(model) missing or invalid, please check the request parameters.');
    if (!profileOf(model)) throw new Refusal(404, 'ModelNotFound', `Model not exist: ${model}.`);
    if (serviceOf(model, service) !== service) throw invalid('url error, please check url!');
    const asked = checked(() => readAsked(model, body));
    const input = objectOf(body['input']);
    checkAddresses(input);
    const prompt = textOf(input['prompt']);
    if (prompt.length > 5000) throw invalid('Range of prompt length should be [0, 5000]');
    if (faults.has('refuse') || prompt.includes('[refuse]'))
      throw new Refusal(400, 'DataInspectionFailed', 'Input data may contain inappropriate content.');
    const fails = prompt.includes('[fail silently]')
      ? 'silent'
      : prompt.includes('[fail]') || faults.has('fail')
        ? 'content'
        : undefined;
    const [width, height] = sizeOf(asked.resolution, objectOf(body['parameters']));
    const entry = jobs.start(
      randomUUID(),
      {
        model,
        prompt,
        asked,
        width,
        height,
        extends: objectOf(body['parameters'])['prompt_extend'] !== false,
        ...(fails ? { fails } : {}),
      },
      fails ? new Set([...faults, 'fail'] as const) : faults,
    );
    return { output: { task_status: 'PENDING', task_id: entry.id }, request_id: randomUUID() };
  }

  function stateOf(entry: JobEntry<Film>, request: Request): object {
    const { prompt, asked, width, height, fails } = entry.job;
    const { stage } = jobs.stageOf(entry);
    const isOver = stage === 'done' || stage === 'failed';
    const output = {
      task_id: entry.id,
      task_status: words[stage],
      submit_time: timeText(entry.startedAt),
      ...(stage === 'queued' ? {} : { scheduled_time: timeText(entry.startedAt + finishMs * 0.15) }),
      ...(isOver ? { end_time: timeText(entry.endsAt) } : {}),
      ...(stage === 'cancelled' ? { end_time: timeText(entry.cancelledAt ?? clock()) } : {}),
    };
    const request_id = randomUUID();
    if (stage === 'failed')
      return {
        request_id,
        output: {
          ...output,
          ...(fails === 'silent'
            ? {}
            : { code: 'DataInspectionFailed', message: 'Output data may contain inappropriate content.' }),
        },
      };
    if (stage !== 'done') return { request_id, output };
    const film = mediaPath({
      kind: 'film',
      width,
      height,
      seconds: asked.length,
      text: prompt,
      sound: asked.sound,
    });
    return {
      request_id,
      output: {
        ...output,
        ...(prompt === ''
          ? {}
          : {
              orig_prompt: prompt,
              ...(entry.job.extends
                ? { actual_prompt: `${prompt}, in soft evening light, filmed with a steady hand` }
                : {}),
            }),
        video_url: mediaUrl(request, film),
      },
      usage: {
        duration: asked.seconds,
        input_video_duration: asked.seconds - asked.length,
        output_video_duration: asked.length,
        video_count: 1,
        SR: Number.parseInt(asked.resolution, 10),
      },
    };
  }

  /** A task of the last day. */
  const find = (id: string): JobEntry<Film> | undefined => {
    const entry = jobs.find(id);
    return entry && clock() - entry.startedAt < keptMs ? entry : undefined;
  };

  function query(id: string, request: Request): object {
    const entry = find(id);
    return entry
      ? stateOf(entry, request)
      : { request_id: randomUUID(), output: { task_id: id, task_status: 'UNKNOWN' } };
  }

  function cancel(id: string): object {
    const entry = find(id);
    if (!entry || jobs.stageOf(entry).stage !== 'queued' || !jobs.cancel(id))
      throw new Refusal(
        400,
        'UnsupportedOperation',
        'Failed to cancel the task, please confirm if the task is in PENDING status.',
      );
    return { request_id: randomUUID() };
  }

  function list(url: URL): object {
    const number = (name: string, otherwise: number): number =>
      Math.max(1, Number(url.searchParams.get(name)) || otherwise);
    const [page, size] = [number('page_no', 1), Math.min(100, number('page_size', 10))];
    const status = url.searchParams.get('status');
    const all = jobs.list().filter((entry) => !status || words[jobs.stageOf(entry).stage] === status);
    return {
      request_id: randomUUID(),
      data: all
        .reverse()
        .slice((page - 1) * size, page * size)
        .map((entry) => ({
          task_id: entry.id,
          status: words[jobs.stageOf(entry).stage],
          model_name: entry.job.model,
          start_time: entry.startedAt,
          end_time: entry.endsAt,
        })),
      page_no: page,
      page_size: size,
      total: all.length,
      total_page: Math.ceil(all.length / size),
    };
  }

  async function answer(request: Request, at: string, faults: FaultNames): Promise<object | undefined> {
    const [, service] =
      /^POST \/services\/aigc\/(video-generation|image2video)\/video-synthesis$/.exec(at) ?? [];
    if (service) return submit(request, service, faults);
    if (/^GET \/tasks\/?$/.test(at)) return list(new URL(request.url));
    const [, method, id, verb] = /^(GET|POST) \/tasks\/([^/]+)(\/cancel)?$/.exec(at) ?? [];
    if (id && method === 'GET' && !verb) return query(id, request);
    return id && method === 'POST' && verb ? cancel(id) : undefined;
  }

  return async (request) => {
    const media = serveMedia(request);
    if (media) return media;
    const { pathname } = new URL(request.url);
    const [, path] = /^(?:\/alibailian)?\/api\/v1(\/.*)$/.exec(pathname) ?? [];
    if (path === undefined) return undefined;
    try {
      const faults = readFaults(request.headers, invalid);
      checkKey(request, faults);
      refuseAsAsked(faults);
      if (faults.has('timeout')) await pause(Infinity, request.signal);
      if (faults.has('garbage'))
        return new Response('<!DOCTYPE html><html><body><h1>It works!</h1></body></html>', {
          headers: { 'content-type': 'text/html; charset=utf-8' },
        });
      const body = await answer(request, `${request.method} ${path}`, faults);
      if (!body) throw new Refusal(404, 'NotFound', `no such path: ${pathname}`);
      return await sendJson(body, {}, faults, { first: 0, next: 0 }, request.signal);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return Response.json(
        { code: error.code, message: error.message, request_id: randomUUID() },
        { status: error.status },
      );
    }
  };
}

export const invalid = (message: string): Refusal => new Refusal(400, 'InvalidParameter', message);

export function checkKey(request: Request, faults: FaultNames): void {
  const key = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (key === undefined) throw new Refusal(401, 'InvalidApiKey', 'No API-key provided.');
  if (key.startsWith('sk-revoked') || faults.has('401'))
    throw new Refusal(401, 'InvalidApiKey', 'Invalid API-key provided.');
}

export function refuseAsAsked(faults: FaultNames): void {
  if (faults.has('429'))
    throw new Refusal(429, 'Throttling.RateQuota', 'Requests rate limit exceeded, please try again later.');
  if (faults.has('500'))
    throw new Refusal(500, 'InternalError', 'An internal error has occurred, please try again later.');
  if (faults.has('503'))
    throw new Refusal(503, 'ServiceUnavailable', 'The service is overloaded, please try again later.');
  if (faults.has('error-200'))
    throw new Refusal(
      200,
      'InternalError.Algo',
      'An error occurred during processing, please try again later.',
    );
}

/** The refusals of the table of models, in DashScope's words. */
function checked<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof GatewayError) throw invalid(error.message);
    throw error;
  }
}

/** Pictures by address or as data; films and voices by address. */
function checkAddresses(input: Json): void {
  const address = (value: unknown, data: boolean): boolean =>
    (data ? /^(?:https?:\/\/|oss:\/\/|data:image\/|file:\/\/)/ : /^(?:https?|oss):\/\//).test(textOf(value));
  for (const field of ['img_url', 'first_frame_url', 'last_frame_url', 'image_url'])
    if (textIn(input[field]) && !address(input[field], true))
      throw new Refusal(400, 'InvalidURL', `The URL of ${field} is invalid, please check it.`);
  if (textIn(input['audio_url']) && !address(input['audio_url'], false))
    throw new Refusal(400, 'InvalidURL', 'The URL of audio_url is invalid, please check it.');
  for (const { type, url } of objectsIn(input['media']))
    if (!address(url, textOf(type).endsWith('frame') || type === 'reference_image'))
      throw new Refusal(400, 'InvalidURL', 'The URL of media is invalid, please check it.');
}

/** Pixels of the film: as asked, or 16:9, or the ratio. */
function sizeOf(resolution: string, parameters: Json): readonly [number, number] {
  const table = sizes[resolution] ?? sizes['1080P'];
  const size = /^\d+\*\d+$/.test(textOf(parameters['size']))
    ? textOf(parameters['size'])
    : (table?.[textOf(parameters['ratio'])] ?? table?.['16:9'] ?? '1920*1080');
  const [width, height] = size.split('*').map(Number);
  return [numberIn(width) ?? 1920, numberIn(height) ?? 1080];
}
