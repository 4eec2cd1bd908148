import { text } from 'node:stream/consumers';
import { systemClock } from '../base/clock.ts';
import type { Context } from './context.ts';
import type { Gateway } from './gateway.ts';

/** The world as this process has it. */
export function systemContext(): Context {
  // A reader that leaves shows as a rejected write; without a listener the stream's own event would end us first.
  process.stdout.on('error', () => {});
  return {
    env: process.env,
    clock: systemClock,
    out: writeOut,
    err: (words) => void process.stderr.write(words),
    stdin: () => text(process.stdin),
    gateway: loadGateway,
    onSignal: (listener) => {
      for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => listener(name));
      if (process.env['npm_lifecycle_event'] !== undefined) whenOrphaned(() => listener('SIGTERM'));
    },
    exit: (code) => process.exit(code),
  };
}

const lookForParentMs = 1000;

/** The shell that npm starts between itself and us dies without passing a signal on; its death is then the signal. */
function whenOrphaned(notice: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    notice();
  }, lookForParentMs);
  timer.unref();
}

function writeOut(chunk: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

/** The server's code is loaded only by the commands that need it. */
const loadGateway = (): Promise<Gateway> => import('../main.ts');
