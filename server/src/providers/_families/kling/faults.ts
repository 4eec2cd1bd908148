import { type Json, numberIn, objectOf, parseObject, textIn } from '../../../base/json.ts';
import type { FaultCode } from '../../../spec/fault.ts';
import type { FaultReading, Provider } from '../../../spec/provider.ts';
import { faultTold, retryAfter } from '../fault-words.ts';

/** Kling's page of error codes: [what it is here]. */
const codes: Readonly<Record<number, FaultCode>> = {
  1000: 'upstream_key_refused',
  1001: 'upstream_key_refused',
  1002: 'upstream_key_refused',
  1003: 'upstream_key_refused',
  1004: 'upstream_key_refused',
  // The account: blocked, in debt, its pack used up, not allowed from here.
  1100: 'upstream_key_refused',
  1101: 'upstream_key_refused',
  1102: 'upstream_key_refused',
  1103: 'upstream_model_unknown',
  1304: 'upstream_key_refused',
  1200: 'upstream_refused',
  1201: 'upstream_refused',
  1202: 'upstream_refused',
  1203: 'upstream_refused',
  1300: 'upstream_refused',
  1301: 'upstream_refused',
  1302: 'upstream_busy',
  1303: 'upstream_busy',
  5000: 'upstream_failed',
  5001: 'upstream_failed',
  5002: 'upstream_timeout',
};

/** What an answer without a number of Kling's is, by its status: a proxy on the way, another gateway. */
function byStatus(status: number): FaultCode {
  if (status === 401 || status === 402) return 'upstream_key_refused';
  if (status === 403) return 'upstream_model_unknown';
  if (status === 408 || status === 504) return 'upstream_timeout';
  if (status === 429) return 'upstream_busy';
  return status >= 500 ? 'upstream_failed' : 'upstream_refused';
}

/** Seconds to wait where Kling names none: its advice for 1302 and 1303 is to begin with one. */
const pauses: Readonly<Record<number, number>> = { 1302: 1, 1303: 5 };

function reading(status: number, body: Json, wait: number | undefined): FaultReading {
  const code = numberIn(body['code']);
  const message = textIn(body['message']) ?? textIn(objectOf(body['error'])['message']);
  let fault = (code === undefined ? undefined : codes[code]) ?? byStatus(status);
  // One number for an unknown model and for an unknown video or task.
  if (code === 1203 && message !== undefined && /model/i.test(message)) fault = 'upstream_model_unknown';
  const shown = status >= 400 && status < 500 ? status : 400;
  const detail = {
    ...(fault === 'upstream_refused' ? { status: shown } : {}),
    ...(code === undefined ? {} : { upstream: { code: String(code) } }),
  };
  return faultTold(fault, status, message, detail, wait ?? (code === undefined ? undefined : pauses[code]));
}

export const readFault: Provider['readFault'] = (status, headers, body) =>
  reading(status, parseObject(body) ?? {}, retryAfter(headers));

/** An error inside an answer of status 200; undefined where it is none. */
export function faultIn(body: Json): FaultReading | undefined {
  const { code } = body;
  if (code === 0 || code === undefined) return undefined;
  return reading(numberIn(code) === undefined ? 502 : 400, body, undefined);
}
