import { z } from 'zod';
import type { CallFilter } from '../../spec/store.ts';
import type { AdminDeps } from '../deps.ts';
import { formatUsd, idText, modeField, moment, pageOf, paging, usdText } from '../fields.ts';
import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { callReply, callView, namesFor } from './call-view.ts';
import { receipt, receiptReply } from './receipt.ts';
import { namedUser } from './user-ref.ts';

const filterQuery = {
  user: z.string().max(200).optional().describe('Id or e-mail address'),
  token: idText.optional().describe('Id'),
  model: z.string().max(200).optional(),
  channel: z.string().max(100).optional().describe('Id or name'),
  request_id: z.string().max(100).optional(),
  mode: modeField.optional(),
  fault: z.enum(['true', 'false']).optional().describe('Only calls that failed, or only those that did not'),
  from: moment.optional(),
  to: moment.optional(),
};

type Query = z.output<z.ZodObject<typeof filterQuery>>;

async function namedChannel(deps: AdminDeps, name: string): Promise<number> {
  if (/^\d{1,15}$/.test(name)) return Number(name); // calls outlive their channel
  const channel = (await deps.store.channels.list()).find((each) => each.name === name);
  if (!channel) throw new Refusal('field_invalid', `channel: there is no channel "${name}"`);
  return channel.id;
}

async function filterOf(deps: AdminDeps, query: Query): Promise<CallFilter> {
  return {
    ...(query.user === undefined ? {} : { user: (await namedUser(deps.store, query.user)).id }),
    ...(query.token === undefined ? {} : { token: query.token }),
    ...(query.model === undefined ? {} : { model: query.model }),
    ...(query.channel === undefined ? {} : { channel: await namedChannel(deps, query.channel) }),
    ...(query.request_id === undefined ? {} : { requestId: query.request_id }),
    ...(query.mode === undefined ? {} : { mode: query.mode }),
    ...(query.fault === undefined ? {} : { fault: query.fault === 'true' }),
    ...(query.from === undefined ? {} : { from: query.from }),
    ...(query.to === undefined ? {} : { to: query.to }),
  };
}

export const operatorLogRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/admin/logs',
    auth: 'admin',
    summary: { en: 'Log of calls, newest first', vi: 'Nhật ký cuộc gọi, mới nhất trước' },
    query: z.strictObject({
      ...paging,
      ...filterQuery,
      totals: z.enum(['true', 'false']).optional().describe('"true": sums over all that match'),
    }),
    reply: pageOf(callReply).extend({
      totals: z.object({ calls: z.number().int(), cost_usd: usdText, faults: z.number().int() }).optional(),
    }),
    handler: async ({ query }, deps) => {
      const { page, size } = query;
      const filter = await filterOf(deps, query);
      const calls = await deps.store.calls.list(filter, { page, size });
      const names = await namesFor(deps, calls.items);
      const items = calls.items.map((call) => callView(call, names));
      const list = { items, total: calls.total, page, size };
      if (query.totals !== 'true') return list;
      const totals = await deps.store.calls.totals(filter);
      return {
        ...list,
        totals: { calls: totals.calls, cost_usd: formatUsd(totals.cost), faults: totals.faults },
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/admin/logs/:id',
    auth: 'admin',
    summary: { en: 'Receipt of a call', vi: 'Biên nhận của một cuộc gọi' },
    params: z.object({ id: z.string().min(1).max(100).describe('Request id') }),
    reply: receiptReply,
    handler: async ({ params }, deps) =>
      receipt(deps, found(await deps.store.calls.byRequestId(params.id), 'call')),
  }),
];
