import type { ModelSheet } from '../sheet.ts';
import { type HardwareId, hardware } from './hardware.ts';

/** Days on which prices were read. */
const asOf = '2026-11-23';

type Priced = Pick<ModelSheet, 'price' | 'source' | 'asOf'>;

const page = (name: string): string => `Replicate, https://replicate.com/${name}`;

/** What an official model costs for each picture, or for each run. `told`: where the price was read, beside its page. */
export const each = (name: string, by: 'images' | 'calls', usd: string, told: string): Priced => ({
  price: { by, usd },
  source: `${page(name)}: ${usd} USD for ${by === 'images' ? 'each picture' : 'each run'}, ${told}`,
  asOf,
});

/** What a community model costs: seconds on its hardware. `told`: how the hardware is known. */
export const timed = (name: string, on: HardwareId, most: number, told: string): Priced => ({
  price: { by: 'seconds', hardware: on, usd: hardware[on].usd, most },
  source: `${page(name)}: ${hardware[on].usd} USD a second on ${hardware[on].name} (https://replicate.com/pricing), ${told}; at most ${most} seconds are charged`,
  asOf,
});

/** Where prices that no official page at hand told were read. */
export const resold = 'as https://openai-hk.com/docs/lab/replicate.html repeats Replicate’s list';
export const routed = 'as https://lumenfall.ai/models repeats Replicate’s list';
