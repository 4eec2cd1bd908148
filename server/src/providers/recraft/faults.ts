import { type Json, objectOf, parseObject, textIn } from '../../base/json.ts';
import { type FaultCode, GatewayError } from '../../spec/fault.ts';
import type { FaultReading, Provider } from '../../spec/provider.ts';
import { faultTold, garbage, retryAfter } from '../_families/fault-words.ts';

/** Recraft's errors: `{"code":"invalid_request","message":"…"}`; some hosts wrap it in `error`. */

const aboutChannel = /api units|not enough|credit|balance|billing|payment|unauthori|token/i;
const refused = /content polic|moderat|safety|nsfw|prohibited|not allowed/i;

const told = (json: Json): { readonly code: string; readonly message: string | undefined } => {
  const found = typeof json['error'] === 'object' ? objectOf(json['error']) : json;
  return {
    code: textIn(found['code']) ?? '',
    message: textIn(found['message']) ?? textIn(json['error']) ?? textIn(json['detail']),
  };
};

function codeOf(status: number, code: string, message: string): FaultCode {
  if (status === 401 || status === 402 || (status === 403 && !refused.test(message)))
    return 'upstream_key_refused';
  if (status === 429) return aboutChannel.test(message) ? 'upstream_key_refused' : 'upstream_busy';
  if (status === 503) return 'upstream_busy';
  if (status >= 500 || status === 404 || status === 405) return 'upstream_failed';
  if (/not_enough_credits|insufficient/.test(code)) return 'upstream_key_refused';
  return 'upstream_refused';
}

export const readFault: Provider['readFault'] = (status, headers, body): FaultReading => {
  const { code, message } = told(parseObject(body) ?? {});
  return faultTold(
    codeOf(status, code, message ?? ''),
    status,
    message,
    { status: status === 422 ? 422 : 400 },
    retryAfter(headers),
  );
};

/** An answer with a good status that is none: throws what it says. */
export function refuseNoAnswer(json: Json): never {
  const { message, code } = told(json);
  if (message === undefined) throw new GatewayError(garbage.code, garbage.message);
  const reading = faultTold(codeOf(500, code, message), 400, message, {}, undefined);
  throw new GatewayError(reading.code, reading.message, reading.detail ?? {});
}
