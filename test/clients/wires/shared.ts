import type { Provider } from '../../../server/src/spec/provider.ts';
import type { Conversation, Turn } from '../script.ts';

/** JSON as it came. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const objectsIn = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.filter(isObject) : [];
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Names of the parameters in a JSON Schema. */
export const fieldsOf = (schema: unknown): readonly string[] =>
  isObject(schema) && isObject(schema['properties']) ? Object.keys(schema['properties']) : [];

/** The text of a content that is a text or a list of parts. */
export const plain = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : objectsIn(content)
        .map((part) => textOf(part['text']))
        .join('\n');

/** What this upstream signed, so that it knows its own thoughts again. */
export type Signed = Set<string>;

/** A request and the place it was sent to. */
export type Asked = {
  readonly body: Json;
  readonly path: string;
  readonly key: string;
  readonly signed: Signed;
};

/** One upstream wire: reads a request for the script, and writes the script's turn in it. */
export type ScriptedWire = {
  /** Whose simulator checks each request first. */
  readonly provider: Provider;
  /** Which paths the script answers; the simulator answers the others. */
  readonly answers: (path: string) => boolean;
  readonly read: (asked: Asked) => Conversation;
  /** Why the real one would refuse a loop of tools, beyond what the simulator checks. */
  readonly objection: (asked: Asked) => string | undefined;
  readonly refusal: (message: string) => Response;
  readonly write: (turn: Turn, asked: Asked) => Written;
  /** The upstream's key out of the headers. */
  readonly keyOf: (headers: Headers) => string;
};

/** `whole`: the body of an answer that is not streamed; `frames`: the texts of a stream. */
export type Written = { readonly whole: object; readonly frames: readonly string[] };

/** Pieces of a few characters, cut without regard for words and escapes. */
export function pieces(text: string, size = 7): readonly string[] {
  const characters = [...text];
  const out: string[] = [];
  for (let at = 0; at < characters.length; at += size) out.push(characters.slice(at, at + size).join(''));
  return out;
}

/** Plausible counts that follow from the sizes. */
export const tokensOf = (value: unknown): number => Math.ceil(JSON.stringify(value).length / 4);
