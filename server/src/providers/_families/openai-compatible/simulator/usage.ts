import type { FaultNames } from '../../simulated/faults.ts';

/** The usage report of chat and legacy completions, as the wire spells it. Details are parts of the sums. */
export type WireUsage = {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly prompt_tokens_details?: Readonly<Record<string, number>>;
  readonly completion_tokens_details?: Readonly<Record<string, number>>;
};

/** What is reported: the truth, an absurdity (`lie`), or nothing (`no-usage`). */
export function reportUsage<T extends object>(truth: T, faults: FaultNames): T | WireUsage | undefined {
  if (faults.has('no-usage')) return undefined;
  if (!faults.has('lie')) return truth;
  return {
    prompt_tokens: -5,
    completion_tokens: 9_000_000_000_000_000,
    total_tokens: 7,
    prompt_tokens_details: { cached_tokens: 1_000_000_000_000, audio_tokens: -1 },
    completion_tokens_details: { reasoning_tokens: -100, audio_tokens: 0 },
  };
}
