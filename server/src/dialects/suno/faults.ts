import type { Dialect, WireAnswer } from '../../spec/dialect.ts';
import type { FaultCode } from '../../spec/fault.ts';

/**
 * Error words of this wire: new-api's where it has one for the case (controller/relay.go, relay/channel/task/suno), else
 * the fault's own name.
 */
const words: Partial<Record<FaultCode, string>> = {
  body_malformed: 'invalid_request',
  field_invalid: 'invalid_request',
  body_too_large: 'request_body_too_large',
  media_type_unsupported: 'invalid_request',
  token_missing: 'invalid_token',
  token_invalid: 'invalid_token',
  token_disabled: 'invalid_token',
  token_expired: 'invalid_token',
  model_unknown: 'model_not_found',
  model_unpriced: 'model_price_error',
  balance_too_low: 'quota_not_enough',
  token_limit_reached: 'quota_not_enough',
  rate_limited: 'rate_limit_exceeded',
  task_unknown: 'task_not_exist',
  upstream_refused: 'invalid_request',
  upstream_busy: 'rate_limit_exceeded',
  upstream_key_refused: 'channel_unavailable',
  upstream_model_unknown: 'channel_unavailable',
  upstream_failed: 'fail_to_fetch_task',
  upstream_garbage: 'unmarshal_response_body_failed',
  upstream_cut: 'read_response_body_failed',
  upstream_unreachable: 'do_request_failed',
  no_channel: 'no_available_channel',
  gateway_fault: 'internal_error',
};

/** `{"code":"invalid_request","message":"…","data":null}`. */
export const writeFault: Dialect['writeFault'] = (error, requestId): WireAnswer => {
  const { retryAfter, upstream } = error.detail;
  return {
    status: error.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      // Some callers use OpenAI's SDK with these paths, which sends 409, 429 and 5xx again unless it is told not to.
      'x-should-retry': String(error.fault.again),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify({
      code: upstream?.code ?? words[error.code] ?? error.code,
      message: `${error.message} (request id: ${requestId})`,
      data: null,
    }),
  };
};
