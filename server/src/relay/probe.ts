import type { Clock } from '../base/clock.ts';
import { askOutlet } from './ask.ts';
import type { Outlet } from './outlet.ts';

/** Faults of a probe that say nothing against the key: the path is missing, or the request was too simple. */
const harmless = new Set(['upstream_model_unknown', 'upstream_refused', 'upstream_garbage']);

/**
 * A probe passes when the upstream answers anything but a refusal of the key or a failure of its own (not every server has
 * the path). Asks every open breaker whose time is over whether it may close. Called once a second.
 */
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
      void askOutlet(clock, outlet, key, { method: 'GET', path }).then(({ fault }) => {
        if (breaker.state !== 'probing') return;
        if (!fault || harmless.has(fault.code)) breaker.probePassed();
        else breaker.probeFailed(fault.code);
      });
    }
  }
}
