import { isObject, parseJson, textOf } from '../../../base/json.ts';
import type { FaultCode } from '../../../spec/fault.ts';
import type { FaultReading, Provider } from '../../../spec/provider.ts';
import { faultTold, retryAfter } from '../fault-words.ts';

export type Words = { readonly type: string; readonly message: string };

/** Reads `{"type":"error","error":{"type","message"}}`; undefined for anything else. */
export function readErrorWords(body: unknown): Words | undefined {
  if (!isObject(body) || !isObject(body['error'])) return undefined;
  return { type: textOf(body['error']['type']), message: textOf(body['error']['message']) };
}

/** Words of a 400 that are about our account at the maker, not about the request. */
const accountWords =
  /credit balance is too low|organization has been disabled|account has been disabled|reached your specified (?:\w+ )?usage limits/i;

/** Status of an error that came without one, by its type. Source: Anthropic's page on errors. */
const statusOfType: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  conflict_error: 409,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
};

function codeOf(status: number, words: Words | undefined): FaultCode {
  const message = words?.message ?? '';
  if (status === 401 || status === 402 || status === 403) return 'upstream_key_refused';
  if (status === 404)
    return words && !/\bmodel\b/i.test(message) ? 'upstream_refused' : 'upstream_model_unknown';
  if (status === 408 || status === 504) return 'upstream_timeout';
  if (status === 429 || status === 503 || status === 529) return 'upstream_busy';
  if (status >= 500) return words?.type === 'overloaded_error' ? 'upstream_busy' : 'upstream_failed';
  if (status >= 400) return accountWords.test(message) ? 'upstream_key_refused' : 'upstream_refused';
  return 'upstream_garbage';
}

/**
 * A signed thought that was changed, that another model or another maker signed, or that is bound to another
 * conversation. Sources: Anthropic's errors as quoted in anthropic-sdk-python issue 1598 and microsoft/vscode pull 318076,
 * and its page on preserved thinking.
 */
const thoughtWords =
  /invalid `?(?:signature|data)`? in `?(?:redacted_)?thinking`? block|`thinking` or `redacted_thinking` blocks .* cannot be modified/i;

/**
 * Classifies an error. A message about the request is passed on word for word: clients of this wire act on its
 * sentences ("prompt is too long: N tokens > M maximum").
 */
export function faultFromWords(status: number, words: Words | undefined, wait?: number): FaultReading {
  const detail = {
    status,
    ...(words?.type ? { upstream: { type: words.type } } : {}),
    ...(words && thoughtWords.test(words.message) ? { thoughts: true as const } : {}),
  };
  return faultTold(codeOf(status, words), status, words?.message, detail, wait);
}

/** An error inside a stream, or with status 200. */
export const faultInBody = (words: Words): FaultReading =>
  faultFromWords(statusOfType[words.type] ?? 500, words);

export const readFault: Provider['readFault'] = (status, headers, body) =>
  faultFromWords(status, readErrorWords(parseJson(body)), retryAfter(headers));
