import { isDeepStrictEqual } from 'node:util';
import { isObject, parseObject } from '../../../../base/json.ts';
import type {
  Block,
  ChatRequest,
  Losses,
  Message,
  Signature,
  Source,
  ToolResultBlock,
} from '../../../../spec/chat.ts';
import { unsigned } from '../edits.ts';
import type { ModelTraits } from '../model-traits.ts';

export type Part = Readonly<Record<string, unknown>>;
export type Content = { readonly role: 'user' | 'model'; readonly parts: readonly Part[] };
type Draft = { readonly role: 'user' | 'model'; readonly parts: Part[]; readonly results?: true };

/** Where files of Google's own live. */
const filesBase = 'https://generativelanguage.googleapis.com/v1beta/';

const signed = (signature: Signature | undefined): Part =>
  signature?.from === 'gemini' ? { thoughtSignature: signature.value } : {};

/**
 * A conversation as contents. System messages at its head are the system instruction; later ones have no place of their
 * own and become words of the user in tags. Results of one turn stand together, in the order of its calls, and
 * every call has one. `callIds`: calls and results carry ids; else they meet by their order.
 */
export function contentsOf(
  chat: ChatRequest,
  traits: ModelTraits,
  losses: Losses,
  callIds: boolean,
): { readonly system: readonly Part[]; readonly contents: readonly Content[] } {
  const head = chat.messages.findIndex(({ role }) => role !== 'system');
  const first = head < 0 ? chat.messages.length : head;
  const system = chat.messages
    .slice(0, first)
    .flatMap(({ blocks }) => textsIn(blocks))
    .map((text) => ({ text }));
  const writer = new ContentWriter(traits, losses, callIds);
  for (const message of chat.messages.slice(first)) writer.add(message);
  const contents = writer.contents();
  // A conversation of system messages only: someone has to speak.
  if (contents.length === 0 && system.length > 0)
    return { system: [], contents: [{ role: 'user', parts: system }] };
  return { system, contents };
}

const textsIn = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => (block.type === 'text' && block.text !== '' ? [block.text] : []));

class ContentWriter {
  readonly #traits: ModelTraits;
  readonly #losses: Losses;
  readonly #callIds: boolean;
  readonly #drafts: Draft[] = [];
  /** Names of calls by id, for results that do not tell theirs. */
  readonly #names = new Map<string, string>();
  /** Calls of the last turn of the model that have no result yet, in order. */
  #waiting: { readonly id: string; readonly name: string }[] = [];
  #results = new Map<string, Part[]>();

  constructor(traits: ModelTraits, losses: Losses, callIds: boolean) {
    this.#traits = traits;
    this.#losses = losses;
    this.#callIds = callIds;
  }

  add({ role, blocks }: Message): void {
    if (role === 'tool') {
      for (const block of blocks) {
        if (block.type === 'tool-result') this.#result(block);
        else this.#push('user', this.#parts(block));
      }
      return;
    }
    if (role === 'assistant') {
      // Neighbours are one turn; results in between end it.
      if (this.#results.size > 0) this.#flushResults();
      this.#turn(blocks);
      return;
    }
    for (const block of blocks) if (block.type === 'tool-result') this.#result(block);
    this.#flushResults();
    if (role === 'system') {
      const text = textsIn(blocks).join('\n\n');
      if (text !== '') this.#push('user', [{ text: `<system-reminder>\n${text}\n</system-reminder>` }]);
      return;
    }
    for (const block of blocks) this.#push('user', this.#parts(block));
  }

  contents(): readonly Content[] {
    if (this.#results.size > 0) this.#flushResults();
    const contents = this.#drafts
      .filter(({ parts }) => parts.length > 0)
      .map(({ role, parts }) => ({ role, parts }));
    // A conversation may not begin with a call of the model.
    return contents[0]?.role === 'model' ? [{ role: 'user', parts: [{ text: '…' }] }, ...contents] : contents;
  }

  #id(id: string): Part {
    return this.#callIds ? { id } : {};
  }

  #push(role: 'user' | 'model', parts: readonly Part[]): void {
    if (parts.length === 0) return;
    const last = this.#drafts.at(-1);
    if (last?.role === role && !last.results) last.parts.push(...parts);
    else this.#drafts.push({ role, parts: [...parts] });
  }

  /** One turn of the model. */
  #turn(blocks: readonly Block[]): void {
    const parts: Part[] = [];
    let calls = this.#waiting.length;
    for (const block of blocks) {
      if (block.type === 'tool-call') {
        this.#names.set(block.id, block.name);
        this.#waiting.push({ id: block.id, name: block.name });
        const args = block.custom ? { input: block.arguments } : argumentsOf(block.arguments);
        const signature =
          block.signature?.from !== 'gemini' && calls === 0 && this.#traits.wantsSignatures
            ? { thoughtSignature: unsigned }
            : signed(block.signature);
        calls++;
        parts.push({ functionCall: { ...this.#id(block.id), name: block.name, args }, ...signature });
      } else if (block.type === 'image') {
        const own = signed(block.signature);
        const needs =
          this.#traits.wantsSignatures && this.#traits.makesImages && block.signature?.from !== 'gemini';
        for (const part of this.#parts(block))
          parts.push({ ...part, ...(needs ? { thoughtSignature: unsigned } : own) });
      } else parts.push(...this.#parts(block));
    }
    this.#push('model', parts);
  }

  #result(block: ToolResultBlock): void {
    const name = block.name ?? this.#names.get(block.callId) ?? 'unknown';
    const { response, media } = resultOf(block);
    const inside = this.#traits.generation >= 3;
    const part = {
      functionResponse: {
        ...this.#id(block.callId),
        name,
        response,
        ...(inside && media.length > 0 ? { parts: media.map((source) => this.#source(source)) } : {}),
      },
    };
    // Before generation 3 a result holds no media: they stand behind it.
    this.#results.set(block.callId, [part, ...(inside ? [] : media.map((source) => this.#source(source)))]);
  }

  /** Results of the last turn in the order of its calls; a call without one gets a word that it has none. */
  #flushResults(): void {
    const results = this.#results;
    this.#results = new Map();
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length === 0 && results.size === 0) return;
    const parts: Part[] = [];
    const behind: Part[] = [];
    for (const { id, name } of waiting) {
      const [part, ...media] = results.get(id) ?? [
        { functionResponse: { ...this.#id(id), name, response: { error: 'the tool gave no result' } } },
      ];
      results.delete(id);
      if (part) parts.push(part);
      behind.push(...media);
    }
    for (const [part, ...media] of results.values()) {
      if (part) parts.push(part);
      behind.push(...media);
    }
    const last = this.#drafts.at(-1);
    if (last?.results) last.parts.push(...parts);
    else this.#drafts.push({ role: 'user', parts, results: true });
    if (behind.length > 0) this.#drafts.push({ role: 'user', parts: behind });
  }

  #parts(block: Block): readonly Part[] {
    switch (block.type) {
      case 'text':
        return block.text === '' && block.signature?.from !== 'gemini'
          ? []
          : [{ text: block.text, ...signed(block.signature) }];
      case 'refusal':
        return block.text === '' ? [] : [{ text: block.text }];
      case 'thinking':
        // A thought without Google's own signature is never sent as if it were words.
        if (block.signature?.from === 'gemini')
          return [{ text: block.text, thought: true, ...signed(block.signature) }];
        if (block.signature) this.#losses.drop('thinking-signature', 'thinking');
        return [];
      case 'audio':
        // Speech of an earlier answer, named by an id of its maker: what was said stands for it.
        if (block.source.by === 'file-id' && block.source.from !== 'gemini' && block.transcript)
          return [{ text: block.transcript }];
        return [this.#source(block.source)];
      case 'image':
        return [this.#source(block.source)];
      case 'file':
        return [textFile(block.source, block.name) ?? this.#source(block.source)];
      case 'video': {
        const { from, to, fps } = block;
        const cut = {
          ...(from === undefined ? {} : { startOffset: `${from}s` }),
          ...(to === undefined ? {} : { endOffset: `${to}s` }),
          ...(fps === undefined ? {} : { fps }),
        };
        return [
          { ...this.#source(block.source), ...(Object.keys(cut).length > 0 ? { videoMetadata: cut } : {}) },
        ];
      }
      case 'opaque':
        if (block.from === 'gemini' && isObject(block.value)) return [block.value];
        return block.text ? [{ text: block.text }] : [];
      case 'tool-call':
      case 'tool-result':
        return []; // written by their turns
    }
  }

  #source(source: Source): Part {
    switch (source.by) {
      case 'data':
        return { inlineData: { mimeType: source.mediaType, data: source.data } };
      case 'url':
        return {
          fileData: {
            fileUri: source.url,
            ...(source.mediaType === undefined ? {} : { mimeType: source.mediaType }),
          },
        };
      case 'file-id':
        if (source.from !== 'gemini')
          this.#losses.refuse(
            'file-id',
            'file_id',
            'this model cannot read files that were uploaded elsewhere; send the file itself, as base64 or by URL',
          );
        return { fileData: { fileUri: source.id.includes(':') ? source.id : filesBase + source.id } };
    }
  }
}

/** Arguments are an object here; what is none goes under a name of its own. */
function argumentsOf(text: string): Part {
  if (text.trim() === '') return {};
  return parseObject(text) ?? { _raw: text };
}

/** A result as the object that this wire wants, and its media. */
function resultOf({ content, isError }: ToolResultBlock): { response: Part; media: readonly Source[] } {
  const text = textsIn(content).join('\n');
  const media = content.flatMap((block) => (block.type === 'text' ? [] : [block.source]));
  if (isError) return { response: { error: text }, media };
  const parsed = parseResult(text);
  return {
    response: isObject(parsed) ? parsed : { [Array.isArray(parsed) ? 'result' : 'content']: parsed ?? text },
    media,
  };
}

/** The object or list that a result's text is; undefined for words. Numbers that would change are left as text. */
function parseResult(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isDeepStrictEqual(digits(JSON.stringify(parsed)), digits(text)) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Long whole numbers in a JSON text: those that a double cannot hold come back changed. */
const digits = (text: string): readonly string[] => text.match(/\d{16,}/g) ?? [];

/** Texts of types that the upstream does not know go as words. */
function textFile(source: Source, name: string | undefined): Part | undefined {
  if (
    source.by !== 'data' ||
    !/^application\/(json|xml|x-ndjson|yaml|x-yaml|toml|javascript)\b/.test(source.mediaType)
  )
    return undefined;
  const text = Buffer.from(source.data, 'base64').toString('utf8');
  return { text: name === undefined ? text : `${name}:\n${text}` };
}
