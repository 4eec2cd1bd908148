import type { AdminDeps } from './deps.ts';

/**
 * An answer that many may ask for and that may be a little old: made once at a time, kept for `ms`. One that failed is
 * not kept.
 */
export function keptFor<T>(
  ms: number,
  make: (deps: AdminDeps) => Promise<T>,
): (deps: AdminDeps) => Promise<T> {
  const kept = new WeakMap<AdminDeps, { at: number; value: Promise<T> }>();
  return (deps) => {
    const now = deps.clock.now();
    const found = kept.get(deps);
    if (found && now - found.at < ms && now >= found.at) return found.value;
    const value = make(deps);
    kept.set(deps, { at: now, value });
    value.catch(() => {
      if (kept.get(deps)?.value === value) kept.delete(deps);
    });
    return value;
  };
}
