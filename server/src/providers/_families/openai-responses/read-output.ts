import { isObject, type Json, objectsIn, textIn, wordOf } from '../../../base/json.ts';
import type { Block, Citation, Finish, Signature, TextBlock, ThinkingBlock } from '../../../spec/chat.ts';
import { wireId } from './wire-id.ts';

const place = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;

/** An annotation of any kind (`url_citation`, `file_citation`, `container_file_citation`, `file_path`). */
export function citationOf(annotation: Json): Citation {
  const url = textIn(annotation['url']);
  const title = textIn(annotation['title']) ?? textIn(annotation['filename']);
  const start = place(annotation['start_index']);
  const end = place(annotation['end_index']);
  return {
    ...(url === undefined ? {} : { url }),
    ...(title === undefined ? {} : { title }),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    raw: { from: wireId, value: annotation },
  };
}

/** Texts of a reasoning item: the summary's parts, or the raw thoughts of open-weight models. */
export const thoughtsOf = (item: Json): readonly string[] =>
  [...objectsIn(item['summary']), ...objectsIn(item['content'])].flatMap(
    (part) => textIn(part['text']) ?? [],
  );

export function signatureOf(item: Json): Signature | undefined {
  const value = textIn(item['encrypted_content']);
  return value === undefined ? undefined : { from: wireId, value };
}

/** What stands beside the text of a thought. Undefined: the item shows nothing and can carry nothing on. */
export function thoughtEnd(item: Json, hasText: boolean): Omit<ThinkingBlock, 'type' | 'text'> | undefined {
  const signature = signatureOf(item);
  if (!hasText && !signature) return undefined;
  const id = textIn(item['id']);
  return {
    ...(signature ? { signature } : {}),
    ...(hasText ? {} : { redacted: true }),
    ...(id === undefined ? {} : { id }),
  };
}

const mediaTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  webp: 'image/webp',
};

/** Blocks of one finished output item. What no other wire has stays opaque. */
export function blocksOfItem(item: Json): Block[] {
  switch (item['type']) {
    case 'message':
      return objectsIn(item['content']).flatMap(blocksOfPart);
    case 'reasoning': {
      const text = thoughtsOf(item).join('\n\n');
      const end = thoughtEnd(item, text !== '');
      return end ? [{ type: 'thinking', text, ...end }] : [];
    }
    case 'function_call':
    case 'custom_tool_call': {
      const call = callOf(item);
      return call ? [{ type: 'tool-call', ...call, arguments: argumentsOf(item) }] : [opaque(item)];
    }
    case 'image_generation_call': {
      const data = textIn(item['result']);
      if (data === undefined) return [opaque(item)];
      const mediaType = mediaTypes[wordOf(item['output_format'])] ?? 'image/png';
      return [{ type: 'image', source: { by: 'data', mediaType, data } }];
    }
    default:
      return [opaque(item)];
  }
}

const opaque = (value: Json): Block => ({ type: 'opaque', from: wireId, value });

/** Head of a call; undefined where it has no name yet. */
export function callOf(item: Json): { id: string; name: string; custom?: boolean } | undefined {
  const id = textIn(item['call_id']) ?? textIn(item['id']);
  const name = textIn(item['name']);
  if (id === undefined || name === undefined) return undefined;
  return { id, name, ...(item['type'] === 'custom_tool_call' ? { custom: true } : {}) };
}

/** Whole arguments of a function call, or the input of a custom one. */
export const argumentsOf = (item: Json): string =>
  textIn(item[item['type'] === 'custom_tool_call' ? 'input' : 'arguments']) ?? '';

export function blocksOfPart(part: Json): Block[] {
  switch (part['type']) {
    case 'output_text':
    case 'text': {
      const citations = objectsIn(part['annotations']).map(citationOf);
      const text = textIn(part['text']) ?? '';
      if (text === '' && citations.length === 0) return [];
      const block: TextBlock = { type: 'text', text, ...(citations.length > 0 ? { citations } : {}) };
      return [block];
    }
    case 'refusal':
      return [{ type: 'refusal', text: textIn(part['refusal']) ?? '' }];
    case 'reasoning_text': {
      const text = textIn(part['text']);
      return text === undefined ? [] : [{ type: 'thinking', text }];
    }
    default:
      return [opaque(part)];
  }
}

/** Why a response ended. `seen`: what its items were. */
export function finishOf(
  response: Json,
  seen: { readonly calls: boolean; readonly onlyRefusal: boolean },
): Finish {
  const status = textIn(response['status']) ?? 'completed';
  if (status === 'incomplete') {
    const details = response['incomplete_details'];
    const word = (isObject(details) ? textIn(details['reason']) : undefined) ?? 'incomplete';
    if (word === 'max_output_tokens') return { reason: 'length' };
    return word === 'content_filter' ? { reason: 'filtered' } : { reason: 'other', word };
  }
  if (status !== 'completed') return { reason: 'other', word: status };
  if (seen.calls) return { reason: 'tools' };
  return { reason: seen.onlyRefusal ? 'refusal' : 'stop' };
}
