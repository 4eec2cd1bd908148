import { useSyncExternalStore } from 'react';
import { readChoice, writeChoice } from '@/choices.ts';

export type Theme = 'system' | 'light' | 'dark';

const system = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let current: Theme = (readChoice('theme') as Theme | null) ?? 'system';

function apply(): void {
  document.documentElement.classList.toggle(
    'dark',
    current === 'dark' || (current === 'system' && system.matches),
  );
  for (const one of listeners) one();
}
system.addEventListener('change', apply);

export function setTheme(theme: Theme): void {
  current = theme;
  writeChoice('theme', theme);
  apply();
}

export const useTheme = (): Theme =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
