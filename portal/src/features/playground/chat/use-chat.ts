import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError } from '@/api/client.ts';
import type { TryMode } from '@/api/try-key.ts';
import { type Head, piecesOf, sendRequest } from '../request.ts';
import { type ChatDialect, wires } from '../wire/index.ts';
import {
  type AssistantTurn,
  type Attachment,
  type ChatSettings,
  emptyAnswer,
  type Turn,
  withPiece,
} from '../wire/turns.ts';

/** How an answer went, beside what it says. */
export type Run = {
  readonly state: 'running' | 'done' | 'stopped' | 'failed';
  readonly head?: Head;
  /** Milliseconds to the first piece, and in all. */
  readonly firstMs?: number;
  readonly ms?: number;
  readonly error?: unknown;
};

export type ChatWay = {
  readonly dialect: ChatDialect;
  readonly settings: ChatSettings;
  readonly mode: TryMode;
  readonly fault: string;
};

const newId = (): string => crypto.randomUUID();

/** One conversation with one model, in memory only. */
export function useChat(way: ChatWay, onEnd: (state: Run['state']) => void) {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [runs, setRuns] = useState<ReadonlyMap<string, Run>>(new Map());
  const running = useRef<AbortController>(undefined);
  const current = useRef({ way, onEnd, turns });
  current.current = { way, onEnd, turns };
  useEffect(() => () => running.current?.abort(), []);

  const run = useCallback(async (base: readonly Turn[]) => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    const { dialect, settings, mode, fault } = current.current.way;
    const id = newId();
    let turn: AssistantTurn = { role: 'assistant', id, model: settings.model, dialect, ...emptyAnswer };
    let state: Run = { state: 'running' };
    const began = performance.now();
    const show = () => {
      setTurns([...base, turn]);
      setRuns((before) => new Map(before).set(id, state));
    };
    show();
    // Pieces may come faster than pictures of the page: what came in between is shown at once.
    let frame = 0;
    const showSoon = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        show();
      });
    };
    try {
      const request = wires[dialect].write(base, settings);
      const { head, response } = await sendRequest(request, { mode, fault, signal: control.signal });
      state = { ...state, head };
      for await (const piece of piecesOf(response, wires[dialect].openReader())) {
        if (state.firstMs === undefined) state = { ...state, firstMs: performance.now() - began };
        turn = { ...turn, ...withPiece(turn, piece) };
        showSoon();
      }
      // A stream that breaks off has no last word.
      const cut = turn.error === undefined && turn.finish === undefined;
      state = { ...state, state: turn.error !== undefined || cut ? 'failed' : 'done' };
    } catch (error) {
      state = control.signal.aborted
        ? { ...state, state: 'stopped' }
        : {
            ...state,
            state: 'failed',
            error: error instanceof ApiError ? error : new ApiError('', { status: 0, code: 'network' }),
          };
    }
    cancelAnimationFrame(frame);
    state = { ...state, ms: performance.now() - began };
    if (running.current === control) {
      running.current = undefined;
      show();
      current.current.onEnd(state.state);
    }
  }, []);

  const last = turns.at(-1);
  return {
    turns,
    runs,
    running: last !== undefined && runs.get(last.id)?.state === 'running',
    send: (text: string, attachments: readonly Attachment[]) =>
      void run([...current.current.turns, { role: 'user', id: newId(), text, attachments }]),
    stop: () => running.current?.abort(),
    /** Asks for the answer of this turn again; what followed it is gone. */
    retry: (id: string) => {
      const at = current.current.turns.findIndex((one) => one.id === id);
      if (at > 0) void run(current.current.turns.slice(0, at));
    },
    /** The question in other words; what followed it is gone. */
    edit: (id: string, text: string) => {
      const at = current.current.turns.findIndex((one) => one.id === id);
      const turn = current.current.turns[at];
      if (turn?.role === 'user') void run([...current.current.turns.slice(0, at), { ...turn, text }]);
    },
    /** Answers the calls of the last turn and goes on. */
    answer: (outputs: ReadonlyMap<string, string>) => {
      const before = current.current.turns;
      const turn = before.at(-1);
      if (turn?.role !== 'assistant') return;
      const tools = turn.tools.map((one) => ({ ...one, output: outputs.get(one.id) ?? '' }));
      void run([...before.slice(0, -1), { ...turn, tools }]);
    },
    clear: () => {
      running.current?.abort();
      running.current = undefined;
      setTurns([]);
      setRuns(new Map());
    },
  };
}
export type Chat = ReturnType<typeof useChat>;
