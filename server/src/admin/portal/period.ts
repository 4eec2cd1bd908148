import { z } from 'zod';
import { hourMs } from '../../spec/insight.ts';
import type { User } from '../../spec/records.ts';
import { moment } from '../fields.ts';
import { Refusal } from '../refusal.ts';

/** Spans of time that pages offer, and whose rows are asked for. */
export const periods = { '1h': 1, '24h': 24, '7d': 7 * 24, '30d': 30 * 24, '90d': 90 * 24 } as const;
export const periodField = z.enum(['1h', '24h', '7d', '30d', '90d']);

export const spanQuery = {
  period: periodField.optional().describe('Up to now; not together with `from` and `to`'),
  from: moment.optional(),
  to: moment.optional(),
};

const mostHours = 400 * 24;

export type Span = { readonly from: number; readonly to: number };

/** Every question has an end and a beginning, so that none reads more than it says. */
export function spanOf(
  query: {
    period?: keyof typeof periods | undefined;
    from?: number | undefined;
    to?: number | undefined;
  },
  now: number,
  otherwise: keyof typeof periods,
): Span {
  if (query.period !== undefined && (query.from !== undefined || query.to !== undefined))
    throw new Refusal('field_invalid', 'period: give either `period`, or `from` and `to`');
  const to = query.to ?? now;
  const from = query.from ?? to - periods[query.period ?? otherwise] * hourMs;
  if (from > to) throw new Refusal('field_invalid', 'from: must not be later than `to`');
  if (to - from > mostHours * hourMs)
    throw new Refusal('field_invalid', 'from: at most 400 days may be asked for at once');
  return { from, to };
}

export const scopeField = z
  .enum(['mine', 'all'])
  .default('mine')
  .describe('"all": of everybody, for operators');

export const isOperator = (user: User): boolean => user.role !== 'user';

/** Whose rows are asked for: undefined is everybody's, which only operators may have. */
export function ownerOf(user: User, scope: 'mine' | 'all'): number | undefined {
  if (scope === 'mine') return user.id;
  if (!isOperator(user)) throw new Refusal('role_too_low', 'scope: only operators may ask for everybody');
  return undefined;
}
