import { pause } from '../../simulated/deliver.ts';
import type { FaultNames } from '../../simulated/faults.ts';

/** An answer of the simulated queue that is none. */
export class FalError extends Error {
  readonly status: number;
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, type?: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = status;
    this.body = { detail, ...(type === undefined ? {} : { error_type: type }) };
    this.headers = { ...headers, ...(type === undefined ? {} : { 'x-fal-error-type': type }) };
  }

  toResponse(): Response {
    return Response.json(this.body, { status: this.status, headers: this.headers });
  }
}

const answers: readonly (readonly [Parameters<FaultNames['has']>[0], () => FalError])[] = [
  ['401', () => new FalError(401, 'Authentication is required to access this application.')],
  [
    '429',
    () => new FalError(429, 'Too many concurrent requests', 'concurrency_limit', { 'retry-after': '1' }),
  ],
  ['500', () => new FalError(500, 'Internal server error', 'internal_error')],
  ['503', () => new FalError(503, 'No runner could be allocated', 'runner_scheduling_failure')],
  ['error-200', () => new FalError(200, 'Internal server error', 'internal_error')],
];

/** What the faults of a request answer before it is looked at; undefined: it goes on. */
export async function faultAnswer(faults: FaultNames, signal: AbortSignal): Promise<Response | undefined> {
  if (faults.has('timeout')) await pause(Infinity, signal);
  for (const [name, make] of answers) if (faults.has(name)) throw make();
  if (!faults.has('garbage')) return undefined;
  return new Response('<!DOCTYPE html><title>It works!</title>', {
    headers: { 'content-type': 'text/html' },
  });
}
