import type { Dialect, WireAnswer } from '../../spec/dialect.ts';
import type { FaultCode, GatewayError } from '../../spec/fault.ts';

/**
 * MiniMax's `base_resp.status_code` for our faults: 1000 unknown, 1001 too slow, 1002 too many, 1004 and 2049 key, 1008
 * balance, 1026 content, 2013 parameters, 2056 limit of the plan. Source: MiniMax API reference, error codes.
 */
const codes: Readonly<Record<FaultCode, number>> = {
  body_malformed: 2013,
  field_invalid: 2013,
  body_too_large: 2013,
  body_timeout: 1001,
  headers_too_large: 2013,
  media_type_unsupported: 2013,
  endpoint_unknown: 2013,
  method_not_allowed: 2013,
  token_missing: 1004,
  token_invalid: 2049,
  token_disabled: 2049,
  token_expired: 2049,
  user_disabled: 1004,
  address_not_allowed: 1004,
  group_not_allowed: 1004,
  model_not_allowed: 1004,
  model_unknown: 2013,
  answer_unknown: 2013,
  file_unknown: 2013,
  files_full: 2056,
  model_retired: 2013,
  task_unknown: 2013,
  task_not_cancellable: 2013,
  task_running: 2013,
  task_lost: 1000,
  task_expired: 1001,
  task_cancelled: 2013,
  model_unpriced: 2013,
  balance_too_low: 1008,
  token_limit_reached: 1008,
  idempotency_conflict: 2013,
  idempotency_running: 1002,
  rate_limited: 1002,
  client_gone: 1001,
  upstream_refused: 2013,
  upstream_busy: 1002,
  upstream_key_refused: 1000,
  upstream_model_unknown: 1000,
  upstream_unreachable: 1000,
  upstream_failed: 1000,
  upstream_garbage: 1000,
  upstream_cut: 1000,
  upstream_timeout: 1001,
  no_channel: 1000,
  store_unavailable: 1000,
  stopping: 1000,
  gateway_fault: 1000,
};

/** A refusal keeps MiniMax's own number: 1026 is about the words, 2013 about the fields. */
const codeOf = ({ code, detail }: GatewayError): number =>
  code === 'upstream_refused' && /^\d{4}$/.test(detail.upstream?.code ?? '')
    ? Number(detail.upstream?.code)
    : codes[code];

/** The bare words of a fault, for clients that read `code` and `message` (gateways) and those that read `base_resp`. */
export const faultBody = (error: GatewayError, requestId: string): object => ({
  code: error.code,
  message: `${error.message} (request id: ${requestId})`,
  base_resp: { status_code: codeOf(error), status_msg: `${error.message} (request id: ${requestId})` },
});

/** MiniMax itself says most of it with HTTP 200; here the status tells as well, for clients that look at nothing else. */
export const writeFault: Dialect['writeFault'] = (error, requestId): WireAnswer => {
  const { retryAfter } = error.detail;
  return {
    status: error.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-should-retry': String(error.fault.again),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify(faultBody(error, requestId)),
  };
};
