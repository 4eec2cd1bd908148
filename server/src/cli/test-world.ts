import type { Clock } from '../base/clock.ts';
import type { Context, Environment } from './context.ts';
import type { Gateway } from './gateway.ts';
import { run } from './program.ts';

/** A gateway of which a test uses what it gives; everything else is an error. */
export function fakeGateway(parts: Partial<Gateway>): Gateway {
  const absent = (name: string) => () => {
    throw new Error(`the command must not call ${name}`);
  };
  return {
    start: absent('start'),
    open: absent('open'),
    openApi: absent('openApi'),
    catalogue: absent('catalogue'),
    writeManual: absent('writeManual'),
    restore: absent('restore'),
    simulate: absent('simulate'),
    ...parts,
  };
}

/** The world of one test: what commands printed is kept, signals are sent by hand. */
export class World {
  out = '';
  err = '';
  exited: number | undefined;
  now = Date.parse('2026-11-01T10:00:00Z');
  readonly #listeners: ((name: string) => void)[] = [];
  readonly context: Context;

  constructor(world: { env?: Environment; stdin?: string; gateway?: Partial<Gateway> } = {}) {
    const clock: Clock = { now: () => this.now };
    this.context = {
      clock,
      env: world.env ?? {},
      out: async (chunk) => {
        this.out += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      },
      err: (text) => {
        this.err += text;
      },
      stdin: async () => world.stdin ?? '',
      gateway: async () => fakeGateway(world.gateway ?? {}),
      onSignal: (listener) => {
        this.#listeners.push(listener);
      },
      exit: (code) => {
        this.exited = code;
      },
    };
  }

  run(...words: string[]): Promise<number> {
    return run(words, this.context);
  }

  signal(name: string): void {
    for (const listener of this.#listeners) listener(name);
  }

  get listening(): boolean {
    return this.#listeners.length > 0;
  }

  /** What was printed, as the JSON that `--json` promises. */
  get json(): unknown {
    return JSON.parse(this.out);
  }
}

/** Turns of the event loop until it holds. Throws after two seconds of them. */
export async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 2000; !holds(); ) {
    if (Date.now() > end) throw new Error('it never came true');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
