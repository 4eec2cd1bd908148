import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Store } from '../../spec/store.ts';
import type { Code, CodeBatch } from '../../spec/wallet.ts';
import {
  formatUsd,
  idParams,
  moment,
  pageOf,
  paging,
  statusField,
  time,
  timeOrNull,
  timeText,
  usd,
  usdText,
} from '../fields.ts';
import { found, Refusal } from '../refusal.ts';
import { remembered } from '../remember.ts';
import { defineRoute } from '../route.ts';
import { userRef, userRefReply } from './user-ref.ts';

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const part = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
/** 80 random bits: nobody guesses one, however often they try. */
const newCode = (): string => `K4U-${part()}-${part()}-${part()}-${part()}`;

const batchReply = z.object({
  id: z.number().int(),
  name: z.string(),
  amount_usd: usdText.describe('What one code is worth'),
  uses: z.number().int().describe('How often each code may be redeemed, each time by another user'),
  per_user: z.number().int().describe('How many codes of the batch one user may redeem'),
  expires_at: time.nullable(),
  status: statusField,
  created_at: time,
  created_by: userRefReply.nullable(),
  codes: z.number().int(),
  used: z.number().int().describe('How often its codes were redeemed'),
});

const codeReply = z.object({
  id: z.number().int(),
  batch: z.number().int(),
  hint: z.string().describe('Last four characters: whole codes are shown once, when they are made'),
  status: statusField,
  used: z.number().int(),
  used_by: z.array(z.object({ user: userRefReply, at: time })),
});

async function views(store: Store) {
  const userOf = remembered((id: number) => store.users.byId(id));
  return {
    batch: async (batch: CodeBatch): Promise<z.input<typeof batchReply>> => ({
      id: batch.id,
      name: batch.name,
      amount_usd: formatUsd(batch.amount),
      uses: batch.uses,
      per_user: batch.perUser,
      expires_at: timeOrNull(batch.expiresAt),
      status: batch.status,
      created_at: timeText(batch.createdAt),
      created_by: batch.createdBy === null ? null : userRef(batch.createdBy, await userOf(batch.createdBy)),
      codes: batch.codes,
      used: batch.used,
    }),
    code: async (code: Code): Promise<z.input<typeof codeReply>> => ({
      id: code.id,
      batch: code.batchId,
      hint: code.hint,
      status: code.status,
      used: code.used,
      used_by: await Promise.all(
        code.usedBy.map(async ({ user, at }) => ({
          user: userRef(user, await userOf(user)),
          at: timeText(at),
        })),
      ),
    }),
  };
}

export const codeRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/admin/codes',
    auth: 'admin',
    summary: { en: 'Batches of redemption codes, newest first', vi: 'Các đợt mã nạp, mới nhất trước' },
    query: z.strictObject(paging),
    reply: pageOf(batchReply),
    handler: async ({ query }, { store }) => {
      const rows = await store.codes.batches(query);
      const show = await views(store);
      return { items: await Promise.all(rows.items.map(show.batch)), total: rows.total, ...query };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/admin/codes',
    auth: 'admin',
    summary: {
      en: 'Make a batch of codes. They are shown in this answer and never again',
      vi: 'Tạo một đợt mã. Mã chỉ hiện trong câu trả lời này, không hiện lại',
    },
    body: z.strictObject({
      name: z.string().trim().min(1).max(60),
      count: z.number().int().min(1).max(1000),
      usd,
      uses: z.number().int().min(1).max(1_000_000).default(1),
      per_user: z.number().int().min(1).max(1000).default(1),
      expires_at: moment.nullable().default(null),
    }),
    reply: z.object({ batch: batchReply, codes: z.array(z.string()) }),
    handler: async ({ caller, body }, { store, clock }) => {
      if (body.usd <= 0) throw new Refusal('field_invalid', 'usd: must be more than 0');
      if (body.expires_at !== null && body.expires_at <= clock.now())
        throw new Refusal('field_invalid', 'expires_at: must be in the future');
      const codes = Array.from({ length: body.count }, newCode);
      const batch = await store.codes.createBatch(
        { user: caller.user.id },
        {
          name: body.name,
          amount: body.usd,
          uses: body.uses,
          perUser: body.per_user,
          expiresAt: body.expires_at,
          codes,
        },
      );
      return { batch: await (await views(store)).batch(batch), codes };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/admin/codes/:id/codes',
    auth: 'admin',
    summary: { en: 'Codes of a batch, and who redeemed them', vi: 'Mã trong một đợt và ai đã dùng' },
    params: idParams,
    query: z.strictObject(paging),
    reply: pageOf(codeReply).extend({ batch: batchReply }),
    handler: async ({ params, query }, { store }) => {
      const show = await views(store);
      const batch = found(await store.codes.batch(params.id), 'batch');
      const rows = await store.codes.codesOf(params.id, query);
      return {
        batch: await show.batch(batch),
        items: await Promise.all(rows.items.map(show.code)),
        total: rows.total,
        ...query,
      };
    },
  }),
  defineRoute({
    method: 'PATCH',
    path: '/api/admin/codes/:id',
    auth: 'admin',
    summary: { en: 'Disable a batch, or enable it again', vi: 'Vô hiệu hóa hoặc kích hoạt lại một đợt mã' },
    params: idParams,
    body: z.strictObject({ status: statusField }),
    reply: batchReply,
    handler: async ({ caller, params, body }, { store }) => {
      const batch = await store.codes.setBatchStatus({ user: caller.user.id }, params.id, body.status);
      return (await views(store)).batch(found(batch, 'batch'));
    },
  }),
  defineRoute({
    method: 'PATCH',
    path: '/api/admin/codes/single/:id',
    auth: 'admin',
    summary: { en: 'Disable one code, or enable it again', vi: 'Vô hiệu hóa hoặc kích hoạt lại một mã' },
    params: idParams,
    body: z.strictObject({ status: statusField }),
    reply: z.object({ id: z.number().int(), status: statusField }),
    handler: async ({ caller, params, body }, { store }) => {
      found(
        (await store.codes.setCodeStatus({ user: caller.user.id }, params.id, body.status)) || undefined,
        'code',
      );
      return { id: params.id, status: body.status };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/admin/codes/find',
    auth: 'admin',
    summary: { en: 'Find a code by its whole text', vi: 'Tìm một mã theo toàn bộ nội dung' },
    limit: { calls: 60, perMs: 60_000 },
    body: z.strictObject({ code: z.string().trim().min(4).max(100) }),
    reply: z.object({ code: codeReply, batch: batchReply }),
    handler: async ({ body }, { store }) => {
      const one = found(await store.codes.find(body.code), 'code');
      const show = await views(store);
      return { code: await show.code(one.code), batch: await show.batch(one.batch) };
    },
  }),
];
