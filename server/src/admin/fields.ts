import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { formatUsd, type Nano, parseUsd } from '../base/money.ts';

/** Pieces of request and reply schemas that several nouns share. */

export const idText = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'must be a positive whole number')
  .transform(Number);
export const idParams = z.object({ id: idText });
export const nameParams = z.object({ name: z.string().min(1).max(200) });

/** Pages of operators' lists, counted from 1. */
export const paging = {
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: z.coerce.number().int().min(1).max(1000).default(50),
};

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number().int(), page: z.number().int(), size: z.number().int() });

/** The most that one field of money may say, in USD: everything up to it is exact. */
export const mostUsd = 9_000_000;
const mostNano = mostUsd * 1_000_000_000;

/** An exact amount of USD: decimal text, or a number that is written with at most nine places. */
export const usd = z.union([z.string(), z.number()]).transform((value, context): Nano => {
  const text = typeof value === 'number' ? String(value) : value.trim();
  // The size is checked on the text: parsing a larger one throws.
  const amount = /^-?0*\d{1,6}(\.|$)|^-?0*[1-8]\d{6}(\.|$)/.test(text) ? parseUsd(text) : undefined;
  if (amount !== undefined && Math.abs(amount) <= mostNano) return amount;
  context.addIssue(
    `must be an amount of USD such as "1.25", with at most 9 places and at most ${mostUsd} USD`,
  );
  return z.NEVER;
});

export const usdText = z.string().describe('USD, exact decimal text');
export { formatUsd };

/** A moment: ISO 8601 text, or milliseconds since 1970. Gives milliseconds. */
export const moment = z.union([z.string().max(40), z.number()]).transform((value, context): number => {
  const whole = typeof value === 'number' || /^\d+$/.test(value);
  const at = whole ? Number(value) : Date.parse(value);
  if (Number.isSafeInteger(at) && at >= 0 && at <= 8.64e15) return at;
  context.addIssue('must be a time such as 2026-01-31, 2026-01-31T12:00:00Z, or milliseconds since 1970');
  return z.NEVER;
});

export const time = z.string().describe('ISO 8601, UTC');
export const timeText = (at: number): string => new Date(at).toISOString();
export const timeOrNull = (at: number | null): string | null => (at === null ? null : timeText(at));

export const modeField = z.enum(['live', 'test']);
export const statusField = z.enum(['enabled', 'disabled']);

/** Names of models that a token may call; `*` only at the end. */
export const modelNames = z
  .array(
    z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^[^\s,*]+\*?$/, 'a model name has no spaces, and a * only at its end'),
  )
  .max(500);

/** An address or a CIDR range. */
export const isAddressRange = (text: string): boolean =>
  text.includes('/') ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text);

export const addressRanges = z
  .array(z.string().trim().refine(isAddressRange, 'must be an IP address or a CIDR range'))
  .max(100);
