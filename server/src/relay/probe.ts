import type { Clock } from '../base/clock.ts';
import { GatewayError } from '../spec/fault.ts';
import { type Answer, sendWhole } from './outbound.ts';
import { credentialsOf, type Outlet, type OutletKey } from './outlet.ts';

export type ProbeResult = {
  readonly ok: boolean;
  readonly status: number | null;
  readonly ms: number;
  readonly fault: GatewayError | undefined;
};

/**
 * Sends a request to a channel outside of any call: the provider's free probe, or one small call. A probe passes when
 * the upstream answers anything but a refusal of the key or a failure of its own (not every server has the path).
 */
export async function probe(
  clock: Clock,
  outlet: Outlet,
  key: OutletKey,
  request: { method: 'GET' | 'POST'; path: string; body?: string },
): Promise<ProbeResult> {
  const started = clock.now();
  const { options } = outlet.channel;
  let answer: Answer;
  try {
    const credentials = await credentialsOf(outlet, key, started);
    answer = await sendWhole(
      outlet.dispatcher,
      {
        origin: outlet.origin,
        path: outlet.pathPrefix + request.path + outlet.query,
        method: request.method,
        headers: credentials.headers as string[],
        body: request.body ?? null,
        headersTimeout: Math.min(options.firstByteTimeoutMs, 30_000),
        bodyTimeout: Math.min(options.idleTimeoutMs, 30_000),
      },
      {},
      () => {},
    );
  } catch (error) {
    const fault =
      error instanceof GatewayError
        ? error
        : new GatewayError('gateway_fault', 'the probe failed inside the gateway', { cause: error });
    return { ok: false, status: null, ms: clock.now() - started, fault };
  }
  const ms = clock.now() - started;
  if (answer.status >= 200 && answer.status < 300)
    return { ok: true, status: answer.status, ms, fault: undefined };
  const { code, message, detail } = outlet.provider.readFault(
    answer.status,
    answer.headers,
    answer.body.subarray(0, 64 * 1024),
  );
  const fault = new GatewayError(code, message, detail ?? {});
  return { ok: false, status: answer.status, ms, fault };
}

/** Faults of a probe that say nothing against the key: the path is missing, or the request was too simple. */
const harmless = new Set(['upstream_model_unknown', 'upstream_refused', 'upstream_garbage']);

/** Asks every open breaker whose time is over whether it may close. Called once a second. */
export function probeOpenBreakers(clock: Clock, outlets: Iterable<Outlet>): void {
  for (const outlet of outlets) {
    for (const key of outlet.keys) {
      const { breaker } = key;
      if (!breaker.wantsProbe) continue;
      const path = outlet.provider.probePath;
      if (path === undefined) {
        breaker.probePassed(); // the next call is the probe
        continue;
      }
      breaker.probing();
      void probe(clock, outlet, key, { method: 'GET', path }).then(({ ok, fault }) => {
        if (breaker.state !== 'probing') return;
        if (ok || (fault && harmless.has(fault.code))) breaker.probePassed();
        else breaker.probeFailed(fault?.code ?? 'upstream_failed');
      });
    }
  }
}
