import { type RawBuilder, sql } from 'kysely';
import { emptyHistogram } from '../base/log-histogram.ts';
import {
  failureCodes,
  type InsightRows,
  type Latency,
  type ModelSpan,
  type UsageFilter,
  type UsagePart,
  type UsageTotals,
} from '../spec/insight.ts';
import type { TaskStatus } from '../spec/task.ts';
import type { Context } from './context.ts';
import { firstByteColumns, wholeColumns } from './rollup.ts';

/**
 * Questions to the sums by hour. Numbers that are part of an expression stand in the text (they are ours, and whole):
 * a bound parameter would be a float to one database and of no type to the other.
 */
const columnOf: Readonly<Record<UsagePart, string>> = {
  model: 'model',
  key: 'token_id',
  channel: 'channel_id',
  user: 'user_id',
};

const amounts = sql.raw(
  `coalesce(sum(calls), 0) as calls, coalesce(sum(cost), 0) as cost, coalesce(sum(input_tokens), 0) as input,
   coalesce(sum(output_tokens), 0) as output, coalesce(sum(cached_tokens), 0) as cached`,
);
const sumOf = (columns: readonly string[]): string =>
  columns.map((column) => `coalesce(sum(${column}), 0) as ${column}`).join(', ');
const firstBytes = sql.raw(sumOf(firstByteColumns));
const histograms = sql.raw(`${sumOf(firstByteColumns)}, ${sumOf(wholeColumns)}`);
const failures = sql.join(failureCodes);

type AmountRow = { calls: number; cost: number; input: number; output: number; cached: number };
type Row = Readonly<Record<string, number>>;

const counts = (row: Row, columns: readonly string[]): number[] => columns.map((column) => row[column] ?? 0);
const latencyOf = (row: Row): Latency => ({
  firstByte: counts(row, firstByteColumns),
  whole: counts(row, wholeColumns),
});
const noLatency: Latency = { firstByte: emptyHistogram(), whole: emptyHistogram() };
const amountsOf = ({ calls, cost, input, output, cached }: AmountRow) => ({
  calls,
  cost,
  input,
  output,
  cached,
});

/** Channels are told apart in a table of their own, which knows neither users nor keys. */
const tableFor = (filter: UsageFilter, by?: UsagePart): 'usage_hours' | 'channel_hours' =>
  by === 'channel' ||
  filter.channel !== undefined ||
  (filter.user === undefined && filter.token === undefined && (by === undefined || by === 'model'))
    ? 'channel_hours'
    : 'usage_hours';

function where(filter: UsageFilter): RawBuilder<unknown> {
  // Rows of attempts alone are for the channels' own sums.
  const parts = [
    sql`calls > 0`,
    sql`mode = ${filter.mode}`,
    sql`hour >= ${filter.fromHour}`,
    sql`hour < ${filter.toHour}`,
  ];
  if (filter.user !== undefined) parts.push(sql`user_id = ${filter.user}`);
  if (filter.token !== undefined) parts.push(sql`token_id = ${filter.token}`);
  if (filter.model !== undefined) parts.push(sql`model = ${filter.model}`);
  if (filter.channel !== undefined) parts.push(sql`channel_id = ${filter.channel}`);
  return sql.join(parts, sql` and `);
}

export function insightOf({ engine, db }: Context): InsightRows {
  const all = async <T>(query: RawBuilder<T>): Promise<readonly T[]> =>
    (await query.execute(engine.reader)).rows as readonly T[];

  /** Live calls by model and span. A client's mistake is no call that counts. */
  const spans = (fromHour: number, toHour: number | undefined, spanHours: number) => {
    const span = sql.raw(`hour / ${spanHours}`);
    const until = toHour === undefined ? sql`` : sql`and hour < ${toHour}`;
    return sql<ModelSpan>`
      select model, ${span} as span, sum(case when fault = '' then calls else 0 end) as good,
        sum(case when fault = '' then 0 else calls end) as failed
      from channel_hours
      where hour >= ${fromHour} ${until} and mode = 'live' and model <> '' and (fault = '' or fault in (${failures}))
      group by model, ${span}`;
  };

  return {
    async usage(query) {
      const { by, bucketHours, offsetHours, most } = query;
      const table = sql.raw(tableFor(query, by));
      const column = sql.raw(columnOf[by]);
      const matching = where(query);
      const bucket = sql.raw(`(hour + (${Math.trunc(offsetHours)})) / ${bucketHours}`);
      const parts = (
        await all(sql<{ part: string | number }>`
          select ${column} as part from ${table} where ${matching} group by ${column}
          order by sum(cost) desc, sum(calls) desc, ${column} limit ${Math.trunc(most)}`)
      ).map(({ part }) => part);
      if (parts.length === 0) return { parts, cells: [], byBucket: new Map(), byPart: new Map() };
      const part = sql`case when ${column} in (${sql.join(parts)}) then ${column} else null end`;
      const cells = await all(
        sql<
          AmountRow & { bucket: number; part: string | number | null; fault: string }
        >`select ${bucket} as bucket, ${part} as part, fault, ${amounts} from ${table} where ${matching} group by 1, 2, 3`,
      );
      // Not cut into parts, so the smaller of the tables will do.
      const whole = sql.raw(tableFor(query));
      const buckets = await all(
        sql<Row>`select ${bucket} as bucket, ${histograms} from ${whole} where ${matching} and fault = '' group by 1`,
      );
      const each = await all(
        sql<Row & { part: string | number }>`
          select ${column} as part, ${histograms} from ${table}
          where ${matching} and fault = '' and ${column} in (${sql.join(parts)}) group by ${column}`,
      );
      return {
        parts,
        cells: cells.map((cell) => ({
          bucket: cell.bucket,
          part: cell.part,
          fault: cell.fault,
          ...amountsOf(cell),
        })),
        byBucket: new Map(buckets.map((row) => [row['bucket'] ?? 0, latencyOf(row)])),
        byPart: new Map(each.map((row) => [row.part, latencyOf(row)])),
      };
    },
    async totals(filter): Promise<UsageTotals> {
      const table = sql.raw(tableFor(filter));
      const matching = where(filter);
      const byFault = await all(
        sql<
          AmountRow & { fault: string }
        >`select fault, ${amounts} from ${table} where ${matching} group by fault order by 2 desc, fault`,
      );
      const [latency] = await all(
        sql<Row>`select ${histograms} from ${table} where ${matching} and fault = ''`,
      );
      return {
        byFault: byFault.map((row) => ({ fault: row.fault, ...amountsOf(row) })),
        latency: latency ? latencyOf(latency) : noLatency,
      };
    },
    async channels(fromHour) {
      const rows = await all(sql<Row>`
        select channel_id as channel, coalesce(sum(calls + missed), 0) as asked, coalesce(sum(cost), 0) as cost,
          coalesce(sum(case when fault in (${failures}) then calls + missed else 0 end), 0) as failed, ${firstBytes}
        from channel_hours where hour >= ${fromHour} and channel_id <> 0 group by channel_id`);
      return rows.map((row) => ({
        channel: row['channel'] ?? 0,
        asked: row['asked'] ?? 0,
        failed: row['failed'] ?? 0,
        cost: row['cost'] ?? 0,
        firstByte: counts(row, firstByteColumns),
      }));
    },
    modelSpans: (fromHour, toHour, spanHours) => all(spans(fromHour, toHour, spanHours)),
    async badHours(fromHour, share, least) {
      const percent = Math.trunc(share * 100);
      const judged = spans(fromHour, undefined, 1);
      return all(sql<ModelSpan>`
        select model, span, good, failed from (${judged}) as hours
        where good + failed >= ${least} and failed * 100 > (good + failed) * ${percent} order by model, span`);
    },
    async modelFirstBytes(fromHour) {
      const rows = await all(sql<Row & { model: string }>`
        select model, ${firstBytes} from channel_hours
        where hour >= ${fromHour} and mode = 'live' and fault = '' group by model`);
      return new Map(rows.map((row) => [row.model, counts(row, firstByteColumns)]));
    },
    async keyNames(ids, owner) {
      if (ids.length === 0) return new Map();
      let query = engine.reader.selectFrom('tokens').select(['id', 'name']).where('id', 'in', ids);
      if (owner !== undefined) query = query.where('user_id', '=', owner);
      return new Map((await query.execute()).map(({ id, name }) => [id, name]));
    },
    async userEmails(ids) {
      if (ids.length === 0) return new Map();
      const rows = await engine.reader
        .selectFrom('users')
        .select(['id', 'email'])
        .where('id', 'in', ids)
        .execute();
      return new Map(rows.map(({ id, email }) => [id, email]));
    },
    async taskStates(ids) {
      if (ids.length === 0) return new Map();
      const rows = await engine.reader
        .selectFrom('tasks')
        .select(['id', 'status'])
        .where('id', 'in', ids)
        .execute();
      return new Map(rows.map(({ id, status }) => [id, status as TaskStatus]));
    },
    async prune(beforeHour) {
      await db.deleteFrom('usage_hours').where('hour', '<', beforeHour).execute();
      await db.deleteFrom('channel_hours').where('hour', '<', beforeHour).execute();
    },
  };
}
