import { listOf, objectIn, parseObject, textIn } from '../../../base/json.ts';
import { type FaultCode, GatewayError } from '../../../spec/fault.ts';
import type { FaultReading, Provider } from '../../../spec/provider.ts';
import { faultTold, garbage, retryAfter } from '../fault-words.ts';

/**
 * Replicate's errors: `{"title","detail","status"}`, of a wrong field with `invalid_fields: [{"type","field","description"}]`.
 * Source: replicate/replicate-python (exceptions), https://replicate.com/changelog/2024-05-01-improved-validation-for-api-prediction-payloads.
 */

/** How a refusal of the content rules is worded, also as the `error` of a failed prediction. */
const refused = /nsfw|sensitive|flagged|safety|content polic|moderat|\(E005\)|copyright/i;
const busy = /throttled|rate limit|overload|capacity|queue is full|try again|interrupted|\(PA\)/i;
const aboutChannel = /credit|billing|payment|authentication|token|suspended|spend/i;
const noModel = /version does not exist|model.*(not exist|not found)|not permitted/i;

function told(body: Buffer): { readonly message?: string; readonly param?: string } {
  const json = parseObject(body) ?? {};
  const message = textIn(json['detail']) ?? textIn(json['title']) ?? textIn(json['error']);
  const param = textIn(objectIn(listOf(json['invalid_fields'])[0])?.['field']);
  return { ...(message ? { message: message.trim() } : {}), ...(param ? { param } : {}) };
}

function codeOf(status: number, message: string): FaultCode {
  if (status === 401 || status === 402 || status === 403) return 'upstream_key_refused';
  if (status === 429) return aboutChannel.test(message) ? 'upstream_key_refused' : 'upstream_busy';
  if (status === 503) return 'upstream_busy';
  if (status >= 500) return 'upstream_failed';
  if (status === 404 || noModel.test(message)) return 'upstream_model_unknown';
  return 'upstream_refused';
}

export const readReplicateFault: Provider['readFault'] = (status, headers, body): FaultReading => {
  const { message, param } = told(body);
  const detail = { status: status === 422 ? 422 : 400, ...(param ? { param } : {}) };
  return faultTold(codeOf(status, message ?? ''), status, message, detail, retryAfter(headers));
};

/** An answer with a good status that is no prediction: throws what it says. */
export function refuseNoPrediction(body: Buffer): never {
  const { message } = told(body);
  if (message === undefined) throw new GatewayError(garbage.code, garbage.message);
  const code = refused.test(message)
    ? 'upstream_refused'
    : aboutChannel.test(message)
      ? 'upstream_key_refused'
      : busy.test(message)
        ? 'upstream_busy'
        : 'upstream_failed';
  const reading = faultTold(code, 400, message, {}, undefined);
  throw new GatewayError(reading.code, reading.message, reading.detail ?? {});
}

/** The fault of a prediction that failed. */
export const failureFault = (error: string | undefined): FaultCode =>
  error !== undefined && refused.test(error) ? 'upstream_refused' : 'upstream_failed';
