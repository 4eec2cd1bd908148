import type { FaultCode } from '../../spec/fault.ts';
import type { FaultReading } from '../../spec/provider.ts';

/** What a client is told of faults that are not about its request: the upstream's own words may tell about the channel. */
const plain: Partial<Record<FaultCode, string>> = {
  upstream_key_refused: 'the upstream refused this channel',
  upstream_model_unknown: 'the upstream does not know this model',
  upstream_busy: 'the upstream is busy; try again in a moment',
  upstream_failed: 'the upstream failed',
  upstream_timeout: 'the upstream took too long',
  upstream_garbage: 'the upstream answered something that is no answer',
};

const plainWords = (code: FaultCode): string => plain[code] ?? 'the upstream failed';

/** The fault of what can be read by nobody. */
export const garbage: FaultReading = { code: 'upstream_garbage', message: plainWords('upstream_garbage') };

/**
 * An error of an upstream as it is told: a refusal by the upstream's own `message` and `detail`, because it is about
 * the client's request; anything else plainly. `wait`: seconds after which it is worth trying again.
 */
export function faultTold(
  code: FaultCode,
  status: number,
  message: string | undefined,
  detail: NonNullable<FaultReading['detail']>,
  wait: number | undefined,
): FaultReading {
  if (code !== 'upstream_refused')
    return { code, message: plainWords(code), detail: wait === undefined ? {} : { retryAfter: wait } };
  return { code, message: message || `the upstream refused the request with status ${status}`, detail };
}

/** Seconds from `retry-after-ms` or `retry-after` (a number or a date); at most a day. */
export function retryAfter(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): number | undefined {
  const sent = headers['retry-after-ms'];
  const ms = Number(sent);
  if (sent !== undefined && Number.isFinite(ms) && ms >= 0) return Math.ceil(ms / 1000);
  const value = headers['retry-after'];
  if (typeof value !== 'string') return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(Math.ceil(seconds), 86_400) : undefined;
}
