import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { sameSecret } from '../../base/secret.ts';

/** What services that watch a bank account send (SePay and others of its kind). */

const whole = z.union([z.number(), z.string().regex(/^\d{1,15}(\.0+)?$/)]).transform((value, context) => {
  const amount = Number(value);
  if (Number.isSafeInteger(amount) && amount >= 0) return amount;
  context.addIssue('must be a whole number of VND');
  return z.NEVER;
});

const body = z
  .looseObject({
    id: z.union([z.string().min(1).max(200), z.number()]).transform(String),
    transferAmount: whole.optional(),
    amount: whole.optional(),
    content: z.string().max(2000).nullish(),
    description: z.string().max(2000).nullish(),
    transferType: z.string().nullish(),
  })
  .transform(({ id, transferAmount, amount, content, description, transferType }, context) => {
    const paid = transferAmount ?? amount;
    if (paid === undefined) {
      context.addIssue('transferAmount: is missing');
      return z.NEVER;
    }
    return {
      ref: id,
      amount: paid,
      content: content || description || '',
      isIncoming: transferType !== 'out',
    };
  });

export const readTransfer = (value: unknown) => body.safeParse(value);

const mostDriftSeconds = 300;

/**
 * By the secret as an API key, or by a signature over time and body (`sha256=` + HMAC of "<time>.<body>"), which also
 * keeps a recorded message from being sent again later.
 */
export function isFromBank(headers: IncomingHttpHeaders, raw: string, secret: string, now: number): boolean {
  const signature = headers['x-sepay-signature'];
  if (typeof signature === 'string') {
    const at = String(headers['x-sepay-timestamp'] ?? '');
    if (!/^\d{1,12}$/.test(at) || Math.abs(now / 1000 - Number(at)) > mostDriftSeconds) return false;
    const right = createHmac('sha256', secret).update(`${at}.${raw}`).digest('hex');
    return sameSecret(signature.replace(/^sha256=/, ''), right);
  }
  const key = /^(?:apikey|bearer) +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  return key !== undefined && sameSecret(key, secret);
}
