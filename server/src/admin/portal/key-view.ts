import { z } from 'zod';
import type { Token } from '../../spec/records.ts';
import { isExpired, isUsedUp } from '../customer/token-view.ts';
import { formatUsd, modeField, time, timeOrNull, timeText, usdText } from '../fields.ts';

export const keyReply = z.object({
  id: z.number().int(),
  name: z.string(),
  hint: z.string().describe('First and last characters'),
  mode: modeField,
  purpose: z.string().nullable().describe('What the portal made it for; null: its owner made it'),
  status: z.enum(['enabled', 'disabled', 'expired', 'used_up']),
  group: z.string().nullable().describe("Null: the account's own"),
  models: z.array(z.string()).nullable().describe('Null: every model of the group; a name may end in *'),
  allow_ips: z.array(z.string()).describe('Addresses or CIDR ranges; empty: any'),
  expires_at: time.nullable(),
  limit_usd: usdText.nullable().describe('What it may spend in all; null: only the balance limits it'),
  left_usd: usdText.nullable().describe('What of the limit is neither spent nor held'),
  spent_usd: usdText,
  calls: z.number().int(),
  created_at: time,
  last_used_at: time.nullable(),
});

export type KeyView = z.input<typeof keyReply>;

function statusOf(token: Token, now: number): KeyView['status'] {
  if (token.status === 'disabled') return 'disabled';
  if (isExpired(token, now)) return 'expired';
  return isUsedUp(token) ? 'used_up' : 'enabled';
}

/** `total`: what it may spend in all, where it is limited. */
export const keyView = (token: Token, total: number | undefined, now: number): KeyView => ({
  id: token.id,
  name: token.name,
  hint: `${token.mode === 'test' ? 'sk-test-' : 'sk-'}${token.hint}`,
  mode: token.mode,
  purpose: token.purpose ?? null,
  status: statusOf(token, now),
  group: token.group,
  models: token.models === null ? null : [...token.models],
  allow_ips: [...token.allowIps],
  expires_at: timeOrNull(token.expiresAt),
  limit_usd: token.allowance && total !== undefined ? formatUsd(total) : null,
  left_usd: token.allowance ? formatUsd(Math.max(0, token.allowance.balance)) : null,
  spent_usd: formatUsd(token.spent),
  calls: token.calls,
  created_at: timeText(token.createdAt),
  last_used_at: timeOrNull(token.lastUsedAt),
});
