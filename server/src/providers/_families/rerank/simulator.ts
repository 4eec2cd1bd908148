/** What the simulators of rerank APIs have in common: real scores by the words that a query and a document share. */
export type Ranked = { readonly index: number; readonly score: number };

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** About the tokens of a text: its words and signs. */
export const tokensOf = (text: string): number =>
  text.match(/[\p{L}\p{N}]{1,8}|[^\s\p{L}\p{N}]/gu)?.length ?? 0;

/** How alike two words are: 1 for the same, less for a shared beginning of at least four letters ('capital', 'capitals'). */
function likeness(one: string, other: string): number {
  if (one === other) return 1;
  const shorter = Math.min(one.length, other.length);
  let shared = 0;
  while (shared < shorter && one[shared] === other[shared]) shared++;
  return shared >= 4 ? (0.8 * shared) / Math.max(one.length, other.length) : 0;
}

/**
 * Scores from 0 to 1, best first: words of the query that a document holds, the rarer among the documents the weightier,
 * a long document a little less. Equal scores keep their order.
 */
export function rank(query: string, documents: readonly string[]): readonly Ranked[] {
  const asked = [...new Set(wordsOf(query))];
  const texts = documents.map((text) => [...new Set(wordsOf(text))]);
  const weights = asked.map((word) => {
    const holds = texts.filter((words) => words.some((one) => likeness(one, word) > 0.5)).length;
    return Math.log(1 + documents.length / (1 + holds)) * (word.length < 4 ? 0.3 : 1);
  });
  const most = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const ranked = texts.map((words, index) => {
    let sum = 0;
    asked.forEach((word, at) => {
      sum += weights[at]! * words.reduce((best, one) => Math.max(best, likeness(one, word)), 0);
    });
    const score = (0.98 * sum) / most / (1 + words.length / 400) + 0.005;
    return { index, score: Number(score.toFixed(8)) };
  });
  return ranked.sort((a, b) => b.score - a.score || a.index - b.index);
}
