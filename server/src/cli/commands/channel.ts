import type { Command } from 'commander';
import { Option } from 'commander';
import { z } from 'zod';
import { ask, type Connection } from '../client.ts';
import {
  groupCommand,
  pick,
  present,
  type ServerOptions,
  type Session,
  serverCommand,
  withServer,
} from '../command.ts';
import { UsageError } from '../context.ts';
import { type Column, counted, facts, listed, print, readableSpan, table } from '../output.ts';
import {
  collect,
  type ModelNames,
  parseHeader,
  parseModels,
  parseNames,
  parseSetting,
  parseSpan,
  parseWhole,
  readSecrets,
} from '../parse.ts';

const channelSchema = z.looseObject({
  id: z.number(),
  name: z.string(),
  provider: z.string(),
  base_url: z.string(),
  keys: z.array(z.looseObject({ hint: z.string(), status: z.string() })),
  models: z.record(z.string(), z.string()),
  groups: z.array(z.string()),
  priority: z.number(),
  weight: z.number(),
  status: z.string(),
});
type Channel = z.output<typeof channelSchema>;

const listSchema = z.looseObject({ items: z.array(channelSchema) });
const testSchema = z.looseObject({
  ok: z.boolean(),
  status: z.number().nullable(),
  ms: z.number(),
  message: z.string(),
});

const modelWords = (models: ModelNames): string =>
  listed(
    Object.entries(models).map(([name, upstream]) => (name === upstream ? name : `${name}=${upstream}`)),
  );

const columns: readonly Column<Channel>[] = [
  { title: 'ID', cell: (channel) => String(channel.id), right: true },
  { title: 'NAME', cell: (channel) => channel.name },
  { title: 'PROVIDER', cell: (channel) => channel.provider },
  { title: 'BASE URL', cell: (channel) => channel.base_url },
  { title: 'KEYS', cell: (channel) => String(channel.keys.length), right: true },
  { title: 'GROUPS', cell: (channel) => listed(channel.groups) },
  { title: 'PRIORITY', cell: (channel) => String(channel.priority), right: true },
  { title: 'WEIGHT', cell: (channel) => String(channel.weight), right: true },
  { title: 'STATUS', cell: (channel) => channel.status },
  { title: 'MODELS', cell: (channel) => modelWords(channel.models) },
];

const channelFacts = (channel: Channel): string =>
  facts([
    ['id', String(channel.id)],
    ['name', channel.name],
    ['provider', channel.provider],
    ['base url', channel.base_url],
    ['keys', listed(channel.keys.map((key) => key.hint))],
    ['models', modelWords(channel.models)],
    ['groups', listed(channel.groups)],
    ['priority', String(channel.priority)],
    ['weight', String(channel.weight)],
    ['status', channel.status],
  ]);

const list = async (connection: Connection): Promise<readonly Channel[]> =>
  (await ask(connection, listSchema, 'GET', '/api/admin/channels')).items;

const find = async (connection: Connection, word: string): Promise<Channel> =>
  pick(await list(connection), word, 'channel', (channel) => channel.name);

type AddOptions = ServerOptions & {
  readonly name: string;
  readonly provider: string;
  readonly baseUrl?: string;
  readonly key?: readonly string[];
  readonly models: ModelNames;
  readonly group?: readonly string[];
  readonly priority?: number;
  readonly weight?: number;
  readonly disabled?: boolean;
  readonly header?: Readonly<Record<string, string>>;
  readonly setting?: Readonly<Record<string, string>>;
  readonly organization?: string;
  readonly proxy?: string;
  readonly timeoutConnect?: number;
  readonly timeoutFirstByte?: number;
  readonly timeoutIdle?: number;
  readonly whenClientLeaves?: string;
  readonly drain?: number;
  readonly results?: string;
};

/** The request body of a new channel. A setting that is not given is left to the server. */
const newChannel = (options: AddOptions, keys: readonly string[]) => ({
  name: options.name,
  provider: options.provider,
  keys,
  models: options.models,
  ...present({
    base_url: options.baseUrl,
    groups: options.group,
    priority: options.priority,
    weight: options.weight,
    status: options.disabled ? 'disabled' : undefined,
  }),
  options: present({
    headers: options.header,
    settings:
      options.organization === undefined
        ? options.setting
        : { ...options.setting, organization: options.organization },
    proxy_url: options.proxy,
    connect_timeout_ms: options.timeoutConnect,
    first_byte_timeout_ms: options.timeoutFirstByte,
    idle_timeout_ms: options.timeoutIdle,
    when_client_leaves: options.whenClientLeaves,
    drain_ms: options.drain,
    results: options.results,
  }),
});

function bindAdd(parent: Command, session: Session): void {
  const add = serverCommand(parent, 'add', 'Add a channel: an account at an upstream')
    .requiredOption('--name <name>', 'what you call it')
    .requiredOption('--provider <id>', 'kind of upstream; a wrong one is answered with the list')
    .option('--base-url <url>', "address of the upstream (default: the provider's own)")
    .option(
      '--key <key>',
      'key at the upstream; again, or as --key2, --key3 …, for more; "-" reads them from the standard input',
      collect,
    )
    .requiredOption('--models <names>', 'models it serves: a,b=name-at-upstream', parseModels)
    .option('--group <names>', 'groups that may use it (default: default)', parseNames)
    .option('--priority <n>', 'higher is tried first (default: 0)', parseWhole(-1_000_000, 1_000_000))
    .option('--weight <n>', 'share among channels of one priority (default: 1)', parseWhole(1, 1_000_000))
    .option('--disabled', 'add it without using it yet')
    .option('--header <line>', 'extra request header, "Name: value"; may stand several times', parseHeader)
    .option(
      '--setting <name=value>',
      "a setting of the provider's own; may stand several times",
      parseSetting,
    )
    .option('--organization <id>', 'short for --setting organization=ID')
    .option('--proxy <url>', 'proxy through which the upstream is reached')
    .option('--timeout-connect <time>', 'longest time to connect, for example 5s', parseSpan)
    .option('--timeout-first-byte <time>', 'longest wait for the first byte of an answer', parseSpan)
    .option('--timeout-idle <time>', 'longest silence inside an answer', parseSpan)
    .addOption(
      new Option('--when-client-leaves <policy>', 'stop the upstream, or take in the rest').choices([
        'cancel',
        'drain',
      ]),
    )
    .option('--drain <time>', 'with drain: longest time to take in the rest', parseSpan)
    .addOption(
      new Option(
        '--results <policy>',
        'films, songs: pass their links on, or keep copies (default: copy)',
      ).choices(['link', 'copy', 'on-demand']),
    );
  withServer<AddOptions>(session, add, async (connection, options) => {
    const keys = await readSecrets(session.context, options.key ?? []);
    if (keys.length === 0)
      throw new UsageError('give at least one --key; where the upstream needs none, any word will do');
    const made = await ask(
      connection,
      channelSchema,
      'POST',
      '/api/admin/channels',
      newChannel(options, keys),
    );
    await print(
      session.context,
      options,
      made,
      () => `${channelFacts(made)}\n\nTry it: key4u channel test ${made.id}`,
    );
  });
}

function bindTest(parent: Command, session: Session): void {
  const test = serverCommand(
    parent,
    'test <channel>',
    'Send one small request through a channel (id or name)',
  ).option('--model <name>', 'model to ask (default: a free request that only shows whether the key works)');
  withServer<ServerOptions & { readonly model?: string }>(
    session,
    test,
    async (connection, options, [word]) => {
      const channel = await find(connection, word!);
      const result = await ask(
        connection,
        testSchema,
        'POST',
        `/api/admin/channels/${channel.id}/test`,
        present({ model: options.model }),
      );
      const status = result.status === null ? 'no answer' : `status ${result.status}`;
      await print(session.context, options, result, () =>
        [
          `${result.ok ? 'ok' : 'problem'}: ${channel.name} (${status}, ${readableSpan(result.ms)})`,
          ...(result.message ? [`  ${result.message}`] : []),
        ].join('\n'),
      );
      return result.ok ? undefined : { exitCode: 1 };
    },
  );
}

/** Channels: the operator's accounts at upstreams. */
export function bindChannelCommands(program: Command, session: Session): void {
  const channel = groupCommand(program, 'channel', 'Accounts at upstreams');
  bindAdd(channel, session);

  withServer<ServerOptions>(
    session,
    serverCommand(channel, 'list', 'List channels'),
    async (connection, options) => {
      const channels = await list(connection);
      await print(session.context, options, channels, () =>
        channels.length > 0
          ? `${table(columns, channels)}\n\n${counted(channels.length, 'channel')}`
          : 'No channels yet. Add one with "key4u channel add --help".',
      );
    },
  );

  bindTest(channel, session);

  withServer<ServerOptions>(
    session,
    serverCommand(channel, 'remove <channel>', 'Remove a channel (id or name)'),
    async (connection, options, [word]) => {
      const found = await find(connection, word!);
      await ask(connection, z.unknown(), 'DELETE', `/api/admin/channels/${found.id}`);
      await print(
        session.context,
        options,
        { removed: true, id: found.id, name: found.name },
        () => `Removed channel ${found.id} "${found.name}".`,
      );
    },
  );
}
