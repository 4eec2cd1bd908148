import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** "3 minutes ago" in the reader's language. */
export function relativeTime(iso: string, now: number, language: string): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  const [unit, size] = steps.find(([, one]) => Math.abs(seconds) >= one) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
}

export const exactTime = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(iso));

/** One clock for all times on a page: a tick every 15 s. */
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const one of listeners) one();
  }, 15_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Relative, with the exact time on hover. `exact`: the other way round. */
export function Time({ iso, exact }: { readonly iso: string; readonly exact?: boolean }) {
  const { i18n } = useTranslation();
  const at = useSyncExternalStore(subscribe, () => now);
  const relative = relativeTime(
    iso,
    Math.max(at, Date.parse(iso) > Date.now() ? at : Date.now()),
    i18n.language,
  );
  const full = exactTime(iso, i18n.language);
  return (
    <time dateTime={iso} title={exact ? relative : full} className="whitespace-nowrap">
      {exact ? full : relative}
    </time>
  );
}
