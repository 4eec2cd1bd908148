import { z } from 'zod';
import type { RateCard } from '../../spec/rate-card.ts';
import type { PriceVersion } from '../../spec/records.ts';
import type { AdminDeps } from '../deps.ts';
import { time, timeText } from '../fields.ts';
import { defineRoute } from '../route.ts';
import { cardOf, priceBody, rateReply } from './rate-input.ts';

export const cardReply = z.object({
  rates: z.array(rateReply),
  source: z.string(),
  as_of: z.string().describe('The day the source was read'),
});

export const cardView = (card: RateCard): z.input<typeof cardReply> => ({
  rates: card.rates.map(({ when, ...rate }) => ({
    ...rate,
    ...(when
      ? { when: when.map(({ is, ...condition }) => ({ ...condition, ...(is ? { is: [...is] } : {}) })) }
      : {}),
  })),
  source: card.source,
  as_of: card.asOf,
});

export const versionReply = z.object({
  version: z.number().int(),
  model: z.string(),
  ...cardReply.shape,
  created_at: time,
  created_by: z.number().int().nullable().describe('User id'),
});

const pastReply = versionReply.extend({
  author: z.string().nullable().describe('E-mail address of who set it; null: the list price was taken over'),
});

/** Of the people who set prices; there are few of them. */
export async function authorsOf(
  { store }: Pick<AdminDeps, 'store'>,
  versions: readonly PriceVersion[],
): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set(versions.flatMap(({ createdBy }) => (createdBy === null ? [] : [createdBy])))];
  const users = await Promise.all(ids.map((id) => store.users.byId(id)));
  return new Map(users.flatMap((user) => (user ? [[user.id, user.email] as const] : [])));
}

export const versionView = (version: PriceVersion): z.input<typeof versionReply> => ({
  version: version.id,
  model: version.model,
  ...cardView(version.card),
  created_at: timeText(version.createdAt),
  created_by: version.createdBy,
});

export const priceRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/admin/prices',
    auth: 'admin',
    summary: { en: 'Prices that are charged now', vi: 'Giá đang áp dụng' },
    reply: z.object({ items: z.array(versionReply) }),
    handler: async (_ask, { store }) => ({ items: (await store.prices.current()).map(versionView) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/admin/prices/history',
    auth: 'admin',
    summary: {
      en: "All versions of a model's price, newest first",
      vi: 'Mọi phiên bản giá của model, mới nhất trước',
    },
    query: z.strictObject({ model: z.string().min(1).max(200) }),
    reply: z.object({ items: z.array(pastReply) }),
    handler: async ({ query }, deps) => {
      const versions = await deps.store.prices.history(query.model);
      const authors = await authorsOf(deps, versions);
      return {
        items: versions.map((version) => ({
          ...versionView(version),
          author: (version.createdBy !== null && authors.get(version.createdBy)) || null,
        })),
      };
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/api/admin/prices',
    auth: 'admin',
    summary: { en: "Set a model's price: a new version", vi: 'Đặt giá cho model: một phiên bản mới' },
    body: priceBody,
    reply: versionReply,
    handler: async ({ caller, body }, { store, clock }) => {
      const card = cardOf(body, timeText(clock.now()).slice(0, 10));
      return versionView(await store.prices.put({ user: caller.user.id }, body.model, card));
    },
  }),
];
