import { sseEvent } from '../../base/sse.ts';
import type { Dialect, WireAnswer } from '../../spec/dialect.ts';
import type { FaultCode, GatewayError } from '../../spec/fault.ts';

/**
 * Anthropic's words for our faults, from its page on errors: the type follows the status. What is the gateway's own
 * trouble is `api_error` or `overloaded_error`; the status stays ours (529 is api.anthropic.com's own).
 */
const types: Readonly<Record<FaultCode, string>> = {
  body_malformed: 'invalid_request_error',
  field_invalid: 'invalid_request_error',
  body_too_large: 'request_too_large',
  body_timeout: 'timeout_error',
  headers_too_large: 'request_too_large',
  media_type_unsupported: 'invalid_request_error',
  endpoint_unknown: 'not_found_error',
  method_not_allowed: 'invalid_request_error',
  token_missing: 'authentication_error',
  token_invalid: 'authentication_error',
  token_disabled: 'authentication_error',
  token_expired: 'authentication_error',
  user_disabled: 'permission_error',
  address_not_allowed: 'permission_error',
  group_not_allowed: 'permission_error',
  model_not_allowed: 'permission_error',
  model_unknown: 'not_found_error',
  answer_unknown: 'not_found_error',
  file_unknown: 'not_found_error',
  files_full: 'permission_error',
  model_retired: 'invalid_request_error',
  task_unknown: 'not_found_error',
  task_not_cancellable: 'conflict_error',
  task_running: 'conflict_error',
  task_lost: 'api_error',
  task_expired: 'timeout_error',
  task_cancelled: 'conflict_error',
  model_unpriced: 'invalid_request_error',
  balance_too_low: 'billing_error',
  token_limit_reached: 'billing_error',
  idempotency_conflict: 'conflict_error',
  idempotency_running: 'conflict_error',
  rate_limited: 'rate_limit_error',
  client_gone: 'invalid_request_error',
  upstream_refused: 'invalid_request_error',
  upstream_busy: 'rate_limit_error',
  upstream_key_refused: 'api_error',
  upstream_model_unknown: 'api_error',
  upstream_unreachable: 'api_error',
  upstream_failed: 'api_error',
  upstream_garbage: 'api_error',
  upstream_cut: 'api_error',
  upstream_timeout: 'timeout_error',
  no_channel: 'overloaded_error',
  store_unavailable: 'overloaded_error',
  stopping: 'overloaded_error',
  gateway_fault: 'api_error',
};

/** Types of Anthropic's that an upstream may have named; words of other wires would only confuse its clients. */
const known = new Set([...Object.values(types), 'overloaded_error']);

/** Types by the status that an upstream refused with. */
const byStatus: Readonly<Record<number, string>> = {
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  409: 'conflict_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
};

function typeOf(error: GatewayError): string {
  const said = error.detail.upstream?.type;
  if (said !== undefined && known.has(said)) return said;
  return (error.code === 'upstream_refused' ? byStatus[error.status] : undefined) ?? types[error.code];
}

/**
 * Other wires' sentences about a conversation that is too long: [tokens sent, tokens allowed]. OpenAI's chat and
 * Responses wires, the servers that are compatible with them, and Gemini's.
 */
const overflows: readonly (readonly [pattern: RegExp, sent: number, allowed: number])[] = [
  [
    /maximum context length is ([\d,]{1,15}) tokens[\s\S]{0,200}?(?:resulted in|requested) ([\d,]{1,15}) tokens/i,
    2,
    1,
  ],
  [/token count \(([\d,]{1,15})\) exceeds the maximum number of tokens allowed \(([\d,]{1,15})\)/i, 1, 2],
  [/([\d,]{1,15}) tokens[\s\S]{0,200}?(?:maximum|limit)[^\d]{0,60}([\d,]{1,15})/i, 1, 2],
  [/(?:maximum|limit)[^\d]{0,60}([\d,]{1,15})[\s\S]{0,200}?([\d,]{1,15}) tokens/i, 2, 1],
];
const overflowCodes = new Set([
  'context_length_exceeded',
  'context_window_exceeded',
  'string_above_max_length',
]);

/**
 * Claude Code shortens the conversation when it reads "prompt is too long"; so another wire's sentence about the same
 * becomes this one. Everything else is said word for word, because clients act on the wording.
 */
function messageOf(error: GatewayError): string {
  const { message } = error;
  const { param, upstream } = error.detail;
  if (error.code === 'upstream_refused') {
    const byCode = upstream?.code !== undefined && overflowCodes.has(upstream.code);
    if (/prompt is too long/i.test(message)) return message;
    if (!byCode && !/maximum context length|exceeds the maximum number of tokens allowed/i.test(message))
      return message;
    for (const [pattern, sent, allowed] of overflows) {
      const found = pattern.exec(message);
      const number = (place: number) => Number(found?.[place]?.replaceAll(',', ''));
      if (found && number(sent) > number(allowed))
        return `prompt is too long: ${number(sent)} tokens > ${number(allowed)} maximum`;
    }
    return byCode ? `prompt is too long: ${message}` : message;
  }
  // The shape has no place for the field's name but the message.
  const named = param === undefined || message.split(/[^\w.[\]]+/).includes(param);
  return named ? message : `${param}: ${message}`;
}

/** `request_id` stands beside the error and not in its message: clients match the message's whole wording. */
const envelope = (error: GatewayError, requestId: string) => ({
  type: 'error',
  error: { type: typeOf(error), message: messageOf(error) },
  request_id: requestId,
});

export const writeFault: Dialect['writeFault'] = (error, requestId): WireAnswer => {
  const { retryAfter } = error.detail;
  return {
    status: error.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'request-id': requestId,
      // The official SDKs send 408, 409, 429 and 5xx again unless this header says otherwise.
      'x-should-retry': String(error.fault.again),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfter)) }),
    },
    body: JSON.stringify(envelope(error, requestId)),
  };
};

/** An `error` event; neither message_delta nor message_stop follows it. */
export const writeStreamFault: Dialect['writeStreamFault'] = (error, requestId) =>
  sseEvent(envelope(error, requestId), 'error');
