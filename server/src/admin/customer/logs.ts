import { z } from 'zod';
import type { CallFilter, Paging } from '../../spec/store.ts';
import type { AdminDeps } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { logReply, logRows } from './log-view.ts';
import { pageQuery, pageReply, pagingOf } from './paging.ts';

const wholeNumber = z.coerce.number().int().min(0).catch(0).default(0);

const filterQuery = {
  type: wholeNumber.describe('0 all, 2 used, 5 failed'),
  token_name: z.string().max(200).default(''),
  model_name: z.string().max(200).default(''),
  start_timestamp: wholeNumber.describe('Unix seconds'),
  end_timestamp: wholeNumber.describe('Unix seconds'),
  group: z.string().max(64).default(''),
  request_id: z.string().max(100).default(''),
};

type Query = z.output<z.ZodObject<typeof filterQuery>>;

/** Undefined: nothing can match (another type of row, a name that no key has). */
async function filterOf(deps: AdminDeps, user: number, query: Query): Promise<CallFilter | undefined> {
  if (query.group) throw new Refusal('field_invalid', 'group: the log cannot be filtered by group');
  if (![0, 2, 5].includes(query.type)) return undefined;
  let token: number | undefined;
  if (query.token_name) {
    // Taken literally: a name with % in it must not become a pattern.
    const named = await deps.store.tokens.list(
      { owner: user, search: query.token_name },
      { page: 1, size: 100 },
    );
    const same = named.items.filter((each) => each.name === query.token_name);
    if (same.length > 1)
      throw new Refusal(
        'refused',
        'several of your keys have this name: give them different names to filter by one',
      );
    token = same[0]?.id;
    if (token === undefined) return undefined;
  }
  return {
    user,
    ...(token === undefined ? {} : { token }),
    ...(query.type === 0 ? {} : { fault: query.type === 5 }),
    ...(query.model_name ? { model: query.model_name } : {}),
    ...(query.request_id ? { requestId: query.request_id } : {}),
    ...(query.start_timestamp ? { from: query.start_timestamp * 1000 } : {}),
    ...(query.end_timestamp ? { to: query.end_timestamp * 1000 + 999 } : {}),
  };
}

const nothing = (paging: Paging) => ({ page: paging.page, page_size: paging.size, total: 0, items: [] });

export const logRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/log/self',
    auth: 'user',
    summary: { en: 'Log of your calls', vi: 'Nhật ký cuộc gọi của bạn' },
    query: z.object({ ...pageQuery, ...filterQuery }),
    reply: pageReply(logReply),
    handler: async ({ caller, query }, deps) => {
      const paging = pagingOf(query);
      const filter = await filterOf(deps, caller.user.id, query);
      if (!filter) return nothing(paging);
      const page = await deps.store.calls.list(filter, paging);
      return {
        page: paging.page,
        page_size: paging.size,
        total: page.total,
        items: await logRows(deps, caller.user, page.items, (paging.page - 1) * paging.size),
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/log/token',
    auth: 'token',
    refusals: 'key',
    summary: {
      en: 'Log of the calls with this key, newest first',
      vi: 'Nhật ký cuộc gọi của khóa này, mới nhất trước',
    },
    query: z.object({
      ...pageQuery,
      key: z.string().max(200).optional().describe('The key, unless it is in Authorization'),
    }),
    reply: z.array(logReply),
    handler: async ({ caller, query }, deps) => {
      const paging = pagingOf(query, 100);
      const page = await deps.store.calls.list({ user: caller.user.id, token: caller.token.id }, paging);
      return logRows(deps, caller.user, page.items, (paging.page - 1) * paging.size);
    },
  }),
];
