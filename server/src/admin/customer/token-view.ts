import { z } from 'zod';
import type { Token } from '../../spec/records.ts';
import { modeField } from '../fields.ts';
import { quotaLeft, quotaUsed } from '../quota.ts';

/** The token object of the system API. `key` is masked except in the answer that creates it. */
export const tokenReply = z.object({
  id: z.number().int(),
  user_id: z.number().int(),
  key: z.string().describe('Without "sk-". Masked, except in the answer to its creation.'),
  status: z.number().int().describe('1 enabled, 2 disabled, 3 expired, 4 used up'),
  name: z.string(),
  created_time: z.number().int().describe('Unix seconds'),
  accessed_time: z.number().int().describe('Unix seconds; the creation time until it is used'),
  expired_time: z.number().int().describe('Unix seconds; -1 never'),
  remain_quota: z.number().int().describe('Quota units left on this key; 500000 are 1 USD'),
  unlimited_quota: z.boolean(),
  model_limits_enabled: z.boolean(),
  model_limits: z.string().describe('Comma-separated'),
  allow_ips: z.string().describe('One address or CIDR range a line; empty: any'),
  used_quota: z.number().int(),
  group: z.string().describe("Empty: the account's own group"),
  cross_group_retry: z.boolean(),
  mode: modeField,
  DeletedAt: z.null(),
});

/** Computed on reading, so that a dead key never shows as alive. */
export function statusNumber(token: Token, now: number): 1 | 2 | 3 | 4 {
  if (token.status === 'disabled') return 2;
  if (isExpired(token, now)) return 3;
  return isUsedUp(token) ? 4 : 1;
}

export const isExpired = (token: Token, now: number): boolean =>
  token.expiresAt !== null && token.expiresAt <= now;
export const isUsedUp = (token: Token): boolean => token.allowance !== null && token.allowance.balance <= 0;

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** The object as customers see it; with the whole key only where one is given. */
export function tokenView(token: Token, now: number, wholeKey?: string): z.input<typeof tokenReply> {
  const masked = (token.mode === 'test' ? 'test-' : '') + token.hint;
  return {
    id: token.id,
    user_id: token.userId,
    key: wholeKey === undefined ? masked : bareKey(wholeKey),
    status: statusNumber(token, now),
    name: token.name,
    created_time: seconds(token.createdAt),
    accessed_time: seconds(token.lastUsedAt ?? token.createdAt),
    expired_time: token.expiresAt === null ? -1 : seconds(token.expiresAt),
    remain_quota: token.allowance ? quotaLeft(token.allowance.balance) : 0,
    unlimited_quota: token.allowance === null,
    model_limits_enabled: token.models !== null,
    model_limits: (token.models ?? []).join(','),
    allow_ips: token.allowIps.join('\n'),
    used_quota: quotaUsed(token.spent),
    group: token.group ?? '',
    cross_group_retry: false,
    mode: token.mode,
    DeletedAt: null,
  };
}

/** A key as this API writes it: without its "sk-". */
export const bareKey = (key: string): string => key.replace(/^sk-/, '');
