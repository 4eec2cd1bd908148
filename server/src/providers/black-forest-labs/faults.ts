import { isObject, type Json, listOf, parseObject, textIn } from '../../base/json.ts';
import { type FaultCode, GatewayError } from '../../spec/fault.ts';
import type { FaultReading, Provider } from '../../spec/provider.ts';
import { faultTold, garbage, retryAfter } from '../_families/fault-words.ts';

/** Errors of https://docs.bfl.ai: `{"detail":"…"}`, of a field `{"detail":[{"loc","msg","type"}]}` with 422. */

const aboutChannel = /api[ -]?key|credit|balance|billing|payment|not authenticated|unauthori|forbidden/i;

function told(json: Json): { readonly message?: string; readonly param?: string } {
  const detail = json['detail'] ?? json['error'] ?? json['message'];
  const [first] = listOf(detail);
  if (!isObject(first)) {
    const message = textIn(detail);
    return message === undefined ? {} : { message };
  }
  const message = textIn(first['msg']);
  const param = listOf(first['loc'])
    .filter((step) => step !== 'body')
    .join('.');
  return { ...(message ? { message } : {}), ...(param ? { param } : {}) };
}

function codeOf(status: number, message: string): FaultCode {
  if (status === 401 || status === 402 || status === 403) return 'upstream_key_refused';
  if (status === 429) return 'upstream_busy';
  if (status === 503) return 'upstream_busy';
  if (status === 404) return 'upstream_model_unknown';
  if (status >= 500) return 'upstream_failed';
  return aboutChannel.test(message) ? 'upstream_key_refused' : 'upstream_refused';
}

export const readFault: Provider['readFault'] = (status, headers, body): FaultReading => {
  const { message, param } = told(parseObject(body) ?? {});
  const detail = { status: status === 422 ? 422 : 400, ...(param ? { param } : {}) };
  return faultTold(codeOf(status, message ?? ''), status, message, detail, retryAfter(headers));
};

/** An answer with a good status that is none: throws what it says. */
export function refuseNoAnswer(json: Json): never {
  const { message } = told(json);
  if (message === undefined) throw new GatewayError(garbage.code, garbage.message);
  const code = aboutChannel.test(message) ? 'upstream_key_refused' : 'upstream_failed';
  const reading = faultTold(code, 400, message, {}, undefined);
  throw new GatewayError(reading.code, reading.message, reading.detail ?? {});
}
