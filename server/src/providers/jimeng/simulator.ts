import { randomInt } from 'node:crypto';
import { randomText } from '../../base/ids.ts';
import { type Json, listOf, numberIn, parseObject, textIn, textsIn } from '../../base/json.ts';
import type { Simulate } from '../../spec/provider.ts';
import { filmOf, ratios, sizes } from '../_families/jimeng/models.ts';
import { isJimengPicture } from '../_families/jimeng/port.ts';
import { drawerOf } from '../_families/jimeng-images/models.ts';
import { isHalved, pause, sendJson } from '../_families/simulated/deliver.ts';
import { type FaultNames, readFaults } from '../_families/simulated/faults.ts';
import { createJobs, type JobEntry, type Jobs } from '../_families/simulated/jobs.ts';
import { mediaPath, mediaUrl, serveMedia } from '../_families/simulated/media/serve.ts';
import { scopeOf, signatureOf } from './sign.ts';

/** The account of the simulated upstream, as a channel's key. */
export const simulatedKey = 'AKLTSIMULATEDEXAMPLE|c2ltdWxhdGVkLXNlY3JldA==';

/** How far a clock may be off. The platform's own limit is not published. */
const mostSkewMs = 15 * 60_000;

/** Refused by the visual API: `{"code":…,"data":null,"message":…,"status":…}`. */
class VisualError extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Refused by the platform before it: an envelope of its own. */
class PlatformError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const invalid = (message: string): VisualError => new VisualError(400, 50215, message);

type Job = {
  readonly owner: string;
  readonly reqKey: string;
  readonly prompt: string;
  readonly size: readonly [number, number];
  /** 0: a picture. */
  readonly seconds: number;
};

/**
 * Volcengine's visual API: submit, result and cancel of films and pictures. It checks signatures; a bearer that begins with `sk-` is
 * taken as a gateway takes it. In a prompt `[refuse]` is refused at once (50413), `[fail]` after the making (50516),
 * `[expire]` expires; the header `x-key4u-simulate` asks for faults.
 */
export function createJimengSimulator({
  clock = Date.now,
}: {
  readonly clock?: () => number;
} = {}): Simulate {
  const jobs = createJobs<Job>({ clock });
  return async (request) => {
    const media = serveMedia(request);
    if (media) return media;
    const url = new URL(request.url);
    try {
      return await answer(request, url, jobs, clock);
    } catch (error) {
      if (error instanceof VisualError)
        return written({ code: error.code, data: null, message: error.message }, error.status);
      if (!(error instanceof PlatformError)) throw error;
      const metadata = {
        RequestId: requestId(),
        Action: url.searchParams.get('Action') ?? '',
        Version: url.searchParams.get('Version') ?? '',
        Service: 'cv',
        Region: 'cn-north-1',
        Error: { CodeN: 100_010, Code: error.code, Message: error.message },
      };
      return Response.json({ ResponseMetadata: metadata }, { status: error.status });
    }
  };
}

const requestId = (): string =>
  `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}${randomText(18).toUpperCase()}`;

const bodyOf = (body: { readonly code: number; readonly data: unknown; readonly message: string }) => ({
  ...body,
  request_id: requestId(),
  status: body.code,
  time_elapsed: `${randomInt(20, 120)}.${randomInt(100_000, 999_999)}ms`,
});
const written = (body: Parameters<typeof bodyOf>[0], status = 200): Response =>
  Response.json(bodyOf(body), { status });
const done = (data: Json) => ({ code: 10_000, data, message: 'Success' });

async function answer(request: Request, url: URL, jobs: Jobs<Job>, clock: () => number): Promise<Response> {
  const bytes = Buffer.from(await request.arrayBuffer());
  const owner = ownerOf(request, url, bytes, clock());
  const faults = readFaults(request.headers, invalid);
  if (request.method !== 'POST' || url.pathname !== '/')
    throw new PlatformError(404, 'InvalidPath', 'no such path');
  const body = parseObject(bytes);
  if (!body) throw invalid('Input invalid: the body is no JSON object');
  const action = url.searchParams.get('Action');
  if (action === 'CVSync2AsyncSubmitTask') return submit(request, body, faults, owner, jobs);
  if (action === 'CVSync2AsyncGetResult') return result(request, body, owner, jobs);
  if (action === 'CVCancelTask') return cancel(body, owner, jobs);
  throw new PlatformError(404, 'InvalidActionOrVersion', 'could not find the action or its version');
}

/** Who signed; throws for a wrong signature. */
function ownerOf(request: Request, url: URL, body: Buffer, now: number): string {
  const authorization = request.headers.get('authorization') ?? '';
  const [, bearer] = /^Bearer\s+(sk-\S+)/.exec(authorization) ?? [];
  if (bearer !== undefined) return bearer;
  const [, id, scope = '', names = '', signature] =
    /^HMAC-SHA256 Credential=([^/]+)\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? [];
  if (id === undefined)
    throw new PlatformError(401, 'MissingAuthenticationToken', 'the request is not signed');
  const [known, secret = ''] = simulatedKey.split('|');
  if (id !== known) throw new PlatformError(403, 'InvalidAccessKey', 'the access key does not exist');
  const date = request.headers.get('x-date') ?? '';
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (!(Math.abs(now - at) <= mostSkewMs))
    throw new PlatformError(403, 'SignatureExpired', 'the date of the signature is too far off');
  const signed = names.split(';');
  for (const name of ['content-type', 'host', 'x-content-sha256', 'x-date'])
    if (!signed.includes(name))
      throw new PlatformError(403, 'SignatureDoesNotMatch', `${name} is not signed`);
  // Behind a server the simulator is reached at another address, which is what was signed.
  const base = request.headers.get('x-simulated-base');
  const address = new URL(base === null ? url.href : `${base}${url.pathname}${url.search}`);
  const headers = { ...Object.fromEntries(request.headers), host: address.host };
  const expected = signatureOf({ method: 'POST', url: address.href, headers, body }, signed, date, secret);
  if (scope !== scopeOf(date) || signature !== expected)
    throw new PlatformError(403, 'SignatureDoesNotMatch', 'the signature is not the one that was computed');
  return id;
}

function refuseAsAsked(faults: FaultNames): void {
  if (faults.has('401')) throw new PlatformError(401, 'InvalidCredential', 'the credential is invalid');
  if (faults.has('429')) throw new VisualError(429, 50429, 'Request Has Reached API Limit, Please Try Later');
  if (faults.has('503'))
    throw new VisualError(429, 50430, 'Request Has Reached API Concurrent Limit, Please Try Later');
  if (faults.has('500')) throw new VisualError(500, 50500, 'Internal Error');
  if (faults.has('refuse')) throw new VisualError(400, 50412, 'Text Risk Not Pass');
}

async function submit(
  request: Request,
  body: Json,
  faults: FaultNames,
  owner: string,
  jobs: Jobs<Job>,
): Promise<Response> {
  refuseAsAsked(faults);
  if (faults.has('timeout')) await pause(Infinity, request.signal);
  const job = jobOf(body, owner);
  if (job.prompt.includes('[refuse]')) throw new VisualError(400, 50413, 'Post Text Risk Not Pass');
  if (faults.has('garbage'))
    return new Response('<!DOCTYPE html><title>It works!</title>', {
      headers: { 'content-type': 'text/html' },
    });
  if (faults.has('error-200')) return written({ code: 50500, data: null, message: 'Internal Error' });
  const id = `7${String(randomInt(1e8, 1e9))}${String(randomInt(1e8, 1e9))}`;
  const accepted = done({ task_id: jobs.start(id, job, faults).id });
  return isHalved(faults)
    ? sendJson(bodyOf(accepted), {}, faults, { first: 0, next: 0 }, request.signal)
    : written(accepted);
}

function jobOf(body: Json, owner: string): Job {
  const reqKey = textIn(body['req_key']) ?? '';
  if (isJimengPicture(reqKey)) return drawingOf(body, owner, reqKey);
  const film = filmOf(reqKey);
  if (!film) throw invalid('Input invalid: unknown req_key');
  const prompt = textIn(body['prompt']) ?? '';
  if ([...prompt].length > 800) throw invalid('Input invalid: the prompt is too long');
  const addresses = listOf(body['image_urls']);
  const data = textsIn(body['binary_data_base64']);
  const pictures = addresses.length + data.length;
  if (addresses.length > 0 && data.length > 0)
    throw invalid('Input invalid: image_urls and binary_data_base64');
  if (data.some((text) => text.length * 0.75 > 4.7 * 1024 * 1024))
    throw invalid('Input invalid: image too large');
  if (pictures > film.pictures || (film.needsPictures && pictures < film.pictures))
    throw invalid(`Input invalid: ${pictures} images`);
  if (prompt === '' && pictures === 0) throw invalid('Input invalid: prompt is empty');
  const frames = numberIn(body['frames']) ?? 121;
  if (frames !== 121 && frames !== 241) throw invalid('Input invalid: frames');
  const ratio = textIn(body['aspect_ratio']) ?? '16:9';
  if (!ratios.includes(ratio)) throw invalid('Input invalid: aspect_ratio');
  return {
    owner,
    reqKey,
    prompt,
    size: sizes[film.resolution][pictures > 0 ? '16:9' : ratio]!,
    seconds: (frames - 1) / 24,
  };
}

function drawingOf(body: Json, owner: string, reqKey: string): Job {
  const { pictures, bounds, four, words } = drawerOf(reqKey);
  const prompt = textIn(body['prompt']) ?? '';
  if (prompt === '' || [...prompt].length > 800) throw invalid('Input invalid: prompt');
  const sent = listOf(body['image_urls']).length + listOf(body['binary_data_base64']).length;
  if (sent > pictures || (reqKey !== words && sent === 0)) throw invalid(`Input invalid: ${sent} images`);
  const [width, height] = [numberIn(body['width']), numberIn(body['height'])];
  if ((width === undefined) !== (height === undefined)) throw invalid('Input invalid: width and height');
  const side = Math.round(Math.sqrt(numberIn(body['size']) ?? (four ? 2048 ** 2 : 1328 ** 2)));
  const size = [width ?? side, height ?? side] as const;
  if (size[0] * size[1] < bounds.leastArea || size[0] * size[1] > bounds.mostArea)
    throw invalid('Input invalid: size');
  return { owner, reqKey, prompt, size, seconds: 0 };
}

/** The caller's job under its key; undefined as for one that was never there. */
function find(body: Json, owner: string, jobs: Jobs<Job>): JobEntry<Job> | undefined {
  const id = textIn(body['task_id']);
  const reqKey = textIn(body['req_key']);
  if (id === undefined || reqKey === undefined)
    throw invalid('Input invalid: req_key and task_id are needed');
  if (body['req_json'] !== undefined && typeof body['req_json'] !== 'string')
    throw invalid('Input invalid: req_json must be a string');
  const entry = jobs.find(id);
  return entry?.job.owner === owner && entry.job.reqKey === reqKey ? entry : undefined;
}

function result(request: Request, body: Json, owner: string, jobs: Jobs<Job>): Response {
  const entry = find(body, owner, jobs);
  const nothing = { binary_data_base64: null, image_urls: null, resp_data: '', video_url: '' };
  if (entry === undefined) return written(done({ ...nothing, status: 'not_found' }));
  const { stage } = jobs.stageOf(entry);
  const { prompt, size, seconds } = entry.job;
  if (stage === 'failed' || (stage === 'done' && prompt.includes('[fail]')))
    throw seconds === 0
      ? new VisualError(400, 50511, 'Post Img Risk Not Pass')
      : new VisualError(400, 50516, 'Post Video Risk Not Pass');
  if (stage === 'cancelled') return written(done({ ...nothing, status: 'not_found' }));
  if (stage === 'done' && prompt.includes('[expire]'))
    return written(done({ ...nothing, status: 'expired' }));
  if (stage !== 'done')
    return written(done({ ...nothing, status: stage === 'queued' ? 'in_queue' : 'generating' }));
  const [width, height] = size;
  if (seconds === 0) {
    const picture = mediaUrl(request, mediaPath({ kind: 'picture', width, height, text: prompt }));
    // Without `return_url` they come as base64; this one has no small pictures to send.
    return written(done({ ...nothing, status: 'done', image_urls: [picture], aigc_meta_tagged: false }));
  }
  const film = mediaUrl(request, mediaPath({ kind: 'film', width, height, seconds, text: prompt }));
  return written(done({ ...nothing, status: 'done', video_url: film, aigc_meta_tagged: false }));
}

function cancel(body: Json, owner: string, jobs: Jobs<Job>): Response {
  const entry = find(body, owner, jobs);
  if (entry === undefined || jobs.cancel(entry.id) === undefined)
    throw invalid('Input invalid: there is no such task that runs');
  return written(done({}));
}
