import { isObject, type JsonDraft } from '../../../../base/json.ts';
import type { ChatRequest, ImageBlock, Losses } from '../../../../spec/chat.ts';
import type { ChatTarget } from '../../../../spec/provider.ts';
import { type ModelTraits, traitsOf } from '../model-traits.ts';
import { thinkingConfig } from '../thinking.ts';
import { contentsOf } from './contents.ts';
import { newerSchema, olderSchema } from './schema.ts';
import { toolFields } from './tools.ts';

/** What differs between the places where these models are served. */
export type WriteOptions = {
  /** Calls and results carry ids. */
  readonly callIds: boolean;
  /** `serviceTier` is a field of the body. */
  readonly tiers: boolean;
};

/** At most so many stop sequences. */
const mostStops = 5;

/** OpenAI's voices by the one of Google's that is nearest; other names are taken for Google's own. */
const voices: Readonly<Record<string, string>> = {
  alloy: 'Kore',
  ash: 'Charon',
  ballad: 'Enceladus',
  coral: 'Aoede',
  echo: 'Puck',
  fable: 'Fenrir',
  nova: 'Leda',
  onyx: 'Orus',
  sage: 'Despina',
  shimmer: 'Zephyr',
  verse: 'Umbriel',
  cedar: 'Iapetus',
  marin: 'Sulafat',
};

/** A canonical chat as the body of generateContent. */
export function writeRequest(
  chat: ChatRequest,
  to: ChatTarget,
  losses: Losses,
  options: WriteOptions,
): JsonDraft {
  const traits = traitsOf(to.upstreamModel);
  const { system, contents } = contentsOf(chat, traits, losses, options.callIds);
  const tools = toolFields(chat, traits, losses);
  const format = formatFields(chat, traits, 'tools' in tools);
  const config = {
    ...samplingFields(chat, to, losses),
    ...format.config,
    ...outputFields(chat, traits),
    ...(chat.thinking ? thinkingField(to, chat, losses) : {}),
    ...resolutionField(chat, losses),
  };
  const instruction = [...system, ...format.instruction];
  nameLosses(chat, losses);
  const body: JsonDraft = {
    ...(instruction.length > 0 ? { systemInstruction: { parts: instruction } } : {}),
    contents,
    ...tools,
    ...(Object.keys(config).length > 0 ? { generationConfig: config } : {}),
    ...tierField(chat, losses, options),
  };
  return withOthers(body, chat, losses);
}

/** The smaller of the client's limit and the gateway's. */
function limitOf(chat: ChatRequest, to: ChatTarget): number | undefined {
  const limits = [chat.maxOutput, to.outputCap].filter((one) => one !== undefined);
  return limits.length > 0 ? Math.min(...limits) : undefined;
}

function samplingFields(chat: ChatRequest, to: ChatTarget, losses: Losses): JsonDraft {
  const stop = chat.stop?.filter((one) => one !== '');
  if (stop && stop.length > mostStops) losses.drop('stop', `stop[${mostStops}]`);
  if (chat.answers !== undefined && chat.answers > 1 && chat.stream)
    losses.refuse(
      'several-answers',
      'n',
      'this model gives several answers only without streaming; ask for one',
    );
  const fields = {
    maxOutputTokens: limitOf(chat, to),
    temperature: chat.temperature,
    topP: chat.topP,
    topK: chat.topK,
    stopSequences: stop && stop.length > 0 ? stop.slice(0, mostStops) : undefined,
    // 32 bits with a sign.
    seed: chat.seed === undefined ? undefined : chat.seed | 0,
    presencePenalty: chat.presencePenalty,
    frequencyPenalty: chat.frequencyPenalty,
    candidateCount: chat.answers !== undefined && chat.answers > 1 ? chat.answers : undefined,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/**
 * JSON output. Models before generation 3 refuse it beside tools: there the schema is told in words, so that the model
 * may call its tools first.
 */
function formatFields(
  chat: ChatRequest,
  traits: ModelTraits,
  hasTools: boolean,
): { config: JsonDraft; instruction: JsonDraft[] } {
  const { format } = chat;
  if (!format) return { config: {}, instruction: [] };
  if (hasTools && traits.generation < 3) {
    const schema =
      format.type === 'schema' ? ` that satisfies this JSON Schema: ${JSON.stringify(format.schema)}` : '';
    const text = `Write the final answer as one JSON value${schema}. Write nothing else and no code fence.`;
    return { config: {}, instruction: [{ text }] };
  }
  const config: JsonDraft = { responseMimeType: 'application/json' };
  if (format.type === 'schema') {
    if (traits.generation >= 2) config['responseJsonSchema'] = newerSchema(format.schema);
    else config['responseSchema'] = olderSchema(format.schema);
  }
  return { config, instruction: [] };
}

function outputFields(chat: ChatRequest, traits: ModelTraits): JsonDraft {
  const { outputs, voice, picture } = chat;
  const speaks = traits.speaks || outputs?.includes('audio') === true;
  const paints = outputs?.includes('image') === true;
  const imageConfig = {
    ...(picture?.ratio === undefined ? {} : { aspectRatio: picture.ratio }),
    ...(picture?.size === undefined ? {} : { imageSize: picture.size }),
  };
  return {
    // Words and sound together are refused; words and pictures are the rule.
    ...(speaks
      ? { responseModalities: ['AUDIO'] }
      : paints
        ? { responseModalities: outputs?.includes('text') === false ? ['IMAGE'] : ['TEXT', 'IMAGE'] }
        : {}),
    ...(speaks && voice
      ? {
          speechConfig: {
            voiceConfig: {
              prebuiltVoiceConfig: { voiceName: voices[voice.name.toLowerCase()] ?? voice.name },
            },
          },
        }
      : {}),
    ...(Object.keys(imageConfig).length > 0 ? { imageConfig } : {}),
  };
}

function thinkingField(to: ChatTarget, chat: ChatRequest, losses: Losses): JsonDraft {
  const config = chat.thinking && thinkingConfig(to.upstreamModel, chat.thinking, limitOf(chat, to));
  if (!config) {
    if (chat.thinking?.mode === 'on') losses.drop('thinking', 'thinking');
    return {};
  }
  return Object.keys(config).length > 0 ? { thinkingConfig: config } : {};
}

/** One resolution holds for the whole request: it is said where the pictures agree. */
function resolutionField(chat: ChatRequest, losses: Losses): JsonDraft {
  const images = chat.messages
    .flatMap(({ blocks }) => blocks)
    .filter((block): block is ImageBlock => block.type === 'image');
  const details = new Set(images.map(({ detail }) => (detail === 'auto' ? undefined : detail)));
  if (details.size === 0 || (details.size === 1 && details.has(undefined))) return {};
  const [detail] = details;
  if (details.size > 1 || !['low', 'high', 'original'].includes(detail ?? '')) {
    losses.drop('image-detail', 'detail');
    return {};
  }
  return { mediaResolution: detail === 'low' ? 'MEDIA_RESOLUTION_LOW' : 'MEDIA_RESOLUTION_HIGH' };
}

function tierField(chat: ChatRequest, losses: Losses, { tiers }: WriteOptions): JsonDraft {
  if (chat.tier === undefined || ['auto', 'default', 'standard', 'standard_only'].includes(chat.tier))
    return {};
  const tier = chat.tier === 'fast' ? 'priority' : chat.tier;
  if (tiers && (tier === 'flex' || tier === 'priority')) return { serviceTier: tier };
  losses.drop('tier', 'service_tier');
  return {};
}

/** Everything that this wire has no word for. */
function nameLosses(chat: ChatRequest, losses: Losses): void {
  if (chat.logitBias && Object.keys(chat.logitBias).length > 0) losses.drop('logit-bias', 'logit_bias');
  // The canonical answer has no place for them, and many models refuse the wish.
  if (chat.logprobs) losses.drop('logprobs', 'logprobs');
  if (chat.verbosity !== undefined) losses.drop('verbosity', 'verbosity');
  if (chat.user !== undefined) losses.drop('user', 'user');
  if (chat.cacheKey !== undefined) losses.drop('cache-key', 'prompt_cache_key');
  if (chat.metadata && Object.keys(chat.metadata).length > 0) losses.drop('metadata', 'metadata');
  if (chat.messages.some(({ blocks }) => blocks.some((block) => 'cache' in block && block.cache)))
    losses.drop('cache-marks', 'cache_control');
}

/** Fields of a client of this wire that the canonical form has no place for stand in the body again. */
function withOthers(body: JsonDraft, { others }: ChatRequest, losses: Losses): JsonDraft {
  if (!others) return body;
  if (others.from !== 'gemini') {
    for (const name of Object.keys(others.fields)) losses.drop('unknown-fields', name);
    return body;
  }
  const merged: JsonDraft = { ...others.fields, ...body };
  for (const name of ['generationConfig', 'toolConfig', 'systemInstruction']) {
    const [theirs, ours] = [others.fields[name], body[name]];
    if (isObject(theirs) && isObject(ours)) merged[name] = { ...theirs, ...ours };
  }
  return merged;
}
