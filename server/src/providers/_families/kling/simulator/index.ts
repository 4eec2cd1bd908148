import { randomInt, randomUUID } from 'node:crypto';
import { type Json, objectOf, parseObject, textIn } from '../../../../base/json.ts';
import type { ModelFact, Simulate } from '../../../../spec/provider.ts';
import type { Rate } from '../../../../spec/rate-card.ts';
import type { Facts } from '../../../../spec/usage.ts';
import { pause, sendJson } from '../../simulated/deliver.ts';
import { type FaultNames, readFaults } from '../../simulated/faults.ts';
import { createJobs, type JobEntry } from '../../simulated/jobs.ts';
import { mediaUrl, serveMedia } from '../../simulated/media/serve.ts';
import { readToken } from '../jwt.ts';
import { measure } from '../measure.ts';
import { type FindVideo, planOf } from './check.ts';
import { dataOf, type KlingJob, placeOf } from './data.ts';
import { illegal, Refusal } from './refusal.ts';

export type KlingSimulatorOptions = {
  /** What stands before Kling's paths. */
  readonly prefix?: string;
  /** Whose cards say what a task costs. */
  readonly models?: readonly ModelFact[];
  /** Secrets of access keys, for tokens; any other key is one of the newer API keys, and good. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly clock?: () => number;
};

const pace = { first: 5, next: 5 };
/** Results are kept so long, milliseconds. */
const kept = 30 * 86_400_000;
const usdPerUnit = 0.14;

const pathActions = new Set(['text-to-video', 'image-to-video', 'omni-video', 'motion-control']);

/** Models of actions whose bodies name none. */
const unnamed: Readonly<Record<string, string>> = {
  'videos/lip-sync': 'kling-lip-sync',
  'videos/advanced-lip-sync': 'kling-lip-sync',
  'videos/effects': 'kling-effects',
  'videos/avatar/image2video': 'kling-avatar',
  'images/editing/expand': 'kling-image-expand',
  'audio/tts': 'kling-tts',
  'audio/text-to-audio': 'kling-audio',
  'audio/video-to-audio': 'kling-audio',
};

/** A name as Kling gives them: 18 digits. */
const newName = (): string =>
  String(randomInt(1, 9)) +
  String(randomInt(0, 2 ** 47))
    .padStart(17, '0')
    .slice(-17);

const holds = ({ when = [] }: Rate, facts: Facts): boolean =>
  when.every(({ fact, is, above, upTo }) => {
    const value = facts[fact];
    if (value === undefined || (is && !is.includes(value))) return false;
    return (
      !(above !== undefined && !(Number(value) > above)) && !(upTo !== undefined && !(Number(value) <= upTo))
    );
  });

/** Units of a pack, by the list prices. */
function unitsOf(model: ModelFact | undefined, action: string, body: Json): string {
  if (!model) return '1';
  const { usage, facts } = measure({ action, body, upstreamModel: model.id, facts: {} });
  let usd = 0;
  for (const [meter, units] of Object.entries(usage)) {
    const rate = model.card.rates.find((one) => one.meter === meter && holds(one, facts));
    usd += (Number(rate?.usd ?? 0) / (rate?.per ?? 1)) * units;
  }
  return String(Number((usd / usdPerUnit).toFixed(3)));
}

/**
 * Kling's API: its paths behind /v1, the newer ones that name the model, queries, lists, errors. It calls nobody back.
 * A token is checked as Kling checks it; tasks, videos and names of tasks belong to the account of the key.
 */
export function createKlingSimulator(options: KlingSimulatorOptions = {}): Simulate {
  const { prefix = '', models = [], clock = Date.now } = options;
  const secrets = options.secrets ?? { 'simulated-access-key': 'simulated-secret-key' };
  const jobs = createJobs<KlingJob>({ clock });
  const requestId = () => randomUUID();

  function accountOf(headers: Headers): string {
    const header = headers.get('authorization');
    if (!header) throw new Refusal(401, 1001, 'Authorization is empty');
    const token = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
    if (token === undefined) throw new Refusal(401, 1002, 'Authorization is not valid');
    if (token.split('.').length !== 3 || !token.startsWith('eyJ')) return token;
    // By the true time: whoever moves the clock of the jobs does not move that of his tokens.
    const read = readToken(token, (key) => secrets[key], Math.floor(Date.now() / 1000));
    if (read === 'early') throw new Refusal(401, 1003, 'Authorization is not yet valid');
    if (read === 'ended') throw new Refusal(401, 1004, 'Authorization is expired');
    if (read === 'unknown') throw new Refusal(401, 1002, 'access key not found');
    if (read === 'malformed') throw new Refusal(401, 1000, 'signature is invalid');
    return read.accessKey;
  }

  const own = (account: string) => jobs.list().filter(({ job }) => job.account === account);

  const findTask = (account: string, action: string, id: string): JobEntry<KlingJob> | undefined => {
    const found = own(account).find((entry) => entry.id === id || entry.job.external === id);
    return found?.job.action === action || action === '' ? found : undefined;
  };

  const videoFinder =
    (account: string, request: Request): FindVideo =>
    (id) => {
      const entry = own(account).find(({ job }) => job.plan.kind === 'video' && job.refs.includes(id));
      if (!entry || jobs.stageOf(entry).stage !== 'done' || clock() - entry.startedAt > kept)
        throw illegal(`video_id ${id} does not exist or is expired`);
      const { plan } = entry.job;
      return { id, url: mediaUrl(request, placeOf(plan, 0)), seconds: plan.seconds };
    };

  async function create(
    request: Request,
    action: string,
    model: string | undefined,
    account: string,
    faults: FaultNames,
  ) {
    const body = parseObject(Buffer.from(await request.arrayBuffer()));
    if (!body) throw new Refusal(400, 1200, 'the request body is not valid JSON');
    const plan = planOf(action, model, body, videoFinder(account, request));
    const settings = model === undefined ? body : objectOf(body['options']);
    const external = textIn(settings['external_task_id']);
    if (external !== undefined && own(account).some(({ job }) => job.external === external))
      throw illegal(`external_task_id ${external} already exists`);
    if (plan.kind === 'faces') return facesOf(request, plan.source?.seconds ?? 5);
    const id = newName();
    const named = model ?? textIn(body['model_name']) ?? unnamed[action];
    const entry = jobs.start(
      id,
      {
        account,
        action,
        ...(external === undefined ? {} : { external }),
        plan,
        refs: Array.from({ length: plan.count }, newName),
        isPath: model !== undefined,
        units: unitsOf(
          models.find((one) => one.id === named),
          action,
          body,
        ),
        watermark: objectOf(settings['watermark_info'])['enabled'] === true,
      },
      faults,
    );
    const data = dataOf(entry, jobs.stageOf(entry), (path) => mediaUrl(request, path));
    if (model !== undefined) return data;
    // The first answer is shorter than those to queries.
    const { task_status_msg: _none, task_info: _info, ...first } = data;
    return { ...first, task_info: external === undefined ? {} : { external_task_id: external } };
  }

  const facesOf = (request: Request, seconds: number): Json => ({
    session_id: newName(),
    face_data: [
      {
        face_id: '0',
        face_image: mediaUrl(
          request,
          placeOf(
            { kind: 'image', text: 'face', seconds: 0, width: 256, height: 256, count: 1, sound: false },
            0,
          ),
        ),
        start_time: 0,
        end_time: seconds * 1000,
      },
    ],
  });

  function query(request: Request, url: URL, steps: readonly string[], account: string): unknown {
    const show = (entry: JobEntry<KlingJob>) =>
      dataOf(entry, jobs.stageOf(entry), (path) => mediaUrl(request, path));
    if (steps[0] === 'tasks') {
      const ids = [url.searchParams.get('task_ids'), url.searchParams.get('external_task_ids')]
        .flatMap((text) => (text ?? '').split(','))
        .filter(Boolean);
      if (ids.length === 0) throw illegal('task_ids or external_task_ids is required');
      return ids.flatMap((id) => findTask(account, '', id) ?? []).map(show);
    }
    const path = steps.slice(1);
    const isList = url.searchParams.has('pageNum') || url.searchParams.has('pageSize') || path.length < 3;
    if (isList) {
      const number = (name: string, fallback: number, most: number) => {
        const value = Number(url.searchParams.get(name) ?? fallback);
        if (!Number.isInteger(value) || value < 1 || value > most) throw illegal(`${name} is invalid`);
        return value;
      };
      const page = number('pageNum', 1, 1000);
      const size = number('pageSize', 30, 500);
      const action = path.join('/');
      const all = own(account).filter(({ job }) => job.action === action);
      return all
        .reverse()
        .slice((page - 1) * size, page * size)
        .map(show);
    }
    const entry = findTask(account, path.slice(0, -1).join('/'), decodeURIComponent(path.at(-1) ?? ''));
    if (!entry) throw new Refusal(404, 1203, 'task not found');
    return show(entry);
  }

  /** What goes wrong before anything is read. */
  async function asAsked(faults: FaultNames, signal: AbortSignal): Promise<void> {
    if (faults.has('401')) throw new Refusal(401, 1002, 'api key not found');
    if (faults.has('429')) throw new Refusal(429, 1303, 'parallel task over resource pack limit');
    if (faults.has('500')) throw new Refusal(500, 5000, 'internal error');
    if (faults.has('503')) throw new Refusal(503, 5001, 'the service is under maintenance');
    if (faults.has('error-200')) throw new Refusal(200, 5000, 'internal error');
    if (faults.has('refuse'))
      throw new Refusal(400, 1301, 'the request was refused by the content security policy');
    if (faults.has('timeout')) await pause(Infinity, signal);
  }

  return async (request) => {
    const media = serveMedia(request);
    if (media) return media;
    const url = new URL(request.url);
    try {
      if (!url.pathname.startsWith(`${prefix}/`)) throw new Refusal(404, 1202, 'the path is not valid');
      const steps = url.pathname
        .slice(prefix.length + 1)
        .split('/')
        .filter(Boolean);
      const account = accountOf(request.headers);
      const isPath = pathActions.has(steps[0] ?? '') && steps.length === 2;
      const ok = (data: unknown) => ({ code: 0, message: 'SUCCEED', request_id: requestId(), data });
      if (request.method === 'GET' && (steps[0] === 'tasks' || steps[0] === 'v1'))
        return Response.json(ok(query(request, url, steps, account)));
      if (request.method !== 'POST' || (!isPath && (steps[0] !== 'v1' || steps.length < 3)))
        throw new Refusal(404, 1202, 'the method is not valid');
      const faults = readFaults(request.headers, illegal);
      await asAsked(faults, request.signal);
      const data = isPath
        ? await create(request, steps[0] ?? '', decodeURIComponent(steps[1] ?? ''), account, faults)
        : await create(request, steps.slice(1).join('/'), undefined, account, faults);
      if (faults.has('garbage'))
        return new Response('<!DOCTYPE html><title>502 Bad Gateway</title>', {
          headers: { 'content-type': 'text/html' },
        });
      return await sendJson(ok(data), {}, faults, pace, request.signal);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, code, message } = error;
      return Response.json({ code, message, request_id: requestId() }, { status });
    }
  };
}
