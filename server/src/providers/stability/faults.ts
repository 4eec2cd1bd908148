import { type Json, parseObject, textIn, textsIn } from '../../base/json.ts';
import { type FaultCode, GatewayError } from '../../spec/fault.ts';
import type { FaultReading, Provider } from '../../spec/provider.ts';
import { faultTold, garbage, retryAfter } from '../_families/fault-words.ts';

/**
 * Stability's errors: `{"id","name","errors":["…"]}`; 402 is an empty balance, 403 `content_moderation`
 * (https://platform.stability.ai/docs/api-reference).
 */

function told(json: Json): { readonly name: string; readonly message?: string; readonly param?: string } {
  const [first] = textsIn(json['errors']);
  const message = first ?? textIn(json['message']);
  const param = /^(\w+):/.exec(first ?? '')?.[1];
  return { name: textIn(json['name']) ?? '', ...(message ? { message } : {}), ...(param ? { param } : {}) };
}

function codeOf(status: number, name: string): FaultCode {
  if (name === 'content_moderation') return 'upstream_refused';
  if (status === 401 || status === 402 || status === 403) return 'upstream_key_refused';
  if (status === 429) return 'upstream_busy';
  if (status === 503) return 'upstream_busy';
  if (status >= 500 || status === 404 || status === 405) return 'upstream_failed';
  return 'upstream_refused';
}

export const readFault: Provider['readFault'] = (status, headers, body): FaultReading => {
  const { name, message, param } = told(parseObject(body) ?? {});
  const shown = status === 413 || status === 422 ? status : 400;
  const detail = {
    status: shown,
    ...(param ? { param } : {}),
    ...(name === 'content_moderation' ? { upstream: { code: name } } : {}),
  };
  return faultTold(codeOf(status, name), status, message, detail, retryAfter(headers));
};

/** An answer with a good status that is none: throws what it says. */
export function refuseNoAnswer(json: Json): never {
  const { message, name } = told(json);
  if (message === undefined) throw new GatewayError(garbage.code, garbage.message);
  const reading = faultTold(
    name === 'content_moderation' ? 'upstream_refused' : 'upstream_failed',
    400,
    message,
    {},
    undefined,
  );
  throw new GatewayError(reading.code, reading.message, reading.detail ?? {});
}
