import { z } from 'zod';
import { quantileOf } from '../../base/log-histogram.ts';
import { hourOf } from '../../spec/insight.ts';
import { formatUsd, time, timeOrNull, timeText, usdText } from '../fields.ts';
import { keptFor } from '../kept-for.ts';
import { defineRoute } from '../route.ts';

const minuteMs = 60_000;
const cells = 60;
/** A node that was silent for longer than its leases live is gone. */
const nodeSeenMs = 15 * minuteMs;

const share = z.number().min(0).max(1).nullable().describe('Null: nothing was asked of it');
const firstByte = z
  .number()
  .int()
  .nullable()
  .describe('Median milliseconds to the first byte, within a quarter; null: no answer');

const channelReply = z.object({
  id: z.number().int(),
  name: z.string(),
  state: z
    .enum(['disabled', 'closed', 'half-open', 'open', 'partly-open'])
    .describe('Of its breakers together; "partly-open": some of its keys rest'),
  last_hour: z.object({
    calls: z.number().int().describe('Attempts on this channel; seen by this node'),
    failed: z.number().int().describe("Of them, by a fault that is not the client's"),
    success: share,
    first_byte_ms: firstByte,
    cost_usd: usdText,
  }),
  cells: z
    .array(
      z.object({
        calls: z.number().int(),
        failed: z.number().int(),
        first_byte_ms: firstByte,
        cost_usd: usdText,
      }),
    )
    .describe('60 minutes, the oldest first, the running one last; empty: nothing in the last hour'),
  day: z
    .object({
      calls: z.number().int(),
      failed: z.number().int(),
      success: share,
      first_byte_ms: firstByte,
      cost_usd: usdText,
    })
    .describe('The last 24 hours (begun hours count), of all nodes'),
});

/** What has to be asked of the database, for as long as a page looks on. */
const stored = keptFor(10_000, async ({ store, clock }) => {
  const now = clock.now();
  const [day, nodes, size, openTasks] = await Promise.all([
    store.insight.channels(hourOf(now) - 24),
    store.nodes.list(now - nodeSeenMs),
    store.size(),
    store.tasks.openCount(),
  ]);
  return { day: new Map(day.map((each) => [each.channel, each])), nodes, size, openTasks };
});

const succeeded = (asked: number, failed: number): number | null =>
  asked === 0 ? null : Math.round(((asked - failed) / asked) * 10_000) / 10_000;

function stateOf(enabled: boolean, states: readonly string[]) {
  if (!enabled || states.length === 0) return 'disabled' as const;
  const open = states.filter((state) => state === 'open').length;
  if (open === states.length) return 'open' as const;
  if (open > 0) return 'partly-open' as const;
  return states.includes('half-open') ? ('half-open' as const) : ('closed' as const);
}

const healthRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/health',
  auth: 'admin',
  summary: {
    en: 'Channels, breakers, journal, nodes and database: how the gateway is now',
    vi: 'Kênh, cầu dao, nhật ký ghi, các nút và cơ sở dữ liệu: tình trạng hiện tại của cổng',
  },
  reply: z.object({
    node: z.string(),
    version: z.string(),
    started_at: time,
    breakers: z.array(
      z.object({
        channel: z.object({ id: z.number().int(), name: z.string() }),
        key: z.number().int().describe('Id of the key'),
        state: z.enum(['closed', 'open', 'half-open']),
        faults: z.number().int(),
        reason: z.string().nullable(),
        since: time.nullable(),
        until: time.nullable().describe('When the next probe may go'),
      }),
    ),
    cells_from: time.describe('When the first minute of `cells` began'),
    channels: z.array(channelReply),
    journal: z.object({
      lag_bytes: z.number().int().describe('Written and not yet applied to the database'),
      lag_ms: z.number(),
    }),
    open_streams: z.number().int(),
    open_tasks: z.number().int().describe('Of all nodes'),
    nodes: z.array(z.object({ name: z.string(), beat_at: time })).describe('Seen in the last 15 minutes'),
    database_bytes: z.number().int(),
    memory_bytes: z.number().int().describe('Resident memory of this process'),
  }),
  handler: async (_ask, deps) => {
    const now = deps.clock.now();
    const health = deps.health();
    const [list, { day, nodes, size, openTasks }] = await Promise.all([
      deps.store.channels.list(),
      stored(deps),
    ]);
    const names = new Map(list.map(({ id, name }) => [id, name]));
    const pulses = new Map(health.channels.map((pulse) => [pulse.channel, pulse]));
    return {
      node: health.node,
      version: deps.version,
      started_at: timeText(deps.startedAt),
      breakers: health.breakers.map((breaker) => ({
        ...breaker,
        channel: { id: breaker.channel, name: names.get(breaker.channel) ?? '' },
        since: timeOrNull(breaker.since),
        until: timeOrNull(breaker.until),
      })),
      cells_from: timeText((Math.floor(now / minuteMs) - cells + 1) * minuteMs),
      channels: list.map(({ id, name, status }) => {
        const pulse = pulses.get(id);
        const calls = pulse?.cells.reduce((sum, cell) => sum + cell.calls, 0) ?? 0;
        const failed = pulse?.cells.reduce((sum, cell) => sum + cell.failed, 0) ?? 0;
        const cost = pulse?.cells.reduce((sum, cell) => sum + cell.cost, 0) ?? 0;
        const today = day.get(id);
        const breakers = health.breakers.filter(({ channel }) => channel === id);
        return {
          id,
          name,
          state: stateOf(
            status === 'enabled',
            breakers.map(({ state }) => state),
          ),
          last_hour: {
            calls,
            failed,
            success: succeeded(calls, failed),
            first_byte_ms: pulse?.firstByteMs ?? null,
            cost_usd: formatUsd(cost),
          },
          cells:
            pulse?.cells.map((cell) => ({
              calls: cell.calls,
              failed: cell.failed,
              first_byte_ms: cell.firstByteMs,
              cost_usd: formatUsd(cell.cost),
            })) ?? [],
          day: {
            calls: today?.asked ?? 0,
            failed: today?.failed ?? 0,
            success: succeeded(today?.asked ?? 0, today?.failed ?? 0),
            first_byte_ms: today ? quantileOf(today.firstByte, 0.5) : null,
            cost_usd: formatUsd(today?.cost ?? 0),
          },
        };
      }),
      journal: { lag_bytes: health.journal.lagBytes, lag_ms: health.journal.lagMs },
      open_streams: health.openStreams,
      open_tasks: openTasks,
      nodes: nodes.map(({ name, beatAt }) => ({ name, beat_at: timeText(beatAt) })),
      database_bytes: size,
      memory_bytes: health.memoryBytes,
    };
  },
});

export const healthRoutes = [healthRoute];
