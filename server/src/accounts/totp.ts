import { createOTP } from '@better-auth/utils/otp';
import { symmetricDecrypt } from 'better-auth/crypto';
import type { AuthRows } from '../spec/auth.ts';

/** Is it the code that the user's authenticator shows just now? Part of what is loaded only when it is needed. */
export async function fitsTotp(
  auth: Pick<AuthRows, 'select'>,
  secret: string,
  user: number,
  code: string,
): Promise<boolean> {
  const [row] = await auth.select('two_factors', [
    { column: 'user_id', operator: 'eq', value: user, or: false },
    { column: 'verified', operator: 'eq', value: 1, or: false },
  ]);
  const sealed = row?.['secret'];
  if (typeof sealed !== 'string') return false;
  const seed = await symmetricDecrypt({ key: secret, data: sealed });
  return createOTP(seed, { digits: 6, period: 30 }).verify(code);
}
