import type { Dialect } from '../../spec/dialect.ts';
import type { FaultCode, GatewayError } from '../../spec/fault.ts';

/**
 * The visual API's numbers for our faults, where it has one (https://www.volcengine.com/docs/85621/1777001, error codes):
 * 50215 input invalid, 50400 access denied, 50429 too many requests, 50430 too many at once, 50500 internal error. Clients of
 * the short form look for a `code` that is not `success`.
 */
const fromStatus = (status: number): number =>
  status === 429
    ? 50429
    : status === 401 || status === 403 || status === 402
      ? 50400
      : status < 500
        ? 50215
        : 50500;

const numbers: Partial<Record<FaultCode, number>> = { no_channel: 50430, stopping: 50430 };

export function codeOf({ code, status, detail }: Pick<GatewayError, 'code' | 'status' | 'detail'>): number {
  const told = Number(detail.upstream?.code);
  if (Number.isInteger(told) && told >= 50_000 && told < 60_000) return told;
  return numbers[code] ?? fromStatus(status);
}

/** `{"code":…,"data":null,"message":…,"request_id":…,"status":…}`; `error` is the gateway's own word. */
export function envelope(error: GatewayError, requestId: string): string {
  const code = codeOf(error);
  return JSON.stringify({
    code,
    data: null,
    message: error.message,
    request_id: requestId,
    status: code,
    time_elapsed: '0ms',
    error: error.code,
    ...(error.detail.param === undefined ? {} : { param: error.detail.param }),
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
