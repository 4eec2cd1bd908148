import { pause } from '../../simulated/deliver.ts';
import type { FaultNames } from '../../simulated/faults.ts';

/** An error of the simulated Luma: `{"detail":"…"}`. */
export class LumaError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = status;
    this.headers = headers;
  }

  toResponse(): Response {
    return Response.json({ detail: this.message }, { status: this.status, headers: this.headers });
  }
}

const answers: readonly (readonly [Parameters<FaultNames['has']>[0], () => LumaError])[] = [
  ['401', () => new LumaError(401, 'Invalid API key is provided')],
  ['429', () => new LumaError(429, 'Rate limit exceeded', { 'retry-after': '1' })],
  ['500', () => new LumaError(500, 'Internal Server Error')],
  ['503', () => new LumaError(503, 'The service is overloaded', { 'retry-after': '1' })],
  ['refuse', () => new LumaError(400, 'Prompt failed moderation: it is not allowed by the content policy')],
  ['error-200', () => new LumaError(200, 'Internal Server Error')],
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
