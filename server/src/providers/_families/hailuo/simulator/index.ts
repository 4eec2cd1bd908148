import { numberIn, objectOf, parseJson, parseObject, textIn, textOf } from '../../../../base/json.ts';
import { GatewayError } from '../../../../spec/fault.ts';
import type { Simulate } from '../../../../spec/provider.ts';
import { pause, sendJson } from '../../simulated/deliver.ts';
import { type FaultNames, readFaults } from '../../simulated/faults.ts';
import { createJobs, type JobEntry, type Jobs } from '../../simulated/jobs.ts';
import { mediaPath, mediaUrl, serveMedia } from '../../simulated/media/serve.ts';
import { filmOf, readAsked } from '../matrix.ts';

type Film = {
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly fileId: number;
  readonly callback?: string;
};

export type HailuoSimulatorOptions = {
  readonly clock?: () => number;
  /** From the submit to the end, milliseconds; 3,000 when absent. */
  readonly finishMs?: number;
  /** Posts to a `callback_url` and gives what was answered. Absent: nobody is called. */
  readonly call?: (url: string, body: object) => Promise<unknown>;
  /** Answers queries in the envelope of gateways that pass MiniMax on, link included. */
  readonly wrapped?: boolean;
};

/** Pixels of 16:9 films, which is what comes without a first frame. */
const sizes: Readonly<Record<string, readonly [number, number]>> = {
  '512P': [910, 512],
  '720P': [1280, 720],
  '768P': [1366, 768],
  '1080P': [1920, 1080],
};
const linkMs = 9 * 3_600_000;
const answerMs = 3000;

class Refusal extends Error {
  readonly code: number;
  readonly status: number;

  constructor(code: number, message: string, status = 200) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const said = (code: number, message: string) => ({ status_code: code, status_msg: message });
const success = said(0, 'success');

/**
 * MiniMax's video API: submit, query and files/retrieve behind the base URL, and the films themselves. Checks what MiniMax
 * checks and answers it as MiniMax does, mostly with HTTP 200 and a code in `base_resp`. `[refuse]` in a prompt is
 * sensitive input (1026), `[fail]` a film that turns out sensitive (1027). The header `x-key4u-simulate` as in
 * simulated/faults.ts.
 */
export function createHailuoSimulator(options: HailuoSimulatorOptions = {}): Simulate {
  const { clock = Date.now, finishMs = 3000 } = options;
  const jobs: Jobs<Film> = createJobs<Film>({ clock, finishMs });
  const films = new Map<string, JobEntry<Film>>();
  let last = 0;
  /** Fifteen digits, as MiniMax's are. */
  const nextId = (): number => {
    last = Math.max(last + 1, (clock() % 1e11) * 1000 + Math.floor(Math.random() * 1000));
    return 3e14 + last;
  };

  async function submit(request: Request, faults: FaultNames): Promise<object> {
    const body = parseObject(await request.text());
    if (!body) throw new Refusal(2013, 'invalid params, the body is not JSON');
    const model = textOf(body['model']);
    if (model === '') throw new Refusal(2013, 'invalid params, model is required');
    if (!filmOf(model)) throw new Refusal(2013, `invalid params, unknown model ${model}`);
    const asked = checked(() => readAsked(model, body));
    const prompt = textOf(body['prompt']);
    if (prompt.length > 2000)
      throw new Refusal(2013, 'invalid params, prompt is longer than 2000 characters');
    for (const field of ['first_frame_image', 'last_frame_image'] as const) {
      const image = body[field];
      if (image !== undefined && image !== '' && !/^(?:https?:\/\/|data:image\/)/.test(textOf(image)))
        throw new Refusal(2013, `invalid params, ${field} must be a URL or a data URL of an image`);
    }
    if (faults.has('refuse') || prompt.includes('[refuse]')) throw new Refusal(1026, 'input new_sensitive');
    const callback = textIn(body['callback_url']);
    if (callback && options.call) await knock(callback, options.call);
    const id = String(nextId());
    const [width, height] = sizes[asked.resolution] ?? [1366, 768];
    const film = {
      prompt,
      width,
      height,
      seconds: asked.seconds,
      fileId: nextId(),
      ...(callback ? { callback } : {}),
    };
    const entry = jobs.start(id, film, prompt.includes('[fail]') ? new Set([...faults, 'fail']) : faults);
    films.set(String(film.fileId), entry);
    return { task_id: id, base_resp: success };
  }

  function stateOf(entry: JobEntry<Film>): { status: string; [name: string]: unknown } {
    const { width, height, fileId } = entry.job;
    const { stage, elapsedMs } = jobs.stageOf(entry);
    const unmade = { task_id: entry.id, file_id: '', base_resp: success };
    if (stage === 'queued')
      return { ...unmade, status: elapsedMs < finishMs / 20 ? 'Preparing' : 'Queueing' };
    if (stage === 'running') return { ...unmade, status: 'Processing' };
    if (stage !== 'done') return { ...unmade, status: 'Fail', base_resp: said(1027, 'output new_sensitive') };
    return {
      task_id: entry.id,
      status: 'Success',
      file_id: String(fileId),
      video_width: width,
      video_height: height,
      base_resp: success,
    };
  }

  function query(request: Request): object {
    const entry = jobs.find(new URL(request.url).searchParams.get('task_id') ?? '');
    if (!entry) throw new Refusal(2013, 'invalid params, no such task');
    const state = stateOf(entry);
    tell(entry, state);
    return options.wrapped ? envelope(entry, state, request) : state;
  }

  const fileFor = (entry: JobEntry<Film>, request: Request) => {
    const { prompt, width, height, seconds, fileId } = entry.job;
    const url = mediaUrl(request, mediaPath({ kind: 'film', width, height, seconds, text: prompt }));
    return {
      file_id: fileId,
      bytes: 0,
      created_at: Math.floor(entry.endsAt / 1000),
      filename: 'output.mp4',
      purpose: 'video_generation',
      download_url: url,
      backup_download_url: url,
    };
  };

  function retrieve(request: Request): object {
    const entry = films.get(new URL(request.url).searchParams.get('file_id') ?? '');
    if (!entry || jobs.stageOf(entry).stage !== 'done' || clock() > entry.endsAt + linkMs)
      throw new Refusal(2013, 'invalid params, file not exists');
    return { file: fileFor(entry, request), base_resp: success };
  }

  /** What gateways of the family make of it: on success `fail_reason` holds the file's id. */
  function envelope(entry: JobEntry<Film>, state: { status: string }, request: Request): object {
    const isDone = state.status === 'Success';
    const isOver = isDone || state.status === 'Fail';
    return {
      code: 'success',
      message: '',
      data: {
        task_id: entry.id,
        action: 'video_generation',
        status: isDone ? 'SUCCESS' : state.status === 'Fail' ? 'FAILURE' : 'IN_PROGRESS',
        fail_reason: isDone ? String(entry.job.fileId) : isOver ? 'output new_sensitive' : '',
        submit_time: Math.floor(entry.startedAt / 1000),
        start_time: 0,
        finish_time: isOver ? Math.floor(entry.endsAt / 1000) : 0,
        progress: isDone ? '100%' : `${jobs.stageOf(entry).progress}%`,
        data: isDone ? { ...state, file: fileFor(entry, request) } : state,
      },
    };
  }

  const told = new Map<string, string>();
  /** Callbacks in lower case, each sent twice. */
  function tell(entry: JobEntry<Film>, state: { status: string }): void {
    const { callback } = entry.job;
    const word = { Processing: 'processing', Success: 'success', Fail: 'failed' }[state.status];
    if (!callback || !options.call || !word || told.get(entry.id) === word) return;
    told.set(entry.id, word);
    for (let times = 0; times < 2; times++)
      void options.call(callback, { ...state, status: word }).catch(() => {});
  }

  return async (request) => {
    const media = serveMedia(request);
    if (media) return media;
    const at = `${request.method} ${new URL(request.url).pathname.replace(/^\/minimax(?=\/)/, '')}`;
    try {
      const faults = readFaults(request.headers, (message) => new Refusal(2013, message, 400));
      checkKey(request, faults);
      if (faults.has('429')) throw new Refusal(1002, 'rate limit exceeded(RPM)');
      if (faults.has('500')) throw new Refusal(1000, 'unknown error, please try again later', 500);
      if (faults.has('503')) throw new Refusal(1033, 'system error, please try again later', 503);
      if (faults.has('timeout')) await pause(Infinity, request.signal);
      if (faults.has('garbage'))
        return new Response('<!DOCTYPE html><html><body><h1>It works!</h1></body></html>', {
          headers: { 'content-type': 'text/html; charset=utf-8' },
        });
      if (faults.has('error-200')) throw new Refusal(1008, 'insufficient balance');
      const answer =
        at === 'POST /v1/video_generation'
          ? await submit(request, faults)
          : at === 'GET /v1/query/video_generation'
            ? query(request)
            : at === 'GET /v1/files/retrieve'
              ? retrieve(request)
              : undefined;
      if (!answer) return new Response('404 page not found', { status: 404 });
      return await sendJson(answer, {}, faults, { first: 0, next: 0 }, request.signal);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const task = at === 'GET /v1/files/retrieve' ? {} : { task_id: '' };
      return Response.json({ ...task, base_resp: said(error.code, error.message) }, { status: error.status });
    }
  };
}

function checkKey(request: Request, faults: FaultNames): void {
  const key = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (key === undefined)
    throw new Refusal(
      1004,
      "login fail: Please carry the API secret key in the 'Authorization' field of the request header",
      401,
    );
  if (key.startsWith('sk-revoked') || faults.has('401')) throw new Refusal(2049, 'invalid api key', 401);
}

/** The refusals of the table of films, in MiniMax's words. */
function checked<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof GatewayError) throw new Refusal(2013, `invalid params, ${error.message}`);
    throw error;
  }
}

/** MiniMax asks whether anybody is there, and refuses the job where the challenge does not come back in time. */
async function knock(url: string, call: NonNullable<HailuoSimulatorOptions['call']>): Promise<void> {
  const challenge = String(Math.random()).slice(2);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, answerMs, undefined).unref());
  const answer = await Promise.race([call(url, { challenge }).catch(() => undefined), late]);
  const echoed = typeof answer === 'string' ? parseJson(answer) : answer;
  if (objectOf(echoed)['challenge'] !== challenge)
    throw new Refusal(
      2013,
      `invalid params, callback_url did not echo the challenge (${numberIn(answer) ?? 'no answer'})`,
    );
}
