import { isObject, type Json, textOf, textsIn } from '../../../../base/json.ts';
import type { Simulate } from '../../../../spec/provider.ts';
import { pause, sendJson } from '../../simulated/deliver.ts';
import { type FaultNames, readFaults } from '../../simulated/faults.ts';
import { createJobs } from '../../simulated/jobs.ts';
import { mediaPath, mediaUrl, serveMedia } from '../../simulated/media/serve.ts';
import { envelope, Refusal, taskOf, waitingTask } from './answers.ts';
import { type Job, seedOf } from './jobs.ts';
import { codeIn, confirmed, type Head, submits, uploaded } from './submit.ts';

type Waiting = { readonly job: Job; readonly isCancelled: boolean };

const pace = { first: 8, next: 8 };
/** Windows that are open at a time; the oldest is forgotten. */
const mostWaiting = 2000;

/**
 * A server of the midjourney-proxy protocol with accounts by `mj-api-secret`: `/mj/submit/*`, `/mj/task/*`,
 * `/mj/insight-face/swap`, each also behind `/mj-fast`, `/mj-relax` and `/mj-turbo`. A job takes three seconds. A prompt
 * with `[code 23]` is answered by that code; a banned word by 24. It calls no hooks.
 */
export function createSimulator(clock: () => number = Date.now): Simulate {
  const jobs = createJobs<Job>({ clock });
  const waiting = new Map<string, Waiting>();
  let count = 0;

  /** Milliseconds and three digits more, as a proxy numbers them. */
  const newId = (): string => {
    count = (count + 1) % 1000;
    return `${clock()}${String(count).padStart(3, '0')}`;
  };

  const find = (id: string, secret: string) => {
    const entry = jobs.find(id);
    return entry?.job.secret === secret ? entry : undefined;
  };

  const open = (id: string, secret: string): Waiting | undefined => {
    const one = waiting.get(id);
    return one?.job.secret === secret ? one : undefined;
  };

  const show = (id: string, secret: string, request: Request): Json | undefined => {
    const entry = find(id, secret);
    if (entry) return taskOf(entry, jobs.stageOf(entry), request);
    const one = open(id, secret);
    return one && waitingTask(id, one.job, one.isCancelled);
  };

  function submit(name: string, head: Head, body: Json, faults: FaultNames): object {
    const asked = submits[name]?.(head, body, (id) => {
      const entry = find(id, head.secret);
      return entry && { id, job: entry.job, isDone: jobs.stageOf(entry).stage === 'done' };
    });
    if (!asked) throw new Refusal(4, `unknown submit: ${name}`, {}, 404);
    const id = newId();
    if (asked.waits) {
      waiting.set(id, { job: asked.job, isCancelled: false });
      for (const oldest of waiting.keys()) {
        if (waiting.size <= mostWaiting) break;
        waiting.delete(oldest);
      }
      return envelope(21, asked.job.description, id, { finalPrompt: asked.job.prompt, remix: true });
    }
    jobs.start(id, asked.job, faults);
    return codeIn(asked.job.prompt) === 22
      ? envelope(22, 'In queue, there are 2 tasks ahead', id, {
          numberOfQueues: 2,
          discordInstanceId: '1118138338562560000',
        })
      : envelope(1, 'Submit success', id);
  }

  /** The waiting task goes on under its own id. */
  function confirm(head: Head, body: Json, faults: FaultNames): object {
    const id = textOf(body['taskId']);
    const one = open(id, head.secret);
    if (!one) {
      if (find(id, head.secret)) throw new Refusal(4, 'The related task does not wait for a window');
      throw new Refusal(3, 'The related task does not exist or has expired', {}, 404);
    }
    if (one.isCancelled) throw new Refusal(4, 'The related task was cancelled');
    const job = confirmed(one.job, body, head);
    waiting.delete(id);
    jobs.start(id, job, faults);
    return envelope(1, 'Submit success', id);
  }

  function seed(id: string, secret: string): object {
    const entry = find(id, secret);
    if (!entry) throw new Refusal(3, 'The related task does not exist or has expired', {}, 404);
    if (jobs.stageOf(entry).stage !== 'done')
      throw new Refusal(4, 'The related task has not succeeded', {}, 400);
    return { code: 1, description: 'success', result: seedOf(entry.job.uuid) };
  }

  function cancel(id: string, secret: string): void {
    if (find(id, secret)) jobs.cancel(id);
    const one = open(id, secret);
    if (one) waiting.set(id, { ...one, isCancelled: true });
  }

  async function answer(request: Request, faults: FaultNames): Promise<Response> {
    const url = new URL(request.url);
    const [, speed = 'fast', path = ''] = /^(?:\/mj-(fast|relax|turbo))?\/mj\/(.+)$/.exec(url.pathname) ?? [];
    const secret = request.headers.get('mj-api-secret') ?? '';
    const send = (body: object) => sendJson(body, {}, faults, pace, request.signal);
    const parsed: unknown = request.method === 'POST' ? await request.json().catch(() => undefined) : {};
    const body = isObject(parsed) ? parsed : {};
    const head: Head = { secret, mode: speed.toUpperCase(), now: clock() };

    if (request.method === 'POST' && path === 'submit/upload-discord-images') {
      if (faults.has('fail')) throw new Refusal(9, 'System error');
      const base = mediaUrl(request, '');
      return send({ ...envelope(1, 'Submit success', uploaded(body, base)) });
    }
    if (request.method === 'POST' && path === 'submit/modal') return send(confirm(head, body, faults));
    if (request.method === 'POST' && /^(?:submit|insight-face)\//.test(path))
      return send(submit(path, head, body, faults));
    if (request.method === 'POST' && /^task\/list-by-(?:condition|ids)$/.test(path))
      return send(textsIn(body['ids']).flatMap((id) => show(id, secret, request) ?? []));
    const [, id = '', what] = /^task\/([^/]+)\/(fetch|image-seed|cancel)$/.exec(path) ?? [];
    if (what === 'image-seed' && request.method === 'GET') return send(seed(id, secret));
    if (what === 'fetch' && request.method === 'GET') {
      const found = show(id, secret, request);
      // A proxy answers nothing for a task that it does not know.
      return found ? send(found) : new Response('');
    }
    if (what === 'cancel' && request.method === 'POST') {
      cancel(id, secret);
      return new Response('');
    }
    return new Response('', { status: 404 });
  }

  return async (request) => {
    const media = serveMedia(request) ?? attachment(request);
    if (media) return media;
    try {
      if (!request.headers.get('mj-api-secret')) return new Response('', { status: 401 });
      const faults = readFaults(request.headers, (message) => new Refusal(4, message, {}, 400));
      const asked = refuseAsAsked(faults);
      if (asked) return asked;
      if (faults.has('timeout')) await pause(Infinity, request.signal);
      return await answer(request, faults);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return Response.json(envelope(error.code, error.message, null, error.properties), {
        status: error.status,
      });
    }
  };
}

/** The refusals that come before the body is looked at. A 401 of a proxy has no body. */
function refuseAsAsked(faults: FaultNames): Response | undefined {
  if (faults.has('401')) return new Response('', { status: 401 });
  if (faults.has('429'))
    return Response.json(
      { code: 30, description: 'The group is saturated, please try again later', type: 'upstream_error' },
      { status: 429, headers: { 'retry-after': '1' } },
    );
  if (faults.has('500')) throw new Refusal(9, 'System error', {}, 500);
  if (faults.has('503')) throw new Refusal(9, 'Service unavailable', {}, 503);
  if (faults.has('refuse'))
    throw new Refusal(24, 'The prompt may contain a banned word', { promptEn: '', bannedWord: 'simulated' });
  if (faults.has('error-200')) throw new Refusal(9, 'System error');
  if (faults.has('garbage'))
    return new Response('<!DOCTYPE html><title>It works!</title>', {
      headers: { 'content-type': 'text/html' },
    });
  return undefined;
}

/** What was uploaded is shown as a picture of its name. */
function attachment(request: Request): Response | undefined {
  const name = /^\/attachments\/([\w-]{36})\.\w+$/.exec(new URL(request.url).pathname)?.[1];
  if (!name || request.method !== 'GET') return undefined;
  const path = mediaPath({ kind: 'picture', width: 512, height: 512, text: name.slice(0, 8) });
  return serveMedia(new Request(new URL(path, request.url)));
}
