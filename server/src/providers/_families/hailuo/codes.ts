import { type Json, numberIn, objectOf, parseObject, textIn, wordOf } from '../../../base/json.ts';
import { type FaultCode, GatewayError } from '../../../spec/fault.ts';
import type { Provider } from '../../../spec/provider.ts';
import { faultTold, retryAfter } from '../fault-words.ts';

/**
 * `base_resp.status_code`: MiniMax answers most faults with HTTP 200 and one of these. Source: MiniMax API reference,
 * error codes.
 */
const codes: Readonly<Record<number, FaultCode>> = {
  1000: 'upstream_failed',
  1001: 'upstream_timeout',
  1002: 'upstream_busy',
  1004: 'upstream_key_refused',
  1008: 'upstream_key_refused',
  1024: 'upstream_failed',
  1026: 'upstream_refused',
  1027: 'upstream_refused',
  1033: 'upstream_failed',
  1039: 'upstream_busy',
  1041: 'upstream_busy',
  2013: 'upstream_refused',
  2049: 'upstream_key_refused',
  2056: 'upstream_busy',
};

/** The code in a body; 0 where there is none. */
export const codeIn = (body: Json): number => {
  const code = objectOf(body['base_resp'])['status_code'];
  return numberIn(code) ?? (Number(wordOf(code)) || 0);
};

export const messageIn = (body: Json): string | undefined =>
  textIn(objectOf(body['base_resp'])['status_msg']) ?? textIn(body['message']);

/** The fault of a code that is not 0. */
export const faultOf = (code: number): FaultCode => codes[code] ?? 'upstream_failed';

const reading = (code: number, status: number, message: string | undefined, wait?: number) =>
  faultTold(faultOf(code), status, message, { status: 400, upstream: { code: String(code) } }, wait);

/** Throws what a body with an error in it means. */
export function checkCode(body: Json): void {
  const code = codeIn(body);
  if (code === 0) return;
  const { code: fault, message, detail } = reading(code, 200, messageIn(body));
  throw new GatewayError(fault, message, detail ?? {});
}

export const readFault: Provider['readFault'] = (status, headers, body) => {
  const told = parseObject(body) ?? {};
  const code = codeIn(told);
  const wait = retryAfter(headers);
  if (code !== 0) return reading(code, status, messageIn(told), wait);
  const fault: FaultCode =
    status === 401 || status === 402 || status === 403
      ? 'upstream_key_refused'
      : status === 429 || status === 503
        ? 'upstream_busy'
        : status === 408 || status === 504
          ? 'upstream_timeout'
          : status >= 500
            ? 'upstream_failed'
            : status >= 400
              ? 'upstream_refused'
              : 'upstream_garbage';
  return faultTold(fault, status, messageIn(told), { status: 400 }, wait);
};
