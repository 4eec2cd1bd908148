import type { Clock } from '../../server/src/base/clock.ts';

/** A clock that stands still until a test moves it. Milliseconds. */
export function movedClock(start: number): Clock & { move(ms: number): void; set(time: number): void } {
  let now = start;
  return {
    now: () => now,
    move(ms) {
      now += ms;
    },
    set(time) {
      now = time;
    },
  };
}
