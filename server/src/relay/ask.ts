import type { Clock } from '../base/clock.ts';
import { GatewayError } from '../spec/fault.ts';
import { type Answer, sendWhole } from './outbound.ts';
import { credentialsOf, type Outlet, type OutletKey } from './outlet.ts';

/** A request of the gateway's own to a channel, outside of any call: a probe, a test, a list of models. */
export type OwnRequest = {
  readonly method: 'GET' | 'POST';
  /** Behind the base URL; may hold a query. */
  readonly path: string;
  readonly body?: string;
};

export type Asked = {
  /** What went out, credentials included; undefined when it did not come to that (a log-in that failed). */
  readonly sent:
    | { readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly secret: string }
    | undefined;
  readonly answer: Answer | undefined;
  /** Why there is no answer, or what the provider reads in one that is not 2xx. */
  readonly fault: GatewayError | undefined;
  readonly ms: number;
};

const longestMs = 30_000;

/** Never rejects. */
export async function askOutlet(
  clock: Clock,
  outlet: Outlet,
  key: OutletKey,
  { method, path, body }: OwnRequest,
): Promise<Asked> {
  const started = clock.now();
  const { options } = outlet.channel;
  const query = outlet.query === '' || !path.includes('?') ? outlet.query : `&${outlet.query.slice(1)}`;
  const target = outlet.pathPrefix + path + query;
  let sent: Asked['sent'];
  try {
    const credentials = await credentialsOf(outlet, key, started);
    const headers: Record<string, string> = {};
    for (let at = 0; at + 1 < credentials.headers.length; at += 2)
      headers[credentials.headers[at]!.toLowerCase()] = credentials.headers[at + 1]!;
    if (body === undefined) delete headers['content-type'];
    const access = { key: credentials.secret, settings: options.settings };
    const bytes = Buffer.from(body ?? '');
    const request = { method, url: outlet.origin + target, headers, body: bytes } as const;
    Object.assign(headers, outlet.provider.sign?.(request, access, started));
    sent = { path: target, headers, secret: credentials.secret };
    const answer = await sendWhole(
      outlet.dispatcher,
      {
        origin: outlet.origin,
        path: target,
        method,
        headers,
        body: body ?? null,
        headersTimeout: Math.min(options.firstByteTimeoutMs, longestMs),
        bodyTimeout: Math.min(options.idleTimeoutMs, longestMs),
      },
      {},
      () => {},
    );
    return { sent, answer, fault: faultOf(outlet, answer), ms: clock.now() - started };
  } catch (error) {
    const fault =
      error instanceof GatewayError
        ? error
        : new GatewayError('gateway_fault', 'the request failed inside the gateway', { cause: error });
    return { sent, answer: undefined, fault, ms: clock.now() - started };
  }
}

function faultOf({ provider }: Outlet, { status, headers, body }: Answer): GatewayError | undefined {
  if (status >= 200 && status < 300) return undefined;
  const { code, message, detail } = provider.readFault(status, headers, body.subarray(0, 64 * 1024));
  return new GatewayError(code, message, detail ?? {});
}
