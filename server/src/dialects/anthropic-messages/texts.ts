import { isObject, type Json, listOf, objectOf } from '../../base/json.ts';
import { parseBody, written } from '../../spec/json-body.ts';
import { isAttribution } from './read.ts';

/** Rule of thumb where there is nothing to count: a picture of about 1.1 megapixels, and a page of a PDF. */
const tokensPerImage = 1500;
const tokensPerPage = 2500;
const base64PerPage = 70_000;

/** No model reads more. */
const mostMediaTokens = 1_000_000;

/** Collects from a content: a text or a list of blocks. A list of its own in place of recursion: bodies may be nested deeply. */
class Reading {
  readonly texts: string[] = [];
  mediaTokens = 0;

  content(content: unknown): void {
    const left = [content];
    while (left.length > 0) {
      const next = left.pop();
      if (typeof next === 'string') this.texts.push(next);
      else if (Array.isArray(next)) for (const one of next) left.push(one);
      else if (isObject(next)) left.push(...this.#block(next));
    }
  }

  /** What of a block is still to be read. */
  #block(block: Json): unknown[] {
    switch (block['type']) {
      case 'text':
        return [block['text']];
      case 'thinking':
        return [block['thinking']];
      case 'redacted_thinking':
        return [];
      case 'tool_use':
      case 'server_tool_use':
      case 'mcp_tool_use':
        return [block['name'], written(block['input'] ?? {})];
      case 'image':
        this.mediaTokens += tokensPerImage;
        return [];
      case 'document':
        return [block['title'], block['context'], ...this.#document(block['source'])];
      default:
        // results of tools, searches, summaries: their words are in one of these
        return [block['title'], block['content']];
    }
  }

  #document(source: unknown): unknown[] {
    const { type, data, content } = objectOf(source);
    if (type === 'text') return [data];
    if (type === 'content') return [content];
    this.mediaTokens +=
      tokensPerPage * (typeof data === 'string' ? Math.ceil(data.length / base64PerPage) : 1);
    return [];
  }
}

/** Texts that the model reads, and for pictures and documents a text of about as many tokens. */
export function requestTexts(bytes: Buffer): readonly string[] {
  const body = parseBody(bytes);
  const reading = new Reading();
  const system = body['system'];
  reading.content(Array.isArray(system) ? system.filter((block) => !isAttribution(block)) : system);
  for (const message of listOf(body['messages'])) if (isObject(message)) reading.content(message['content']);
  const { texts } = reading;
  for (const name of ['tools', 'output_format']) if (body[name] != null) texts.push(written(body[name]));
  const format = isObject(body['output_config']) ? body['output_config']['format'] : undefined;
  if (format != null) texts.push(written(format));
  if (reading.mediaTokens > 0) texts.push(' a'.repeat(Math.min(reading.mediaTokens, mostMediaTokens)));
  return texts;
}
