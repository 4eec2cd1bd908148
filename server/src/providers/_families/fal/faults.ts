import { isObject, type Json, listOf, parseObject, textIn } from '../../../base/json.ts';
import type { FaultCode } from '../../../spec/fault.ts';
import type { FaultReading, Provider } from '../../../spec/provider.ts';
import { faultTold, retryAfter } from '../fault-words.ts';

/**
 * fal's errors: `{"detail":"…","error_type":"…"}` of the platform, `{"detail":[{"loc","msg","type"}]}` of a model. Sources:
 * https://docs.fal.ai/documentation/model-apis/request-errors and /errors.
 */
export type Told = {
  readonly message?: string;
  /** `error_type`, or the first mistake's `type`. */
  readonly type?: string;
  readonly param?: string;
};

export function told(body: Json): Told {
  const { detail } = body;
  const type = textIn(body['error_type']);
  const [first] = listOf(detail);
  if (isObject(first)) {
    const where = listOf(first['loc']).filter((step) => typeof step === 'string' || typeof step === 'number');
    const param = (where[0] === 'body' ? where.slice(1) : where).join('.');
    const message = textIn(first['msg']);
    const word = textIn(first['type']) ?? type;
    return {
      ...(message ? { message: param ? `${param}: ${message}` : message } : {}),
      ...(word ? { type: word } : {}),
      ...(param ? { param } : {}),
    };
  }
  const message = textIn(detail) ?? textIn(body['error']) ?? textIn(body['message']);
  return { ...(message ? { message } : {}), ...(type ? { type } : {}) };
}

const aboutAccount = /balance|locked|api key|authenticat|unauthori|forbidden|suspended/i;

function codeOf(status: number, { message = '', type }: Told): FaultCode {
  if (status === 401 || status === 402 || status === 403) return 'upstream_key_refused';
  if (status === 404 || status === 405) return 'upstream_model_unknown';
  if (status === 429) return 'upstream_busy';
  if (status === 408 || status === 504 || type === 'request_timeout') return 'upstream_timeout';
  if (status === 503) return 'upstream_busy';
  if (status >= 500) return 'upstream_failed';
  return aboutAccount.test(message) ? 'upstream_key_refused' : 'upstream_refused';
}

/** Classifies an answer of the queue that is an error. */
export const readFalFault: Provider['readFault'] = (status, headers, body): FaultReading => {
  const said = told(parseObject(body) ?? {});
  const { message, param, type } = said;
  const detail = {
    status: 422,
    ...(param ? { param } : {}),
    ...(type ? { upstream: { type } } : {}),
  };
  return faultTold(codeOf(status, said), status, message, detail, retryAfter(headers));
};

/**
 * The fault of a job that came to nothing, by the status of its result. What the client can mend or the content rules
 * refuse is a 4xx; anything else is the upstream's.
 */
export function failureFault(status: number, { type }: Told): FaultCode {
  if (status === 504 || type === 'generation_timeout' || type === 'request_timeout')
    return 'upstream_timeout';
  if (type === 'downstream_service_error') return 'upstream_failed';
  return status >= 400 && status < 500 ? 'upstream_refused' : 'upstream_failed';
}
