import { useSyncExternalStore } from 'react';
import { readChoice, writeChoice } from '@/choices.ts';

/** The language of code samples: one choice for all samples of a page, remembered by the browser. */

const listeners = new Set<() => void>();
let chosen: string | undefined;

const current = (): string => {
  chosen ??= readChoice('code') ?? 'shell';
  return chosen;
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function chooseCodeLanguage(language: string): void {
  chosen = language;
  writeChoice('code', language);
  for (const listener of listeners) listener();
}

export const useCodeLanguage = (): string => useSyncExternalStore(subscribe, current);
