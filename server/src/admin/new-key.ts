import { randomText } from '../base/ids.ts';
import type { Mode } from '../spec/records.ts';

/** A new key: `sk-` and 48 random letters and digits; for test mode `sk-test-` and 40. */
export const newKey = (mode: Mode): string =>
  mode === 'test' ? `sk-test-${randomText(40)}` : `sk-${randomText(48)}`;

/** A new access token of the management API: 32 letters and digits, without a prefix that keys have. */
export const newAccessToken = (): string => randomText(32);
