import { createHash, randomBytes } from 'node:crypto';
import {
  type Json,
  listOf,
  objectIn,
  objectOf,
  parseObject,
  stringIn,
  textIn,
} from '../../../../base/json.ts';
import { hardware, sheetOf, sheetOfVersion } from '../../../../catalogue/replicate/index.ts';
import { type InputMistake, type ModelSheet, mistakesIn } from '../../../../catalogue/sheet.ts';
import type { Simulate } from '../../../../spec/provider.ts';
import { pause, sendJson } from '../../simulated/deliver.ts';
import { readFaults } from '../../simulated/faults.ts';
import { createJobs, type JobEntry } from '../../simulated/jobs.ts';
import { mediaUrl, serveMedia } from '../../simulated/media/serve.ts';
import { faultAnswer, invalid, notFound, ReplicateError, unauthenticated, unknownVersion } from './errors.ts';
import { drawnSvg, made, svgPath } from './make.ts';

/** A model that nobody described: it draws one picture. */
const anyModel = (name: string): ModelSheet => ({
  name,
  kind: 'image',
  about: { en: name, vi: name },
  inputs: [],
  output: 'uris',
  makes: 'image',
  price: { by: 'calls', usd: '0.01' },
  example: {},
  source: '',
  asOf: '',
});

type Prediction = {
  readonly sheet: ModelSheet;
  readonly version: string;
  readonly input: Json;
  readonly webhook: Json;
  /** Milliseconds from its start after which it is stopped. */
  readonly deadline: number | undefined;
};

type Stored = { readonly id: string; readonly bytes: Uint8Array<ArrayBuffer>; readonly body: Json };

const letters = '0123456789abcdefghjkmnpqrstvwxyz';
/** 26 characters, as the platform's. */
const newId = (): string => [...randomBytes(26)].map((byte) => letters[byte & 31]).join('');

const topLevel = ['version', 'input', 'webhook', 'webhook_events_filter', 'stream', 'model'];
const events = ['start', 'output', 'logs', 'completed'];
const pageSize = 100;
const pace = { first: 5, next: 0 };
const secret = `whsec_${createHash('sha256').update('simulated account').digest('base64')}`;

/** Seconds; undefined: do not wait. */
function waitOf(prefer: string | null): number | undefined {
  if (prefer === null) return undefined;
  const [, , seconds] = /^wait(=([1-9]|[1-5][0-9]|60))?$/.exec(prefer.trim()) ?? [undefined, undefined, ''];
  if (seconds === '')
    throw new ReplicateError(
      422,
      'Invalid Prefer header',
      'The Prefer header must be wait or wait=n with n from 1 to 60',
    );
  return seconds === undefined ? 60 : Number(seconds);
}

/** `Cancel-After: 15s`, `1m`, `1h30m`. Milliseconds. */
function deadlineOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };
  const parts = [...header.matchAll(/(\d+)([smh]?)/g)];
  const ms = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit || 's'] ?? 0), 0);
  if (ms < 5000)
    throw new ReplicateError(422, 'Invalid Cancel-After header', 'Cancel-After must be at least 5 seconds');
  return ms;
}

/** The body of a request that makes a prediction, apart from its input. */
function checkBody(body: Json, needsVersion: boolean): void {
  const mistakes: InputMistake[] = [];
  const wrong = (rule: string, field: string, message: string) => mistakes.push({ rule, field, message });
  if (needsVersion && textIn(body['version']) === undefined) wrong('required', '', 'version is required');
  if (objectIn(body['input']) === undefined) wrong('required', '', 'input is required');
  // Names with x_ are let through, so that tests see what a gateway passes on.
  for (const name of Object.keys(body))
    if (!topLevel.includes(name) && !name.startsWith('x_'))
      wrong('additional_property_not_allowed', '', `Additional property ${name} is not allowed`);
  const hook = body['webhook'];
  if (hook !== undefined && !/^https:\/\//.test(stringIn(hook) ?? ''))
    wrong('format', 'webhook', 'Does not match format uri');
  for (const one of listOf(body['webhook_events_filter']))
    if (!events.some((event) => event === one))
      wrong('enum', 'webhook_events_filter', `must be one of the following: ${events.join(', ')}`);
  if (mistakes.length > 0) throw invalid(mistakes);
}

/** The model and version that a body of `/predictions` names. */
function byVersion(text: string): { readonly sheet: ModelSheet; readonly version: string } {
  const [name = '', named] = text.includes('/') || text.includes(':') ? text.split(':') : [undefined, text];
  const known = named === undefined ? undefined : sheetOfVersion(named);
  if (known && named !== undefined && (name === '' || name === known.name))
    return { sheet: known, version: named };
  const official = named === undefined ? sheetOf(name) : undefined;
  if (official && !official.versions) return { sheet: official, version: 'hidden' };
  throw unknownVersion();
}

const words = {
  queued: 'starting',
  running: 'processing',
  done: 'succeeded',
  failed: 'failed',
  cancelled: 'canceled',
};

/** Replicate's HTTP API as its reference and its client (replicate-javascript 1.4) have it. `prefix`: '/v1'. */
export function createReplicateSimulator({
  prefix = '/v1',
  clock = Date.now,
  finishMs = 3000,
} = {}): Simulate {
  const jobs = createJobs<Prediction>({ clock, finishMs });
  const files = new Map<string, Stored>();

  const write = (entry: JobEntry<Prediction>, asked: Request): Json => {
    const { id, job, startedAt } = entry;
    const { sheet, input, version, webhook, deadline } = job;
    const { stage, progress, elapsedMs } = jobs.stageOf(entry);
    const late = deadline !== undefined && elapsedMs >= deadline && stage !== 'done';
    const status = late ? 'canceled' : words[stage];
    const at = (ms: number): string => new Date(ms).toISOString();
    const begins = Math.min(finishMs * 0.15, elapsedMs);
    const hasBegun = stage !== 'queued';
    const hasEnded = late || stage === 'done' || stage === 'failed' || stage === 'cancelled';
    const base = mediaUrl(asked, `${prefix}/predictions/${id}`);
    const total = 20;
    const step = Math.round((progress / 100) * total);
    const bar = `${String(Math.round((step / total) * 100)).padStart(3)}%|${'█'.repeat(step)}${' '.repeat(total - step)}| ${step}/${total} [00:00<00:01, 10.00it/s]`;
    return {
      id,
      model: sheet.name,
      version,
      input,
      logs: hasBegun ? `Using seed: 42\n${bar}\n` : '',
      output: stage === 'done' ? made(sheet, input, asked) : null,
      data_removed: false,
      error: stage === 'failed' ? 'Prediction failed: the model ran out of memory' : null,
      source: 'api',
      status,
      created_at: at(startedAt),
      ...(hasBegun ? { started_at: at(startedAt + begins) } : {}),
      ...(hasEnded ? { completed_at: at(startedAt + elapsedMs) } : {}),
      ...(deadline === undefined ? {} : { deadline: at(startedAt + deadline) }),
      ...(hasEnded && hasBegun
        ? { metrics: { predict_time: (elapsedMs - begins) / 1000, total_time: elapsedMs / 1000 } }
        : {}),
      ...webhook,
      urls: {
        cancel: `${base}/cancel`,
        get: base,
        stream: `${base}/stream`,
        web: `https://replicate.com/p/${id}`,
      },
    };
  };

  const found = (id: string): JobEntry<Prediction> => {
    const entry = jobs.find(id);
    if (entry === undefined) throw notFound();
    return entry;
  };

  async function create(asked: Request, path: string): Promise<Response> {
    const faults = readFaults(asked.headers, (message) => new ReplicateError(400, 'Bad request', message));
    const body = parseObject(await asked.text());
    if (body === undefined)
      throw new ReplicateError(400, 'Bad request', 'The request body is not valid JSON');
    const [, kind, owner = '', name = ''] =
      /^\/(models|deployments)\/([^/]+)\/([^/]+)\/predictions$/.exec(path) ?? [];
    checkBody(body, kind === undefined);
    const full = decodeURIComponent(`${owner}/${name}`);
    let target: { readonly sheet: ModelSheet; readonly version: string };
    if (kind === undefined) target = byVersion(textIn(body['version']) ?? '');
    else if (kind === 'deployments') target = { sheet: anyModel(full), version: 'hidden' };
    else {
      const sheet = sheetOf(full);
      // Only official models are run by their path.
      if (sheet === undefined || sheet.versions) throw notFound();
      target = { sheet, version: 'hidden' };
    }
    const input = objectOf(body['input']);
    const mistakes = mistakesIn(target.sheet, input).map((one) => ({ ...one, field: `input.${one.field}` }));
    if (mistakes.length > 0) throw invalid(mistakes);
    const wait = waitOf(asked.headers.get('prefer'));
    const webhook = Object.fromEntries(
      Object.entries(body).filter(([one]) => one === 'webhook' || one === 'webhook_events_filter'),
    );
    const deadline = deadlineOf(asked.headers.get('cancel-after'));
    const entry = jobs.start(newId(), { ...target, input, webhook, deadline }, faults);
    if (wait !== undefined)
      await pause(Math.min(wait * 1000, Math.max(0, entry.endsAt - clock())), asked.signal);
    const ended = jobs.stageOf(entry).stage === 'done';
    const sent = await sendJson(write(entry, asked), {}, faults, pace, asked.signal);
    return new Response(sent.body, {
      status: wait === undefined || ended ? 201 : 202,
      headers: sent.headers,
    });
  }

  /** Server-sent events: the output when it is there, then the end. */
  function stream(entry: JobEntry<Prediction>, asked: Request): Response {
    const event = (name: string, data: string): string =>
      `event: ${name}\nid: ${clock()}:0\ndata: ${data}\n\n`;
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        const send = (text: string) => controller.enqueue(encoder.encode(text));
        try {
          while (['queued', 'running'].includes(jobs.stageOf(entry).stage)) await pause(50, asked.signal);
          const { status, output, error } = write(jobs.find(entry.id) ?? entry, asked);
          const values = Array.isArray(output) ? output : output === null ? [] : [output];
          for (const one of values)
            send(event('output', typeof one === 'string' ? one : JSON.stringify(one)));
          if (status === 'failed') send(event('error', JSON.stringify({ detail: error })));
          const reason = status === 'canceled' ? 'canceled' : status === 'failed' ? 'error' : undefined;
          send(event('done', JSON.stringify(reason === undefined ? {} : { reason })));
          controller.close();
        } catch {
          // the client has left
        }
      },
    });
    return new Response(body, {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    });
  }

  function listed(asked: Request, url: URL): Json {
    const from = Number(url.searchParams.get('cursor') ?? 0) || 0;
    const all = [...jobs.list()].reverse();
    const page = (at: number): string | null =>
      at < 0 || at >= all.length ? null : mediaUrl(asked, `${prefix}/predictions?cursor=${at}`);
    return {
      previous: from === 0 ? null : page(Math.max(0, from - pageSize)),
      next: page(from + pageSize),
      results: all.slice(from, from + pageSize).map((entry) => write(entry, asked)),
    };
  }

  async function takeFile(asked: Request): Promise<Json> {
    const form = await asked.formData().catch(() => {
      throw new ReplicateError(400, 'Bad request', 'The request body is not valid multipart/form-data');
    });
    const content = form.get('content');
    if (!(content instanceof Blob))
      throw invalid([{ rule: 'required', field: '', message: 'content is required' }]);
    const bytes = new Uint8Array(await content.arrayBuffer());
    const id = newId();
    const now = clock();
    const metadata = form.get('metadata');
    const body = {
      id,
      name: content instanceof File ? content.name : 'file',
      content_type: content.type || 'application/octet-stream',
      size: bytes.length,
      etag: createHash('md5').update(bytes).digest('hex'),
      checksums: { sha256: createHash('sha256').update(bytes).digest('hex') },
      metadata: parseObject(metadata instanceof Blob ? await metadata.text() : (metadata ?? '')) ?? {},
      created_at: new Date(now).toISOString(),
      expires_at: new Date(now + 86_400_000).toISOString(),
      urls: { get: mediaUrl(asked, `${prefix}/files/${id}`) },
    };
    files.set(id, { id, bytes, body });
    return body;
  }

  async function answerFiles(asked: Request, id: string): Promise<Response> {
    if (id === '')
      return asked.method === 'POST'
        ? Response.json(await takeFile(asked), { status: 201 })
        : Response.json({
            previous: null,
            next: null,
            results: [...files.values()].reverse().map(({ body }) => body),
          });
    const file = files.get(id);
    if (!file) throw notFound();
    if (asked.method !== 'DELETE') return Response.json(file.body);
    files.delete(id);
    return new Response(null, { status: 204 });
  }

  async function answer(asked: Request): Promise<Response> {
    const url = new URL(asked.url);
    if (url.pathname === svgPath) return drawnSvg(url);
    const path = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length).replace(/\/$/, '') : '';
    const [, id = '', part = ''] = /^\/predictions\/([^/]+)(?:\/(cancel|stream))?$/.exec(path) ?? [];
    // The address of a stream says by itself who may read it.
    if (part === 'stream') return stream(found(id), asked);
    if (!/^(Bearer|Token)\s+\S/i.test(asked.headers.get('authorization') ?? '')) throw unauthenticated();
    const faults = readFaults(asked.headers, (message) => new ReplicateError(400, 'Bad request', message));
    const broken = await faultAnswer(faults, asked.signal);
    if (broken) return broken;
    const [, fileId, isFile] = /^\/files(?:\/([^/]+))?()$/.exec(path) ?? [];
    if (isFile !== undefined) return answerFiles(asked, fileId ?? '');
    if (asked.method === 'POST' && part === 'cancel') {
      found(id);
      jobs.cancel(id);
      return Response.json(write(found(id), asked));
    }
    if (asked.method === 'POST' && /(^|\/)predictions$/.test(path)) return create(asked, path);
    if (asked.method !== 'GET') throw notFound();
    if (id !== '' && part === '') return Response.json(write(found(id), asked));
    if (path === '/predictions') return Response.json(listed(asked, url));
    if (path === '/account')
      return Response.json({
        type: 'organization',
        username: 'simulated',
        name: 'Simulated account',
        github_url: null,
      });
    if (path === '/hardware')
      return Response.json(Object.entries(hardware).map(([sku, { name }]) => ({ name, sku })));
    if (path === '/webhooks/default/secret') return Response.json({ key: secret });
    const [, owner, name] = /^\/models\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    const sheet = owner && name ? sheetOf(`${owner}/${name}`) : undefined;
    if (sheet === undefined) throw notFound();
    return Response.json({
      url: `https://replicate.com/${sheet.name}`,
      owner,
      name,
      description: sheet.about.en,
      visibility: 'public',
      is_official: sheet.versions === undefined,
      run_count: 1,
      latest_version: {
        id: sheet.versions?.[0] ?? 'hidden',
        created_at: '2025-01-01T00:00:00.000Z',
        cog_version: null,
        openapi_schema: {},
      },
    });
  }

  return async (asked) => {
    try {
      return serveMedia(asked) ?? (await answer(asked));
    } catch (error) {
      if (!(error instanceof ReplicateError)) throw error;
      return error.toResponse();
    }
  };
}
