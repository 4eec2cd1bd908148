import { randomUUID } from 'node:crypto';
import { type Json, parseObject } from '../../../../base/json.ts';
import type { Simulate } from '../../../../spec/provider.ts';
import { eventHeaders, pause, sendJson } from '../../simulated/deliver.ts';
import { readFaults } from '../../simulated/faults.ts';
import { createJobs, type JobEntry } from '../../simulated/jobs.ts';
import { serveMedia } from '../../simulated/media/serve.ts';
import { type FalModel, modelOf } from '../catalogue/index.ts';
import { FalError, faultAnswer } from './errors.ts';
import { broken, policy, type Result, refusal, resultOf } from './result.ts';

/** A request in the simulated queue. */
type Queued = { readonly model: FalModel; readonly app: string; readonly input: Json };

const pace = { first: 5, next: 0 };
const streamEveryMs = 200;

const unknownApp = (name: string): FalError => new FalError(404, `Application "${name}" not found`);
const unknownRequest = (): FalError => new FalError(404, 'Request not found');

/** Owner and app of a path, and what stands behind them. */
const parted = (path: string): { app: string; rest: string } => {
  const steps = path.split('/');
  return { app: steps.slice(0, 2).join('/'), rest: steps.slice(2).join('/') };
};

/** Where the request of `asked` came in, for addresses. */
const baseOf = (asked: Request): string =>
  (asked.headers.get('x-simulated-base') ?? new URL(asked.url).origin).replace(/\/+$/, '');

/**
 * fal's queue. An input is only looked at by its model, so what is wrong with it shows in the result, as in life. Questions
 * are answered at owner and app alone. `scheme`: the word before the key ('Key' at fal, 'Bearer' at other gateways).
 */
export function createFalSimulator({ clock = Date.now, finishMs = 3000, scheme = 'Key' } = {}): Simulate {
  const jobs = createJobs<Queued>({ clock, finishMs });
  const hasKey = new RegExp(`^${scheme}\\s+\\S`, 'i');

  const links = (asked: Request, { id, job }: JobEntry<Queued>): Json => {
    const base = `${baseOf(asked)}/${job.app}/requests/${id}`;
    return { response_url: base, status_url: `${base}/status`, cancel_url: `${base}/cancel` };
  };

  const resultAt = (asked: Request, { job, faults, cancelledAt }: JobEntry<Queued>): Result => {
    if (cancelledAt !== undefined)
      return { status: 499, body: { detail: 'Request was cancelled', error_type: 'client_cancelled' } };
    if (faults.has('fail')) return broken;
    if (faults.has('refuse')) return policy(job.input);
    return refusal(job.model, job.input) ?? resultOf(job.model, job.input, asked);
  };

  const logsOf = (entry: JobEntry<Queued>): readonly Json[] => {
    const { stage, elapsedMs } = jobs.stageOf(entry);
    if (stage === 'queued') return [];
    const steps = Math.min(5, 1 + Math.floor(elapsedMs / 600));
    return Array.from({ length: steps }, (_, index) => ({
      message: index === 0 ? 'Loading the model' : `${index * 25}%`,
      level: 'INFO',
      source: 'USER',
      timestamp: new Date(entry.startedAt + index * 600).toISOString(),
    }));
  };

  const statusOf = (
    asked: Request,
    entry: JobEntry<Queued>,
    withLogs: boolean,
  ): { status: number; body: Json } => {
    const { stage, elapsedMs } = jobs.stageOf(entry);
    const common = { request_id: entry.id, ...links(asked, entry) };
    if (stage === 'queued')
      return {
        status: 202,
        body: { status: 'IN_QUEUE', ...common, queue_position: elapsedMs < 200 ? 1 : 0 },
      };
    const logs = withLogs ? logsOf(entry) : null;
    if (stage === 'running') return { status: 202, body: { status: 'IN_PROGRESS', ...common, logs } };
    const { status } = resultAt(asked, entry);
    return {
      status: 200,
      body: {
        status: 'COMPLETED',
        ...common,
        logs,
        metrics: { inference_time: 2.4 },
        ...(status >= 500 ? { error: 'Internal server error', error_type: 'internal_error' } : {}),
        ...(status === 499 ? { error: 'Request was cancelled', error_type: 'client_cancelled' } : {}),
      },
    };
  };

  const isOver = (entry: JobEntry<Queued>): boolean =>
    !['queued', 'running'].includes(jobs.stageOf(entry).stage);

  async function* events(asked: Request, id: string, withLogs: boolean): AsyncGenerator<Buffer> {
    for (;;) {
      const entry = jobs.find(id);
      if (!entry) return;
      yield Buffer.from(`data: ${JSON.stringify(statusOf(asked, entry, withLogs).body)}\n\n`);
      if (isOver(entry)) return;
      await pause(streamEveryMs, asked.signal);
      yield Buffer.from(': ping\n\n');
    }
  }

  const ask = (asked: Request, id: string, what: string, query: URLSearchParams): Response => {
    const entry = jobs.find(id);
    const withLogs = query.get('logs') === '1';
    if (what === 'cancel') {
      if (asked.method !== 'PUT') throw new FalError(405, 'Method Not Allowed');
      if (!entry) return Response.json({ status: 'NOT_FOUND' }, { status: 404 });
      return jobs.cancel(id)
        ? Response.json({ status: 'CANCELLATION_REQUESTED' }, { status: 202 })
        : Response.json({ status: 'ALREADY_COMPLETED' }, { status: 400 });
    }
    if (!entry) throw unknownRequest();
    if (asked.method !== 'GET') throw new FalError(405, 'Method Not Allowed');
    if (what === 'status') {
      const { status, body } = statusOf(asked, entry, withLogs);
      return Response.json(body, { status });
    }
    if (what === 'status/stream')
      return new Response(ReadableStream.from(events(asked, id, withLogs)), { headers: eventHeaders });
    if (!isOver(entry)) throw new FalError(400, 'Request is still in progress');
    const { status, body } = resultAt(asked, entry);
    return Response.json(body, { status, headers: { 'x-fal-request-id': id } });
  };

  const answer = async (asked: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(asked.url);
    const path = decodeURIComponent(pathname).slice(1);
    if (!hasKey.test(asked.headers.get('authorization') ?? ''))
      throw new FalError(
        401,
        `Cannot access application "${path}". Authentication is required to access this application.`,
      );
    const faults = readFaults(asked.headers, (message) => new FalError(422, message));
    const failure = await faultAnswer(faults, asked.signal);
    if (failure) return failure;
    const { app, rest } = parted(path);
    const [, id, what] = /^requests\/([^/]+)(?:\/(status|status\/stream|cancel))?$/.exec(rest) ?? [];
    if (id !== undefined) return ask(asked, id, what ?? '', searchParams);
    // The full name of a model with a request's id behind it is what careless clients build; the queue has no such path.
    if (/(^|\/)requests\//.test(rest)) throw new FalError(405, 'Method Not Allowed');
    const model = modelOf(path);
    if (!model) throw unknownApp(path);
    if (asked.method !== 'POST') throw new FalError(405, 'Method Not Allowed');
    const input = parseObject(await asked.text());
    if (!input) throw new FalError(422, 'Invalid JSON');
    const entry = jobs.start(randomUUID(), { model, app, input }, faults);
    const made = {
      status: 'IN_QUEUE',
      request_id: entry.id,
      ...links(asked, entry),
      logs: null,
      metrics: {},
      queue_position: 1,
    };
    return sendJson(made, { 'x-fal-request-id': entry.id }, faults, pace, asked.signal);
  };

  return async (asked) => {
    try {
      return serveMedia(asked) ?? (await answer(asked));
    } catch (error) {
      if (!(error instanceof FalError)) throw error;
      return error.toResponse();
    }
  };
}
