import type { FaultCode } from '../../spec/fault.ts';

/** What a client is told of faults that are not about its request: the upstream's own words may tell about the channel. */
const plain: Partial<Record<FaultCode, string>> = {
  upstream_key_refused: 'the upstream refused this channel',
  upstream_model_unknown: 'the upstream does not know this model',
  upstream_busy: 'the upstream is busy; try again in a moment',
  upstream_failed: 'the upstream failed',
  upstream_timeout: 'the upstream took too long',
  upstream_garbage: 'the upstream answered something that is no answer',
};

export const plainWords = (code: FaultCode): string => plain[code] ?? 'the upstream failed';

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
