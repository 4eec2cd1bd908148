import { type FaultNames, readFaults as readNames } from '../../simulated/faults.ts';
import { ApiError } from './api-error.ts';

/** Reads the header. Throws ApiError for a word that means nothing. */
export const readFaults = (headers: Headers): FaultNames =>
  readNames(
    headers,
    (message) => new ApiError(400, message, { param: 'x-key4u-simulate', code: 'invalid_value' }),
  );

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
