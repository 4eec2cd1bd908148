import type { Carriage, ChatFeature, HostedTool } from '../../../spec/chat.ts';
import { effortField, type ThinkingFields } from './thinking-fields.ts';

/** Abilities that not every server of this wire has. */
export type Ability =
  /** `file` parts with base64 */
  | 'files'
  /** `input_audio` parts */
  | 'audio'
  /** `video_url` parts */
  | 'video'
  /** `cache_control` on parts and tools */
  | 'cache-marks'
  | 'custom-tools'
  /** `tool_choice` of type allowed_tools */
  | 'allowed-tools'
  | 'strict-tools'
  /** `parallel_tool_calls` */
  | 'no-parallel-tools'
  /** `response_format` of type json_schema */
  | 'schema-output'
  /** `n` */
  | 'several-answers'
  | 'logprobs'
  | 'logit-bias'
  | 'seed'
  | 'penalties'
  /** `top_k` */
  | 'top-k'
  | 'verbosity'
  /** `prompt_cache_key` */
  | 'cache-key'
  | 'tier'
  | 'user'
  /** `modalities` with audio, and `audio` */
  | 'audio-output'
  /** `modalities` with image */
  | 'image-output'
  /** Embeddings of token ids */
  | 'token-ids';

/** What makers of this wire differ in, where a chat comes from a client of another wire. */
export type ChatTraits = {
  /** Absent: what OpenAI takes and compatible servers take or ignore. */
  readonly takes?: readonly Ability[];
  /** Absent: `reasoning_effort`, with the client's own word. Used for wishes in the model's name too. */
  readonly thinking?: ThinkingFields;
  /** Models that refuse temperature, top_p, stop, penalties, logprobs and logit_bias (OpenAI's reasoning models). */
  readonly refusesSampling?: (model: string) => boolean;
  /** Models that want the thoughts before a tool call back in `reasoning_content`, and refuse a history without them. */
  readonly wantsThoughtsBack?: (model: string) => boolean;
  /** The fields that make the upstream search the web; undefined where the model cannot. */
  readonly webSearch?: (tool: HostedTool, model: string) => Readonly<Record<string, unknown>> | undefined;
  /** Most stop sequences; absent: 4. */
  readonly mostStops?: number;
};

const common: readonly Ability[] = [
  'files',
  'audio',
  'strict-tools',
  'no-parallel-tools',
  'schema-output',
  'several-answers',
  'logprobs',
  'logit-bias',
  'seed',
  'penalties',
  'user',
];

/** Traits with nothing left open. */
export type Traits = Required<Omit<ChatTraits, 'takes'>> & { readonly takes: ReadonlySet<Ability> };

export const completeTraits = (traits: ChatTraits = {}): Traits => ({
  takes: new Set(traits.takes ?? common),
  thinking: traits.thinking ?? effortField(),
  refusesSampling: traits.refusesSampling ?? (() => false),
  wantsThoughtsBack: traits.wantsThoughtsBack ?? (() => false),
  webSearch: traits.webSearch ?? (() => undefined),
  mostStops: traits.mostStops ?? 4,
});

/** What becomes of each feature with these traits; what is missing here is carried. */
export function carriageOf(chosen: ChatTraits = {}): Readonly<Partial<Record<ChatFeature, Carriage>>> {
  const { takes } = completeTraits(chosen);
  const unless = (ability: Ability, otherwise: Carriage): Carriage =>
    takes.has(ability) ? 'carried' : otherwise;
  return {
    'pdf-data': unless('files', 'refused'),
    'pdf-url': unless('files', 'refused'),
    'file-id': unless('files', 'refused'),
    audio: unless('audio', 'refused'),
    video: unless('video', 'refused'),
    'strict-tools': unless('strict-tools', 'dropped'),
    'no-parallel-tools': unless('no-parallel-tools', 'dropped'),
    'top-k': unless('top-k', 'dropped'),
    seed: unless('seed', 'dropped'),
    penalties: unless('penalties', 'dropped'),
    'logit-bias': unless('logit-bias', 'dropped'),
    'several-answers': unless('several-answers', 'refused'),
    logprobs: unless('logprobs', 'dropped'),
    verbosity: unless('verbosity', 'dropped'),
    'cache-marks': unless('cache-marks', 'dropped'),
    'cache-key': unless('cache-key', 'dropped'),
    'web-search': chosen.webSearch ? 'carried' : 'dropped',
    'url-context': 'dropped',
    code: 'dropped',
    'audio-output': unless('audio-output', 'refused'),
    'image-output': unless('image-output', 'refused'),
    user: unless('user', 'dropped'),
    tier: unless('tier', 'dropped'),
    metadata: 'dropped',
    'opaque-tools': 'dropped',
    'unknown-fields': 'dropped',
  };
}
