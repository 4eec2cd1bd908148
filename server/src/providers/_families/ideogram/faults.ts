import { isObject, type Json, listOf, objectOf, parseObject, textIn } from '../../../base/json.ts';
import { type FaultCode, GatewayError } from '../../../spec/fault.ts';
import type { FaultReading, Provider } from '../../../spec/provider.ts';
import { faultTold, garbage, retryAfter } from '../fault-words.ts';

/**
 * Ideogram's errors. Documented are the statuses and the body of 422, `{"error":"…"}`; the others have `error`, `detail` or
 * `message`, and gateways an object in `error`.
 */

/** What an error says about the channel and not about the request. */
const aboutChannel = /api[ -]?key|credit|balance|billing|payment|suspended|quota|unauthori/i;
const refused = /safety|moderat|content polic|nsfw|prohibited|inappropriate/i;

/** The words of an error, and the field that it is about. */
function told(json: Json): { readonly message?: string; readonly param?: string } {
  const error = json['error'] ?? json['detail'] ?? json['message'];
  const [first] = listOf(error);
  const found = isObject(error) ? error : isObject(first) ? first : undefined;
  const message = found ? (textIn(found['message']) ?? textIn(found['msg'])) : textIn(error);
  const param =
    textIn(found?.['param']) ??
    listOf(found?.['loc'])
      .filter((step) => step !== 'body')
      .join('.');
  return { ...(message ? { message } : {}), ...(param ? { param } : {}) };
}

function codeOf(status: number, message: string): FaultCode {
  if (status === 401 || status === 402 || (status === 403 && !refused.test(message)))
    return 'upstream_key_refused';
  if (status === 429) return aboutChannel.test(message) ? 'upstream_key_refused' : 'upstream_busy';
  if (status === 503) return 'upstream_busy';
  if (status >= 500 || status === 404 || status === 405) return 'upstream_failed';
  return status !== 422 && aboutChannel.test(message) ? 'upstream_key_refused' : 'upstream_refused';
}

export const readIdeogramFault: Provider['readFault'] = (status, headers, body): FaultReading => {
  const { message, param } = told(parseObject(body) ?? {});
  const detail = { status: status === 422 ? 422 : 400, ...(param ? { param } : {}) };
  return faultTold(codeOf(status, message ?? ''), status, message, detail, retryAfter(headers));
};

/** An answer with a good status that is none: throws what it says. */
export function refuseNoAnswer(json: Json): never {
  const { message } = told(json);
  if (message === undefined || Object.keys(objectOf(json)).length === 0)
    throw new GatewayError(garbage.code, garbage.message);
  const code = refused.test(message)
    ? 'upstream_refused'
    : aboutChannel.test(message)
      ? 'upstream_key_refused'
      : 'upstream_failed';
  const reading = faultTold(code, 400, message, {}, undefined);
  throw new GatewayError(reading.code, reading.message, reading.detail ?? {});
}
