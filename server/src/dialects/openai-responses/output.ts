import { isObject, type Json, objectOf, parseJson, stringIn } from '../../base/json.ts';
import type {
  AudioBlock,
  ChatPart,
  Citation,
  Finish,
  ImageBlock,
  OpaqueBlock,
  Signature,
  VideoBlock,
} from '../../spec/chat.ts';
import type { AnswerContext } from '../../spec/dialect.ts';
import type { Facts, Usage } from '../../spec/usage.ts';
import { sealCallSignature, sealSignature, sealTextSignature } from './carried.ts';
import { wire } from './items.ts';
import { incompleteReason } from './response.ts';
import { type Place, placesOf } from './tools.ts';

/** Told of every event in its order; `fields` without `type` and `sequence_number`. */
export type Emit = (type: string, fields: Json) => void;

type Part = { type: 'output_text' | 'refusal'; text: string; annotations: Json[]; ended: boolean };
/** An item that is still being written. `index` is its place in the output. */
type OpenMessage = { kind: 'message'; id: string; index: number; parts: Part[] };
type OpenThought = { kind: 'reasoning'; id: string; index: number; text: string };
type OpenCall = {
  readonly item: Json;
  readonly id: string;
  readonly index: number;
  readonly name: string;
  readonly custom: boolean;
  /** A custom tool that the upstream was given as a function: its input is inside of JSON, and waits for the end. */
  readonly wrapped: boolean;
  text: string;
};

/**
 * Builds the output of a response from parts and tells of each step, after the life cycle of streams in OpenAI's
 * reference (guides/streaming-responses): an item is added, filled and done, and its done form is what stands in the
 * output. At most one message or thought is open; calls may lie open beside it.
 */
export class Output {
  readonly items: Json[] = [];
  finish: Finish = { reason: 'other' };
  usage: Usage | undefined;
  facts: Facts | undefined;
  refused = false;
  readonly #emit: Emit;
  readonly #id: string;
  readonly #customs: ReadonlySet<string>;
  readonly #places: ReadonlyMap<string, Place>;
  readonly #calls = new Map<number, OpenCall>();
  readonly #taken = new Set<unknown>();
  #open: OpenMessage | OpenThought | undefined;

  constructor(context: AnswerContext, emit: Emit) {
    this.#emit = emit;
    this.#id = context.id;
    const customs = context.request.tools.flatMap((tool) => (tool.type === 'custom' ? [tool.name] : []));
    this.#customs = new Set(customs);
    this.#places = placesOf(context.call.body);
  }

  push(part: ChatPart): void {
    switch (part.type) {
      case 'text-delta':
        if (part.text !== '') this.#say('output_text', part.text);
        break;
      case 'refusal-delta':
        this.refused = true;
        if (part.text !== '') this.#say('refusal', part.text);
        break;
      case 'citation':
        this.#cite(part.citation);
        break;
      case 'text-end':
        this.#endText(part.signature);
        break;
      case 'thinking-delta':
        if (part.text !== '') this.#think(part.text);
        break;
      case 'thinking-end':
        this.#endThought(part.signature, part.id);
        break;
      case 'tool-start':
        this.#startCall(part);
        break;
      case 'tool-delta':
        this.#callDelta(part.call, part.text);
        break;
      case 'tool-end':
        this.#endCall(part.call, part.signature, 'completed');
        break;
      case 'media':
        this.#media(part.block);
        break;
      case 'opaque':
        this.#opaque(part.block);
        break;
      case 'finish':
        this.finish = part.finish;
        this.end(incompleteReason(part.finish, this.refused) === undefined ? 'completed' : 'incomplete');
        break;
      case 'usage':
        this.usage = part.usage;
        this.facts = part.facts ?? this.facts;
        break;
      case 'start':
      case 'error':
      case 'end':
        break;
    }
  }

  /** Closes whatever is open. */
  end(status: 'completed' | 'incomplete'): void {
    this.#close(status);
    for (const call of [...this.#calls.keys()]) this.#endCall(call, undefined, status);
  }

  /** One item that comes whole. */
  add(item: Json, between: readonly string[] = [], begun: Json = item): void {
    this.#close();
    const index = this.#added(begun);
    for (const type of between) this.#emit(type, { item_id: item['id'], output_index: index });
    this.#done(index, item);
  }

  #added(item: Json): number {
    const index = this.items.push(item) - 1;
    this.#emit('response.output_item.added', { output_index: index, item });
    return index;
  }

  #done(index: number, item: Json): void {
    this.items[index] = item;
    this.#emit('response.output_item.done', { output_index: index, item });
  }

  /** An id of this response that no other item has. */
  #newId(prefix: string): string {
    return `${prefix}_${this.#id}_${this.items.length}`;
  }

  /** The id that was given, unless an item of this response has it already. */
  #own(given: unknown, prefix: string): string {
    const id =
      typeof given === 'string' && given !== '' && !this.#taken.has(given) ? given : this.#newId(prefix);
    this.#taken.add(id);
    return id;
  }

  #message(): OpenMessage {
    if (this.#open?.kind === 'message') return this.#open;
    this.#close();
    const id = this.#newId('msg');
    const item = { id, type: 'message', status: 'in_progress', role: 'assistant', content: [] };
    const open: OpenMessage = { kind: 'message', id, index: this.#added(item), parts: [] };
    this.#open = open;
    return open;
  }

  #part(type: Part['type']): { message: OpenMessage; part: Part; place: Json } {
    const message = this.#message();
    const last = message.parts.at(-1);
    if (last && last.type === type && !last.ended)
      return { message, part: last, place: placeOf(message, message.parts.length - 1) };
    if (last) this.#closePart(message);
    const part: Part = { type, text: '', annotations: [], ended: false };
    const place = placeOf(message, message.parts.push(part) - 1);
    this.#emit('response.content_part.added', { ...place, part: written(part) });
    return { message, part, place };
  }

  #say(type: Part['type'], delta: string): void {
    const { part, place } = this.#part(type);
    part.text += delta;
    if (type === 'refusal') this.#emit('response.refusal.delta', { ...place, delta });
    else this.#emit('response.output_text.delta', { ...place, delta, logprobs: [] });
  }

  /** Citations may come after the end of their text: a text is closed when something else begins. */
  #cite(citation: Citation): void {
    const open = this.#open?.kind === 'message' ? this.#open : undefined;
    const last = open?.parts.at(-1);
    const annotation = annotationOf(citation, last?.text.length ?? 0);
    if (!annotation) return;
    const found =
      open && last?.type === 'output_text'
        ? { part: last, place: placeOf(open, open.parts.length - 1) }
        : this.#part('output_text');
    const at = found.part.annotations.push(annotation) - 1;
    this.#emit('response.output_text.annotation.added', { ...found.place, annotation_index: at, annotation });
  }

  #endText(signature: Signature | undefined): void {
    const last = this.#open?.kind === 'message' ? this.#open.parts.at(-1) : undefined;
    if (last) last.ended = true;
    if (signature) this.#carry(sealTextSignature(signature));
  }

  /** An item that only carries a signature behind what it signs. */
  #carry(encrypted: string): void {
    this.add({ id: this.#newId('rs'), type: 'reasoning', summary: [], encrypted_content: encrypted });
  }

  #closePart(message: OpenMessage): void {
    const part = message.parts.at(-1);
    if (!part) return;
    const place = placeOf(message, message.parts.length - 1);
    if (part.type === 'refusal') this.#emit('response.refusal.done', { ...place, refusal: part.text });
    else this.#emit('response.output_text.done', { ...place, text: part.text, logprobs: [] });
    this.#emit('response.content_part.done', { ...place, part: written(part) });
  }

  #thought(): OpenThought {
    if (this.#open?.kind === 'reasoning') return this.#open;
    this.#close();
    const id = this.#newId('rs');
    const index = this.#added({ id, type: 'reasoning', summary: [] });
    const open: OpenThought = { kind: 'reasoning', id, index, text: '' };
    this.#open = open;
    return open;
  }

  #think(delta: string): void {
    const open = this.#thought();
    const place = { item_id: open.id, output_index: open.index, summary_index: 0 };
    if (open.text === '')
      this.#emit('response.reasoning_summary_part.added', {
        ...place,
        part: { type: 'summary_text', text: '' },
      });
    open.text += delta;
    this.#emit('response.reasoning_summary_text.delta', { ...place, delta });
  }

  #endThought(signature: Signature | undefined, id: string | undefined): void {
    if (this.#open?.kind === 'reasoning') {
      this.#closeThought(this.#open, signature);
      return;
    }
    if (!signature) return; // an empty thought
    const own = signature.from === wire ? id : undefined;
    this.add({
      id: this.#own(own, 'rs'),
      type: 'reasoning',
      summary: [],
      encrypted_content: sealSignature(signature),
    });
  }

  #closeThought({ id, index, text }: OpenThought, signature?: Signature): void {
    this.#open = undefined;
    const part = { type: 'summary_text', text };
    const place = { item_id: id, output_index: index, summary_index: 0 };
    if (text !== '') {
      this.#emit('response.reasoning_summary_text.done', { ...place, text });
      this.#emit('response.reasoning_summary_part.done', { ...place, part });
    }
    this.#done(index, {
      id,
      type: 'reasoning',
      summary: text === '' ? [] : [part],
      // Unsigned it could not be told from one that OpenAI keeps, which it would look for and not find.
      encrypted_content: sealSignature(signature ?? { from: '', value: '' }),
    });
  }

  #close(status: 'completed' | 'incomplete' = 'completed'): void {
    const open = this.#open;
    if (!open) return;
    if (open.kind === 'reasoning') {
      this.#closeThought(open);
      return;
    }
    this.#closePart(open);
    this.#open = undefined;
    const content = open.parts.map(written);
    this.#done(open.index, { id: open.id, type: 'message', status, role: 'assistant', content });
  }

  #startCall(part: ChatPart & { type: 'tool-start' }): void {
    this.#close();
    const wrapped = part.custom !== true && this.#customs.has(part.name);
    const custom = part.custom === true || wrapped;
    const place = this.#places.get(part.name) ?? { name: part.name };
    const id = this.#newId(custom ? 'ctc' : 'fc');
    const item = {
      id,
      type: custom ? 'custom_tool_call' : 'function_call',
      status: 'in_progress',
      call_id: this.#own(part.id, 'call'),
      ...place,
      [custom ? 'input' : 'arguments']: '',
    };
    this.#endCall(part.call, undefined, 'completed'); // a number that is used again
    this.#calls.set(part.call, {
      item,
      id,
      index: this.#added(item),
      name: place.name,
      custom,
      wrapped,
      text: '',
    });
  }

  #callDelta(number: number, delta: string): void {
    const call = this.#calls.get(number);
    if (!call || delta === '') return;
    call.text += delta;
    if (!call.wrapped) this.#tellCall(call, delta);
  }

  #tellCall({ id, index, custom }: OpenCall, delta: string): void {
    const type = custom ? 'response.custom_tool_call_input.delta' : 'response.function_call_arguments.delta';
    this.#emit(type, { item_id: id, output_index: index, delta });
  }

  #endCall(number: number, signature: Signature | undefined, status: 'completed' | 'incomplete'): void {
    const call = this.#calls.get(number);
    if (!call) return;
    this.#calls.delete(number);
    const { item, id, index, name } = call;
    const said = call.wrapped ? unwrapped(call.text) : call.text || (call.custom ? '' : '{}');
    if (said !== '' && (call.wrapped || call.text === '')) this.#tellCall(call, said);
    const place = { item_id: id, output_index: index };
    if (call.custom) this.#emit('response.custom_tool_call_input.done', { ...place, input: said });
    else this.#emit('response.function_call_arguments.done', { ...place, name, arguments: said });
    this.#done(index, { ...item, status, [call.custom ? 'input' : 'arguments']: said });
    if (signature) this.#carry(sealCallSignature(String(item['call_id']), signature));
  }

  #media(block: ImageBlock | AudioBlock | VideoBlock): void {
    const { source } = block;
    if (block.type === 'image' && source.by === 'data') {
      const begun = {
        id: this.#newId('ig'),
        type: 'image_generation_call',
        status: 'in_progress',
        result: null,
      };
      const format = /^image\/(png|jpeg|webp)$/.exec(source.mediaType)?.[1];
      const done = {
        ...begun,
        status: 'completed',
        result: source.data,
        ...(format === undefined ? {} : { output_format: format }),
      };
      const steps = ['in_progress', 'generating', 'completed'];
      this.add(
        done,
        steps.map((step) => `response.image_generation_call.${step}`),
        begun,
      );
      return;
    }
    // There is no item for what else models make: what can be said in a text is.
    const url = source.by === 'url' ? source.url : undefined;
    const said =
      block.type === 'audio' && block.transcript !== undefined
        ? block.transcript
        : url !== undefined && `${block.type === 'image' ? '!' : ''}[${block.type}](${url})`;
    if (said) this.push({ type: 'text-delta', text: said });
  }

  #opaque({ from, value, text }: OpaqueBlock): void {
    if (from === wire && isObject(value) && typeof value['type'] === 'string') {
      this.add({ ...value, id: this.#own(value['id'], 'item') });
      return;
    }
    if (text) this.push({ type: 'text-delta', text });
  }
}

const placeOf = ({ id, index }: OpenMessage, at: number): Json => ({
  item_id: id,
  output_index: index,
  content_index: at,
});

const written = (part: Part): Json =>
  part.type === 'refusal'
    ? { type: 'refusal', refusal: part.text }
    : { type: 'output_text', text: part.text, annotations: [...part.annotations], logprobs: [] };

/** A citation without an address has no place in this wire, unless it came from there. */
function annotationOf({ url, title, start, end, raw }: Citation, length: number): Json | undefined {
  const own = raw?.from === wire && isObject(raw.value) ? raw.value : undefined;
  if (own && own['type'] !== 'url_citation') return own;
  if (url === undefined) return undefined;
  return {
    ...own,
    type: 'url_citation',
    url,
    title: title ?? url,
    start_index: start ?? 0,
    end_index: end ?? length,
  };
}

/** The free text inside the arguments of a custom tool that was declared as a function; all of it where there is none. */
function unwrapped(json: string): string {
  const value = parseJson(json);
  // Where it is neither, the model broke off, or wrote the text itself.
  return stringIn(value) ?? stringIn(objectOf(value)['input']) ?? json;
}
