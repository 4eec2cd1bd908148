import { isObject, type Json, objectOf, objectsIn, textIn, wordOf } from '../../../base/json.ts';
import { SseSplitter } from '../../../base/sse.ts';
import type { ChatPart } from '../../../spec/chat.ts';
import type { ChatPartReader } from '../../../spec/provider.ts';
import { garbage } from '../fault-words.ts';
import { faultOfEvent, faultOfFailed } from './faults.ts';
import {
  argumentsOf,
  blocksOfItem,
  callOf,
  citationOf,
  finishOf,
  thoughtEnd,
  thoughtsOf,
} from './read-output.ts';
import { factsOf, isSearch, readUsage, searchesIn } from './usage.ts';

/** What has been told of one content part, so that whole texts that come later add only what is missing. */
type Told = { text: string; citations: number; closed: boolean };
type Item = {
  /** Content parts by their index. */
  readonly parts: Map<number, Told>;
  thoughts: string;
  /** Which part of the thoughts was written last: parts are set apart by a blank line. */
  thoughtPart: string | undefined;
  call: { readonly number: number; text: string } | undefined;
  done: boolean;
};

/** What of a whole text has not been told yet. A text that differs from what was told is left as it was told. */
const missing = (told: string, whole: string): string =>
  whole.startsWith(told) ? whole.slice(told.length) : '';

/**
 * Reads a stream of this wire into parts. Items are told apart by `output_index`, since some servers change the ids
 * from event to event. Deltas that did not come are taken from the whole texts behind them.
 */
export function openParts(): ChatPartReader {
  const splitter = new SseSplitter();
  const items = new Map<number, Item>();
  let open = true;
  let calls = 0;
  let searches = 0;
  let refuses = false;
  let speaks = false;
  let started = false;
  let parts: ChatPart[] = [];

  const itemAt = (event: Json): Item => {
    const index = typeof event['output_index'] === 'number' ? event['output_index'] : 0;
    let item = items.get(index);
    if (!item) {
      item = { parts: new Map(), thoughts: '', thoughtPart: undefined, call: undefined, done: false };
      items.set(index, item);
    }
    return item;
  };
  const toldAt = (item: Item, index: unknown): Told => {
    const key = typeof index === 'number' ? index : 0;
    let told = item.parts.get(key);
    if (!told) {
      told = { text: '', citations: 0, closed: false };
      item.parts.set(key, told);
    }
    return told;
  };

  function say(told: Told, text: string): void {
    if (text === '' || told.closed) return;
    told.text += text;
    speaks = true;
    parts.push({ type: 'text-delta', text });
  }
  function refuse(told: Told, text: string): void {
    if (text === '' || told.closed) return;
    told.text += text;
    refuses = true;
    parts.push({ type: 'refusal-delta', text });
  }
  function cite(told: Told, annotation: Json): void {
    if (told.closed) return;
    told.citations++;
    parts.push({ type: 'citation', citation: citationOf(annotation) });
  }
  function think(item: Item, text: string, part: string): void {
    if (text === '') return;
    const gap = item.thoughts !== '' && item.thoughtPart !== part ? '\n\n' : '';
    item.thoughtPart = part;
    item.thoughts += gap + text;
    parts.push({ type: 'thinking-delta', text: gap + text });
  }

  function closePart(told: Told, part: Json): void {
    if (told.closed) return;
    if (part['type'] === 'refusal') refuse(told, missing(told.text, textIn(part['refusal']) ?? ''));
    else if (part['type'] === 'output_text' || part['type'] === 'text') {
      say(told, missing(told.text, textIn(part['text']) ?? ''));
      for (const annotation of objectsIn(part['annotations']).slice(told.citations)) cite(told, annotation);
      if (told.text !== '' || told.citations > 0) parts.push({ type: 'text-end' });
    } else for (const block of blocksOfItem({ type: 'message', content: [part] })) whole(block);
    told.closed = true;
  }

  function startCall(item: Item, wire: Json): void {
    const head = item.call ? undefined : callOf(wire);
    if (!head) return;
    item.call = { number: calls++, text: '' };
    parts.push({ type: 'tool-start', call: item.call.number, ...head });
  }
  function callText(item: Item, text: string): void {
    if (!item.call || text === '') return;
    item.call.text += text;
    parts.push({ type: 'tool-delta', call: item.call.number, text });
  }

  /** A block that has no deltas. */
  function whole(block: ReturnType<typeof blocksOfItem>[number]): void {
    if (block.type === 'image' || block.type === 'audio' || block.type === 'video')
      parts.push({ type: 'media', block });
    else if (block.type === 'opaque') parts.push({ type: 'opaque', block });
    else if (block.type === 'thinking') {
      parts.push({ type: 'thinking-delta', text: block.text }, { type: 'thinking-end' });
    }
  }

  function finishItem(item: Item, wire: Json): void {
    if (item.done) return;
    item.done = true;
    if (isSearch(wire)) searches++;
    switch (wire['type']) {
      case 'message':
        for (const [index, part] of objectsIn(wire['content']).entries())
          closePart(toldAt(item, index), part);
        for (const told of item.parts.values()) {
          // The item repeats fewer parts than were streamed.
          if (!told.closed && told.text !== '') parts.push({ type: 'text-end' });
          told.closed = true;
        }
        return;
      case 'reasoning': {
        const texts = thoughtsOf(wire);
        const rest = missing(item.thoughts, texts.join('\n\n'));
        if (rest !== '') {
          item.thoughts += rest;
          parts.push({ type: 'thinking-delta', text: rest });
        }
        const end = thoughtEnd(wire, item.thoughts !== '');
        if (end) parts.push({ type: 'thinking-end', ...end });
        return;
      }
      case 'function_call':
      case 'custom_tool_call':
        startCall(item, wire);
        if (!item.call) break;
        callText(item, missing(item.call.text, argumentsOf(wire)));
        parts.push({ type: 'tool-end', call: item.call.number });
        return;
    }
    for (const block of blocksOfItem(wire)) whole(block);
  }

  function end(response: Json): void {
    const output = objectsIn(response['output']);
    // Some servers send no event for items that came whole.
    for (const [index, wire] of output.entries()) {
      if (items.size === 0 || items.get(index)?.done === false)
        finishItem(itemAt({ output_index: index }), wire);
      else if (!items.has(index) && index >= items.size) finishItem(itemAt({ output_index: index }), wire);
    }
    for (const item of items.values()) {
      if (!item.done && item.call) parts.push({ type: 'tool-end', call: item.call.number });
    }
    const usage = readUsage(response['usage'], Math.max(searches, searchesIn(output)));
    const facts = factsOf(response);
    parts.push({
      type: 'finish',
      finish: finishOf(response, { calls: calls > 0, onlyRefusal: refuses && !speaks }),
    });
    if (usage) parts.push({ type: 'usage', usage, ...(facts ? { facts } : {}) });
    parts.push({ type: 'end' });
    open = false;
  }

  function fail(fault: ReturnType<typeof faultOfEvent>): void {
    parts.push({ type: 'error', fault });
    open = false;
  }

  function start(response: Json): void {
    if (started) return;
    started = true;
    const id = textIn(response['id']);
    const model = textIn(response['model']);
    parts.push({
      type: 'start',
      ...(id === undefined ? {} : { id }),
      ...(model === undefined ? {} : { model }),
    });
  }

  function take(event: Json): void {
    const type = event['type'];
    const delta = textIn(event['delta']) ?? '';
    const response = objectOf(event['response']);
    // Some servers leave the first events out.
    if (event['output_index'] !== undefined) start(response);
    switch (type) {
      case 'response.created':
      case 'response.in_progress':
      case 'response.queued':
        start(response);
        return;
      case 'response.output_item.added': {
        const wire = objectOf(event['item']);
        const item = itemAt(event);
        if (wire['type'] !== 'function_call' && wire['type'] !== 'custom_tool_call') return;
        startCall(item, wire);
        callText(item, argumentsOf(wire));
        return;
      }
      case 'response.output_text.delta':
        say(toldAt(itemAt(event), event['content_index']), delta);
        return;
      case 'response.refusal.delta':
        refuse(toldAt(itemAt(event), event['content_index']), delta);
        return;
      case 'response.output_text.annotation.added':
        if (isObject(event['annotation']))
          cite(toldAt(itemAt(event), event['content_index']), event['annotation']);
        return;
      case 'response.content_part.done':
        if (isObject(event['part']) && event['part']['type'] !== 'reasoning_text')
          closePart(toldAt(itemAt(event), event['content_index']), event['part']);
        return;
      case 'response.reasoning_summary_text.delta':
        think(itemAt(event), delta, `summary ${wordOf(event['summary_index'])}`);
        return;
      case 'response.reasoning_text.delta':
        think(itemAt(event), delta, `content ${wordOf(event['content_index'])}`);
        return;
      case 'response.function_call_arguments.delta':
      case 'response.custom_tool_call_input.delta':
        callText(itemAt(event), delta);
        return;
      case 'response.output_item.done':
        finishItem(itemAt(event), objectOf(event['item']));
        return;
      case 'response.completed':
      case 'response.incomplete':
        start(response);
        end(response);
        return;
      case 'response.failed':
        fail(faultOfFailed(response));
        return;
      case 'error':
        fail(faultOfEvent(event));
        return;
      case undefined:
        // A proxy's plain error envelope.
        if (isObject(event['error'])) fail(faultOfEvent(event));
        return;
      default:
        return; // progress of hosted tools, and what is not known yet
    }
  }

  function read(texts: readonly { readonly data: string }[]): readonly ChatPart[] {
    parts = [];
    for (const { data } of texts) {
      if (!open) break;
      let event: unknown;
      try {
        event = JSON.parse(data);
      } catch {
        continue; // [DONE] of some servers
      }
      if (isObject(event)) take(event);
    }
    return parts;
  }

  return {
    push(chunk) {
      if (!open) return [];
      try {
        return read(splitter.push(chunk));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        open = false;
        return [{ type: 'error', fault: garbage }];
      }
    },
    finish() {
      const last = open ? splitter.rest() : undefined;
      return last ? read([last]) : [];
    },
  };
}
