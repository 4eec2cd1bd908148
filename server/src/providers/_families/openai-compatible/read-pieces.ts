import { isObject, type Json, listOf, numberIn, textIn } from '../../../base/json.ts';
import type { Citation, ImageBlock, Signature } from '../../../spec/chat.ts';
import { ownWire } from './write-messages.ts';

/** Pieces that whole messages and deltas of this wire have in common. */

/** Thinking text: DeepSeek's and Qwen's field, or OpenRouter's and vLLM's. */
export const thoughtIn = (message: Json): string | undefined =>
  textIn(message['reasoning_content']) ?? textIn(message['reasoning']);

export type ContentPiece =
  | { readonly type: 'text' | 'thinking' | 'refusal'; readonly text: string }
  | { readonly type: 'image'; readonly block: ImageBlock };

/** `content` as text, or as parts (Mistral sends `thinking` parts among them). Parts of unknown types are left out. */
export function contentIn(content: unknown): ContentPiece[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return listOf(content).flatMap((part): ContentPiece[] => {
    if (typeof part === 'string') return [{ type: 'text', text: part }];
    if (!isObject(part)) return [];
    const text = textIn(part['text']) ?? textIn(part['content']);
    switch (part['type']) {
      case 'text':
      case 'output_text':
        return text === undefined ? [] : [{ type: 'text', text }];
      case 'refusal': {
        const refusal = textIn(part['refusal']);
        return refusal === undefined ? [] : [{ type: 'refusal', text: refusal }];
      }
      case 'thinking': {
        const thought = contentIn(part['thinking'] ?? text)
          .map((one) => (one.type === 'text' ? one.text : ''))
          .join('');
        return thought === '' ? [] : [{ type: 'thinking', text: thought }];
      }
      case 'image_url': {
        const block = imageIn(part);
        return block ? [{ type: 'image', block }] : [];
      }
      default:
        return [];
    }
  });
}

/** A picture of `images` (OpenRouter's form): { type: 'image_url', image_url: { url } }, or only a URL. */
export function imageIn(value: unknown): ImageBlock | undefined {
  const holder = isObject(value) ? (value['image_url'] ?? value['url']) : value;
  const url = textIn(isObject(holder) ? holder['url'] : holder);
  if (url === undefined) return undefined;
  const data = /^data:([^;,]+)[^,]*;base64,/.exec(url.slice(0, 200));
  if (!data) return { type: 'image', source: { by: 'url', url } };
  return {
    type: 'image',
    source: { by: 'data', mediaType: data[1]!, data: url.slice(data[0].length) },
  };
}

/** `annotations` of OpenAI; some servers leave out the inner object. */
export function citationsIn(value: unknown): Citation[] {
  return listOf(value).flatMap((annotation): Citation[] => {
    if (!isObject(annotation)) return [];
    const inner = isObject(annotation['url_citation']) ? annotation['url_citation'] : annotation;
    const url = textIn(inner['url']);
    if (url === undefined) return [];
    const title = textIn(inner['title']);
    const quoted = textIn(inner['content']);
    const start = numberIn(inner['start_index']);
    const end = numberIn(inner['end_index']);
    return [
      {
        url,
        ...(title === undefined ? {} : { title }),
        ...(quoted === undefined ? {} : { quoted }),
        ...(start === undefined ? {} : { start }),
        ...(end === undefined ? {} : { end }),
        raw: { from: ownWire, value: annotation },
      },
    ];
  });
}

export type ThoughtDetail = {
  readonly text: string;
  readonly signature?: Signature;
  readonly redacted: boolean;
  readonly id?: string;
};

/** `reasoning_details` (OpenRouter, and gateways like this one). */
export function detailsIn(value: unknown): ThoughtDetail[] {
  return listOf(value).flatMap((detail): ThoughtDetail[] => {
    if (!isObject(detail)) return [];
    const id = textIn(detail['id']);
    const named = id === undefined ? {} : { id };
    const data = textIn(detail['data']);
    if (detail['type'] === 'reasoning.encrypted')
      return data === undefined
        ? []
        : [{ text: '', redacted: true, signature: { from: ownWire, value: data }, ...named }];
    const text = textIn(detail['text']) ?? textIn(detail['summary']) ?? '';
    const value = textIn(detail['signature']);
    if (text === '' && value === undefined) return [];
    return [
      {
        text,
        redacted: false,
        ...(value === undefined ? {} : { signature: { from: ownWire, value } }),
        ...named,
      },
    ];
  });
}

/** Google's place for the signature of a call. */
export function callSignature(call: Json): Signature | undefined {
  const extra = call['extra_content'];
  const google = isObject(extra) ? extra['google'] : undefined;
  const value = isObject(google) ? textIn(google['thought_signature']) : undefined;
  return value === undefined ? undefined : { from: ownWire, value };
}

/** Arguments are JSON text; a few servers send the object itself. */
export const argumentsIn = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);

/** The type of sound by its first bytes: the wire does not tell it. Streams are PCM, 16 bits, 24 kHz, one channel. */
export function soundType(base64: string): string {
  const head = Buffer.from(base64.slice(0, 16), 'base64').toString('latin1');
  if (head.startsWith('RIFF')) return 'audio/wav';
  if (head.startsWith('ID3') || /^\xff[\xe2-\xfb]/.test(head)) return 'audio/mpeg';
  if (head.startsWith('fLaC')) return 'audio/flac';
  if (head.startsWith('OggS')) return 'audio/ogg';
  if (/^\xff[\xf0-\xf9]/.test(head)) return 'audio/aac';
  return 'audio/pcm;rate=24000';
}
