import { type Json, parseObject } from '../../../../base/json.ts';
import {
  failed,
  GoogleError,
  invalid,
  keyRefused,
  overloaded,
  quotaReached,
} from '../../gemini/simulator/google-error.ts';
import { pause } from '../../simulated/deliver.ts';
import { type FaultNames, readFaults } from '../../simulated/faults.ts';
import type { Jobs } from '../../simulated/jobs.ts';

export type Film = {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly text: string;
};
export type Job = { readonly name: string; readonly films: readonly Film[]; readonly refused: boolean };
/** What the simulated upstream knows. */
export type VideoSimulator = {
  readonly models: ReadonlySet<string>;
  readonly vertex: boolean;
  readonly jobs: Jobs<Job>;
  readonly interactions: Jobs<Job & { readonly input: unknown; readonly model: string }>;
  readonly files: Map<string, Film>;
};

/** The oldest above so many are forgotten. */
const keptFiles = 2000;

export const missing = (what: string): GoogleError => new GoogleError(404, 'NOT_FOUND', what);

/** One route's answer; `parts`: what its pattern caught. */
export type Answer = (
  simulator: VideoSimulator,
  request: Request,
  parts: readonly string[],
) => Promise<Response>;

export function checkKey({ vertex }: VideoSimulator, request: Request): void {
  const { headers } = request;
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  const key = headers.get('x-goog-api-key') ?? new URL(request.url).searchParams.get('key') ?? bearer ?? '';
  if (key === '')
    throw vertex
      ? new GoogleError(401, 'UNAUTHENTICATED', 'Request is missing required authentication credential.')
      : new GoogleError(
          403,
          'PERMISSION_DENIED',
          "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
        );
  if (/^(sk-revoked|invalid|bad)/.test(key)) throw keyRefused();
}

/** What may go wrong before a job is there. The response where one stands in place of the answer. */
export async function submitFaults(request: Request): Promise<{ faults: FaultNames; instead?: Response }> {
  const faults = readFaults(request.headers, invalid);
  if (faults.has('401')) throw keyRefused();
  if (faults.has('429')) throw quotaReached();
  if (faults.has('500')) throw failed();
  if (faults.has('503')) throw overloaded();
  if (faults.has('timeout')) await pause(Infinity, request.signal);
  if (faults.has('garbage'))
    return {
      faults,
      instead: new Response('<!DOCTYPE html><title>Welcome</title>', {
        headers: { 'content-type': 'text/html' },
      }),
    };
  if (faults.has('error-200')) return { faults, instead: Response.json(failed().toBody()) };
  if (faults.has('cut'))
    return {
      faults,
      instead: new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(Buffer.from('{"name":"models/'));
            controller.error(new Error('the connection broke'));
          },
        }),
        { headers: { 'content-type': 'application/json' } },
      ),
    };
  return { faults };
}

export async function bodyOf(request: Request): Promise<Json> {
  const body = parseObject(await request.text());
  if (!body) throw invalid('Invalid JSON payload received.');
  return body;
}

export function sizeOf(resolution: string, ratio: string | undefined): { width: number; height: number } {
  // The film that stands for one of 4k has fewer pixels.
  const side = resolution === '360p' ? 360 : resolution === '720p' ? 720 : 1080;
  const long = Math.round((side * 16) / 9);
  return ratio === '9:16' ? { width: side, height: long } : { width: long, height: side };
}

export const isRefused = (prompt: string, faults: FaultNames): boolean =>
  faults.has('refuse') || prompt.includes('[refuse]');

/** Keeps a film and gives its address, which needs the key. */
export function fileUri({ files }: VideoSimulator, request: Request, id: string, film: Film): string {
  files.set(`film${id}`, film);
  for (const oldest of files.keys()) {
    if (files.size <= keptFiles) break;
    files.delete(oldest);
  }
  const base = request.headers.get('x-simulated-base') ?? new URL(request.url).origin;
  return `${base.replace(/\/+$/, '')}/v1beta/files/film${id}:download?alt=media`;
}
