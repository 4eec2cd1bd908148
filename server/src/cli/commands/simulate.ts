import type { Command } from 'commander';
import { type JsonOption, localCommand, locally, type Session } from '../command.ts';
import { Failure } from '../context.ts';
import { print, table } from '../output.ts';
import { parseWhole, reasonOf } from '../parse.ts';

/** The simulated upstreams as a server of their own, for demos, tests and load. */
export function bindSimulateCommand(program: Command, session: Session): void {
  const { context } = session;
  const simulate = localCommand(
    program,
    'simulate',
    'Serve the simulators of all upstreams, each under its own base URL',
  ).option('--port <n>', 'port; 0 takes a free one', parseWhole(0, 65_535), 3100);
  locally<JsonOption & { readonly port: number }>(session, simulate, async (options) => {
    const gateway = await context.gateway();
    const simulators = await gateway.simulate(options.port).catch((cause: unknown) => {
      throw new Failure(
        `the simulators did not start: ${reasonOf(cause)}`,
        'Take another port with --port N.',
        cause,
      );
    });
    const stopped = new Promise<void>((resolve) => context.onSignal(() => resolve()));
    const rows = Object.entries(simulators.urls);
    await print(context, options, { urls: simulators.urls }, () => {
      const columns = [
        { title: 'PROVIDER', cell: ([id]: readonly [string, string]) => id },
        { title: 'BASE URL', cell: ([, url]: readonly [string, string]) => url },
      ];
      return `${table(columns, rows)}\n\nAny key works. Stop with Ctrl+C.`;
    });
    await stopped;
    await simulators.close();
  });
}
