import { z } from 'zod';
import { randomText } from '../../../../base/ids.ts';
import { isObject, type Json } from '../../../../base/json.ts';
import type { Message } from '../../openai-compatible/simulator/wire.ts';
import { countTokens } from '../../simulated/tokens.ts';
import { EventError, parsed } from './event-error.ts';
import { bytesPerSecond } from './sound.ts';

/** Tokens by kind. */
export type Weight = { readonly text: number; readonly audio: number; readonly image: number };

export const noWeight: Weight = { text: 0, audio: 0, image: 0 };
export const together = (weights: readonly Weight[]): Weight =>
  weights.reduce(
    (sum, one) => ({ text: sum.text + one.text, audio: sum.audio + one.audio, image: sum.image + one.image }),
    noWeight,
  );

/** A client's sound is a token for 100 ms, the model's own for 50 ms (guide to costs). */
export const heardTokens = (seconds: number): number => Math.ceil(seconds * 10);
export const spokenTokens = (seconds: number): number => Math.ceil(seconds * 20);
const imageTokens = 512;

/** An item with what it weighs and says. `item` is what events show of it: without sound. */
export type Entry = {
  readonly item: Json & { readonly id: string };
  weight: Weight;
  says: Message | undefined;
};

const part = z.looseObject({
  type: z.enum(['input_text', 'input_audio', 'input_image', 'output_text', 'output_audio']),
  text: z.string().nullish(),
  audio: z.string().nullish(),
  transcript: z.string().nullish(),
  image_url: z.string().nullish(),
});
const itemSchema = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('message'),
    id: z.string().max(32).nullish(),
    role: z.enum(['system', 'user', 'assistant']),
    content: z.array(part),
  }),
  z.looseObject({
    type: z.literal('function_call'),
    id: z.string().max(32).nullish(),
    call_id: z.string().nullish(),
    name: z.string(),
    arguments: z.string(),
  }),
  z.looseObject({
    type: z.literal('function_call_output'),
    id: z.string().max(32).nullish(),
    call_id: z.string(),
    output: z.string(),
  }),
]);
type Part = z.output<typeof part>;

const textOf = (part: Part, seconds: number): string =>
  part.text ??
  part.transcript ??
  (part.type === 'input_audio' ? `(${seconds.toFixed(1)} seconds of sound)` : '');

/** Reads an item of the client. `format`: of its sound. Throws EventError. */
export function readEntry(value: unknown, format: string): Entry {
  const read = parsed(itemSchema, value, 'item');
  const id = read.id ?? `item_${randomText(21)}`;
  const shown = { ...read, id, object: 'realtime.item', status: 'completed' };
  if (read.type === 'function_call') {
    const call = { name: read.name, arguments: read.arguments };
    return {
      item: shown,
      weight: { ...noWeight, text: 3 + countTokens(call.name) + countTokens(call.arguments) },
      says: {
        role: 'assistant',
        tool_calls: [{ type: 'function', id: read.call_id ?? id, function: call }],
      },
    };
  }
  if (read.type === 'function_call_output')
    return {
      item: shown,
      weight: { ...noWeight, text: 3 + countTokens(read.output) },
      says: { role: 'tool', tool_call_id: read.call_id, content: read.output },
    };
  const spoken = read.role === 'assistant' ? 'output' : 'input';
  for (const [at, { type }] of read.content.entries())
    if (!type.startsWith(spoken) || (read.role === 'system' && type !== 'input_text'))
      throw new EventError(
        `Invalid value: '${type}'. Messages of the role '${read.role}' cannot have it.`,
        'invalid_value',
        `item.content[${at}].type`,
      );
  const seconds = read.content.map(({ audio }) => ((audio?.length ?? 0) * 0.75) / bytesPerSecond(format));
  const texts = read.content.map((one, at) => textOf(one, seconds[at]!));
  const images = read.content.flatMap((one) => (one.image_url ? [one.image_url] : []));
  return {
    item: { ...shown, content: read.content.map(({ audio: _audio, ...rest }) => rest) },
    weight: {
      text: 3 + countTokens(read.content.map(({ text }) => text ?? '').join(' ')),
      audio: seconds.reduce((sum, one) => sum + heardTokens(one), 0),
      image: images.length * imageTokens,
    },
    says:
      read.role === 'user'
        ? {
            role: 'user',
            content: [
              ...texts.filter((text) => text !== '').map((text) => ({ type: 'text' as const, text })),
              ...images.map((url) => ({ type: 'image_url' as const, image_url: url })),
            ],
          }
        : { role: read.role, content: texts.join(' ') },
  };
}

/** The items of a session, in order. */
export class Conversation {
  readonly id = `conv_${randomText(21)}`;
  #entries: Entry[] = [];

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get lastId(): string | null {
    return this.#entries.at(-1)?.item.id ?? null;
  }

  /** Puts it behind `previous` ('root': first; absent: last). Gives the id of the item before it. Throws EventError. */
  add(entry: Entry, previous?: unknown): string | null {
    if (this.#entries.some(({ item }) => item.id === entry.item.id))
      throw new EventError(
        `Error adding item: an item with id '${entry.item.id}' already exists.`,
        'item_create_duplicate_item_id',
        'item.id',
      );
    let at = this.#entries.length;
    if (previous === 'root') at = 0;
    else if (typeof previous === 'string')
      at = this.#place(previous, 'item_create_invalid_previous_item_id') + 1;
    const before = this.#entries[at - 1]?.item.id ?? null;
    this.#entries.splice(at, 0, entry);
    return before;
  }

  find(id: unknown, code: string): Entry {
    return this.#entries[this.#place(id, code)]!;
  }

  remove(id: unknown): void {
    this.#entries.splice(this.#place(id, 'item_delete_invalid_item_id'), 1);
  }

  /** Cuts what the model said to what was heard of it; the text is gone with it. Throws EventError. */
  truncate(id: unknown, endMs: unknown): void {
    const entry = this.find(id, 'item_truncate_invalid_item_id');
    const isSpoken = isObject(entry.item) && entry.item['role'] === 'assistant' && entry.weight.audio > 0;
    if (!isSpoken)
      throw new EventError('Only model output audio messages can be truncated.', 'invalid_value', 'item_id');
    const tokens = spokenTokens((typeof endMs === 'number' ? endMs : Number.NaN) / 1000);
    if (!(tokens >= 0) || tokens > entry.weight.audio)
      throw new EventError(
        `Audio content of ${entry.weight.audio * 50}ms is already shorter than ${String(endMs)}ms`,
        'invalid_value',
        'audio_end_ms',
      );
    entry.weight = { ...noWeight, audio: tokens };
    entry.says = { role: 'assistant', content: '' };
  }

  #place(id: unknown, code: string): number {
    const at = this.#entries.findIndex(({ item }) => item.id === id);
    if (at < 0) throw new EventError(`The item with id '${String(id)}' does not exist.`, code, 'item_id');
    return at;
  }
}
