import { useEffect, useRef, useState } from 'react';
import { ApiError } from '@/api/client.ts';
import { type TryMode, tryKey } from '@/api/try-key.ts';
import { sendRequest } from '../request.ts';
import { openSse } from '../wire/sse.ts';
import type { ApiRequest } from '../wire/turns.ts';
import { isFinalTask, type Outcome, type TaskShown } from './kind.ts';

export type TryState = {
  readonly state: 'idle' | 'running' | 'done' | 'failed' | 'stopped';
  readonly outcome?: Outcome;
  readonly error?: unknown;
  readonly ms?: number;
};

const pauseMs = 3000;
const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Follows a task by its events to its end; when they break off, it asks again. */
async function watch(
  id: string,
  mode: TryMode,
  signal: AbortSignal,
  onChange: (task: TaskShown) => void,
): Promise<TaskShown> {
  let task: TaskShown | undefined;
  for (let tries = 0; !signal.aborted; tries++) {
    try {
      const { key } = await tryKey(mode);
      const response = await fetch(`/v1/tasks/${id}/events`, {
        credentials: 'omit',
        signal,
        headers: { authorization: `Bearer ${key}` },
      });
      const reader = response.ok
        ? response.body?.pipeThrough(new TextDecoderStream()).getReader()
        : undefined;
      const feed = openSse();
      for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read())
        for (const { data } of feed(piece.value)) {
          task = JSON.parse(data) as TaskShown;
          onChange(task);
          tries = 0;
        }
      if (task && isFinalTask(task)) return task;
    } catch (error) {
      if (signal.aborted || tries > 5) throw error;
    }
    await pause(pauseMs, signal);
  }
  throw new DOMException('', 'AbortError');
}

async function outcomeOf(response: Response): Promise<Omit<Outcome, 'head'>> {
  const type = response.headers.get('content-type') ?? '';
  if (/json/.test(type)) return { json: await response.json() };
  if (/^(audio|image|video)\/|octet-stream/.test(type)) {
    const blob = await response.blob();
    return { blob: { url: URL.createObjectURL(blob), type } };
  }
  return { text: await response.text() };
}

/** One request and what came of it. */
export function useTry(onEnd: (state: TryState['state']) => void) {
  const [shown, setShown] = useState<TryState>({ state: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const address = shown.outcome?.blob?.url;
  useEffect(() => (address ? () => URL.revokeObjectURL(address) : undefined), [address]);

  const run = async (request: ApiRequest, mode: TryMode, fault: string) => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    const { signal } = control;
    const began = performance.now();
    setShown({ state: 'running' });
    let outcome: Outcome | undefined;
    let state: TryState;
    try {
      const { head, response } = await sendRequest(request, { mode, fault, signal });
      outcome = { head, ...(await outcomeOf(response)) };
      const hasPictures = Array.isArray((outcome.json as { data?: unknown } | undefined)?.data);
      if (head.task && !hasPictures) {
        const first = outcome;
        const task = await watch(head.task, mode, signal, (next) => {
          outcome = { ...first, task: next };
          if (!signal.aborted) setShown({ state: 'running', outcome });
        });
        outcome = { ...first, task };
        if (task.status !== 'succeeded')
          throw new ApiError(task.error?.message ?? task.status, {
            status: 200,
            code: task.status,
            requestId: head.requestId,
          });
      }
      state = { state: 'done', outcome };
    } catch (error) {
      state = {
        state: signal.aborted ? 'stopped' : 'failed',
        ...(outcome ? { outcome } : {}),
        ...(signal.aborted
          ? {}
          : { error: error instanceof ApiError ? error : new ApiError('', { status: 0, code: 'network' }) }),
      };
    }
    if (running.current !== control) return;
    running.current = undefined;
    setShown({ ...state, ms: performance.now() - began });
    onEnd(state.state);
  };
  return {
    ...shown,
    run: (request: ApiRequest, mode: TryMode, fault: string) => void run(request, mode, fault),
    stop: () => running.current?.abort(),
  };
}
