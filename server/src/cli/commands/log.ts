import { type Command, Option } from 'commander';
import { z } from 'zod';
import { ask } from '../client.ts';
import {
  groupCommand,
  query,
  type ServerOptions,
  type Session,
  serverCommand,
  withServer,
} from '../command.ts';
import { type Column, counted, print, readableSpan, readableTime, table } from '../output.ts';
import { parseWhole } from '../parse.ts';

const nameSchema = z.looseObject({ id: z.number(), name: z.string() });
const callSchema = z.looseObject({
  request_id: z.string(),
  at: z.string(),
  user: z.looseObject({ id: z.number(), email: z.string() }).nullable(),
  token: nameSchema.nullable(),
  mode: z.string(),
  model: z.string(),
  channel: nameSchema.nullable(),
  status: z.number(),
  fault: z.string().nullable(),
  usage: z.record(z.string(), z.number()),
  cost_usd: z.string(),
  first_byte_ms: z.number().nullable(),
  ms: z.number(),
});

const nameOf = (named: z.output<typeof nameSchema> | null): string | null =>
  named && (named.name || `#${named.id}`);

/** A row as this command prints it: flat, so that a table or `jq` reads it at once. */
const rowSchema = callSchema.transform(({ user, token, channel, usage, ...call }) => ({
  ...call,
  user: user && (user.email || `#${user.id}`),
  user_id: user?.id ?? null,
  token: nameOf(token),
  token_id: token?.id ?? null,
  channel: nameOf(channel),
  channel_id: channel?.id ?? null,
  meters: usage,
}));
type Row = z.output<typeof rowSchema>;

const pageSchema = z.looseObject({ items: z.array(rowSchema), total: z.number() });

const metersWords = (meters: Row['meters']): string =>
  Object.entries(meters)
    .filter(([, units]) => units > 0)
    .map(([meter, units]) => `${meter.replace(/_tokens$/, '')} ${units}`)
    .join(', ') || '-';

const columns: readonly Column<Row>[] = [
  { title: 'TIME', cell: (row) => readableTime(row.at) },
  { title: 'REQUEST ID', cell: (row) => row.request_id },
  { title: 'USER', cell: (row) => row.user ?? '-' },
  { title: 'MODEL', cell: (row) => (row.mode === 'test' ? `${row.model} (test)` : row.model) },
  { title: 'CHANNEL', cell: (row) => row.channel ?? '-' },
  { title: 'METERS', cell: (row) => metersWords(row.meters) },
  { title: 'COST USD', cell: (row) => row.cost_usd, right: true },
  {
    title: 'FIRST BYTE',
    cell: (row) => (row.first_byte_ms === null ? '-' : readableSpan(row.first_byte_ms)),
    right: true,
  },
  { title: 'TOOK', cell: (row) => readableSpan(row.ms), right: true },
  { title: 'STATUS', cell: (row) => String(row.status), right: true },
  { title: 'FAULT', cell: (row) => row.fault ?? '-' },
];

/** The log of calls. */
export function bindLogCommands(program: Command, session: Session): void {
  const log = groupCommand(program, 'log', 'The log of calls');
  const list = serverCommand(log, 'list', 'List calls, newest first')
    .option('--limit <n>', 'how many', parseWhole(1, 1000), 50)
    .option('--page <n>', 'which page, from 1', parseWhole(1, 1_000_000), 1)
    .option('--user <user>', 'only of this user: e-mail address or id')
    .option('--model <name>', 'only of this model')
    .addOption(new Option('--mode <mode>', 'only live or only test calls').choices(['live', 'test']))
    .option('--request-id <id>', 'only the call with this x-request-id');
  type ListOptions = ServerOptions & {
    readonly limit: number;
    readonly page: number;
    readonly user?: string;
    readonly model?: string;
    readonly mode?: string;
    readonly requestId?: string;
  };
  withServer<ListOptions>(session, list, async (connection, options) => {
    const { page, limit, user, model, mode, requestId } = options;
    const path = `/api/admin/logs${query({ page, size: limit, user, model, mode, request_id: requestId })}`;
    const found = await ask(connection, pageSchema, 'GET', path);
    await print(session.context, options, found.items, () =>
      found.items.length > 0
        ? `${table(columns, found.items)}\n\n${found.items.length} of ${counted(found.total, 'call')}`
        : 'No calls.',
    );
  });
}
