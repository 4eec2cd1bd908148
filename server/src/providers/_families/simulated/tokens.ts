import { createHash } from 'node:crypto';

// One token is up to 8 letters, 2 letters of a script without spaces, 3 digits or 2 signs, each with the space
// before it. Near enough to o200k_base for English, and it costs neither its table nor its time. Every character
// belongs to exactly one token, so the pieces joined are the text, and no text has more tokens than bytes.
const tokenPattern =
  /\s?[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]{1,2}|\s?\p{L}{1,8}|\s?\p{N}{1,3}|\s?[^\s\p{L}\p{N}]{1,2}|\s+/gu;

/** Longer texts are counted by their head: counting must not stall the event loop. UTF-16 units. */
const countedHead = 400_000;

/** The tokens of a text by the simulator's fixed rule. */
export const piecesOf = (text: string): readonly string[] => text.match(tokenPattern) ?? [];

/** How many tokens a text has; beyond 400,000 characters it is estimated from the head. */
export function countTokens(text: string): number {
  if (text.length <= countedHead) return piecesOf(text).length;
  const head = piecesOf(text.slice(0, countedHead)).length;
  return Math.round((head * text.length) / countedHead);
}

/** The first `limit` tokens of a text; `whole` tells whether that is all of it. */
export function firstTokens(text: string, limit: number): { text: string; tokens: number; whole: boolean } {
  const pieces = piecesOf(text);
  if (pieces.length <= limit) return { text, tokens: pieces.length, whole: true };
  const kept = Math.max(0, limit);
  return { text: pieces.slice(0, kept).join(''), tokens: kept, whole: false };
}

/** Remembers prompt prefixes, as the prompt cache of the upstream does. */
export type PromptCache = {
  /** Tokens of the prompt that were seen before: 0, or 1,024 and upwards in steps of 128. Remembers the prompt. */
  read(scope: string, prompt: string): number;
};

/** `most`: how many prefixes are remembered; the oldest are forgotten first. */
export function openPromptCache(most = 8192): PromptCache {
  const seen = new Set<string>();
  return {
    read(scope, prompt) {
      const pieces = piecesOf(prompt.slice(0, countedHead));
      let cached = 0;
      const running = createHash('sha256').update(scope);
      for (let end = 128; end <= pieces.length; end += 128) {
        running.update(pieces.slice(end - 128, end).join(''));
        if (end < 1024) continue;
        const digest = running.copy().digest('base64');
        if (seen.delete(digest)) cached = end;
        seen.add(digest);
      }
      for (const oldest of seen) {
        if (seen.size <= most) break;
        seen.delete(oldest);
      }
      return cached;
    },
  };
}
