import ipaddr from 'ipaddr.js';
import type { Clock } from '../base/clock.ts';

type Window = { count: number; endsAt: number };

/** Counts per name in fixed windows. Holds at most `most` names: the oldest is forgotten first. */
export function createLimiter(clock: Clock, limits: { calls: number; perMs: number; most?: number }) {
  const windows = new Map<string, Window>();
  const most = limits.most ?? 10_000;
  const current = (name: string): Window | undefined => {
    const window = windows.get(name);
    if (window && window.endsAt > clock.now()) return window;
    windows.delete(name);
    return undefined;
  };
  return {
    /** Seconds until this name may try again; 0: now. */
    wait(name: string): number {
      const window = current(name);
      if (!window || window.count < limits.calls) return 0;
      return Math.ceil((window.endsAt - clock.now()) / 1000);
    },
    count(name: string): void {
      const window = current(name);
      if (window) {
        window.count++;
        return;
      }
      if (windows.size >= most) {
        const oldest = windows.keys().next();
        if (!oldest.done) windows.delete(oldest.value);
      }
      windows.set(name, { count: 1, endsAt: clock.now() + limits.perMs });
    },
    get size(): number {
      return windows.size;
    },
  };
}

export type Limiter = ReturnType<typeof createLimiter>;

/** The name under which an address is counted: one customer holds a whole /64 of IPv6. */
export function addressName(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return parsed.toByteArray().slice(0, 8).join('.');
}
