import { z } from 'zod';
import type { RateCard } from '../../spec/rate-card.ts';
import type { CallRow, User } from '../../spec/records.ts';
import type { Usage } from '../../spec/usage.ts';
import { classicPrice } from '../classic-ratios.ts';
import type { AdminDeps } from '../deps.ts';
import { makersWord } from '../official.ts';
import { cacheView } from '../operator/receipt.ts';
import { quotaUsed } from '../quota.ts';
import { remembered } from '../remember.ts';

/** A row of the log in the system API's words. Which channel served is not the customer's to see. */
export const logReply = z.object({
  id: z.number().int().describe('Place in the list'),
  user_id: z.number().int(),
  created_at: z.number().int().describe('Unix seconds'),
  type: z.number().int().describe('2 used, 5 failed'),
  content: z.string(),
  username: z.string(),
  token_name: z.string(),
  model_name: z.string(),
  quota: z.number().int().describe('Charged, in quota units; a started unit counts'),
  prompt_tokens: z.number(),
  completion_tokens: z.number(),
  use_time: z.number().int().describe('Seconds'),
  is_stream: z.boolean(),
  channel: z.literal(0),
  token_id: z.number().int(),
  group: z.string(),
  ip: z.string(),
  request_id: z.string(),
  other: z.string().describe('JSON text: the factors of the price and times'),
});

const sum = (...parts: (number | undefined)[]): number =>
  parts.reduce<number>((all, part) => all + (part ?? 0), 0);

/** Cached tokens stand inside prompt tokens here, as the chat wire counts them. */
const promptTokens = (usage: Usage): number =>
  sum(
    usage.input_tokens,
    usage.cached_input_tokens,
    usage.cached_audio_tokens,
    usage.cached_image_tokens,
    usage.cache_write_tokens,
    usage.cache_write_1h_tokens,
    usage.input_audio_tokens,
    usage.input_image_tokens,
  );
const completionTokens = (usage: Usage): number =>
  sum(usage.output_tokens, usage.reasoning_tokens, usage.output_audio_tokens, usage.output_image_tokens);

function other(call: CallRow, card: RateCard | undefined): string {
  const price = card && classicPrice(card);
  const saved = card && cacheView(call, card);
  return JSON.stringify({
    group_ratio: Number(call.ratio),
    model_ratio: price?.modelRatio,
    model_price: price?.modelPrice,
    completion_ratio: price?.completionRatio,
    cache_ratio: price?.cacheRatio,
    cache_tokens: call.usage.cached_input_tokens ?? 0,
    cache_creation_tokens: (call.usage.cache_write_tokens ?? 0) + (call.usage.cache_write_1h_tokens ?? 0),
    cache_share: saved?.share,
    cache_saved_usd: saved?.saved_usd,
    frt: call.firstByteMs ?? -1000, // what tools of this family take for "no first token"
    cost_nano_usd: call.cost,
    mode: call.mode,
  });
}

/** Rows of one user's log; `before`: how many rows stand on earlier pages. */
export async function logRows(
  deps: AdminDeps,
  user: User,
  calls: readonly CallRow[],
  before: number,
): Promise<z.input<typeof logReply>[]> {
  const token = remembered((id: number) => deps.store.tokens.byId(id, user.id));
  const makers = makersWord(deps.providers);
  const version = remembered((id: number) => deps.store.prices.byId(id));
  return Promise.all(
    calls.map(async (call, index) => {
      const card =
        call.price === null ? makers.get(call.model)?.fact.card : (await version(call.price))?.card;
      return {
        id: before + index + 1,
        user_id: user.id,
        created_at: Math.floor(call.at / 1000),
        type: call.fault === null ? 2 : 5,
        content: call.fault ?? '',
        username: user.email,
        token_name: call.token === null ? '' : ((await token(call.token))?.name ?? ''),
        model_name: call.model,
        quota: quotaUsed(call.cost),
        prompt_tokens: promptTokens(call.usage),
        completion_tokens: completionTokens(call.usage),
        use_time: Math.round(call.ms / 1000),
        is_stream: call.stream,
        channel: 0 as const,
        token_id: call.token ?? 0,
        group: call.group,
        ip: call.ip ?? '',
        request_id: call.id,
        other: other(call, card),
      };
    }),
  );
}
