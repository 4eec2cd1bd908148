/**
 * Every fault that a caller can meet, once. The table decides status, whose fault it is, whether another channel is
 * tried, and how loud the log is; a provider only classifies, a dialect only renders. `code` words of the
 * OpenAI wire are kept where one exists, so that clients which look at them go on working.
 *
 * `retry`: may the relay try another channel. `again`: may the client usefully send the same request again
 * (sent as `x-should-retry`, which the official SDKs obey).
 */
export type Fault = {
  readonly status: number;
  readonly blame: 'client' | 'upstream' | 'operator' | 'gateway';
  readonly retry: 'never' | 'other-channel';
  readonly again: boolean;
};

export const faults = {
  body_malformed: { status: 400, blame: 'client', retry: 'never', again: false },
  field_invalid: { status: 400, blame: 'client', retry: 'never', again: false },
  body_too_large: { status: 413, blame: 'client', retry: 'never', again: false },
  body_timeout: { status: 408, blame: 'client', retry: 'never', again: true },
  headers_too_large: { status: 431, blame: 'client', retry: 'never', again: false },
  media_type_unsupported: { status: 415, blame: 'client', retry: 'never', again: false },
  endpoint_unknown: { status: 404, blame: 'client', retry: 'never', again: false },
  method_not_allowed: { status: 405, blame: 'client', retry: 'never', again: false },
  token_missing: { status: 401, blame: 'client', retry: 'never', again: false },
  token_invalid: { status: 401, blame: 'client', retry: 'never', again: false },
  token_disabled: { status: 401, blame: 'client', retry: 'never', again: false },
  token_expired: { status: 401, blame: 'client', retry: 'never', again: false },
  user_disabled: { status: 403, blame: 'client', retry: 'never', again: false },
  address_not_allowed: { status: 403, blame: 'client', retry: 'never', again: false },
  group_not_allowed: { status: 403, blame: 'client', retry: 'never', again: false },
  model_not_allowed: { status: 403, blame: 'client', retry: 'never', again: false },
  model_unknown: { status: 404, blame: 'client', retry: 'never', again: false },
  answer_unknown: { status: 404, blame: 'client', retry: 'never', again: false },
  file_unknown: { status: 404, blame: 'client', retry: 'never', again: false },
  files_full: { status: 403, blame: 'client', retry: 'never', again: false },
  model_retired: { status: 410, blame: 'client', retry: 'never', again: false },
  task_unknown: { status: 404, blame: 'client', retry: 'never', again: false },
  task_not_cancellable: { status: 409, blame: 'client', retry: 'never', again: false },
  task_running: { status: 409, blame: 'client', retry: 'never', again: true },
  task_lost: { status: 502, blame: 'upstream', retry: 'never', again: false },
  task_expired: { status: 504, blame: 'upstream', retry: 'never', again: false },
  task_cancelled: { status: 409, blame: 'client', retry: 'never', again: false },
  model_unpriced: { status: 400, blame: 'operator', retry: 'never', again: false },
  balance_too_low: { status: 402, blame: 'client', retry: 'never', again: false },
  token_limit_reached: { status: 402, blame: 'client', retry: 'never', again: false },
  idempotency_conflict: { status: 409, blame: 'client', retry: 'never', again: false },
  idempotency_running: { status: 409, blame: 'client', retry: 'never', again: true },
  rate_limited: { status: 429, blame: 'client', retry: 'never', again: true },
  client_gone: { status: 499, blame: 'client', retry: 'never', again: false },
  upstream_refused: { status: 400, blame: 'client', retry: 'never', again: false },
  upstream_busy: { status: 429, blame: 'upstream', retry: 'other-channel', again: true },
  upstream_key_refused: { status: 502, blame: 'operator', retry: 'other-channel', again: false },
  upstream_model_unknown: { status: 502, blame: 'operator', retry: 'other-channel', again: false },
  upstream_unreachable: { status: 502, blame: 'upstream', retry: 'other-channel', again: true },
  upstream_failed: { status: 502, blame: 'upstream', retry: 'other-channel', again: true },
  upstream_garbage: { status: 502, blame: 'upstream', retry: 'other-channel', again: true },
  upstream_cut: { status: 502, blame: 'upstream', retry: 'other-channel', again: true },
  upstream_timeout: { status: 504, blame: 'upstream', retry: 'other-channel', again: true },
  no_channel: { status: 503, blame: 'operator', retry: 'never', again: true },
  store_unavailable: { status: 503, blame: 'gateway', retry: 'never', again: true },
  stopping: { status: 503, blame: 'gateway', retry: 'never', again: true },
  gateway_fault: { status: 500, blame: 'gateway', retry: 'never', again: true },
} as const satisfies Record<string, Fault>;

export type FaultCode = keyof typeof faults;

/** What a fault may carry beside its message. */
export type FaultDetail = {
  /** The request field that is wrong, as the client spelled it: "messages[0].role". */
  readonly param?: string;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number;
  /** The status to show in place of the table's, for upstream_refused (400..422 of the upstream). */
  readonly status?: number;
  /** The upstream's own error words, already redacted: passed on where the wire has room for them. */
  readonly upstream?: { readonly code?: string; readonly type?: string };
  /** Refused because of signed thoughts that came with it: without them it may be served. */
  readonly thoughts?: true;
  readonly cause?: unknown;
};

/** The only error that crosses rooms. Its message names what was wrong and how to mend it, and holds no secret. */
export class GatewayError extends Error {
  readonly code: FaultCode;
  readonly fault: Fault;
  readonly detail: FaultDetail;

  constructor(code: FaultCode, message: string, detail: FaultDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.code = code;
    this.fault = faults[code];
    this.detail = detail;
  }

  get status(): number {
    return this.detail.status ?? this.fault.status;
  }
}
