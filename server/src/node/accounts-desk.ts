import { Worker } from 'node:worker_threads';
import type { Desk } from '../accounts/index.ts';

export type AccountsConfig = {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly masterKey: string;
};

/** What is said to the thread and by it. */
export type DeskAsk =
  | { readonly id: number; readonly call: 'handle'; readonly args: Parameters<Desk['handle']> }
  | { readonly id: number; readonly call: 'fitsCode'; readonly args: Parameters<Desk['fitsCode']> }
  | { readonly stop: true };
export type DeskNews =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: string }
  | { readonly warning: string; readonly detail: Readonly<Record<string, unknown>> };

/**
 * The account library in a thread of its own, which begins with the first call that needs it: loading the library holds
 * up its thread for a second, and no answer of the relay may wait for that.
 */
export function accountsDesk(
  config: AccountsConfig,
  warn: (what: string, detail: Readonly<Record<string, unknown>>) => void,
): Desk & { close(): Promise<void> } {
  type Waiting = { resolve: (value: never) => void; reject: (error: Error) => void };
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let asked = 0;

  const begin = (): Worker => {
    const one = new Worker(new URL('./accounts-thread.ts', import.meta.url), {
      workerData: config,
      name: 'key4u-accounts',
    });
    one.unref();
    one.on('message', (news: DeskNews) => {
      if ('warning' in news) {
        warn(news.warning, news.detail);
        return;
      }
      const waits = waiting.get(news.id);
      waiting.delete(news.id);
      if ('fault' in news) waits?.reject(new Error(news.fault));
      else waits?.resolve(news.value as never);
    });
    const over = (error: Error) => {
      if (worker === one) worker = undefined; // the next call begins another
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    one.on('error', (cause) => {
      warn('the thread of the accounts has died; the next call begins another', { cause: String(cause) });
      over(new Error('the thread of the accounts has died'));
    });
    one.on('exit', () => over(new Error('the thread of the accounts has ended')));
    return one;
  };

  const ask = <T>(what: (id: number) => DeskAsk): Promise<T> =>
    new Promise((resolve, reject) => {
      worker ??= begin();
      asked += 1;
      waiting.set(asked, { resolve, reject });
      worker.postMessage(what(asked));
    });

  return {
    handle: (...args) => ask((id) => ({ id, call: 'handle', args })),
    fitsCode: (...args) => ask((id) => ({ id, call: 'fitsCode', args })),
    async close() {
      const one = worker;
      if (!one) return;
      worker = undefined;
      const ended = new Promise((resolve) => one.once('exit', resolve));
      one.ref();
      one.postMessage({ stop: true } satisfies DeskAsk);
      await ended;
    },
  };
}
