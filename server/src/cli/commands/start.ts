import type { Command } from 'commander';
import { environmentOf } from '../client.ts';
import { type JsonOption, localCommand, locally, type Session } from '../command.ts';
import { type Context, Failure } from '../context.ts';
import { firstStartNotice } from '../first-start.ts';
import type { Started } from '../gateway.ts';
import { counted, readableSpan } from '../output.ts';
import { parseWhole, reasonOf } from '../parse.ts';

/** A terminal and npm may both pass on one key press: a second signal this soon is the same one. */
const sameSignalMs = 1000;

const exampleModel = 'gpt-4o-mini';

const curlLine = (url: string, key: string): string =>
  [
    `curl ${url}/v1/chat/completions -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json'`,
    `-d '{"model":"${exampleModel}","messages":[{"role":"user","content":"Hello!"}]}'`,
  ].join(' \\\n    ');

function banner({ url, firstStart }: Started): string {
  const lines = ['', `Key4U is running at ${url}`, `  portal  ${url}/`];
  if (firstStart)
    lines.push(
      '',
      firstStartNotice(firstStart),
      '',
      'Try it now, without any provider and without cost:',
      '',
      `  ${curlLine(url, firstStart.testKey)}`,
      '',
      'Then add an upstream: key4u channel add --help',
    );
  return lines.join('\n') + '\n\n';
}

/** Resolves when the gateway has stopped. */
function untilStopped(context: Context, started: Started): Promise<number> {
  return new Promise((resolve) => {
    let stoppingSince: number | undefined;
    context.onSignal((name) => {
      const now = context.clock.now();
      if (stoppingSince !== undefined) {
        if (now - stoppingSince < sameSignalMs) return;
        context.err('Stopped at once: open answers were cut, what was charged is on disk.\n');
        context.exit(1);
        return;
      }
      stoppingSince = now;
      const { openStreams, boundMs } = started.waitsFor();
      const waiting =
        openStreams > 0
          ? `waiting for ${counted(openStreams, 'open answer')}, at most ${readableSpan(boundMs)}. Once more stops at once.`
          : 'writing the last records.';
      context.err(`\n${name}: no new calls; ${waiting}\n`);
      started.close().then(
        () => {
          context.err('Stopped.\n');
          resolve(0);
        },
        (error: unknown) => {
          context.err(`The stop went wrong: ${reasonOf(error)}. The next start replays the journal.\n`);
          resolve(1);
        },
      );
    });
  });
}

type StartOptions = JsonOption & {
  readonly port?: number;
  readonly host?: string;
  readonly dataDir?: string;
};

/** Runs the gateway until it is told to stop. */
export function bindStartCommand(program: Command, session: Session): void {
  const { context } = session;
  const start = localCommand(program, 'start', 'Run the gateway and the portal until it is told to stop')
    .option('--port <n>', 'port (PORT; default: 3000)', parseWhole(0, 65_535))
    .option('--host <address>', 'address to listen on (HOST; default: 127.0.0.1)')
    .option('--data-dir <folder>', 'data folder (KEY4U_DATA_DIR; default: ./data)');
  locally<StartOptions>(session, start, async (options) => {
    const env = {
      ...environmentOf(options, context.env),
      ...(options.port === undefined ? {} : { PORT: String(options.port) }),
      ...(options.host === undefined ? {} : { HOST: options.host }),
    };
    const gateway = await context.gateway();
    const started = await gateway.start(env).catch((cause: unknown) => {
      throw new Failure(
        `Key4U did not start: ${reasonOf(cause)}`,
        '"key4u doctor" checks everything it needs.',
        cause,
      );
    });
    const stopped = untilStopped(context, started);
    const { url, firstStart } = started;
    await context.out(
      options.json
        ? JSON.stringify({ url, ...(firstStart ? { first_start: inWireNames(firstStart) } : {}) }) + '\n'
        : banner(started),
    );
    const exitCode = await stopped;
    return exitCode === 0 ? undefined : { exitCode };
  });
}

const inWireNames = (made: NonNullable<Started['firstStart']>) => ({
  email: made.email,
  password: made.password,
  live_key: made.liveKey,
  test_key: made.testKey,
  access_token: made.accessToken,
});
