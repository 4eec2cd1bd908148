import { useSyncExternalStore } from 'react';
import { readChoice, writeChoice } from '@/choices.ts';

/** Which side is looked at: live money, or test money and simulators. Lists, charts and the playground follow it. */
export type Mode = 'live' | 'test';

let current: Mode = readChoice('mode') === 'test' ? 'test' : 'live';
const listeners = new Set<() => void>();

export function setMode(mode: Mode): void {
  current = mode;
  writeChoice('mode', mode);
  for (const one of listeners) one();
}

export const useMode = (): Mode =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
