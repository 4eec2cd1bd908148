import type { Dialect } from '../../spec/dialect.ts';
import type { FaultCode, GatewayError } from '../../spec/fault.ts';

/**
 * Ark's error words for our faults, where it has one: https://www.volcengine.com/docs/82379/1299023. `type` is the name of
 * the status.
 */
export const words: Readonly<Record<FaultCode, readonly [type: string, code: string]>> = {
  body_malformed: ['BadRequest', 'InvalidParameter'],
  field_invalid: ['BadRequest', 'InvalidParameter'],
  body_too_large: ['BadRequest', 'InvalidParameter.TooLarge'],
  body_timeout: ['BadRequest', 'RequestTimeout'],
  headers_too_large: ['BadRequest', 'HeadersTooLarge'],
  media_type_unsupported: ['BadRequest', 'UnsupportedMediaType'],
  endpoint_unknown: ['NotFound', 'InvalidAction'],
  method_not_allowed: ['BadRequest', 'InvalidAction.Method'],
  token_missing: ['Unauthorized', 'AuthenticationError'],
  token_invalid: ['Unauthorized', 'AuthenticationError'],
  token_disabled: ['Unauthorized', 'AuthenticationError'],
  token_expired: ['Unauthorized', 'AuthenticationError'],
  user_disabled: ['Forbidden', 'AccessDenied'],
  address_not_allowed: ['Forbidden', 'AccessDenied'],
  group_not_allowed: ['Forbidden', 'AccessDenied'],
  model_not_allowed: ['Forbidden', 'AccessDenied'],
  model_unknown: ['NotFound', 'InvalidEndpointOrModel.NotFound'],
  model_retired: ['NotFound', 'InvalidEndpointOrModel.ModelIDAccessDisabled'],
  answer_unknown: ['NotFound', 'ResourceNotFound'],
  file_unknown: ['NotFound', 'ResourceNotFound'],
  files_full: ['Forbidden', 'QuotaExceeded'],
  task_unknown: ['NotFound', 'ResourceNotFound'],
  task_not_cancellable: ['BadRequest', 'InvalidAction.TaskStatus'],
  task_running: ['BadRequest', 'InvalidAction.TaskStatus'],
  task_lost: ['InternalServerError', 'InternalServiceError'],
  task_expired: ['InternalServerError', 'TaskExpired'],
  task_cancelled: ['BadRequest', 'TaskCancelled'],
  model_unpriced: ['BadRequest', 'ModelNotOpen'],
  balance_too_low: ['Forbidden', 'AccountOverdueError'],
  token_limit_reached: ['Forbidden', 'QuotaExceeded'],
  idempotency_conflict: ['BadRequest', 'IdempotencyKeyReused'],
  idempotency_running: ['BadRequest', 'IdempotencyKeyInUse'],
  rate_limited: ['TooManyRequests', 'ModelAccountRpmRateLimitExceeded'],
  client_gone: ['BadRequest', 'ClientClosedRequest'],
  upstream_refused: ['BadRequest', 'InvalidParameter'],
  upstream_busy: ['TooManyRequests', 'ServerOverloaded'],
  upstream_key_refused: ['InternalServerError', 'InternalServiceError'],
  upstream_model_unknown: ['InternalServerError', 'InternalServiceError'],
  upstream_unreachable: ['InternalServerError', 'InternalServiceError'],
  upstream_failed: ['InternalServerError', 'InternalServiceError'],
  upstream_garbage: ['InternalServerError', 'InternalServiceError'],
  upstream_cut: ['InternalServerError', 'InternalServiceError'],
  upstream_timeout: ['InternalServerError', 'InternalServiceError'],
  no_channel: ['TooManyRequests', 'ServerOverloaded'],
  store_unavailable: ['InternalServerError', 'InternalServiceError'],
  stopping: ['InternalServerError', 'ServerOverloaded'],
  gateway_fault: ['InternalServerError', 'InternalServiceError'],
};

/** `{"error":{code,message,param,type}}`, the request id at the end of the message as Ark puts it. */
export function envelope(error: GatewayError, requestId: string): string {
  const [type, code] = words[error.code];
  const { param, upstream } = error.detail;
  return JSON.stringify({
    error: {
      code: upstream?.code || code,
      message: `${error.message} Request id: ${requestId}`,
      param: param ?? '',
      type: upstream?.type || type,
    },
  });
}

export const writeFault: Dialect['writeFault'] = (error, requestId) => ({
  status: error.status,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'x-should-retry': String(error.fault.again),
    ...(error.detail.retryAfter === undefined ? {} : { 'retry-after': String(error.detail.retryAfter) }),
  },
  body: envelope(error, requestId),
});
