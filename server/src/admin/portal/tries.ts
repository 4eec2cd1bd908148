import { z } from 'zod';
import { meters } from '../../spec/usage.ts';
import { usdText } from '../fields.ts';
import { receipt } from '../operator/receipt.ts';
import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { knownVisitor } from './visitors.ts';

/** What a call of one's own has cost, for the page that made it: also for people without an account. */
export const tryRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/portal/tries/:id',
    auth: 'nobody',
    summary: { en: 'What one of your calls has cost', vi: 'Chi phí một cuộc gọi của bạn' },
    params: z.object({ id: z.string().max(100).describe('Request id') }),
    reply: z.object({
      request_id: z.string(),
      status: z.number().int(),
      fault: z.string().nullable(),
      ratio: z.string(),
      hold_usd: usdText,
      charged_usd: usdText,
      first_byte_ms: z.number().nullable(),
      ms: z.number(),
      lines: z.array(
        z.object({
          meter: z.enum(meters),
          units: z.number(),
          usd: z.string().nullable(),
          per: z.number().nullable(),
          amount_usd: usdText.describe('Before the group ratio'),
        }),
      ),
    }),
    handler: async ({ caller, params, client }, deps) => {
      const user = (await caller.viewer()) ?? (await knownVisitor(deps, client))?.user;
      if (!user) throw new Refusal('credential_missing', 'log in, or ask for a key to try with first');
      const row = await deps.store.calls.byRequestId(params.id);
      const call = found(row?.user === user.id ? row : undefined, 'request');
      const { price, ...rest } = await receipt(deps, call);
      return { ...rest, ratio: call.ratio, lines: price?.lines ?? [] };
    },
  }),
];
