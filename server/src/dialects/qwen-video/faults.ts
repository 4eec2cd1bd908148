import type { Dialect, WireAnswer } from '../../spec/dialect.ts';
import type { FaultCode, GatewayError } from '../../spec/fault.ts';

/**
 * DashScope's error words for our faults, and the status where its differs from the table's. Source: Model Studio, error
 * codes.
 */
const words: Readonly<Record<FaultCode, readonly [code: string, status?: number]>> = {
  body_malformed: ['InvalidParameter'],
  field_invalid: ['InvalidParameter'],
  body_too_large: ['BadRequest.TooLarge'],
  body_timeout: ['RequestTimeOut'],
  headers_too_large: ['InvalidParameter'],
  media_type_unsupported: ['InvalidParameter'],
  endpoint_unknown: ['NotFound'],
  method_not_allowed: ['MethodNotAllowed'],
  token_missing: ['InvalidApiKey'],
  token_invalid: ['InvalidApiKey'],
  token_disabled: ['InvalidApiKey'],
  token_expired: ['InvalidApiKey'],
  user_disabled: ['AccessDenied'],
  address_not_allowed: ['AccessDenied'],
  group_not_allowed: ['AccessDenied'],
  model_not_allowed: ['Model.AccessDenied'],
  model_unknown: ['ModelNotFound'],
  model_retired: ['ModelNotFound'],
  answer_unknown: ['NotFound'],
  file_unknown: ['NotFound'],
  files_full: ['AccessDenied'],
  task_unknown: ['TaskNotFound'],
  task_not_cancellable: ['UnsupportedOperation', 400],
  task_running: ['UnsupportedOperation', 400],
  task_lost: ['InternalError'],
  task_expired: ['RequestTimeOut'],
  task_cancelled: ['UnsupportedOperation', 400],
  model_unpriced: ['ModelNotFound'],
  balance_too_low: ['Arrearage'],
  token_limit_reached: ['Arrearage'],
  idempotency_conflict: ['Conflict'],
  idempotency_running: ['Conflict'],
  rate_limited: ['Throttling.RateQuota'],
  client_gone: ['RequestTimeOut'],
  upstream_refused: ['InvalidParameter'],
  upstream_busy: ['Throttling'],
  upstream_key_refused: ['InternalError'],
  upstream_model_unknown: ['InternalError'],
  upstream_unreachable: ['ServiceUnavailable'],
  upstream_failed: ['InternalError'],
  upstream_garbage: ['InternalError'],
  upstream_cut: ['InternalError'],
  upstream_timeout: ['RequestTimeOut'],
  no_channel: ['ModelUnavailable'],
  store_unavailable: ['ServiceUnavailable'],
  stopping: ['ServiceUnavailable'],
  gateway_fault: ['InternalError'],
};

/** A refusal keeps the upstream's word: DataInspectionFailed is about the content, InvalidURL about an address. */
const codeOf = ({ code, detail }: GatewayError): string =>
  (code === 'upstream_refused' ? detail.upstream?.code : undefined) ?? words[code][0];

/** DashScope's flat error. A task nobody knows has the state UNKNOWN there, which clients look for. */
export const faultText = (error: GatewayError, requestId: string): string =>
  JSON.stringify({
    code: codeOf(error),
    message: error.message,
    request_id: requestId,
    ...(error.code === 'task_unknown' ? { output: { task_status: 'UNKNOWN' } } : {}),
  });

export const writeFault: Dialect['writeFault'] = (error, requestId): WireAnswer => {
  const { retryAfter } = error.detail;
  return {
    status: words[error.code][1] ?? error.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-should-retry': String(error.fault.again),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: faultText(error, requestId),
  };
};
