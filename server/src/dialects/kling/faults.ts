import type { Dialect, WireAnswer } from '../../spec/dialect.ts';
import type { FaultCode, GatewayError } from '../../spec/fault.ts';

/** Kling's numbers for our faults, from its page of error codes. What it has no number for has the nearest. */
const codes: Readonly<Record<FaultCode, number>> = {
  body_malformed: 1200,
  field_invalid: 1201,
  body_too_large: 1201,
  body_timeout: 1200,
  headers_too_large: 1200,
  media_type_unsupported: 1200,
  endpoint_unknown: 1202,
  method_not_allowed: 1202,
  token_missing: 1001,
  token_invalid: 1002,
  token_disabled: 1000,
  token_expired: 1004,
  user_disabled: 1100,
  address_not_allowed: 1304,
  group_not_allowed: 1103,
  model_not_allowed: 1103,
  model_unknown: 1203,
  answer_unknown: 1203,
  file_unknown: 1203,
  files_full: 1103,
  model_retired: 1203,
  task_unknown: 1203,
  task_not_cancellable: 1200,
  task_running: 1200,
  task_lost: 5000,
  task_expired: 5002,
  task_cancelled: 1200,
  model_unpriced: 1203,
  balance_too_low: 1101,
  token_limit_reached: 1102,
  idempotency_conflict: 1201,
  idempotency_running: 1200,
  rate_limited: 1302,
  client_gone: 1200,
  upstream_refused: 1201,
  upstream_busy: 1303,
  upstream_key_refused: 5000,
  upstream_model_unknown: 5000,
  upstream_unreachable: 5000,
  upstream_failed: 5000,
  upstream_garbage: 5000,
  upstream_cut: 5000,
  upstream_timeout: 5002,
  no_channel: 5001,
  store_unavailable: 5001,
  stopping: 5001,
  gateway_fault: 5000,
};

/** The numbers that an upstream may have said itself. */
const official = new Set([1300, 1301, ...Object.values(codes)]);

function codeOf({ code, detail }: GatewayError): number {
  const said = Number(detail.upstream?.code);
  return code === 'upstream_refused' && official.has(said) ? said : codes[code];
}

const envelope = (error: GatewayError, requestId: string) => {
  const { param } = error.detail;
  const named = param === undefined || error.message.split(/[^\w.[\]]+/).includes(param);
  return {
    code: codeOf(error),
    message: named ? error.message : `${param}: ${error.message}`,
    request_id: requestId,
  };
};

export const writeFault: Dialect['writeFault'] = (error, requestId): WireAnswer => {
  const { retryAfter } = error.detail;
  return {
    status: error.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify(envelope(error, requestId)),
  };
};

/** The wire has no streams. */
export const writeStreamFault: Dialect['writeStreamFault'] = (error, requestId) =>
  JSON.stringify(envelope(error, requestId));
