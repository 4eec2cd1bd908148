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
import { Failure, UsageError } from '../context.ts';
import { type Column, counted, listed, print, table } from '../output.ts';
import { parsePrice, readJson } from '../parse.ts';

const rateSchema = z.looseObject({
  meter: z.string(),
  usd: z.string(),
  per: z.number(),
  when: z.array(z.looseObject({})).optional(),
});
type Rate = z.output<typeof rateSchema>;

const cardSchema = z.looseObject({ rates: z.array(rateSchema), source: z.string(), as_of: z.string() });
const versionSchema = z.looseObject({ ...cardSchema.shape, version: z.number(), model: z.string() });
const modelSchema = z.looseObject({
  name: z.string(),
  kinds: z.array(z.string()),
  channels: z.array(z.looseObject({ name: z.string() })),
  price: cardSchema.nullable(),
  official: cardSchema.nullable(),
});
type Model = z.output<typeof modelSchema>;

const million = 1_000_000;
const perWords = (per: number): string => (per === million ? 'million' : per === 1 ? 'one' : String(per));

const rateColumns: readonly Column<Rate>[] = [
  { title: 'METER', cell: (rate) => rate.meter },
  { title: 'USD', cell: (rate) => rate.usd, right: true },
  { title: 'PER', cell: (rate) => perWords(rate.per) },
  { title: 'WHEN', cell: (rate) => (rate.when ? JSON.stringify(rate.when) : 'always') },
];

const cardInForce = (model: Model) => model.price ?? model.official;

/** The general rate of a meter, for a million units; "+" says that special rates stand beside it. */
function rateOf(model: Model, meter: string): string {
  const rates = cardInForce(model)?.rates.filter((rate) => rate.meter === meter) ?? [];
  const general = rates.find((rate) => !rate.when?.length);
  if (!general) return '-';
  const more = rates.length > 1 ? '+' : '';
  return general.per === million || meter === 'calls'
    ? general.usd + more
    : `${general.usd}/${general.per}${more}`;
}

const columns: readonly Column<Model>[] = [
  { title: 'MODEL', cell: (model) => model.name },
  { title: 'KINDS', cell: (model) => listed(model.kinds) },
  { title: 'INPUT', cell: (model) => rateOf(model, 'input_tokens'), right: true },
  { title: 'CACHED', cell: (model) => rateOf(model, 'cached_input_tokens'), right: true },
  { title: 'OUTPUT', cell: (model) => rateOf(model, 'output_tokens'), right: true },
  { title: 'CALL', cell: (model) => rateOf(model, 'calls'), right: true },
  {
    title: 'PRICE FROM',
    cell: (model) => (model.price ? 'you' : model.official ? `official, ${model.official.as_of}` : 'none'),
  },
  { title: 'CHANNELS', cell: (model) => listed(model.channels.map((channel) => channel.name)) },
];

type PriceOptions = ServerOptions & {
  readonly input?: string;
  readonly output?: string;
  readonly cachedInput?: string;
  readonly cacheWrite?: string;
  readonly perCall?: string;
  readonly rates?: string;
  readonly source?: string;
  readonly asOf?: string;
};

const ratesFile = z.union([
  z.array(z.unknown()).transform((rates) => ({ rates })),
  z.strictObject({
    rates: z.array(z.unknown()),
    source: z.string().optional(),
    as_of: z.string().optional(),
  }),
]);

/** One of the three ways to say a price, whole. Throws UsageError when it is none or a mixture. */
function wayOf(options: PriceOptions): 'tokens' | 'call' | 'file' {
  const tokens = [options.input, options.output, options.cachedInput, options.cacheWrite].some(
    (value) => value !== undefined,
  );
  const ways = [
    ...(tokens ? (['tokens'] as const) : []),
    ...(options.perCall === undefined ? [] : (['call'] as const)),
    ...(options.rates === undefined ? [] : (['file'] as const)),
  ];
  if (ways.length !== 1)
    throw new UsageError('give --input and --output, or --per-call, or --rates, and only one of these ways');
  if (tokens && options.input === undefined)
    throw new UsageError('--input is missing: without it input tokens would be free');
  if (tokens && options.output === undefined)
    throw new UsageError(
      '--output is missing: without it output tokens would be free (write 0 for embeddings)',
    );
  return ways[0]!;
}

/** Models and what they cost. */
export function bindModelCommands(program: Command, session: Session): void {
  const model = groupCommand(program, 'model', 'Models and their prices');

  const price = serverCommand(model, 'price <model>', 'Set the price of a model: a new dated version')
    .option('--input <usd>', 'USD for a million input tokens', parsePrice)
    .option('--output <usd>', 'USD for a million output tokens', parsePrice)
    .option('--cached-input <usd>', 'USD for a million input tokens read from a cache', parsePrice)
    .option('--cache-write <usd>', 'USD for a million input tokens written to a cache', parsePrice)
    .option('--per-call <usd>', 'USD for a call', parsePrice)
    .option('--rates <file>', 'JSON file with the whole list of rates ("-": standard input)')
    .option('--source <text>', 'where the price comes from')
    .addOption(new Option('--as-of <day>', 'the day the source was read, YYYY-MM-DD'));
  withServer<PriceOptions>(session, price, async (connection, options, [name]) => {
    const way = wayOf(options);
    const body = {
      model: name,
      ...(way === 'file' ? await readRates(session, options.rates!) : {}),
      ...present({
        input: options.input,
        output: options.output,
        cached_input: options.cachedInput,
        cache_write: options.cacheWrite,
        per_call: options.perCall,
        source: options.source,
        as_of: options.asOf,
      }),
    };
    const made = await ask(connection, versionSchema, 'PUT', '/api/admin/prices', body);
    await print(
      session.context,
      options,
      made,
      () =>
        `Price of ${made.model}, version ${made.version} (${made.source}, ${made.as_of}):\n\n${table(rateColumns, made.rates)}`,
    );
  });

  const list = serverCommand(
    model,
    'list',
    'List models with the price that is charged, in USD per million tokens',
  )
    .option('--search <text>', 'only names that contain this')
    .option('--served', 'only those that some channel serves');
  withServer<ServerOptions & { readonly search?: string; readonly served?: boolean }>(
    session,
    list,
    async (connection, options) => {
      const path = `/api/admin/models${query({ search: options.search, served: options.served ? 'true' : undefined })}`;
      const { items } = await ask(connection, z.looseObject({ items: z.array(modelSchema) }), 'GET', path);
      await print(session.context, options, items, () =>
        items.length > 0
          ? `${table(columns, items)}\n\n${counted(items.length, 'model')}; "+": more rates under conditions`
          : 'No models.',
      );
    },
  );
}

async function readRates({ context }: Session, path: string): Promise<z.output<typeof ratesFile>> {
  const read = ratesFile.safeParse(await readJson(context, path));
  if (read.success) return read.data;
  throw new Failure(
    `${path} holds no list of rates`,
    'Write [{"meter": "input_tokens", "usd": "0.15", "per": 1000000}, …], or {"rates": […], "source": "…", "as_of": "…"}.',
  );
}
