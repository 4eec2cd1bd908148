import type { Dialect, WireAnswer } from '../../spec/dialect.ts';
import type { FaultCode, GatewayError } from '../../spec/fault.ts';

/**
 * Google's words for our faults: google.rpc.Code names, and the HTTP status where Google's differs from the table's.
 * A bad key is 400 with the reason API_KEY_INVALID and a missing one 403, as generativelanguage.googleapis.com does.
 * An empty balance is not RESOURCE_EXHAUSTED: clients send that again.
 */
const words: Readonly<Record<FaultCode, readonly [rpc: string, status?: number, reason?: string]>> = {
  body_malformed: ['INVALID_ARGUMENT'],
  field_invalid: ['INVALID_ARGUMENT'],
  body_too_large: ['INVALID_ARGUMENT'],
  body_timeout: ['DEADLINE_EXCEEDED'],
  headers_too_large: ['INVALID_ARGUMENT'],
  media_type_unsupported: ['INVALID_ARGUMENT'],
  endpoint_unknown: ['NOT_FOUND'],
  method_not_allowed: ['UNIMPLEMENTED'],
  token_missing: ['PERMISSION_DENIED', 403],
  token_invalid: ['INVALID_ARGUMENT', 400, 'API_KEY_INVALID'],
  token_disabled: ['INVALID_ARGUMENT', 400, 'API_KEY_INVALID'],
  token_expired: ['INVALID_ARGUMENT', 400, 'API_KEY_INVALID'],
  user_disabled: ['PERMISSION_DENIED'],
  address_not_allowed: ['PERMISSION_DENIED', undefined, 'API_KEY_IP_ADDRESS_BLOCKED'],
  group_not_allowed: ['PERMISSION_DENIED'],
  model_not_allowed: ['PERMISSION_DENIED'],
  model_unknown: ['NOT_FOUND'],
  answer_unknown: ['NOT_FOUND'],
  file_unknown: ['NOT_FOUND'],
  files_full: ['PERMISSION_DENIED'],
  model_retired: ['NOT_FOUND'],
  task_unknown: ['NOT_FOUND'],
  task_not_cancellable: ['FAILED_PRECONDITION'],
  task_running: ['FAILED_PRECONDITION'],
  task_lost: ['INTERNAL'],
  task_expired: ['DEADLINE_EXCEEDED'],
  task_cancelled: ['CANCELLED'],
  model_unpriced: ['FAILED_PRECONDITION'],
  balance_too_low: ['PERMISSION_DENIED'],
  token_limit_reached: ['PERMISSION_DENIED'],
  idempotency_conflict: ['ALREADY_EXISTS'],
  idempotency_running: ['ABORTED'],
  rate_limited: ['RESOURCE_EXHAUSTED', undefined, 'RATE_LIMIT_EXCEEDED'],
  client_gone: ['CANCELLED'],
  upstream_refused: ['INVALID_ARGUMENT'],
  upstream_busy: ['RESOURCE_EXHAUSTED'],
  upstream_key_refused: ['INTERNAL'],
  upstream_model_unknown: ['INTERNAL'],
  upstream_unreachable: ['UNAVAILABLE'],
  upstream_failed: ['INTERNAL'],
  upstream_garbage: ['INTERNAL'],
  upstream_cut: ['INTERNAL'],
  upstream_timeout: ['DEADLINE_EXCEEDED'],
  no_channel: ['UNAVAILABLE'],
  store_unavailable: ['UNAVAILABLE'],
  stopping: ['UNAVAILABLE'],
  gateway_fault: ['INTERNAL'],
};

/** For refusals that keep the upstream's status. */
const byStatus: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
};

const rpcWords = new Set([
  ...Object.values(words).map(([rpc]) => rpc),
  ...Object.values(byStatus),
  'OUT_OF_RANGE',
  'DATA_LOSS',
  'UNKNOWN',
]);

const statusOf = (error: GatewayError): number => words[error.code][1] ?? error.status;

function rpcOf(error: GatewayError): string {
  const { upstream } = error.detail;
  const own = [upstream?.type, upstream?.code].find((word) => word !== undefined && rpcWords.has(word));
  return (
    own ??
    (error.detail.status === undefined ? undefined : byStatus[error.detail.status]) ??
    words[error.code][0]
  );
}

/** google.rpc details: a reason that programs can look at, the wrong field, when to come again, the request's id. */
function detailsOf(error: GatewayError, requestId: string): object[] {
  const reason = words[error.code][2];
  const { param, retryAfter, upstream } = error.detail;
  const metadata = {
    ...(reason === 'API_KEY_INVALID' ? { service: 'generativelanguage.googleapis.com' } : {}),
    ...(upstream?.type === undefined ? {} : { upstreamType: upstream.type }),
    ...(upstream?.code === undefined ? {} : { upstreamCode: upstream.code }),
  };
  return [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: reason ?? error.code.toUpperCase(),
      domain: reason === undefined ? 'key4u' : 'googleapis.com',
      ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    },
    ...(param === undefined
      ? []
      : [
          {
            '@type': 'type.googleapis.com/google.rpc.BadRequest',
            fieldViolations: [{ field: param, description: error.message }],
          },
        ]),
    ...(retryAfter === undefined
      ? []
      : [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retryAfter}s` }]),
    { '@type': 'type.googleapis.com/google.rpc.RequestInfo', requestId },
  ];
}

/** The error object, as JSON. The message stays word for word: clients act on Google's sentences. */
export const faultText = (error: GatewayError, requestId: string): string =>
  JSON.stringify({
    error: {
      code: statusOf(error),
      message: error.message,
      status: rpcOf(error),
      details: detailsOf(error, requestId),
    },
  });

export const writeFault: Dialect['writeFault'] = (error, requestId): WireAnswer => {
  const { retryAfter } = error.detail;
  return {
    status: statusOf(error),
    headers: {
      'content-type': 'application/json; charset=UTF-8',
      'x-should-retry': String(error.fault.again),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: faultText(error, requestId),
  };
};

/**
 * A running stream ends with the bare object, without `data:` and without a blank line behind it, as Google's does:
 * every version of the SDKs raises an error for it, read by itself (its own message) or as the tail of the stream.
 */
export const writeStreamFault: Dialect['writeStreamFault'] = (error, requestId) =>
  faultText(error, requestId);
