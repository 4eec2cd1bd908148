import { z } from 'zod';
import { chatDialects } from './wire/index.ts';

/** What of the page stands in the URL: settings, never what is said. */

export const kinds = [
  'chat',
  'image',
  'video',
  'music',
  'speech',
  'transcription',
  'embedding',
  'rerank',
  'moderation',
] as const;
export type KindName = (typeof kinds)[number];

/** What a test key may ask its simulator for; the manual explains each. */
export const faults = ['429', '500', 'timeout', 'cut', 'slow', 'fail', 'refuse'] as const;

const name = z.string().min(1).max(200);

export const playgroundSearch = z.object({
  kind: z.enum(kinds).default('chat').catch('chat'),
  model: name.optional().catch(undefined),
  /** The other model of a comparison. */
  beside: name.optional().catch(undefined),
  dialect: z
    .enum(chatDialects as [string, ...string[]])
    .optional()
    .catch(undefined),
  fault: z.enum(faults).optional().catch(undefined),
});
export type PlaygroundSearch = z.infer<typeof playgroundSearch>;
export type ChangeSearch = (change: Partial<PlaygroundSearch>) => void;
