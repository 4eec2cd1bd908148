import { randomText } from '../../../../base/ids.ts';
import { type Json, objectOf, textOf } from '../../../../base/json.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { piecesOf } from '../../simulated/tokens.ts';
import { type Candidate, compose } from './compose.ts';
import { modalities, type Prompt } from './prompt.ts';

export type Context = {
  readonly model: string;
  readonly cached: number;
  readonly faults: FaultNames;
  readonly vertex: boolean;
};

const details = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .filter(([, tokens]) => tokens > 0)
    .map(([modality, tokenCount]) => ({ modality, tokenCount }));

/** `usageMetadata` with the answer so far; zeros are left out, as proto3 writes them. */
function usageOf(
  body: Json,
  prompt: Prompt,
  made: { text: number; image: number; audio: number; thoughts: number; tools: number },
  { cached, faults, vertex }: Context,
): Json | undefined {
  if (faults.has('no-usage')) return undefined;
  if (faults.has('lie')) return { promptTokenCount: -5, candidatesTokenCount: 9e15, totalTokenCount: 7 };
  const given = modalities.reduce((sum, name) => sum + prompt.tokens[name], 0);
  const candidates = made.text + made.image + made.audio;
  const tier = textOf(body['serviceTier']).toLowerCase();
  return {
    promptTokenCount: given,
    ...(candidates > 0 ? { candidatesTokenCount: candidates } : {}),
    totalTokenCount: given + candidates + made.thoughts + made.tools,
    ...(cached > 0
      ? { cachedContentTokenCount: cached, cacheTokensDetails: [{ modality: 'TEXT', tokenCount: cached }] }
      : {}),
    promptTokensDetails: details(prompt.tokens),
    ...(made.image + made.audio > 0
      ? { candidatesTokensDetails: details({ IMAGE: made.image, AUDIO: made.audio }) }
      : {}),
    ...(made.tools > 0
      ? {
          toolUsePromptTokenCount: made.tools,
          toolUsePromptTokensDetails: [{ modality: 'TEXT', tokenCount: made.tools }],
        }
      : {}),
    ...(made.thoughts > 0 ? { thoughtsTokenCount: made.thoughts } : {}),
    ...(vertex
      ? { trafficType: 'ON_DEMAND' }
      : { serviceTier: tier === 'unspecified' || tier === '' ? 'standard' : tier }),
  };
}

const spent = (candidates: readonly Candidate[]) =>
  candidates.reduce(
    (sum, { tokens, toolTokens }) => ({
      text: sum.text + tokens.text,
      image: sum.image + tokens.image,
      audio: sum.audio + tokens.audio,
      thoughts: sum.thoughts + tokens.thoughts,
      tools: sum.tools + toolTokens,
    }),
    { text: 0, image: 0, audio: 0, thoughts: 0, tools: 0 },
  );

const lastFields = (candidate: Candidate): Json => ({
  finishReason: candidate.finishReason,
  ...(candidate.finishMessage === undefined ? {} : { finishMessage: candidate.finishMessage }),
  ...(candidate.grounding ? { groundingMetadata: candidate.grounding } : {}),
  ...(candidate.urls ? { urlContextMetadata: candidate.urls } : {}),
});

/** A prompt that is blocked gets no candidate. */
const blocked = (prompt: Prompt, faults: FaultNames): boolean =>
  faults.has('refuse') || prompt.lastUser.includes('[block]');

/** A whole answer. */
export function answerWhole(body: Json, prompt: Prompt, context: Context): Json {
  const foot = { modelVersion: context.model, responseId: randomText(22) };
  const none = { text: 0, image: 0, audio: 0, thoughts: 0, tools: 0 };
  if (blocked(prompt, context.faults))
    return {
      promptFeedback: { blockReason: 'PROHIBITED_CONTENT' },
      usageMetadata: usageOf(body, prompt, none, context),
      ...foot,
    };
  const config = objectOf(body['generationConfig']);
  const count = typeof config['candidateCount'] === 'number' ? config['candidateCount'] : 1;
  const candidates = Array.from({ length: count }, (_, index) => compose(context.model, body, prompt, index));
  return {
    candidates: candidates.map((candidate, index) => ({
      content: { ...(candidate.parts.length > 0 ? { parts: candidate.parts } : {}), role: 'model' },
      ...lastFields(candidate),
      index,
    })),
    usageMetadata: usageOf(body, prompt, spent(candidates), context),
    ...foot,
  };
}

/** The frames of a stream: words in pieces, everything else whole, the signature with an empty text at the end. */
export function answerFrames(body: Json, prompt: Prompt, context: Context): readonly Json[] {
  const foot = { modelVersion: context.model, responseId: randomText(22) };
  if (blocked(prompt, context.faults)) return [answerWhole(body, prompt, context)];
  const candidate = compose(context.model, body, prompt, 0);
  const all = spent([candidate]);
  const frames: Json[] = [];
  const add = (part: Json | undefined, made: typeof all, more: Json = {}) => {
    frames.push({
      candidates: [{ content: { ...(part ? { parts: [part] } : {}), role: 'model' }, ...more, index: 0 }],
      usageMetadata: usageOf(body, prompt, made, context),
      ...foot,
    });
  };
  let last: Json | undefined;
  let done = 0;
  for (const part of candidate.parts) {
    const { text, thoughtSignature, ...rest } = part;
    if (typeof text !== 'string') {
      add(part, { ...all, text: done, image: 0, audio: 0 });
      continue;
    }
    const pieces = piecesOf(text);
    for (let at = 0; at < pieces.length; at += 4) {
      if (part['thought'] !== true) done = Math.min(all.text, done + 4);
      add({ text: pieces.slice(at, at + 4).join(''), ...rest }, { ...all, text: done, image: 0, audio: 0 });
    }
    if (typeof thoughtSignature === 'string') last = { text: '', thoughtSignature };
  }
  add(last ?? (candidate.parts.length > 0 ? { text: '' } : undefined), all, lastFields(candidate));
  return frames;
}
