import type { Command } from 'commander';
import { Option } from 'commander';
import { z } from 'zod';
import { newId } from '../../base/ids.ts';
import { ask, type Connection } from '../client.ts';
import {
  groupCommand,
  present,
  query,
  type ServerOptions,
  type Session,
  serverCommand,
  withServer,
} from '../command.ts';
import { Failure } from '../context.ts';
import { type Column, counted, facts, print, readableTime, table } from '../output.ts';
import { parseAmount, parseWhole, readSecrets } from '../parse.ts';

const userSchema = z.looseObject({
  id: z.number(),
  email: z.string(),
  name: z.string(),
  role: z.string(),
  status: z.string(),
  group: z.string(),
  limited: z.boolean(),
  balance_usd: z.string(),
  spent_usd: z.string(),
  calls: z.number(),
  created_at: z.string(),
});
type User = z.output<typeof userSchema>;

const pageSchema = z.looseObject({ items: z.array(userSchema), total: z.number() });
const creditSchema = z.looseObject({ applied: z.boolean(), cause: z.string(), balance_usd: z.string() });

const columns: readonly Column<User>[] = [
  { title: 'ID', cell: (user) => String(user.id), right: true },
  { title: 'EMAIL', cell: (user) => user.email },
  { title: 'ROLE', cell: (user) => user.role },
  { title: 'GROUP', cell: (user) => user.group },
  { title: 'STATUS', cell: (user) => user.status },
  {
    title: 'BALANCE USD',
    cell: (user) => user.balance_usd + (user.limited ? '' : ' (not limited)'),
    right: true,
  },
  { title: 'SPENT USD', cell: (user) => user.spent_usd, right: true },
  { title: 'CALLS', cell: (user) => String(user.calls), right: true },
  { title: 'SINCE', cell: (user) => readableTime(user.created_at) },
];

/** The user with this e-mail address or id. Throws Failure when there is none. */
export async function findUser(connection: Connection, word: string): Promise<{ id: number; email: string }> {
  if (/^\d+$/.test(word)) return ask(connection, userSchema, 'GET', `/api/admin/users/${word}`);
  const page = await ask(connection, pageSchema, 'GET', `/api/admin/users${query({ email: word })}`);
  const user = page.items[0];
  if (!user) throw new Failure(`there is no user "${word}"`, '"key4u user list" shows them.');
  return user;
}

function bindCredit(parent: Command, session: Session): void {
  const credit = serverCommand(parent, 'credit', "Add to a user's balance (below zero: take from it)")
    .requiredOption('--email <address>', 'whose balance')
    .requiredOption('--usd <amount>', 'exact amount of USD, for example 12.50', parseAmount)
    .option('--note <text>', 'why; stands in the ledger')
    .addOption(new Option('--mode <mode>', 'which balance').choices(['live', 'test']).default('live'))
    .option('--cause <name>', 'name of this credit: the same one acts once, however often it is sent');
  type CreditOptions = ServerOptions & {
    readonly email: string;
    readonly usd: string;
    readonly note?: string;
    readonly mode: string;
    readonly cause?: string;
  };
  withServer<CreditOptions>(session, credit, async (connection, options) => {
    const user = await findUser(connection, options.email);
    const cause = options.cause ?? newId('credit', session.context.clock.now());
    const body = { usd: options.usd, cause, mode: options.mode, ...present({ note: options.note }) };
    const path = `/api/admin/users/${user.id}/credit`;
    const reply = await connection.send('POST', path, body).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      const again = `The credit may have been made. Repeat the command with --cause ${cause}: it acts once.`;
      throw new Failure(error.message, again, error);
    });
    const done = await ask({ ...connection, send: async () => reply }, creditSchema, 'POST', path);
    await print(
      session.context,
      options,
      { ...done, user: user.id, email: user.email, usd: options.usd },
      () =>
        done.applied
          ? `Credited ${options.usd} USD to ${user.email}. ${options.mode === 'test' ? 'Test balance' : 'Balance'}: ${done.balance_usd} USD.`
          : `Nothing changed: the credit "${done.cause}" had been made before. Balance: ${done.balance_usd} USD.`,
    );
  });
}

/** Users and their balances. */
export function bindUserCommands(program: Command, session: Session): void {
  const user = groupCommand(program, 'user', 'Users and their balances');

  const create = serverCommand(user, 'create', 'Add a user')
    .requiredOption('--email <address>', 'e-mail address')
    .requiredOption(
      '--password <text>',
      'password, 8 characters or more; "-" reads it from the standard input',
    )
    .option('--name <name>', 'how to call them (default: from the e-mail address)')
    .option('--group <name>', 'group with its prices and channels (default: default)')
    .addOption(new Option('--role <role>', 'what they may do').choices(['user', 'admin']));
  type CreateOptions = ServerOptions & {
    readonly email: string;
    readonly password: string;
    readonly name?: string;
    readonly group?: string;
    readonly role?: string;
  };
  withServer<CreateOptions>(session, create, async (connection, options) => {
    const [password] = await readSecrets(session.context, [options.password]);
    const body = {
      email: options.email,
      password,
      ...present({ name: options.name, group: options.group, role: options.role }),
    };
    const made = await ask(connection, userSchema, 'POST', '/api/admin/users', body);
    await print(session.context, options, made, () =>
      [
        facts([
          ['id', String(made.id)],
          ['email', made.email],
          ['group', made.group],
          ['role', made.role],
          ['balance', `${made.balance_usd} USD`],
        ]),
        '',
        `Give them money: key4u user credit --email ${made.email} --usd 5`,
        `Give them a key: key4u token create --user ${made.email}`,
      ].join('\n'),
    );
  });

  bindCredit(user, session);

  const list = serverCommand(user, 'list', 'List users')
    .option('--search <text>', 'only addresses that begin with this')
    .option('--limit <n>', 'how many', parseWhole(1, 1000), 50)
    .option('--page <n>', 'which page, from 1', parseWhole(1, 1_000_000), 1);
  type ListOptions = ServerOptions & {
    readonly search?: string;
    readonly limit: number;
    readonly page: number;
  };
  withServer<ListOptions>(session, list, async (connection, options) => {
    const path = `/api/admin/users${query({ page: options.page, size: options.limit, search: options.search })}`;
    const page = await ask(connection, pageSchema, 'GET', path);
    await print(session.context, options, page.items, () =>
      page.items.length > 0
        ? `${table(columns, page.items)}\n\n${page.items.length} of ${counted(page.total, 'user')}`
        : 'No users on this page.',
    );
  });
}
