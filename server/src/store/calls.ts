import { type Selectable, sql } from 'kysely';
import { timeOfId } from '../base/ids.ts';
import type { FaultCode } from '../spec/fault.ts';
import type { Attempt, CallRow, Mode } from '../spec/records.ts';
import type { CallFilter, Store } from '../spec/store.ts';
import type { Facts, Usage } from '../spec/usage.ts';
import { type Context, likePattern } from './context.ts';
import type { Partitions } from './partitions.ts';
import type { Tables } from './schema.ts';

const parsed = <T>(text: string | null, empty: T): T => (text === null ? empty : (JSON.parse(text) as T));

const toCall = (row: Selectable<Tables['calls']>): CallRow => ({
  id: row.id,
  at: row.at,
  startedAt: row.started_at,
  user: row.user_id,
  token: row.token_id,
  mode: row.mode as Mode,
  dialect: row.dialect,
  endpoint: row.endpoint,
  model: row.model,
  channel: row.channel_id,
  upstreamModel: row.upstream_model,
  upstreamId: row.upstream_id,
  group: row.group_name,
  ratio: row.ratio,
  stream: row.stream === 1,
  status: row.status,
  fault: row.fault as FaultCode | null,
  usage: parsed<Usage>(row.usage, {}),
  facts: parsed<Facts>(row.facts, {}),
  price: row.price_id,
  hold: row.hold,
  cost: row.cost,
  firstByteMs: row.first_byte_ms,
  ms: row.ms,
  attempts: parsed<readonly Attempt[]>(row.attempts, []),
  notes: parsed<readonly string[]>(row.notes, []),
  ip: row.ip,
});

/** A call lasts at most this long, so a request id tells within which span its log row lies. */
const longestCallMs = 26 * 3_600_000;

export function callsOf({ engine }: Context, partitions: Partitions): Store['calls'] {
  const filtered = (filter: CallFilter) => {
    let query = engine.reader.selectFrom('calls');
    if (filter.user !== undefined) query = query.where('user_id', '=', filter.user);
    // Through the owner, because the log has an index by user and none by token.
    if (filter.token !== undefined)
      query = query
        .where('token_id', '=', filter.token)
        .where('user_id', '=', (eb) =>
          eb.selectFrom('tokens').select('tokens.user_id').where('tokens.id', '=', filter.token!),
        );
    if (filter.model !== undefined) query = query.where('model', '=', filter.model);
    if (filter.channel !== undefined) query = query.where('channel_id', '=', filter.channel);
    if (filter.requestId !== undefined) query = query.where('id', '=', filter.requestId);
    if (filter.mode !== undefined) query = query.where('mode', '=', filter.mode);
    if (filter.fault !== undefined) query = query.where('fault', filter.fault ? 'is not' : 'is', null);
    if (filter.faultCode !== undefined) query = query.where('fault', '=', filter.faultCode);
    if (filter.dialect !== undefined) query = query.where('dialect', '=', filter.dialect);
    if (filter.group !== undefined) query = query.where('group_name', '=', filter.group);
    if (filter.leastCost !== undefined) query = query.where('cost', '>=', filter.leastCost);
    if (filter.requestIdPrefix !== undefined) {
      const pattern = `${likePattern(filter.requestIdPrefix).replaceAll('%', '\\%')}%`;
      query = query.where(sql<boolean>`id like ${pattern} escape '\\'`);
    }
    if (filter.from !== undefined) query = query.where('at', '>=', filter.from);
    if (filter.to !== undefined) query = query.where('at', '<=', filter.to);
    return query;
  };
  return {
    async list(filter, { page, size }) {
      const { total } = await filtered(filter)
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const rows = await filtered(filter)
        .selectAll()
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(size)
        .offset((page - 1) * size)
        .execute();
      return { items: rows.map(toCall), total };
    },
    async behind(filter, place, limit) {
      const to = place === undefined ? filter.to : Math.min(place.at, filter.to ?? place.at);
      let query = filtered({ ...filter, ...(to === undefined ? {} : { to }) });
      if (place)
        query = query.where((eb) =>
          eb.or([eb('at', '<', place.at), eb.and([eb('at', '=', place.at), eb('id', '<', place.id)])]),
        );
      const rows = await query.selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return rows.map(toCall);
    },
    async byRequestId(id) {
      const started = timeOfId(id);
      if (started === undefined) return undefined; // no id of ours
      const near = { from: started - 60_000, to: started + longestCallMs };
      const row = await filtered({ requestId: id, ...near })
        .selectAll()
        .orderBy('at')
        .limit(1)
        .executeTakeFirst();
      return row && toCall(row);
    },
    async totals(filter) {
      const row = await filtered(filter)
        .select((eb) => [
          eb.fn.countAll<number>().as('calls'),
          eb.fn.coalesce(eb.fn.sum<number>('cost'), eb.lit(0)).as('cost'),
          eb.fn.count<number>('fault').as('faults'),
        ])
        .executeTakeFirstOrThrow();
      return { calls: row.calls, cost: Number(row.cost), faults: row.faults };
    },
    dropBefore: (time) => partitions.dropBefore(time),
  };
}
