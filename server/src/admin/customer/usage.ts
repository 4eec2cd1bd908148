import { z } from 'zod';
import { quotaLeft, quotaUsed } from '../quota.ts';
import { defineRoute, type Route } from '../route.ts';

/** What a key may ask about itself. Free and local. */

const usageRoute = defineRoute({
  method: 'GET',
  path: '/api/usage/token',
  auth: 'token',
  refusals: 'key',
  form: 'bare',
  summary: { en: 'Usage of this key', vi: 'Mức dùng của khóa này' },
  reply: z.object({
    code: z.literal(true),
    message: z.string(),
    data: z.object({
      object: z.literal('token_usage'),
      name: z.string(),
      total_granted: z.number().int(),
      total_used: z.number().int(),
      total_available: z.number().int(),
      unlimited_quota: z.boolean(),
      model_limits: z.record(z.string(), z.literal(true)),
      model_limits_enabled: z.boolean(),
      expires_at: z.number().int().describe('Unix seconds; 0 never'),
    }),
  }),
  handler: async ({ caller: { token } }) => {
    const left = token.allowance ? quotaLeft(token.allowance.balance) : 0;
    const used = quotaUsed(token.spent);
    return {
      code: true as const,
      message: 'ok',
      data: {
        object: 'token_usage' as const,
        name: token.name,
        total_granted: left + used,
        total_used: used,
        total_available: left,
        unlimited_quota: token.allowance === null,
        model_limits: Object.fromEntries((token.models ?? []).map((name) => [name, true as const])),
        model_limits_enabled: token.models !== null,
        expires_at: token.expiresAt === null ? 0 : Math.floor(token.expiresAt / 1000),
      },
    };
  },
});

/** What clients of the old billing calls take for "no limit". */
const noLimit = 100_000_000;

const subscription = (path: string): Route =>
  defineRoute({
    method: 'GET',
    path,
    auth: 'token',
    refusals: 'billing',
    form: 'bare',
    summary: { en: 'Limit of this key in USD', vi: 'Hạn mức của khóa này tính bằng USD' },
    reply: z.object({
      object: z.literal('billing_subscription'),
      has_payment_method: z.boolean(),
      soft_limit_usd: z.number(),
      hard_limit_usd: z.number(),
      system_hard_limit_usd: z.number(),
      access_until: z.number().int().describe('Unix seconds; 0 never'),
    }),
    handler: async ({ caller: { token } }) => {
      const limit = token.allowance ? (token.allowance.balance + token.spent) / 1e9 : noLimit;
      return {
        object: 'billing_subscription' as const,
        has_payment_method: true,
        soft_limit_usd: limit,
        hard_limit_usd: limit,
        system_hard_limit_usd: limit,
        access_until: token.expiresAt === null ? 0 : Math.floor(token.expiresAt / 1000),
      };
    },
  });

const spent = (path: string): Route =>
  defineRoute({
    method: 'GET',
    path,
    auth: 'token',
    refusals: 'billing',
    form: 'bare',
    summary: { en: 'Spend of this key in US cents', vi: 'Chi tiêu của khóa này tính bằng cent Mỹ' },
    query: z.object({
      start_date: z.string().optional().describe('Accepted; the answer is the whole spend'),
      end_date: z.string().optional().describe('Accepted; the answer is the whole spend'),
    }),
    reply: z.object({ object: z.literal('list'), total_usage: z.number().describe('US cents') }),
    handler: async ({ caller: { token } }) => ({ object: 'list' as const, total_usage: token.spent / 1e7 }),
  });

export const usageRoutes = [
  usageRoute,
  subscription('/v1/dashboard/billing/subscription'),
  subscription('/dashboard/billing/subscription'),
  spent('/v1/dashboard/billing/usage'),
  spent('/dashboard/billing/usage'),
];
