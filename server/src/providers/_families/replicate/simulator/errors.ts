import type { InputMistake } from '../../../../catalogue/sheet.ts';
import { pause } from '../../simulated/deliver.ts';
import type { FaultNames } from '../../simulated/faults.ts';

/** An error as Replicate answers it. */
export class ReplicateError extends Error {
  readonly status: number;
  readonly #more: object;

  constructor(status: number, title: string, detail: string, more: object = {}) {
    super(detail);
    this.status = status;
    this.#more = { title, ...more };
  }

  toResponse(): Response {
    const { status } = this;
    const headers = status === 429 ? { 'retry-after': '1' } : {};
    return Response.json(
      { detail: this.message, status: status === 200 ? 500 : status, ...this.#more },
      { status, headers },
    );
  }
}

export const notFound = (): ReplicateError =>
  new ReplicateError(404, 'Not found', 'The requested resource could not be found.');
export const unauthenticated = (): ReplicateError =>
  new ReplicateError(401, 'Unauthenticated', 'You did not pass a valid authentication token');
export const unknownVersion = (): ReplicateError =>
  new ReplicateError(
    422,
    'Invalid version or not permitted',
    "The specified version does not exist (or perhaps you don't have permission to use it?)",
  );

/** `field`: '' of the body itself, 'input' and 'input.prompt' of what is in it. */
export const invalid = (mistakes: readonly InputMistake[]): ReplicateError =>
  new ReplicateError(
    422,
    'Input validation failed',
    mistakes.map(({ field, message }) => `- ${field === '' ? '' : `${field}: `}${message}\n`).join(''),
    {
      invalid_fields: mistakes.map(({ field, rule, message }) => ({
        type: rule,
        field,
        description: message,
      })),
    },
  );

/** The refusal of official models. */
export const flagged =
  'The input or output was flagged as sensitive. Please try again with different inputs. (E005)';

const faults: readonly (readonly [Parameters<FaultNames['has']>[0], () => ReplicateError])[] = [
  ['401', unauthenticated],
  [
    '429',
    () =>
      new ReplicateError(429, 'Too many requests', 'Request was throttled. Your rate limit resets in ~1s.'),
  ],
  ['500', () => new ReplicateError(500, 'Internal server error', 'Internal server error')],
  [
    '503',
    () => new ReplicateError(503, 'Service unavailable', 'The service is overloaded. Try again later.'),
  ],
  ['refuse', () => new ReplicateError(422, 'Input validation failed', flagged)],
  ['error-200', () => new ReplicateError(200, 'Internal server error', 'Internal server error')],
];

/** What the faults of a request answer before it is looked at; undefined: it goes on. */
export async function faultAnswer(asked: FaultNames, signal: AbortSignal): Promise<Response | undefined> {
  if (asked.has('timeout')) await pause(Infinity, signal);
  for (const [name, make] of faults) if (asked.has(name)) throw make();
  if (!asked.has('garbage')) return undefined;
  return new Response('<!DOCTYPE html><title>It works!</title>', {
    headers: { 'content-type': 'text/html' },
  });
}
