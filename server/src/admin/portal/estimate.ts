import { z } from 'zod';
import { meters } from '../../spec/usage.ts';
import type { AdminDeps } from '../deps.ts';
import { formatUsd, modeField, usdText } from '../fields.ts';
import { createLimiter, type Limiter } from '../limiter.ts';
import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { keyForTries } from './try-key.ts';
import { knownVisitor } from './visitors.ts';

/** What a call would cost at most, said before it is made. */

const perMinute = { calls: 120, perMs: 60_000 };
const limiters = new WeakMap<AdminDeps, Limiter>();

/** Throws Refusal for who asks too often. */
function count(deps: AdminDeps, user: number): void {
  const limiter = limiters.get(deps) ?? createLimiter(deps.clock, perMinute);
  limiters.set(deps, limiter);
  const wait = limiter.wait(String(user));
  if (wait > 0) throw new Refusal('rate_limited', `too many calls, try again in ${wait} s`, wait);
  limiter.count(String(user));
}

const line = z.object({
  meter: z.enum(meters),
  units: z.number(),
  usd: z.string().nullable().describe('USD for `per` units; null: this card has no price for it'),
  per: z.number().nullable(),
  amount: z.string().describe('USD before the ratio of the group, exact decimal text'),
});

const estimateReply = z.object({
  model: z.string(),
  group: z.string(),
  ratio: z.string(),
  hold_usd: usdText.describe('What is held when the call begins; what is not used goes back'),
  of: z.enum(['call', 'task']).describe('call: the lines are bounds; task: they are what is asked for'),
  lines: z.array(line),
});

export const estimateRoutes = [
  defineRoute({
    method: 'POST',
    path: '/api/portal/estimate',
    auth: 'nobody',
    summary: {
      en: 'What a call would cost at most; it is not made',
      vi: 'Chi phí tối đa của một cuộc gọi, không thực hiện cuộc gọi',
    },
    body: z.strictObject({
      path: z.string().startsWith('/').max(300).describe('Where the call would go: /v1/chat/completions'),
      body: z.looseObject({}).describe('Its JSON body'),
      mode: modeField.default('test'),
      token: z
        .number()
        .int()
        .positive()
        .optional()
        .describe('One of your keys; absent: your key "Playground"'),
    }),
    reply: estimateReply,
    handler: async ({ caller, body, client }, deps) => {
      const user = await caller.viewer();
      const visitor = user ? undefined : await knownVisitor(deps, client);
      if (!user && (!visitor || body.mode === 'live' || body.token !== undefined))
        throw new Refusal('credential_missing', 'log in, or ask for a key to try with first');
      const token = user ? await keyForTries(deps, user, body) : visitor!.token;
      count(deps, token.userId);
      const key = found(await deps.store.tokens.keyOf(token.id, token.userId), 'key');
      const { hold, ...rest } = await deps.estimate(key, body);
      return { ...rest, lines: [...rest.lines], hold_usd: formatUsd(hold) };
    },
  }),
];
