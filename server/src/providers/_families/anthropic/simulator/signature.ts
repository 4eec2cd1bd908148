import { createHash } from 'node:crypto';
import { parseObject, textOf } from '../../../../base/json.ts';

/** Signatures of simulated thoughts: they hold the thought, so that a changed one is noticed without any memory. */
const sealOf = (text: string) =>
  createHash('sha256').update(`simulated thought: ${text}`).digest('hex').slice(0, 32);

export const signThought = (text: string): string =>
  Buffer.from(JSON.stringify({ thought: text, seal: sealOf(text) })).toString('base64');

/** Is it a signature of ours, and of this text? A thought that was shown without its text comes back without it. */
export function isOurs(signature: string, shown: string): boolean {
  const parsed = parseObject(Buffer.from(signature, 'base64').toString('utf8'));
  if (!parsed) return false;
  const thought = textOf(parsed['thought']);
  return parsed['seal'] === sealOf(thought) && (shown === '' || shown === thought);
}
