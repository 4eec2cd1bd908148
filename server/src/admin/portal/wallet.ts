import { z } from 'zod';
import type { Account, Mode } from '../../spec/records.ts';
import type { Store } from '../../spec/store.ts';
import { type StatementLine, statementFilters } from '../../spec/wallet.ts';
import { formatUsd, modeField, moment, time, timeText, usdText } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { defineFile, defineRoute } from '../route.ts';
import { readSettings, settings } from '../settings.ts';

const dayMs = 86_400_000;
const paceDays = 7;

const purse = z.object({
  balance_usd: usdText,
  spent_usd: usdText.describe('Ever'),
  held_usd: usdText.describe('What open tasks hold; it is not in the balance'),
  open_tasks: z.number().int(),
  limited: z.boolean().describe('False: calls go on when the balance is used up'),
});

const sources = [
  'code',
  'order',
  'order-refund',
  'invitation',
  'gift',
  'operator',
  'refund',
  'limit',
  'calls',
  'holds',
] as const;
type Source = (typeof sources)[number];

/** What a line was for. The word before the colon of a cause says who made it. */
function sourceOf({ kind, cause }: Pick<StatementLine, 'kind' | 'cause'>): Source {
  if (kind === 'calls' || kind === 'holds' || kind === 'limit' || kind === 'refund') return kind;
  const made = cause?.split(':')[0];
  if (made === 'code' || made === 'order' || made === 'order-refund') return made;
  if (cause !== null && /^gift:invite[dr]:/.test(cause)) return 'invitation';
  return kind === 'gift' ? 'gift' : 'operator';
}

const refOf = (cause: string | null): string | null =>
  cause?.includes(':') ? cause.slice(cause.indexOf(':') + 1) : null;

const spreadsheetSafe = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const cell = (value: string | number | null): string => {
  const text = spreadsheetSafe(String(value ?? ''));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

async function* statementCsv(store: Store, account: number, from: number, to: number) {
  yield '\ufefftime,kind,amount_usd,cause,note\r\n'; // the mark lets spreadsheets read UTF-8
  for (let after = { at: 0, id: 0 }; ; ) {
    const rows = await store.statements.entries(account, { from, to, after, limit: 1000 });
    if (rows.length === 0) return;
    yield rows
      .map(
        ({ at, kind, amount, cause, note }) =>
          // A number is written as one, whatever its sign.
          `${timeText(at)},${kind},${formatUsd(amount)},${cell(cause)},${cell(note)}\r\n`,
      )
      .join('');
    const last = rows.at(-1)!;
    after = { at: last.at, id: last.id };
  }
}

export const walletRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/portal/wallet',
    auth: 'user',
    summary: {
      en: 'Balance, what is held, how long it lasts',
      vi: 'Số dư, phần đang giữ, còn dùng được bao lâu',
    },
    reply: z.object({
      live: purse,
      test: purse,
      pace_usd: usdText.describe('Live spending a day, over the last seven days'),
      days_left: z
        .number()
        .nullable()
        .describe('At this pace; null: nothing was spent, or nothing limits it'),
    }),
    handler: async ({ caller: { user } }, { store, clock }) => {
      const now = clock.now();
      const show = async (mode: Mode, account: Account) => {
        const held = await store.statements.heldByTasks(user.id, mode);
        return {
          balance_usd: formatUsd(account.balance),
          spent_usd: formatUsd(account.spent),
          held_usd: formatUsd(held.amount),
          open_tasks: held.tasks,
          limited: account.limited,
        };
      };
      // Of an account that is younger, its own days count.
      const days = Math.min(paceDays, Math.max(1, (now - user.createdAt) / dayMs));
      const spent = await store.statements.spentSince(user.live.id, now - paceDays * dayMs);
      const pace = Math.max(0, Math.round(spent / days));
      return {
        live: await show('live', user.live),
        test: await show('test', user.test),
        pace_usd: formatUsd(pace),
        days_left:
          pace === 0 || !user.live.limited
            ? null
            : Math.floor((Math.max(0, user.live.balance) / pace) * 10) / 10,
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/portal/wallet/entries',
    auth: 'user',
    summary: {
      en: "Movements of money, newest first; a day's calls are one line",
      vi: 'Các khoản thu chi, mới nhất trước; các cuộc gọi trong ngày gộp thành một dòng',
    },
    query: z.strictObject({
      mode: modeField.default('live'),
      filter: z.enum(statementFilters).default('all'),
      from: moment.optional(),
      before: moment.optional().describe('Exclusive; `next` of the page before'),
      offset_minutes: z.coerce
        .number()
        .int()
        .min(-840)
        .max(840)
        .default(420)
        .describe('Where days begin: minutes ahead of UTC'),
    }),
    reply: z.object({
      items: z.array(
        z.object({
          at: time,
          kind: z.enum(['topup', 'gift', 'refund', 'adjust', 'limit', 'calls', 'holds']),
          amount_usd: usdText,
          entries: z.number().int().describe('Movements that the line stands for'),
          source: z.enum(sources),
          ref: z.string().nullable(),
          note: z.string().nullable(),
        }),
      ),
      next: time.nullable(),
    }),
    handler: async ({ caller: { user }, query }, { store, clock }) => {
      const page = await store.statements.page(user[query.mode].id, {
        filter: query.filter,
        before: query.before ?? clock.now() + dayMs,
        from: query.from ?? 0,
        offsetMinutes: query.offset_minutes,
      });
      return {
        items: page.lines.map((line) => ({
          at: timeText(line.at),
          kind: line.kind,
          amount_usd: formatUsd(line.amount),
          entries: line.entries,
          source: sourceOf(line),
          ref: refOf(line.cause),
          note: line.note,
        })),
        next: page.next === null ? null : timeText(page.next),
      };
    },
  }),
  defineFile({
    method: 'GET',
    path: '/api/portal/wallet/entries.csv',
    auth: 'user',
    summary: { en: 'Every movement of money as CSV', vi: 'Mọi khoản thu chi dạng CSV' },
    produces: 'text/csv',
    limit: { calls: 10, perMs: 60_000 },
    query: z.strictObject({
      mode: modeField.default('live'),
      from: moment.optional(),
      to: moment.optional().describe('Inclusive'),
    }),
    handler: async ({ caller: { user }, query }, { store, clock }) => ({
      mediaType: 'text/csv; charset=utf-8',
      name: `key4u-${query.mode}-${timeText(clock.now()).slice(0, 10)}.csv`,
      body: statementCsv(store, user[query.mode].id, query.from ?? 0, query.to ?? clock.now() + dayMs),
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/portal/wallet/invitations',
    auth: 'user',
    summary: {
      en: 'What one invites others with, and what it brought',
      vi: 'Mã mời của bạn và phần thưởng đã nhận',
    },
    reply: z.object({
      code: z.string().nullable(),
      invited: z.number().int(),
      earned_usd: usdText,
      reward_usd: usdText.describe('For whoever invites'),
      welcome_usd: usdText.describe('For whoever is invited'),
    }),
    handler: async ({ caller: { user } }, { store }) => {
      const said = await readSettings(store);
      const { invited, earned } = await store.statements.invitations(user.id, user.live.id);
      const isOpen = said.value(settings.registration) !== 'closed';
      return {
        code: isOpen ? ((await store.auth.inviteCode(user.id)) ?? null) : null,
        invited,
        earned_usd: formatUsd(earned),
        reward_usd: said.value(settings.inviterReward),
        welcome_usd: said.value(settings.inviteeReward),
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/portal/wallet/redeem',
    auth: 'user',
    summary: { en: 'Redeem a code', vi: 'Đổi mã nạp' },
    limit: { calls: 10, perMs: 10 * 60_000 },
    body: z.strictObject({ code: z.string().trim().min(4).max(100) }),
    reply: z.object({
      amount_usd: usdText,
      name: z.string().describe('Of the offer'),
      balance_usd: usdText,
    }),
    handler: async ({ caller: { user }, body }, { store }) => {
      const redeemed = await store.codes.redeem(user.id, body.code);
      if ('refused' in redeemed) throw new Refusal('refused', redeemed.refused);
      const account = await store.ledger.account(user.live.id);
      return {
        amount_usd: formatUsd(redeemed.amount),
        name: redeemed.batch,
        balance_usd: formatUsd(account?.balance ?? 0),
      };
    },
  }),
];
