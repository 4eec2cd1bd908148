import { useEffect, useRef } from 'react';
import { addressOf, send } from '@/api/client.ts';
import type { Task } from './types.ts';

const firstPauseMs = 1000;
const longestPauseMs = 30_000;
/** Clocks differ, and a stream that broke may have missed something; what comes twice changes nothing. */
const slackMs = 60_000;

async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const whole = (rest + value).split('\n');
    rest = whole.pop() ?? '';
    yield* whole;
  }
}

const pauseFor = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Listens until the signal says stop; a stream that ends or breaks is opened again. */
async function listen(onTask: (task: Task) => void, signal: AbortSignal): Promise<void> {
  let pause = firstPauseMs;
  while (!signal.aborted) {
    const since = Date.now() - slackMs;
    try {
      const address = addressOf('/api/portal/tasks/events', undefined, { since });
      const { body } = await send('GET', address, { signal });
      if (!body) return;
      for await (const line of lines(body)) {
        pause = firstPauseMs;
        const { task } = JSON.parse(line) as { task: Task | null };
        if (task) onTask(task);
      }
    } catch {
      // it is opened again
    }
    if (signal.aborted) return;
    await pauseFor(pause, signal);
    pause = Math.min(pause * 2, longestPauseMs);
  }
}

/**
 * Every change of the user's tasks while the page is looked at. A page in the background listens to nothing: a browser has
 * few connections to one server, and other windows want them.
 */
export function useTaskEvents(onTask: (task: Task) => void): void {
  const tell = useRef(onTask);
  tell.current = onTask;
  useEffect(() => {
    let stops: AbortController | undefined;
    const follow = () => {
      if (document.hidden) {
        stops?.abort();
        stops = undefined;
      } else if (!stops) {
        stops = new AbortController();
        void listen((task) => tell.current(task), stops.signal);
      }
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stops?.abort();
    };
  }, []);
}
