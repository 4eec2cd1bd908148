import { isObject, type Json, objectOf } from '../../../base/json.ts';
import type { FaultReading } from '../../../spec/provider.ts';
import { faultFromWords, faultInBody, readErrorWords } from '../openai-compatible/faults.ts';

/** Codes of a failed response that are about the request. Source: OpenAI OpenAPI `ResponseErrorCode` (2026-08-21). */
const aboutRequest =
  /^(invalid_|bio_policy|cyber_policy|image_|empty_image|unsupported_image|failed_to_download_image|context_length|string_above|previous_response_not_found|content_filter|data_residency)/;

/** The fault of a response whose status is 'failed': `error` is `{code, message}`, or null on some servers. */
export function faultOfFailed(response: Json): FaultReading {
  const error = objectOf(response['error']);
  return faultOfWords(error);
}

/**
 * The fault of an `error` event: `{type:'error', code, message, param}` as documented, or nested under `error` as
 * recorded.
 */
export function faultOfEvent(event: Json): FaultReading {
  return faultOfWords(isObject(event['error']) ? event['error'] : { ...event, type: '' });
}

function faultOfWords(error: Json): FaultReading {
  const words = readErrorWords({ error });
  if (!words) return faultFromWords(500, undefined);
  if (words.code !== 'invalid_api_key' && aboutRequest.test(words.code)) return faultFromWords(400, words);
  return faultInBody(words);
}
