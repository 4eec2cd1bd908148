import { boundOf } from '../ledger/price.ts';
import type { Hold, Purses } from '../ledger/purses.ts';
import type { Call } from '../spec/call.ts';
import { GatewayError } from '../spec/fault.ts';
import type { Caller } from './callers.ts';
import type { Model, Price } from './snapshot.ts';

/** Tokens that an answer is held to, one after the other, when the balance does not cover the longest one. */
const outputCaps = [16_384, 4096, 1024];

/**
 * Reserves the most that the call can cost. Where the client set no limit and the longest answer of the model is more
 * than the balance covers, the answer is held to a length that it does cover.
 */
export async function holdFor(
  purses: Purses,
  caller: Caller,
  call: Call,
  model: Model,
  price: Price,
  ratio: bigint,
): Promise<{ hold: Hold; outputCap?: number }> {
  const amountFor = (bounds: Call['bounds']) => boundOf(price.ceiling, bounds, model.outputLimit, ratio);
  try {
    const hold = purses.hold(caller.accounts, amountFor(call.bounds));
    return { hold: hold instanceof Promise ? await hold : hold };
  } catch (error) {
    const isShort =
      error instanceof GatewayError &&
      (error.code === 'balance_too_low' || error.code === 'token_limit_reached');
    if (!isShort || call.bounds.outputTokens !== undefined) throw error;
    for (const outputCap of outputCaps) {
      if (outputCap >= model.outputLimit) continue;
      try {
        return {
          hold: await purses.hold(caller.accounts, amountFor({ ...call.bounds, outputTokens: outputCap })),
          outputCap,
        };
      } catch (again) {
        if (!(again instanceof GatewayError) || again.code !== error.code) throw again;
      }
    }
    throw error;
  }
}
