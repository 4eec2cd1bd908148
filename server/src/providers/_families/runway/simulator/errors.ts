import { pause } from '../../simulated/deliver.ts';
import type { FaultNames } from '../../simulated/faults.ts';

/** An error of the simulated Runway: `{"error":"…"}`, of a field with `issues`. */
export class RunwayError extends Error {
  readonly status: number;
  readonly field: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    field?: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.field = field;
    this.headers = headers;
  }

  toResponse(): Response {
    const body =
      this.field === undefined
        ? { error: this.message }
        : {
            error: 'Validation of body failed',
            issues: [{ code: 'custom', message: this.message, path: [this.field] }],
            docUrl: 'https://docs.dev.runwayml.com/api',
          };
    return Response.json(body, { status: this.status, headers: this.headers });
  }
}

export const refuse = (message: string, field: string): never => {
  throw new RunwayError(400, message, field);
};

const answers: readonly (readonly [Parameters<FaultNames['has']>[0], () => RunwayError])[] = [
  ['401', () => new RunwayError(401, 'Unauthorized')],
  [
    '429',
    () =>
      new RunwayError(429, 'You have exceeded your daily generation limit', undefined, {
        'retry-after': '1',
      }),
  ],
  ['500', () => new RunwayError(500, 'Internal server error')],
  ['503', () => new RunwayError(503, 'Service unavailable')],
  ['refuse', () => new RunwayError(400, 'This prompt does not follow our usage policy')],
  ['error-200', () => new RunwayError(200, 'Internal server error')],
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
