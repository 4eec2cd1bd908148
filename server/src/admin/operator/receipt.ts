import { z } from 'zod';
import { cacheSaving, priceLines } from '../../ledger/price.ts';
import { totalsOf } from '../../spec/chat-parts.ts';
import type { RateCard } from '../../spec/rate-card.ts';
import type { CallRow } from '../../spec/records.ts';
import { meters } from '../../spec/usage.ts';
import type { AdminDeps } from '../deps.ts';
import { formatUsd, time, timeText, usdText } from '../fields.ts';
import { makersWord } from '../official.ts';
import { callReply, callView, channelRef, namesFor } from './call-view.ts';

const factReply = z.union([z.string(), z.number(), z.boolean()]);

/** Everything that decided what a call cost and how it went. */
export const receiptReply = callReply.extend({
  started_at: time,
  upstream_id: z.string().nullable().describe("The upstream's own id of the call"),
  ip: z.string().nullable(),
  facts: z.record(z.string(), factReply).describe('What conditions of the price may ask about'),
  price: z
    .object({
      version: z.number().int().nullable().describe("Null: the maker's list price"),
      source: z.string(),
      as_of: z.string(),
      set_at: time.nullable(),
      lines: z.array(
        z.object({
          meter: z.enum(meters),
          units: z.number(),
          usd: z.string().nullable().describe('Rate for `per` units; null: this meter has no price'),
          per: z.number().nullable(),
          amount_usd: usdText.describe('Before the group ratio'),
        }),
      ),
      group: z.string(),
      ratio: z.string().describe('Group factor'),
      total_usd: usdText.describe('Sum of the lines × ratio, rounded up once to a nano-USD'),
    })
    .nullable()
    .describe('Null: the call was never priced'),
  hold_usd: usdText.describe('Reserved before the call'),
  charged_usd: usdText,
  released_usd: usdText.describe('Of the hold, given back'),
  cache: z
    .object({
      share: z.number().min(0).max(1).describe('Part of the input that was read from the cache'),
      saved_usd: z
        .string()
        .describe('Against the same call without a cache; below zero where more was written'),
    })
    .nullable()
    .describe('Null: no cache was read or written'),
  agrees: z.boolean().describe('The charge is the total of the price, or nothing was charged for a fault'),
  attempts: z.array(
    z.object({
      channel: z.object({ id: z.number().int(), name: z.string() }),
      key: z.number().int().describe('Id of the key'),
      outcome: z.string().describe('"ok", or why it did not serve'),
      status: z.number().int().nullable(),
      ms: z.number(),
    }),
  ),
  notes: z.array(z.string()).describe('What was converted, dropped, estimated or decided'),
});

type Charged = { card: RateCard; version: number | null; setAt: number | null };

/** The card that the call was charged by. A call without a version was charged by its maker's list price. */
async function chargedBy(deps: AdminDeps, call: CallRow): Promise<Charged | undefined> {
  if (call.price !== null) {
    const version = await deps.store.prices.byId(call.price);
    return version && { card: version.card, version: version.id, setAt: version.createdAt };
  }
  const maker = makersWord(deps.providers).get(call.model);
  return maker && { card: maker.fact.card, version: null, setAt: null };
}

export async function receipt(deps: AdminDeps, call: CallRow): Promise<z.input<typeof receiptReply>> {
  const names = await namesFor(deps, [call]);
  const charged = await chargedBy(deps, call);
  const priced = charged && priceLines(charged.card, call.usage, call.facts, call.ratio);
  return {
    ...callView(call, names),
    started_at: timeText(call.startedAt),
    upstream_id: call.upstreamId,
    ip: call.ip,
    facts: { ...call.facts },
    price:
      charged && priced
        ? {
            version: charged.version,
            source: charged.card.source,
            as_of: charged.card.asOf,
            set_at: charged.setAt === null ? null : timeText(charged.setAt),
            lines: priced.lines.map(({ amount, ...line }) => ({ ...line, amount_usd: amount })),
            group: call.group,
            ratio: call.ratio,
            total_usd: formatUsd(priced.total),
          }
        : null,
    hold_usd: formatUsd(call.hold),
    charged_usd: formatUsd(call.cost),
    released_usd: formatUsd(Math.max(call.hold - call.cost, 0)),
    cache: charged ? cacheView(call, charged.card) : null,
    agrees: call.cost === (priced?.total ?? 0) || (call.cost === 0 && call.fault !== null),
    attempts: call.attempts.map(({ channel, ...attempt }) => ({
      ...attempt,
      channel: channelRef(channel, names),
    })),
    notes: [...call.notes],
  };
}

/** How much of the input came from the upstream's prompt cache, and the money that this saved. */
export function cacheView(
  { usage, facts, ratio }: CallRow,
  card: RateCard,
): z.input<typeof receiptReply>['cache'] {
  const { input, cached, written } = totalsOf(usage);
  if (cached + written === 0) return null;
  const saved = cacheSaving(card, usage, facts, ratio);
  return {
    share: Math.round((cached / input) * 10_000) / 10_000,
    saved_usd: saved < 0 ? `-${formatUsd(-saved)}` : formatUsd(saved),
  };
}
