import type { Api } from './types.ts';

export type Route = keyof Api;
export type Reply<R extends Route> = Api[R]['reply'];
export type Body<R extends Route> = Api[R]['body'];
export type Query<R extends Route> = Api[R]['query'];

/** What the gateway refused, in its words. `code`: the word of the error table; 'network': it did not answer at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  /** Seconds after which it may be tried again. */
  readonly retryAfter: number | null;

  constructor(
    message: string,
    facts: { status: number; code: string; requestId?: string | null; retryAfter?: number | null },
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = facts.status;
    this.code = facts.code;
    this.requestId = facts.requestId ?? null;
    this.retryAfter = facts.retryAfter ?? null;
  }
}

type Given<T, K extends string> = [T] extends [undefined] ? { readonly [P in K]?: undefined } : Needed<T, K>;
type Needed<T, K extends string> =
  Record<string, never> extends T ? { readonly [P in K]?: T } : { readonly [P in K]: T };

/** Route by route, and never over the members of a body's union: the compiler would multiply them all. */
type Asks = {
  readonly [R in Route]: Given<Api[R]['params'], 'params'> &
    Given<Api[R]['query'], 'query'> &
    Given<Api[R]['body'], 'body'> & { readonly signal?: AbortSignal };
};
export type Ask<R extends Route> = Asks[R];

/** Proof that a page of this portal asks: other sites cannot set it, and without it the session's cookie counts for nothing. */
export const portalHeader = { 'x-key4u-portal': '1' } as const;

export function addressOf(path: string, params?: object, query?: object): string {
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[name] ?? '')),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== null && value !== '') search.append(name, String(value));
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

/** Any request of the portal to its own gateway, with the session. Throws ApiError unless the answer is good. */
export async function send(
  method: string,
  address: string,
  { body, signal, headers }: { body?: BodyInit; signal?: AbortSignal; headers?: Record<string, string> } = {},
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      credentials: 'same-origin',
      headers: { ...portalHeader, ...headers },
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError('', { status: 0, code: 'network' });
  }
  if (response.ok) return response;
  const requestId = response.headers.get('x-request-id');
  const retry = Number(response.headers.get('retry-after'));
  const text = await response.text();
  let message = text.slice(0, 500);
  let code = String(response.status);
  try {
    const read = JSON.parse(text) as {
      message?: unknown;
      code?: unknown;
      error?: { message?: unknown; code?: unknown };
    };
    message = String(read.error?.message ?? read.message ?? message);
    code = String(read.code ?? read.error?.code ?? code);
  } catch {}
  throw new ApiError(message, {
    status: response.status,
    code,
    requestId,
    retryAfter: retry > 0 ? retry : null,
  });
}

/**
 * One call of the management API, typed by its route: `call('GET /api/portal/wallet', {})`. Gives the data without its
 * envelope. Throws ApiError.
 */
export async function call<R extends Route>(route: R, ask: Ask<R>): Promise<Reply<R>> {
  const [method, path] = route.split(' ') as [string, string];
  const { params, query, body, signal } = ask as {
    params?: object;
    query?: object;
    body?: unknown;
    signal?: AbortSignal;
  };
  const response = await send(method, addressOf(path, params, query), {
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal ? { signal } : {}),
  });
  if (!(response.headers.get('content-type') ?? '').includes('json'))
    return (await response.text()) as Reply<R>;
  const read = (await response.json()) as { success?: boolean; message?: string; data?: unknown };
  if (read.success === false)
    throw new ApiError(read.message ?? '', {
      status: response.status,
      code: 'refused',
      requestId: response.headers.get('x-request-id'),
    });
  return (read.success === true ? read.data : read) as Reply<R>;
}
