import { Command, CommanderError } from 'commander';
import packageFacts from '../../package.json' with { type: 'json' };
import type { Session } from './command.ts';
import { bindBackupCommands } from './commands/backup.ts';
import { bindChannelCommands } from './commands/channel.ts';
import { bindDescribeCommands } from './commands/describe.ts';
import { bindDoctorCommand } from './commands/doctor.ts';
import { bindLedgerCommands } from './commands/ledger.ts';
import { bindLogCommands } from './commands/log.ts';
import { bindModelCommands } from './commands/model.ts';
import { bindSimulateCommand } from './commands/simulate.ts';
import { bindStartCommand } from './commands/start.ts';
import { bindTokenCommands } from './commands/token.ts';
import { bindUserCommands } from './commands/user.ts';
import { type Context, Failure, UsageError } from './context.ts';
import { printable, printableLines } from './output.ts';
import { foldNumberedKeys, reasonOf } from './parse.ts';

export const exitCodes = { fine: 0, failure: 1, usage: 2 } as const;

const binds = [
  bindStartCommand,
  bindDoctorCommand,
  bindChannelCommands,
  bindModelCommands,
  bindUserCommands,
  bindTokenCommands,
  bindLogCommands,
  bindLedgerCommands,
  bindBackupCommands,
  bindSimulateCommand,
  bindDescribeCommands,
];

/** The command line as commander sees it. */
export function makeProgram(session: Session): Command {
  const { context } = session;
  const program = new Command('key4u')
    .description('Key4U: one key and one base URL for every AI model.')
    .version(packageFacts.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void context.out(text),
      writeErr: (text) => context.err(text),
    })
    .showHelpAfterError('Add --help to see what it takes.')
    .addHelpText(
      'after',
      '\nExit codes: 0 fine, 1 it failed or found a difference, 2 it was called in a wrong way.' +
        '\nCommands that ask a server find it by --url, KEY4U_URL, or the data folder; when none runs they open the folder.',
    );
  for (const bind of binds) bind(program, session);
  return program;
}

/** Runs one command line, without "node" and the script. Gives the exit code; never throws. */
export async function run(words: readonly string[], context: Context): Promise<number> {
  let exitCode: number = exitCodes.fine;
  const session: Session = {
    context,
    finish: (code) => {
      exitCode = code;
    },
  };
  const isAdd = words[0] === 'channel' && words[1] === 'add';
  try {
    await makeProgram(session).parseAsync([...(isAdd ? foldNumberedKeys(words) : words)], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has said what is wrong; help that was asked for ends with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
    if (isGone(error)) return exitCodes.fine;
    const advice = error instanceof Failure ? error.advice : undefined;
    const message = reasonOf(error);
    if (words.includes('--json'))
      context.err(JSON.stringify({ error: { message, ...(advice ? { advice } : {}) } }) + '\n');
    else context.err(`error: ${printableLines(message)}\n${advice ? `${printable(advice)}\n` : ''}`);
    return error instanceof UsageError ? exitCodes.usage : exitCodes.failure;
  }
}

/** The reader of our output left, as `head` does. */
const isGone = (error: unknown): boolean =>
  error instanceof Error && ('code' in error ? error.code === 'EPIPE' : isGone(error.cause));
