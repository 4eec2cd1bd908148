import { ApiError } from './api-error.ts';

/**
 * What a request may ask to go wrong with the header `x-key4u-simulate` (several, parted by commas).
 *
 * Before anything is answered: `429`, `500`, `503`, `401`, `refuse`, `timeout` (no headers until the caller
 * leaves), `garbage` (200 with HTML), `error-200` (200 with an error body). `fail` is a 500 on whole answers and a
 * stream whose first event is an error. In the answer: `stall` (half of it, then silence), `cut` (half of it, then
 * the connection breaks), `half-event` (ends cleanly inside an event), `error-event`, `no-done`, `crlf`,
 * `no-usage`, `lie` (absurd usage), `slow` (20 times the pace).
 */
export const faultNames = [
  '401',
  '429',
  '500',
  '503',
  'refuse',
  'timeout',
  'garbage',
  'error-200',
  'fail',
  'stall',
  'cut',
  'half-event',
  'error-event',
  'no-done',
  'crlf',
  'no-usage',
  'lie',
  'slow',
] as const;

export type FaultName = (typeof faultNames)[number];
export type FaultNames = ReadonlySet<FaultName>;

/** Reads the header. Throws ApiError for a word that means nothing, so that a typing error is not a silent success. */
export function readFaults(headers: Headers): FaultNames {
  const faults = new Set<FaultName>();
  for (const word of (headers.get('x-key4u-simulate') ?? '').split(',')) {
    const name = word.trim().toLowerCase();
    if (name === '') continue;
    const known = faultNames.find((fault) => fault === name);
    if (known === undefined) {
      const message = `Invalid value in x-key4u-simulate: '${name}'. Supported values are: ${faultNames.join(', ')}.`;
      throw new ApiError(400, message, { param: 'x-key4u-simulate', code: 'invalid_value' });
    }
    faults.add(known);
  }
  return faults;
}

export const invalidKey = (hint: string): ApiError =>
  new ApiError(401, `Incorrect API key provided: ${hint}. You can find your API key in your account.`, {
    code: 'invalid_api_key',
  });

export const serverError = (): ApiError =>
  new ApiError(500, 'The server had an error while processing your request. Sorry about that!', {
    type: 'server_error',
  });

/** The refusals that come before the body is looked at: an overloaded upstream does not read either. */
export function refuseAsAsked(faults: FaultNames): void {
  if (faults.has('401')) throw invalidKey('simulated');
  if (faults.has('429')) {
    throw new ApiError(429, 'Rate limit reached for requests. Please try again in 1s.', {
      type: 'requests',
      code: 'rate_limit_exceeded',
      headers: { 'retry-after': '1', 'retry-after-ms': '1000', 'x-ratelimit-remaining-requests': '0' },
    });
  }
  if (faults.has('500')) throw serverError();
  if (faults.has('503')) {
    throw new ApiError(
      503,
      'The server is currently overloaded with other requests. Please try again later.',
      {
        type: 'service_unavailable_error',
        code: 'server_is_overloaded',
      },
    );
  }
  if (faults.has('refuse')) {
    throw new ApiError(400, 'Your request was rejected because it goes against the content policy.', {
      code: 'content_policy_violation',
    });
  }
}
