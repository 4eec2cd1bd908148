/**
 * Every "no" of the management API, once. `status` is what operators' routes and the calls made with a key answer;
 * `customer` is what customers' `/api/...` routes answer: tools of this family expect most refusals as HTTP 200 with
 * `success: false`. A fault of ours is never a 200 and never a 401.
 */
export const refusals = {
  body_malformed: { status: 400, customer: 400 },
  field_unknown: { status: 400, customer: 400 },
  field_invalid: { status: 400, customer: 200 },
  body_too_large: { status: 413, customer: 413 },
  credential_missing: { status: 401, customer: 401 },
  credential_invalid: { status: 401, customer: 200 },
  user_header_wrong: { status: 401, customer: 401 },
  user_disabled: { status: 403, customer: 200 },
  /** The session must be confirmed (POST /api/portal/confirm) before what was asked is done. */
  confirmation_needed: { status: 403, customer: 403 },
  role_too_low: { status: 403, customer: 200 },
  acting_as: { status: 403, customer: 403 },
  not_found: { status: 404, customer: 200 },
  refused: { status: 409, customer: 200 },
  rate_limited: { status: 429, customer: 429 },
  payment_unavailable: { status: 502, customer: 502 },
  store_unavailable: { status: 503, customer: 503 },
  gateway_fault: { status: 500, customer: 500 },
} as const satisfies Record<string, { status: number; customer: number }>;

export type RefusalCode = keyof typeof refusals;

/** Ends a management call. The message says what was wrong and how to mend it, and holds no secret. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** Seconds, for rate_limited. */
  readonly retryAfter: number | undefined;

  constructor(code: RefusalCode, message: string, retryAfter?: number) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** The value, or the refusal that it does not exist. Objects of others look the same as objects that are not there. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Refusal('not_found', `${what} not found`);
  return value;
}
