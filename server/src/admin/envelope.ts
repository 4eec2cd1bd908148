import type { GatewayError } from '../spec/fault.ts';
import { Refusal, type RefusalCode, refusals } from './refusal.ts';
import type { RefusalStyle } from './route.ts';

/** An error as it will be written. */
export type Written = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

/** The body of a good answer. A reply without data has no `data` field. */
export const envelope = (data: unknown) => ({
  success: true,
  message: '',
  ...(data === undefined ? {} : { data }),
});

const errorType = (status: number): string => {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
};

function bodyOf(
  style: RefusalStyle,
  code: string,
  message: string,
  status: number,
  requestId: string,
): unknown {
  const plain = { success: false, message };
  switch (style) {
    case 'operator':
      return { ...plain, code, request_id: requestId };
    case 'billing':
      // Read by clients of the chat wire's old billing calls, which look for an error object.
      return {
        error: {
          message: `${message} (request id: ${requestId})`,
          type: errorType(status),
          param: null,
          code,
        },
      };
    case 'customer':
    case 'key':
      return plain;
  }
}

/** Status and body of a refusal in the style of its route. */
export function writeRefusal(error: Refusal | GatewayError, style: RefusalStyle, requestId: string): Written {
  const retryAfter = error instanceof Refusal ? error.retryAfter : error.detail.retryAfter;
  const status = error instanceof Refusal ? statusOf(error.code, style) : error.status;
  return {
    status,
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
    body: bodyOf(style, error.code, error.message, status, requestId),
  };
}

const statusOf = (code: RefusalCode, style: RefusalStyle): number =>
  style === 'customer' ? refusals[code].customer : refusals[code].status;
