import type { Effort } from '../../../spec/chat.ts';

/**
 * What the generations of Claude take and refuse. Sources: Anthropic's migration guides of Opus 4.7, Opus 5.5,
 * Sonnet 5, Sonnet 5.5, Haiku 5.5, Fable 5.1 and Fable 5.2, its pages on thinking, structured outputs and system
 * messages inside a conversation (read 2026-11-23), and the types of its SDK 1.12.0.
 */
export type Generation = {
  /** 'budget': `enabled` with tokens; 'adaptive': `adaptive` with `output_config.effort`. */
  readonly thinking: 'none' | 'budget' | 'adaptive';
  /** What switches thinking off: nothing, because it is off unless asked for, a value of `thinking.type`, or nothing at all. */
  readonly off: 'absent' | 'disabled' | 'between_tools' | 'never';
  /** Values of `output_config.effort`; none where the field is refused. */
  readonly efforts: readonly Effort[];
  /** 'one': temperature or top_p, not both; 'none': any value but the default is refused. */
  readonly sampling: 'both' | 'one' | 'none';
  /** May the conversation end with the beginning of the answer. */
  readonly prefill: boolean;
  /** `tool_choice` any and tool. */
  readonly forcedTools: boolean;
  /** Messages of role `system` behind a user turn. */
  readonly systemInside: boolean;
  /** `output_config.format` and `strict` tools. */
  readonly schema: boolean;
  /** Thoughts come back without their text unless `display` asks for it. */
  readonly hidesThoughts: boolean;
};

const threeEfforts = ['low', 'medium', 'high'] as const;
const allEfforts = ['low', 'medium', 'high', 'xhigh', 'max'] as const;

const first: Generation = {
  thinking: 'none',
  off: 'absent',
  efforts: [],
  sampling: 'both',
  prefill: true,
  forcedTools: true,
  systemInside: false,
  schema: false,
  hidesThoughts: false,
};
const thinker: Generation = { ...first, thinking: 'budget' };
const four: Generation = { ...thinker, sampling: 'one' };
const fourFive: Generation = { ...four, schema: true };
const fourSix: Generation = {
  ...fourFive,
  thinking: 'adaptive',
  efforts: ['low', 'medium', 'high', 'max'],
  prefill: false,
};
const fourSeven: Generation = { ...fourSix, efforts: allEfforts, sampling: 'none', hidesThoughts: true };
const fourEight: Generation = { ...fourSeven, systemInside: true };
/** Thinks unless it is told not to. */
const five: Generation = { ...fourEight, off: 'disabled' };
const always: Generation = { ...five, off: 'never' };
const unforced: Generation = { ...always, forcedTools: false };
const sonnetFiveFive: Generation = { ...unforced, off: 'between_tools' };

/** `claude-opus-4-5-20251101`, `anthropic.claude-sonnet-4-6`, `claude-3-7-sonnet-20250219`; nothing for another maker's model. */
function nameOf(model: string): { family: string; version: number } | undefined {
  const name = /claude-(.*)$/.exec(model.toLowerCase())?.[1];
  if (name === undefined) return undefined;
  const now = /^(opus|sonnet|haiku|fable|mythos)-(\d{1,2})(?:[-.](\d{1,2})(?!\d))?/.exec(name);
  if (now) return { family: now[1]!, version: Number(now[2]) + Number(now[3] ?? 0) / 10 };
  const before = /^(\d)(?:[-.](\d)(?!\d))?-(opus|sonnet|haiku)/.exec(name);
  if (before) return { family: before[3]!, version: Number(before[1]) + Number(before[2] ?? 0) / 10 };
  if (name.startsWith('mythos')) return { family: 'mythos', version: 5 };
  return { family: '', version: 1 };
}

/** A model of another maker behind this wire is taken for one that knows the wire's older words. */
export function generationOf(model: string): Generation {
  const name = nameOf(model);
  if (!name) return thinker;
  const { family, version } = name;
  if (version < 3.65) return first;
  if (version < 3.95) return thinker;
  if (version < 4.45) return four;
  if (version < 4.55) return family === 'opus' ? { ...fourFive, efforts: threeEfforts } : fourFive;
  if (version < 4.65) return fourSix;
  if (version < 4.75) return fourSeven;
  if (version < 4.95) return fourEight;
  if (family === 'fable' || family === 'mythos') return version < 5.05 ? always : unforced;
  if (version < 5.45 || family === 'haiku') return five;
  return family === 'sonnet' ? sonnetFiveFive : unforced;
}

/** The nearest effort that the model has; undefined where it has none. */
export function effortFor(generation: Generation, wanted: Effort): Effort | undefined {
  if (generation.efforts.includes(wanted)) return wanted;
  if (generation.efforts.length === 0) return undefined;
  if (wanted === 'minimal') return 'low';
  return generation.efforts.includes('max') && wanted === 'xhigh' ? 'high' : generation.efforts.at(-1);
}
