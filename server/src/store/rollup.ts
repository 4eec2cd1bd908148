import { CompiledQuery } from 'kysely';
import { bucketCount, bucketOf, emptyHistogram } from '../base/log-histogram.ts';
import { totalsOf } from '../spec/chat-parts.ts';
import { type Counted, hourOf, outcomesOf } from '../spec/insight.ts';
import { type Engine, storable, type Tx } from './engine.ts';

/**
 * The sums by hour beside the log. They are written in the transaction that writes the log rows, so they are as exact as
 * the log, at once there, and no job has to find out what it missed. A batch is summed up in memory first: one row a
 * combination, however many calls it holds.
 */

const histogram = (letter: string): string[] =>
  Array.from({ length: bucketCount }, (_, index) => `${letter}${index}`);
export const firstByteColumns = histogram('f');
export const wholeColumns = histogram('m');

const amountColumns = ['cost', 'input_tokens', 'output_tokens', 'cached_tokens'];
const tables = {
  usage_hours: {
    keys: ['user_id', 'hour', 'token_id', 'mode', 'model', 'fault'],
    sums: ['calls', ...amountColumns, ...firstByteColumns, ...wholeColumns],
  },
  channel_hours: {
    keys: ['hour', 'mode', 'model', 'channel_id', 'fault'],
    sums: ['calls', 'missed', ...amountColumns, ...firstByteColumns, ...wholeColumns],
  },
} as const;

type Sums = {
  calls: number;
  missed: number;
  amounts: [number, number, number, number];
  firstByte: number[];
  whole: number[];
};
type Rows = Map<string, { keys: readonly (string | number)[]; sums: Sums }>;

/** Names that a client made up would otherwise make a row each. */
const madeUp: readonly (string | null)[] = ['model_unknown', 'model_not_allowed'];
const longestName = 200;

function sumsOf(rows: Rows, keys: readonly (string | number)[]): Sums {
  const name = keys.join('\u0001');
  let row = rows.get(name);
  if (!row) {
    const sums: Sums = {
      calls: 0,
      missed: 0,
      amounts: [0, 0, 0, 0],
      firstByte: emptyHistogram(),
      whole: emptyHistogram(),
    };
    row = { keys, sums };
    rows.set(name, row);
  }
  return row.sums;
}

function add(sums: Sums, call: Counted): void {
  const { input, output, cached } = totalsOf(call.usage);
  const amounts = [call.cost, input, output, cached];
  for (let index = 0; index < amounts.length; index++) sums.amounts[index]! += Math.round(amounts[index]!);
  sums.calls++;
  if (call.fault !== null) return; // how fast a fault came says nothing of an answer
  if (call.firstByteMs !== null) sums.firstByte[bucketOf(call.firstByteMs)]!++;
  sums.whole[bucketOf(call.ms)]!++;
}

/**
 * Adds calls to the sums. The last thing that a transaction does: rows are taken in one order, and held only until the
 * commit, so that nodes do not wait for each other crosswise.
 */
export async function addToSums(engine: Engine, tx: Tx, calls: Iterable<Counted>): Promise<void> {
  const usage: Rows = new Map();
  const channels: Rows = new Map();
  for (const call of calls) {
    const hour = hourOf(call.at);
    const model = madeUp.includes(call.fault) ? '' : call.model.slice(0, longestName);
    const fault = call.fault ?? '';
    add(sumsOf(usage, [call.user ?? 0, hour, call.token ?? 0, call.mode, model, fault]), call);
    add(sumsOf(channels, [hour, call.mode, model, call.channel ?? 0, fault]), call);
    const outcomes = outcomesOf(call);
    const last = outcomes.findLastIndex(({ channel }) => channel === call.channel);
    // The one that gave the call its end is counted as the call.
    for (const [index, { channel, fault: why }] of outcomes.entries())
      if (index !== last && channel !== 0 && why !== null)
        sumsOf(channels, [hour, call.mode, model, channel, why]).missed++;
  }
  await write(engine, tx, 'usage_hours', usage, (sums) => [sums.calls]);
  await write(engine, tx, 'channel_hours', channels, (sums) => [sums.calls, sums.missed]);
}

const rowsPerStatement = 25;

async function write(
  engine: Engine,
  tx: Tx,
  table: keyof typeof tables,
  rows: Rows,
  counts: (sums: Sums) => readonly number[],
): Promise<void> {
  const { keys, sums } = tables[table];
  const values = [...rows]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, row]) => [
      ...row.keys,
      ...counts(row.sums),
      ...row.sums.amounts,
      ...row.sums.firstByte,
      ...row.sums.whole,
    ]);
  for (let from = 0; from < values.length; from += rowsPerStatement) {
    const part = values.slice(from, from + rowsPerStatement);
    let n = 0;
    const tuples = part.map((row) => `(${row.map(() => engine.mark(++n)).join(',')})`).join(',');
    const text = `insert into ${table} (${[...keys, ...sums].join(',')}) values ${tuples}
      on conflict (${keys.join(',')}) do update
      set ${sums.map((column) => `${column} = ${table}.${column} + excluded.${column}`).join(', ')}`;
    await tx.executeQuery(CompiledQuery.raw(text, part.flat().map(storable)));
  }
}
