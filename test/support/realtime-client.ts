import { connect } from 'node:net';
import OpenAI from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';
import type { RealtimeClientEvent } from 'openai/resources/realtime/realtime';
import type { WebSocket } from 'ws';
import { until } from './gateway.ts';

/** One event, or what it holds, as a test looks at it. */
export type RealtimeEvent = { type: string; [field: string]: unknown };

/** All that an end of a session has heard. */
export class Heard {
  readonly events: RealtimeEvent[] = [];
  closed: { code: number; reason: string } | undefined;

  constructor(socket: WebSocket) {
    socket.on('message', (bytes) => this.events.push(JSON.parse(String(bytes)) as RealtimeEvent));
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) };
    });
  }

  /** Waits for the `count`-th event of a type. */
  async event(type: string, count = 1): Promise<RealtimeEvent> {
    return until(
      `event ${count} of ${type}; heard: ${[...new Set(this.events.map((one) => one.type))].join(', ')}`,
      () => this.events.filter((one) => one.type === type)[count - 1],
      8000,
    );
  }

  all(type: string): RealtimeEvent[] {
    return this.events.filter((one) => one.type === type);
  }

  close(): Promise<{ code: number; reason: string }> {
    return until('the session to be closed', () => this.closed, 8000);
  }
}

/**
 * The official SDK's client of sessions. It only speaks TLS by itself, so it is given a plain connection.
 * `baseUrl`: of the SDK, http.
 */
export function openSdkSession(
  baseUrl: string,
  apiKey: string,
  model: string,
  headers: Record<string, string> = {},
): { rt: OpenAIRealtimeWS; heard: Heard; errors: Error[] } {
  const { hostname, port } = new URL(baseUrl);
  const rt = new OpenAIRealtimeWS(
    { model, options: { headers, createConnection: () => connect(Number(port), hostname) } },
    new OpenAI({ apiKey, baseURL: baseUrl }),
  );
  const errors: Error[] = [];
  rt.on('error', (error) => errors.push(error));
  return { rt, heard: new Heard(rt.socket), errors };
}

/** Something at a path inside an event. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (found, name) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined),
    value,
  );

export const say = (text: string): RealtimeClientEvent => ({
  type: 'conversation.item.create',
  item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
});

/** Answers in text from now on. */
export const inText: RealtimeClientEvent = {
  type: 'session.update',
  session: { type: 'realtime', output_modalities: ['text'] },
};

/** Turns begin by hand from now on. */
export const byHand: RealtimeClientEvent = {
  type: 'session.update',
  session: { type: 'realtime', audio: { input: { turn_detection: null } } },
};
