import { pause } from '../../simulated/deliver.ts';
import type { FaultNames } from '../../simulated/faults.ts';

/** An error of the simulated Ideogram: `{"error":"…"}`. */
export class IdeogramError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }

  toResponse(): Response {
    return Response.json({ error: this.message }, { status: this.status, headers: this.headers });
  }
}

export const unsafe = (): IdeogramError =>
  new IdeogramError(422, 'The prompt or the image failed the safety check');

const answers: readonly (readonly [Parameters<FaultNames['has']>[0], () => IdeogramError])[] = [
  ['401', () => new IdeogramError(401, 'Not authorized to access the API')],
  ['429', () => new IdeogramError(429, 'Too many requests in flight', { 'retry-after': '1' })],
  ['500', () => new IdeogramError(500, 'Internal server error')],
  ['503', () => new IdeogramError(503, 'Temporarily unavailable', { 'retry-after': '1' })],
  ['fail', () => new IdeogramError(500, 'Image generation failed')],
  ['refuse', unsafe],
  ['error-200', () => new IdeogramError(200, 'Image generation failed')],
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
