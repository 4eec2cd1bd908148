import { countTokens } from '../../simulated/tokens.ts';
import { badField } from './api-error.ts';
import type { ChatRequest, ContentPart, Message } from './wire.ts';

/** What a conversation says, as the simulator needs it. */
export type Prompt = {
  /** Text of the last user message. */
  readonly lastUser: string;
  /** All messages as one text, media as marks: the key of the prompt cache. */
  readonly rendered: string;
  readonly images: number;
  readonly sounds: number;
  readonly videos: number;
  readonly files: readonly string[];
  readonly tokens: { readonly text: number; readonly image: number; readonly audio: number };
};

type Media = {
  images: number;
  sounds: number;
  videos: number;
  files: string[];
  imageTokens: number;
  audioTokens: number;
};

/**
 * Reads and counts the messages: 3 tokens for each message and 3 for the answer's head as the upstream documents,
 * images by tiles, sound by length. Throws ApiError for an image that is neither a web nor a data URL.
 */
export function readPrompt(request: ChatRequest): Prompt {
  const media: Media = { images: 0, sounds: 0, videos: 0, files: [], imageTokens: 0, audioTokens: 0 };
  const rendered: string[] = [];
  let text = 3;
  for (const [index, message] of request.messages.entries()) {
    const words = wordsOf(message, index, media);
    rendered.push(`${message.role}: ${words}`);
    text += 3 + countTokens(words);
  }
  const declared = JSON.stringify(
    [request.tools, request.functions, request.response_format].filter((part) => part != null),
  );
  if (declared !== '[]') {
    rendered.unshift(declared);
    text += countTokens(declared);
  }
  return {
    lastUser: lastUserText(request.messages),
    rendered: rendered.join('\n'),
    images: media.images,
    sounds: media.sounds,
    videos: media.videos,
    files: media.files,
    tokens: { text, image: media.imageTokens, audio: media.audioTokens },
  };
}

function wordsOf(message: Message, index: number, media: Media): string {
  const words: string[] = [];
  if (typeof message.content === 'string') words.push(message.content);
  for (const [place, part] of Array.isArray(message.content) ? message.content.entries() : []) {
    words.push(
      part.type === 'refusal'
        ? part.refusal
        : wordsOfPart(part, `messages[${index}].content[${place}]`, media),
    );
  }
  if (message.role === 'assistant') {
    for (const call of message.tool_calls ?? []) {
      words.push(
        call.type === 'function'
          ? `${call.function.name}${call.function.arguments}`
          : `${call.custom.name}${call.custom.input}`,
      );
    }
    if (message.function_call) words.push(`${message.function_call.name}${message.function_call.arguments}`);
    if (message.reasoning_content) words.push(message.reasoning_content);
  }
  return words.join(' ');
}

/** Text of a part; what is not text is counted into `media` and leaves a mark that tells two of them apart. */
function wordsOfPart(part: ContentPart, place: string, media: Media): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'image_url': {
      const image = typeof part.image_url === 'string' ? { url: part.image_url } : part.image_url;
      media.images++;
      media.imageTokens += imageTokens(image.url, image.detail === 'low', `${place}.image_url.url`);
      return mark(image.url);
    }
    case 'input_audio': {
      media.sounds++;
      // 48,000 bytes are one second of 24 kHz 16 bit mono, and a second is 10 tokens.
      media.audioTokens += Math.max(1, Math.ceil(((part.input_audio.data.length * 0.75) / 48_000) * 10));
      return mark(part.input_audio.data);
    }
    case 'video_url':
      media.videos++;
      return mark(part.video_url.url);
    case 'file': {
      const data = part.file.file_data ?? part.file.file_id;
      if (data == null) {
        throw badField(
          `Missing required parameter: '${place}.file.file_id'.`,
          `${place}.file.file_id`,
          'missing_required_parameter',
        );
      }
      media.files.push((part.file.filename ?? part.file.file_id ?? 'a file').slice(0, 100));
      return mark(data);
    }
  }
}

/** Stands for media in the rendered prompt. Head, length and tail tell two of them apart without hashing megabytes. */
const mark = (data: string) => `[${data.slice(0, 40)} ${data.length} ${data.slice(-12)}]`;

function lastUserText(messages: readonly Message[]): string {
  const last = messages.findLast((message) => message.role === 'user');
  if (last === undefined) return '';
  if (typeof last.content === 'string') return last.content;
  return (last.content ?? [])
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join(' ')
    .trim();
}

/**
 * Tokens of one image by the documented rule for tiles: 85, and 170 for each tile of 512 pixels after fitting into
 * 2048 × 2048 and bringing the short side to 768. Pixel sizes are read from PNG data only; other images count as
 * 1024 × 1024. Nothing is fetched.
 */
function imageTokens(url: string, low: boolean, param: string): number {
  const isData = /^data:image\/[\w.+-]+;base64,/i.test(url.slice(0, 100));
  if (!isData && !/^https?:\/\/./i.test(url)) {
    throw badField(
      `Invalid image URL: '${url.slice(0, 60)}'. Expected a valid http(s) URL or a base64-encoded data URL with an image MIME type.`,
      param,
      'invalid_image_url',
    );
  }
  if (low) return 85;
  const { width, height } = (isData && pngSize(url)) || { width: 1024, height: 1024 };
  const fit = Math.min(1, 2048 / Math.max(width, height));
  const shrink = Math.min(1, 768 / (Math.min(width, height) * fit));
  const tiles = (side: number) => Math.max(1, Math.ceil((side * fit * shrink) / 512));
  return 85 + 170 * tiles(width) * tiles(height);
}

function pngSize(url: string): { width: number; height: number } | undefined {
  const comma = url.indexOf(',');
  const head = Buffer.from(url.slice(comma + 1, comma + 41), 'base64');
  if (head.length < 24 || head.toString('latin1', 1, 4) !== 'PNG') return undefined;
  const width = head.readUInt32BE(16);
  const height = head.readUInt32BE(20);
  return width > 0 && height > 0 ? { width, height } : undefined;
}
