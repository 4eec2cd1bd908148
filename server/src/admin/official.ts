import type { ModelFact, Provider } from '../spec/provider.ts';

/** What the makers say about their models, by name; of two who name the same model, the first of the list. */
export function makersWord(
  providers: readonly Provider[],
): ReadonlyMap<string, { fact: ModelFact; owner: string }> {
  const words = new Map<string, { fact: ModelFact; owner: string }>();
  for (const { manifest } of providers)
    for (const fact of manifest.models)
      if (!words.has(fact.id)) words.set(fact.id, { fact, owner: manifest.owner });
  return words;
}
