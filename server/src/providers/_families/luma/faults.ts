import { isObject, listOf, objectOf, parseObject, textIn } from '../../../base/json.ts';
import { type FaultCode, GatewayError } from '../../../spec/fault.ts';
import type { FaultReading, Provider } from '../../../spec/provider.ts';
import { faultTold, garbage, retryAfter } from '../fault-words.ts';

/** Luma's errors: `{"detail":"…"}`, of a field `{"detail":[{"loc","msg","type"}]}`. Gateways add `{"code","message"}`. */

/** What an error says about the channel and not about the request. */
const aboutChannel = /api key|credit|balance|billing|payment|suspended|quota|unauthori/i;
const busy = /rate limit|too many|concurren|overload|capacity|try again/i;
/** How Luma words a refusal of the content rules, at once or as `failure_reason`. */
const refused = /moderat|content polic|not allowed|safety|nsfw|copyright|prohibited/i;

/** The upstream's own words about a request, and the field that they are about. */
function told(body: Buffer): { readonly message?: string; readonly param?: string } {
  const json = parseObject(body) ?? {};
  const detail = json['detail'] ?? objectOf(json['error'])['message'] ?? json['error'] ?? json['message'];
  const [first] = listOf(detail);
  if (isObject(first)) {
    const message = textIn(first['msg']);
    const param = listOf(first['loc'])
      .filter((step) => step !== 'body')
      .join('.');
    return { ...(message ? { message } : {}), ...(param ? { param } : {}) };
  }
  const message = textIn(detail);
  return message ? { message } : {};
}

/** Which fault an error is, by status and words. */
function codeOf(status: number, message: string): FaultCode {
  if (status === 401 || status === 402 || (status === 403 && !refused.test(message)))
    return 'upstream_key_refused';
  if (status === 429) return aboutChannel.test(message) ? 'upstream_key_refused' : 'upstream_busy';
  if (status >= 500) return busy.test(message) && status === 503 ? 'upstream_busy' : 'upstream_failed';
  if (refused.test(message)) return 'upstream_refused';
  if (/model/i.test(message) && status === 404) return 'upstream_model_unknown';
  if (aboutChannel.test(message)) return 'upstream_key_refused';
  return status === 404 || status === 405 ? 'upstream_failed' : 'upstream_refused';
}

/** Classifies an answer that is an error. Source: the error pages of docs.lumalabs.ai. */
export const readLumaFault: Provider['readFault'] = (status, headers, body): FaultReading => {
  const { message, param } = told(body);
  const detail = { status: status === 422 ? 422 : 400, ...(param ? { param } : {}) };
  return faultTold(codeOf(status, message ?? ''), status, message, detail, retryAfter(headers));
};

/** An answer with a good status that is none: throws what it says. */
export function refuseNoAnswer(body: Buffer): never {
  const { message, param } = told(body);
  if (message === undefined) throw new GatewayError(garbage.code, garbage.message);
  const code = refused.test(message)
    ? 'upstream_refused'
    : busy.test(message)
      ? 'upstream_busy'
      : 'upstream_failed';
  const chosen = aboutChannel.test(message) ? 'upstream_key_refused' : code;
  const reading = faultTold(chosen, 400, message, param ? { param } : {}, undefined);
  throw new GatewayError(reading.code, reading.message, reading.detail ?? {});
}

/** The fault of a failed generation. */
export const failureFault = (reason: string | undefined): FaultCode =>
  reason !== undefined && refused.test(reason) ? 'upstream_refused' : 'upstream_failed';
