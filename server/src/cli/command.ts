import type { Command } from 'commander';
import { type Connection, type ConnectOptions, connect } from './client.ts';
import { type Context, Failure } from './context.ts';

export type JsonOption = { readonly json?: boolean };
export type ServerOptions = ConnectOptions & JsonOption;

/** Ends the command with this exit code although nothing was thrown, for example when a check found a difference. */
export type Outcome = { readonly exitCode: number };

/** What every run of the program shares: the world, and where an outcome is left. */
export type Session = { readonly context: Context; readonly finish: (exitCode: number) => void };

/** A command that works on this machine alone. */
export function localCommand(parent: Command, nameAndArguments: string, summary: string): Command {
  return parent.command(nameAndArguments).description(summary).option('--json', 'print JSON for programs');
}

/** A command that asks a server, or the data folder when none runs. */
export function serverCommand(parent: Command, nameAndArguments: string, summary: string): Command {
  return localCommand(parent, nameAndArguments, summary)
    .option('--url <url>', 'address of the server (KEY4U_URL; default: the one on the data folder)')
    .option('--access-token <token>', 'access token of an administrator (KEY4U_ACCESS_TOKEN)')
    .option('--data-dir <folder>', 'data folder (KEY4U_DATA_DIR; default: ./data)');
}

/** A command that only holds others: alone it prints its help and exits with 2. */
export function groupCommand(parent: Command, name: string, summary: string): Command {
  return parent.command(name).description(summary);
}

/** Runs with a connection that is closed whatever happens. `O`: the options as their readers made them. */
export function withServer<O extends ServerOptions>(
  { context, finish }: Session,
  command: Command,
  act: (connection: Connection, options: O, words: readonly string[]) => Promise<Outcome | undefined>,
): void {
  command.action(async () => {
    const options = command.opts<O>();
    const connection = await connect(options, context);
    let outcome: Outcome | undefined;
    try {
      outcome = await act(connection, options, command.args);
    } finally {
      await connection.close();
    }
    if (outcome) finish(outcome.exitCode);
  });
}

/** Runs without a server. */
export function locally<O extends JsonOption>(
  { finish }: Session,
  command: Command,
  act: (options: O, words: readonly string[]) => Promise<Outcome | undefined>,
): void {
  command.action(async () => {
    const outcome = await act(command.opts<O>(), command.args);
    if (outcome) finish(outcome.exitCode);
  });
}

/** A query string of what is given. */
export function query(fields: Readonly<Record<string, string | number | undefined>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return text && `?${text}`;
}

/** The same object without the fields that are not there. */
export const present = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** The one of these that has this id, or else this name. Throws Failure when there is none or more than one. */
export function pick<T extends { readonly id: number }>(
  items: readonly T[],
  word: string,
  noun: string,
  nameOf: (item: T) => string,
): T {
  const byId = /^\d+$/.test(word) ? items.find((item) => item.id === Number(word)) : undefined;
  if (byId) return byId;
  const named = items.filter((item) => nameOf(item) === word);
  if (named.length === 1) return named[0]!;
  if (named.length > 1)
    throw new Failure(
      `there are ${named.length} ${noun}s named "${word}"`,
      `Name it by its id: ${named.map((item) => item.id).join(', ')}.`,
    );
  throw new Failure(`there is no ${noun} "${word}"`, `"key4u ${noun} list" shows them.`);
}
