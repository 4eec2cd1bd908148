import { useEffect, useRef } from 'react';

/** Escape stops what runs, wherever the focus is; what has a use of its own for it (a menu, an edit) comes first. */
export function useEscape(running: boolean, stop: () => void): void {
  const latest = useRef(stop);
  latest.current = stop;
  useEffect(() => {
    if (!running) return;
    const heard = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) latest.current();
    };
    window.addEventListener('keydown', heard);
    return () => window.removeEventListener('keydown', heard);
  }, [running]);
}
