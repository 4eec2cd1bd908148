import { isObject, type Json, objectOf, parseObject, textIn, wordOf } from '../../../base/json.ts';
import { type FaultCode, GatewayError } from '../../../spec/fault.ts';
import type { FaultReading, Provider } from '../../../spec/provider.ts';
import type { TaskReply } from '../../../spec/task.ts';
import { faultTold, garbage, retryAfter } from '../fault-words.ts';

/**
 * Refusals of suno-api servers. Stock servers write `{"code":"invalid_request","message":"…","data":null}` with 400 or
 * 500, their key checks `{"error":{"message","type","code"}}` (new-api) or `{"detail":"…"}`; servers with an account pool
 * pass numbers on (`{"code":1102,"message":"…"}`), often with status 200.
 */
const refusedCodes = /^(?:invalid_request|invalid_action|prompt_empty|sensitive_words_detected)$/;
const keyCodes =
  /^(?:quota_not_enough|insufficient_\w+|pre_consume_token_quota_failed|unauthorized|invalid_token|401|402|403)$/;
const busyCodes = /^(?:429|rate_limit\w*|too_many_requests)$/;
const modelCodes = /^(?:model_not_found|get_channel_failed)$/;

const contentWords =
  /moderation|sensitive|copyright|content polic|inappropriate|prohibited|artist name|producer tag|violat|existing work/i;
const busyWords = /too many|rate limit|concurren|queue is full|busy|try again later/i;
const keyWords =
  /unauthorized|invalid token|insufficient|balance|credits? (?:run|ran) out|not enough (?:credit|point|quota)/i;

/** Was it the content rules that said so? */
export const isContentRefusal = (reason: string): boolean => contentWords.test(reason);

function classify(status: number, code: string, message: string): FaultCode {
  if (keyCodes.test(code) || status === 401 || status === 402 || status === 403)
    return 'upstream_key_refused';
  if (busyCodes.test(code) || status === 429) return 'upstream_busy';
  if (modelCodes.test(code)) return 'upstream_model_unknown';
  if (refusedCodes.test(code) || isContentRefusal(message)) return 'upstream_refused';
  if (keyWords.test(message)) return 'upstream_key_refused';
  if (busyWords.test(message)) return 'upstream_busy';
  if (status >= 400 && status < 500) return 'upstream_refused';
  return 'upstream_failed';
}

const messageIn = (body: Json): string => {
  const error = body['error'];
  return (
    textIn(isObject(error) ? error['message'] : error) ??
    textIn(body['message']) ??
    textIn(body['msg']) ??
    textIn(body['detail']) ??
    ''
  );
};

const codeIn = (body: Json): string =>
  (wordOf(body['code']) || wordOf(objectOf(body['error'])['code'])).toLowerCase();

function reading(status: number, body: Json, wait: number | undefined): FaultReading {
  const code = codeIn(body);
  const message = messageIn(body);
  const fault = classify(status, code, message);
  const detail = {
    // What stands in a 500 is a refusal all the same: new-api writes any refusal of its own upstream so.
    ...(status >= 400 && status < 500 ? { status } : {}),
    ...(/^[a-z_]{1,40}$/.test(code) ? { upstream: { code } } : {}),
  };
  return faultTold(fault, status, message, detail, wait);
}

export const readFault: Provider['readFault'] = (status, headers, bytes) => {
  const body = parseObject(bytes);
  if (!body) return faultTold(classify(status, '', ''), status, undefined, {}, retryAfter(headers));
  return reading(status, body, retryAfter(headers));
};

const isSuccess = (body: Json): boolean =>
  body['code'] === undefined || /^(?:success|200|0)$/i.test(wordOf(body['code']));

/** The body of an answer with status 200. Throws what it says where it is an error in spite of it. */
export function acceptedBody(reply: TaskReply): Json {
  const body = reply.json;
  // An answer of nothing, or of no JSON, is read as the empty object.
  if (Object.keys(body).length === 0) throw thrown(garbage);
  if (!isSuccess(body) || isObject(body['error'])) throw thrown(reading(reply.status, body, undefined));
  return body;
}

/** The number or word that says how it went, in lower case; '' where there is none. */
export const codeOf = (reply: TaskReply): string => codeIn(reply.json);

export const thrown = ({ code, message, detail }: FaultReading): GatewayError =>
  new GatewayError(code, message, detail ?? {});
