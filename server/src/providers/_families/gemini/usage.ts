import { isObject, type Json, listOf, objectsIn, textOf } from '../../../base/json.ts';
import type { Facts, Usage } from '../../../spec/usage.ts';
import { count, metersOf } from '../counts.ts';
import { traitsOf } from './model-traits.ts';

/**
 * Reading `usageMetadata`. Sources: Google's GenerateContentResponse reference and recorded answers: `promptTokenCount`
 * includes cached tokens, `toolUsePromptTokenCount` and `thoughtsTokenCount` stand beside the sums, zeros are left out.
 */

/** Tokens of one kind of medium in a list of `{modality, tokenCount}`. */
const tokensOf = (details: unknown, modality: string): number =>
  objectsIn(details).reduce(
    (sum, one) => (one['modality'] === modality ? sum + count(one, 'tokenCount') : sum),
    0,
  );

/**
 * Meters that do not overlap. Film counts as plain input, as the price pages have it. Undefined when there are no counts
 * or they cannot be true (negative, broken, parts larger than their sum): the gateway then counts for itself.
 */
export function readUsage(report: unknown): Usage | undefined {
  if (!isObject(report)) return undefined;
  if (report['promptTokenCount'] == null && report['candidatesTokenCount'] == null) return undefined;
  const prompt = count(report, 'promptTokenCount') + count(report, 'toolUsePromptTokenCount');
  const cached = count(report, 'cachedContentTokenCount');
  const cachedAudio = Math.min(tokensOf(report['cacheTokensDetails'], 'AUDIO'), cached);
  const cachedImage = Math.min(tokensOf(report['cacheTokensDetails'], 'IMAGE'), cached - cachedAudio);
  const sent = (modality: string) =>
    tokensOf(report['promptTokensDetails'], modality) +
    tokensOf(report['toolUsePromptTokensDetails'], modality);
  const fresh = prompt - cached;
  // Where the parts of the cache are not told, media that do not fit beside it were in it.
  const audioIn = Math.max(0, Math.min(sent('AUDIO') - cachedAudio, fresh));
  const imageIn = Math.max(0, Math.min(sent('IMAGE') - cachedImage, fresh - audioIn));
  const made = count(report, 'candidatesTokenCount');
  const imageOut = Math.min(tokensOf(report['candidatesTokensDetails'], 'IMAGE'), made);
  const audioOut = Math.min(tokensOf(report['candidatesTokensDetails'], 'AUDIO'), made - imageOut);
  const thoughts = count(report, 'thoughtsTokenCount');
  if (!(fresh >= 0 && imageIn >= 0 && audioIn >= 0 && made >= 0 && thoughts >= 0)) return undefined; // NaN too
  if (!(imageOut >= 0 && audioOut >= 0 && cachedImage >= 0)) return undefined;
  return metersOf({
    input_tokens: fresh - audioIn - imageIn,
    cached_input_tokens: cached - cachedAudio,
    cached_audio_tokens: cachedAudio,
    input_audio_tokens: audioIn,
    input_image_tokens: imageIn,
    output_tokens: made - imageOut - audioOut,
    output_image_tokens: imageOut,
    output_audio_tokens: audioOut,
    reasoning_tokens: thoughts,
  });
}

/** Does a running report tell already what was made? First frames may know the prompt alone. */
export const tellsOutput = (usage: Usage): boolean =>
  (usage.output_tokens ?? 0) +
    (usage.reasoning_tokens ?? 0) +
    (usage.output_image_tokens ?? 0) +
    (usage.output_audio_tokens ?? 0) >
  0;

/** The tier that really served the call: its own field, or on Vertex AI the end of the traffic's type. */
export function usageFacts(report: unknown): Facts | undefined {
  if (!isObject(report)) return undefined;
  const said = textOf(report['serviceTier']) || textOf(report['trafficType']);
  const tier =
    /(flex|priority|standard)$/i.exec(said)?.[1] ?? (said === 'ON_DEMAND' ? 'standard' : undefined);
  return tier === undefined ? undefined : { service_tier: tier.toLowerCase() };
}

/** The queries that an answer was grounded with; `modelVersion` decides whether each or the request is billed. */
export class SearchCount {
  readonly #queries = new Set<string>();
  #grounded = false;
  #perQuery = true;

  /** One answer, or one frame of a stream: frames may repeat what earlier ones told. */
  see(body: Json): void {
    if (typeof body['modelVersion'] === 'string')
      this.#perQuery = traitsOf(body['modelVersion']).paysPerQuery;
    for (const candidate of objectsIn(body['candidates'])) {
      const grounding = candidate['groundingMetadata'];
      if (!isObject(grounding)) continue;
      const queries = grounding['webSearchQueries'];
      for (const query of listOf(queries)) {
        if (typeof query === 'string' && query !== '') this.#queries.add(query);
      }
      this.#grounded ||= objectsIn(grounding['groundingChunks']).length > 0;
    }
  }

  /** Adds the searches to a usage. */
  on(usage: Usage): Usage {
    const { size } = this.#queries;
    if (size === 0 && !this.#grounded) return usage;
    return { ...usage, searches: this.#perQuery ? Math.max(1, size) : 1 };
  }
}
