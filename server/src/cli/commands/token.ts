import { type Command, Option } from 'commander';
import { z } from 'zod';
import { ask } from '../client.ts';
import {
  groupCommand,
  present,
  query,
  type ServerOptions,
  type Session,
  serverCommand,
  withServer,
} from '../command.ts';
import { type Column, counted, facts, listed, print, readableTime, table } from '../output.ts';
import { parseExpiry, parseLimit, parseNames, parseWhole } from '../parse.ts';

const tokenSchema = z.looseObject({
  id: z.number(),
  user: z.looseObject({ id: z.number(), email: z.string() }),
  name: z.string(),
  key_hint: z.string(),
  mode: z.string(),
  status: z.string(),
  group: z.string().nullable(),
  models: z.array(z.string()).nullable(),
  expires_at: z.string().nullable(),
  left_usd: z.string().nullable(),
  spent_usd: z.string(),
  last_used_at: z.string().nullable(),
});
type Token = z.output<typeof tokenSchema>;

const madeSchema = z.looseObject({ ...tokenSchema.shape, key: z.string() });
const pageSchema = z.looseObject({ items: z.array(tokenSchema), total: z.number() });

const columns: readonly Column<Token>[] = [
  { title: 'ID', cell: (token) => String(token.id), right: true },
  { title: 'KEY', cell: (token) => token.key_hint },
  { title: 'NAME', cell: (token) => token.name },
  { title: 'USER', cell: (token) => token.user.email },
  { title: 'MODE', cell: (token) => token.mode },
  { title: 'STATUS', cell: (token) => token.status },
  { title: 'GROUP', cell: (token) => token.group ?? "(user's)" },
  { title: 'LEFT USD', cell: (token) => token.left_usd ?? 'no limit', right: true },
  { title: 'SPENT USD', cell: (token) => token.spent_usd, right: true },
  { title: 'EXPIRES', cell: (token) => (token.expires_at ? readableTime(token.expires_at) : 'never') },
  { title: 'LAST USED', cell: (token) => readableTime(token.last_used_at) },
  { title: 'MODELS', cell: (token) => listed(token.models, 'all') },
];

const parseId = parseWhole(1, 999_999_999_999);

function bindCreate(parent: Command, session: Session): void {
  const { clock } = session.context;
  const create = serverCommand(parent, 'create', 'Make a key; it is shown in full this once')
    .option('--user <user>', 'whose: e-mail address or id (default: yours)')
    .option('--name <name>', 'to recognise it by')
    .addOption(
      new Option('--mode <mode>', 'live: real upstreams and money; test: simulators and test money')
        .choices(['live', 'test'])
        .default('live'),
    )
    .option('--limit-usd <amount>', 'the most that it may spend', parseLimit)
    .option('--models <names>', 'only these models: a,b or a beginning such as gpt-*', parseNames)
    .option(
      '--expires <date>',
      '2027-01-31 (to the end of that day, UTC), a time with its zone, or a span such as 30d',
      (text) => parseExpiry(text, clock.now()),
    )
    .option('--group <name>', "group with its prices and channels (default: the user's)");
  type CreateOptions = ServerOptions & {
    readonly user?: string;
    readonly name?: string;
    readonly mode: string;
    readonly limitUsd?: string;
    readonly models?: readonly string[];
    readonly expires?: string;
    readonly group?: string;
  };
  withServer<CreateOptions>(session, create, async (connection, options) => {
    const body = {
      mode: options.mode,
      ...present({
        user: options.user,
        name: options.name,
        limit_usd: options.limitUsd,
        models: options.models,
        expires: options.expires,
        group: options.group,
      }),
    };
    const made = await ask(connection, madeSchema, 'POST', '/api/admin/tokens', body);
    await print(session.context, options, made, () =>
      [
        facts([
          ['key', made.key],
          ['id', String(made.id)],
          ['name', made.name],
          ['user', made.user.email],
          ['mode', made.mode],
          ['group', made.group ?? "the user's"],
          ['limit', made.left_usd === null ? 'none' : `${made.left_usd} USD`],
          ['models', listed(made.models, 'all of the group')],
          ['expires', made.expires_at ? readableTime(made.expires_at) : 'never'],
        ]),
        '',
        'Keep the key: it is shown in full this once.',
      ].join('\n'),
    );
  });
}

/** Keys that clients send. */
export function bindTokenCommands(program: Command, session: Session): void {
  const token = groupCommand(program, 'token', 'Keys that clients send');
  bindCreate(token, session);

  const list = serverCommand(token, 'list', 'List keys, newest first')
    .option('--user <user>', 'only of this user: e-mail address or id')
    .option('--limit <n>', 'how many', parseWhole(1, 1000), 50)
    .option('--page <n>', 'which page, from 1', parseWhole(1, 1_000_000), 1);
  type ListOptions = ServerOptions & {
    readonly user?: string;
    readonly limit: number;
    readonly page: number;
  };
  withServer<ListOptions>(session, list, async (connection, options) => {
    const path = `/api/admin/tokens${query({ page: options.page, size: options.limit, user: options.user })}`;
    const page = await ask(connection, pageSchema, 'GET', path);
    await print(session.context, options, page.items, () =>
      page.items.length > 0
        ? `${table(columns, page.items)}\n\n${page.items.length} of ${counted(page.total, 'key')}`
        : 'No keys on this page.',
    );
  });

  withServer<ServerOptions>(
    session,
    serverCommand(token, 'revoke', 'End keys: calls with them are refused from now on').argument(
      '<ids...>',
      'ids of the keys',
      (text: string, before: readonly number[] = []) => [...before, parseId(text)],
    ),
    async (connection, options, words) => {
      const ids = words.map(Number);
      const revoked: number[] = [];
      for (const id of ids) {
        await ask(connection, z.unknown(), 'DELETE', `/api/admin/tokens/${id}`);
        revoked.push(id);
      }
      await print(session.context, options, { revoked }, () => `Revoked: ${revoked.join(', ')}.`);
    },
  );
}
