import { z } from 'zod';
import { type Entry, entryKinds } from '../../spec/records.ts';
import type { Store } from '../../spec/store.ts';
import { formatUsd, idText, pageOf, paging, time, timeText, usdText } from '../fields.ts';
import { found } from '../refusal.ts';
import { defineLines, defineRoute } from '../route.ts';

const entryReply = z.object({
  id: z.number().int(),
  account: z.number().int(),
  kind: z.enum(entryKinds),
  amount_usd: usdText,
  cause: z.string(),
  at: time,
  note: z.string().nullable(),
});

const entryView = (entry: Entry): z.input<typeof entryReply> => ({
  id: entry.id,
  account: entry.account,
  kind: entry.kind,
  amount_usd: formatUsd(entry.amount),
  cause: entry.cause,
  at: timeText(entry.at),
  note: entry.note,
});

const exportPage = 1000;

async function* everyEntry(store: Store) {
  for (let after = 0; ; ) {
    const entries = await store.ledger.export(after, exportPage);
    for (const entry of entries) yield entryView(entry);
    const last = entries.at(-1);
    if (!last) return;
    after = last.id;
  }
}

export const ledgerRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/admin/ledger/verify',
    auth: 'admin',
    summary: { en: 'Check every balance against its entries', vi: 'Kiểm tra mọi số dư với các bút toán' },
    limit: { calls: 10, perMs: 60_000 },
    reply: z.object({
      ok: z.boolean(),
      accounts: z.number().int(),
      entries: z.number().int(),
      differences: z.array(
        z.object({ what: z.string(), expected: z.number(), found: z.number() }).describe('Nano-USD'),
      ),
    }),
    handler: async (_ask, { store }) => {
      const verdict = await store.ledger.verify();
      return { ...verdict, ok: verdict.differences.length === 0, differences: [...verdict.differences] };
    },
  }),
  defineLines({
    method: 'GET',
    path: '/api/admin/ledger/export',
    auth: 'admin',
    summary: { en: 'Every entry, one JSON object a line', vi: 'Mọi bút toán, mỗi dòng một đối tượng JSON' },
    reply: entryReply,
    handler: (_ask, { store }) => everyEntry(store),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/admin/ledger/entries',
    auth: 'admin',
    summary: { en: 'Entries of an account, newest first', vi: 'Bút toán của một tài khoản, mới nhất trước' },
    query: z.strictObject({ ...paging, account: idText.describe('Id of the account') }),
    reply: pageOf(entryReply),
    handler: async ({ query: { account, page, size } }, { store }) => {
      found(await store.ledger.account(account), 'account');
      const entries = await store.ledger.entries(account, { page, size });
      return { items: entries.items.map(entryView), total: entries.total, page, size };
    },
  }),
];
