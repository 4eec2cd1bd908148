import type { Dialect, WireAnswer } from '../../spec/dialect.ts';
import type { FaultCode, GatewayError } from '../../spec/fault.ts';

/**
 * OpenAI's error words for our faults. `type` and `code` follow OpenAI's documentation where it has a word for the
 * case (guides/error-codes), else the words that gateways of this family use.
 */
export const words: Readonly<Record<FaultCode, readonly [type: string, code: string | null]>> = {
  body_malformed: ['invalid_request_error', null],
  field_invalid: ['invalid_request_error', 'invalid_value'],
  body_too_large: ['invalid_request_error', 'request_too_large'],
  body_timeout: ['invalid_request_error', 'request_timeout'],
  headers_too_large: ['invalid_request_error', 'headers_too_large'],
  media_type_unsupported: ['invalid_request_error', 'unsupported_media_type'],
  endpoint_unknown: ['invalid_request_error', 'unknown_url'],
  method_not_allowed: ['invalid_request_error', 'method_not_supported'],
  token_missing: ['invalid_request_error', 'invalid_api_key'],
  token_invalid: ['invalid_request_error', 'invalid_api_key'],
  token_disabled: ['invalid_request_error', 'invalid_api_key'],
  token_expired: ['invalid_request_error', 'invalid_api_key'],
  user_disabled: ['access_terminated', 'account_deactivated'],
  address_not_allowed: ['invalid_request_error', 'ip_not_authorized'],
  group_not_allowed: ['invalid_request_error', 'group_not_allowed'],
  model_not_allowed: ['invalid_request_error', 'model_not_allowed'],
  model_unknown: ['invalid_request_error', 'model_not_found'],
  model_retired: ['invalid_request_error', 'model_retired'],
  task_unknown: ['invalid_request_error', 'task_not_exist'],
  task_not_cancellable: ['invalid_request_error', 'task_not_cancellable'],
  task_running: ['invalid_request_error', 'task_running'],
  task_lost: ['server_error', 'task_lost'],
  task_expired: ['server_error', 'task_expired'],
  task_cancelled: ['invalid_request_error', 'task_cancelled'],
  model_unpriced: ['invalid_request_error', 'model_price_error'],
  balance_too_low: ['insufficient_quota', 'insufficient_user_quota'],
  token_limit_reached: ['insufficient_quota', 'pre_consume_token_quota_failed'],
  idempotency_conflict: ['idempotency_error', 'idempotency_key_reused'],
  idempotency_running: ['idempotency_error', 'idempotency_key_in_use'],
  rate_limited: ['requests', 'rate_limit_exceeded'],
  client_gone: ['invalid_request_error', 'client_closed_request'],
  upstream_refused: ['invalid_request_error', null],
  upstream_busy: ['requests', 'rate_limit_exceeded'],
  upstream_key_refused: ['server_error', 'channel_unavailable'],
  upstream_model_unknown: ['server_error', 'channel_unavailable'],
  upstream_unreachable: ['server_error', 'upstream_unreachable'],
  upstream_failed: ['server_error', 'upstream_error'],
  upstream_garbage: ['server_error', 'bad_response_body'],
  upstream_cut: ['server_error', 'upstream_cut'],
  upstream_timeout: ['server_error', 'upstream_timeout'],
  no_channel: ['service_unavailable_error', 'no_available_channel'],
  answer_unknown: ['invalid_request_error', 'previous_response_not_found'],
  file_unknown: ['invalid_request_error', 'file_not_found'],
  files_full: ['invalid_request_error', 'file_storage_full'],
  store_unavailable: ['service_unavailable_error', 'ledger_unavailable'],
  stopping: ['service_unavailable_error', 'server_is_stopping'],
  gateway_fault: ['server_error', null],
};

/** The error object of this wire, as JSON: `{"error":{message,type,param,code}}`. */
export function envelope(error: GatewayError, requestId: string): string {
  const [type, code] = words[error.code];
  const { param, upstream } = error.detail;
  return JSON.stringify({
    error: {
      message: `${error.message} (request id: ${requestId})`,
      type: upstream?.type ?? type,
      param: param ?? null,
      code: upstream?.code ?? code,
    },
  });
}

export const writeFault: Dialect['writeFault'] = (error, requestId): WireAnswer => {
  const { retryAfter } = error.detail;
  return {
    status: error.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      // The official SDKs send 408, 409, 429 and 5xx again unless this header says otherwise.
      'x-should-retry': String(error.fault.again),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: envelope(error, requestId),
  };
};

/** How makers say that the input is longer than the model takes. Sources: the error pages of OpenAI, Anthropic, Google; cline's list of phrases. */
const overflowWords =
  /context[ _-]?(?:length|window)|maximum context|prompt is too long|input is too long|too many (?:input )?tokens|input token count .{0,80}exceeds|exceeds the maximum number of tokens|reduce the length of the (?:messages|prompt|input)/i;

/** Is this a refusal because the conversation no longer fits? Never said of a rate limit, which clients wait for. */
export function isContextOverflow({ code, message, detail }: GatewayError): boolean {
  if (code !== 'upstream_refused') return false;
  if (detail.upstream?.code === 'context_length_exceeded') return true;
  return overflowWords.test(message) && !/rate limit|per minute|quota/i.test(message);
}
