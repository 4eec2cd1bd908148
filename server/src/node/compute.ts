import { Worker } from 'node:worker_threads';
import { isForm } from '../base/multipart.ts';
import type { Compute, Reading } from '../relay/ports.ts';
import type { Call, RequestHead } from '../spec/call.ts';
import { type FaultCode, type FaultDetail, GatewayError } from '../spec/fault.ts';
import type { ReadableCall } from '../spec/provider.ts';
import type { TaskCall } from '../spec/task.ts';

/** What the compute thread is asked. Bodies go there without being copied, and come back with the answer. */
export type Ask =
  | {
      task: 'read' | 'read-task';
      dialect: string;
      endpoint: string;
      head: RequestHead;
      body: Uint8Array<ArrayBuffer>;
    }
  | {
      task: 'answer';
      provider: string;
      wire: string;
      call: ReadableCall;
      body: Uint8Array<ArrayBuffer>;
    }
  | { task: 'count'; texts: readonly string[] }
  | {
      task: 'count-request';
      dialect: string;
      endpoint: string;
      body: Uint8Array<ArrayBuffer>;
      contentType: string | undefined;
    };

/** Bodies up to here are parsed at once: JSON.parse takes about a millisecond for them. */
const inlineBytes = 256 * 1024;

type Wait = { resolve: (value: unknown) => void; reject: (error: Error) => void };

/** Starts its thread with the first task that needs it. */
export function createCompute(): Compute & { close(): Promise<void> } {
  let worker: Worker | undefined;
  const waiting = new Map<number, Wait>();
  let last = 0;

  function thread(): Worker {
    if (worker) return worker;
    const started = new Worker(new URL('./compute-thread.ts', import.meta.url), { name: 'key4u-compute' });
    started.on(
      'message',
      (reply: {
        id: number;
        value?: unknown;
        error?: { code?: FaultCode; message: string; detail: FaultDetail };
      }) => {
        const one = waiting.get(reply.id);
        waiting.delete(reply.id);
        if (!reply.error) one?.resolve(reply.value);
        else if (reply.error.code)
          one?.reject(new GatewayError(reply.error.code, reply.error.message, reply.error.detail));
        else one?.reject(new Error(reply.error.message));
      },
    );
    const lost = (error: Error) => {
      if (worker === started) worker = undefined; // the next task starts another
      for (const one of waiting.values()) one.reject(error);
      waiting.clear();
    };
    started.on('error', (error) => lost(error instanceof Error ? error : new Error(String(error))));
    started.on('exit', () => lost(new Error('the compute thread has ended')));
    started.unref();
    worker = started;
    return started;
  }

  function ask<T>(task: Ask, transfer: ArrayBuffer[] = []): Promise<T> {
    return new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      thread().postMessage({ ...task, id }, transfer);
    });
  }

  /** The bytes in memory of their own, so that they can change threads: small slices of the pool are copied. */
  const movable = (body: Buffer): Uint8Array<ArrayBuffer> =>
    body.byteOffset === 0 && body.byteLength === body.buffer.byteLength && body.buffer instanceof ArrayBuffer
      ? new Uint8Array(body.buffer)
      : new Uint8Array(body);

  return {
    read(dialect, endpoint, body, head) {
      // A form is searched for its parts and not taken apart: that is done sooner than it is handed over.
      const type = head.headers['content-type'];
      if (body.length <= inlineBytes || isForm(typeof type === 'string' ? type : undefined))
        return endpoint.read(body, head);
      const bytes = movable(body);
      return ask<Call>({ task: 'read', dialect, endpoint: endpoint.name, head, body: bytes }, [
        bytes.buffer,
      ]).then((call) => ({
        ...call,
        body: Buffer.from(call.body.buffer, call.body.byteOffset, call.body.byteLength),
      }));
    },
    readTask(dialect, endpoint, body, head) {
      if (body.length <= inlineBytes) return endpoint.read(body, head);
      return ask<TaskCall>({
        task: 'read-task',
        dialect,
        endpoint: endpoint.name,
        head,
        body: movable(body),
      });
    },
    async readAnswer(provider, wireId, wire, call, body) {
      if (body.length <= inlineBytes) {
        const { texts, ...reading } = wire.readAnswer(call, body);
        return {
          ...reading,
          // Taken out only when asked for: a usage report that can be true makes them needless.
          get texts() {
            return texts();
          },
        };
      }
      const { endpoint, kind, facts } = call;
      return ask<Reading>({
        task: 'answer',
        provider,
        wire: wireId,
        call: { endpoint, kind, facts },
        body: new Uint8Array(body),
      });
    },
    count: (texts) => (texts.length === 0 ? Promise.resolve(0) : ask<number>({ task: 'count', texts })),
    countRequest: (dialect, endpoint, { body, contentType }) =>
      ask<number>({
        task: 'count-request',
        dialect,
        endpoint: endpoint.name,
        body: new Uint8Array(body),
        contentType,
      }),
    async close() {
      await worker?.terminate();
    },
  };
}
