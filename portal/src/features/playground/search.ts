import type { SearchSchemaInput } from '@tanstack/react-router';
import { oneOf, searchOf, text } from '@/search.ts';
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

const name = text(200);

const read = searchOf({
  kind: oneOf(kinds),
  model: name,
  /** The other model of a comparison. */
  beside: name,
  dialect: oneOf(chatDialects),
  fault: oneOf(faults),
});

/** Without a kind it is a chat. */
export const readSearch = (search: Readonly<Record<string, unknown>>) => {
  const found = read(search);
  return { ...found, kind: found.kind ?? ('chat' as const) };
};
/** The same for the routes: links may leave the kind out. */
export const playgroundSearch = (search: Partial<ReturnType<typeof readSearch>> & SearchSchemaInput) =>
  readSearch(search);
export type PlaygroundSearch = ReturnType<typeof readSearch>;
export type ChangeSearch = (change: Partial<PlaygroundSearch>) => void;
