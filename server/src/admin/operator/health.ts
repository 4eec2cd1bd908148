import { z } from 'zod';
import { time, timeOrNull } from '../fields.ts';
import { defineRoute } from '../route.ts';

const healthRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/health',
  auth: 'admin',
  summary: {
    en: 'Breakers, journal and open streams of this node',
    vi: 'Cầu dao, nhật ký ghi và luồng đang mở của nút này',
  },
  reply: z.object({
    node: z.string(),
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
    journal: z.object({
      lag_bytes: z.number().int().describe('Written and not yet applied to the database'),
      lag_ms: z.number(),
    }),
    open_streams: z.number().int(),
  }),
  handler: async (_ask, deps) => {
    const health = deps.health();
    const channels = new Map((await deps.store.channels.list()).map(({ id, name }) => [id, name]));
    return {
      node: health.node,
      breakers: health.breakers.map((breaker) => ({
        ...breaker,
        channel: { id: breaker.channel, name: channels.get(breaker.channel) ?? '' },
        since: timeOrNull(breaker.since),
        until: timeOrNull(breaker.until),
      })),
      journal: { lag_bytes: health.journal.lagBytes, lag_ms: health.journal.lagMs },
      open_streams: health.openStreams,
    };
  },
});

export const healthRoutes = [healthRoute];
