import { createHash } from 'node:crypto';
import { isObject, type Json, listOf, objectIn, objectOf, textOf } from '../../../../base/json.ts';
import { countTokens } from '../../simulated/tokens.ts';

/** What a request gives the model to read. */
export type Prompt = {
  readonly system: string;
  /** Text of the last turn of the user. */
  readonly lastUser: string;
  /** What it holds beside text, in words. */
  readonly seen: readonly string[];
  /** What the tools of the running turn said, with their names. */
  readonly results: readonly string[];
  readonly endsWithResult: boolean;
  /** Its pieces in the order in which they are cached. */
  readonly pieces: readonly Piece[];
  readonly tokens: number;
};

/** `mark`: seconds that the prefix up to here may stay cached. */
export type Piece = { readonly hash: string; readonly tokens: number; readonly mark?: number };

/** Tokens of a page of a PDF, as recordings of one-page documents show. */
const pageTokens = 2700;

export function readPrompt(body: Json): Prompt {
  const pieces: Piece[] = [];
  const running = createHash('sha256');
  const add = (words: string, tokens: number, owner: unknown) => {
    running.update(`\n${words}`);
    const mark = isObject(owner) && isObject(owner['cache_control']) ? owner['cache_control'] : undefined;
    pieces.push({
      hash: running.copy().digest('base64'),
      tokens,
      ...(mark ? { mark: mark['ttl'] === '1h' ? 3600 : 300 } : {}),
    });
  };
  for (const tool of listOf(body['tools'])) {
    const words = JSON.stringify(tool, (name, value) => (name === 'cache_control' ? undefined : value));
    add(words, countTokens(words), tool);
  }
  const systemTexts = textsIn(body['system']);
  for (const [index, text] of systemTexts.entries())
    add(text, countTokens(text), listOf(body['system'])[index]);
  const seen: string[] = [];
  const messages = listOf(body['messages']).filter(isObject);
  const from = messages.findLastIndex((message) => message['role'] === 'assistant') + 1;
  for (const [index, message] of messages.entries()) {
    for (const block of blocksOf(message)) {
      const { words, tokens, about } = readBlock(block);
      if (about !== undefined && index >= from) seen.push(about);
      add(`${textOf(message['role'])}: ${words}`, tokens + 3, block);
    }
  }
  const automatic = objectIn(body['cache_control']);
  const last = pieces.pop();
  if (last) pieces.push(automatic ? { ...last, mark: automatic['ttl'] === '1h' ? 3600 : 300 } : last);
  const turn = messages.slice(from).filter((message) => message['role'] === 'user');
  const results = turn.flatMap((message) => resultsOf(message, messages));
  const turnText = turn
    .flatMap((message) => textsIn(message['content']))
    .join(' ')
    .trim();
  return {
    system: [
      ...systemTexts,
      ...messages.filter((message) => message['role'] === 'system').flatMap((one) => textsIn(one['content'])),
    ].join('\n'),
    lastUser: turnText === '' ? lastAsked(messages) : turnText,
    seen,
    results,
    endsWithResult: results.length > 0,
    pieces,
    tokens: 3 + pieces.reduce((sum, piece) => sum + piece.tokens, 0),
  };
}

/** Behind results of tools, the question that they are for. */
function lastAsked(messages: readonly Json[]): string {
  for (const message of messages.toReversed()) {
    const text = message['role'] === 'user' ? textsIn(message['content']).join(' ').trim() : '';
    if (text !== '') return text;
  }
  return '';
}

const blocksOf = (message: Json): readonly Json[] =>
  typeof message['content'] === 'string'
    ? [{ type: 'text', text: message['content'] }]
    : listOf(message['content']).filter(isObject);

const textsIn = (content: unknown): string[] =>
  typeof content === 'string'
    ? [content]
    : listOf(content).flatMap((block) =>
        isObject(block) && block['type'] === 'text' ? [textOf(block['text'])] : [],
      );

function resultsOf(message: Json, messages: readonly Json[]): string[] {
  return blocksOf(message).flatMap((block) => {
    if (block['type'] !== 'tool_result') return [];
    const id = block['tool_use_id'];
    const call = messages.flatMap(blocksOf).find((one) => one['type'] === 'tool_use' && one['id'] === id);
    const text = textsIn(block['content']).join(' ').replace(/\s+/g, ' ').slice(0, 200);
    const pictures = listOf(block['content']).filter(
      (one) => isObject(one) && one['type'] === 'image',
    ).length;
    const shown = pictures > 0 ? ` It shows ${pictures} image${pictures > 1 ? 's' : ''}.` : '';
    return [`The tool ${textOf(call?.['name'])} ${block['is_error'] ? 'failed' : 'says'}: ${text}.${shown}`];
  });
}

function readBlock(block: Json): { words: string; tokens: number; about?: string } {
  switch (block['type']) {
    case 'text':
      return plain(textOf(block['text']));
    case 'image':
      return readImage(block);
    case 'document':
      return readDocument(block);
    case 'tool_use':
      return plain(`${textOf(block['name'])} ${JSON.stringify(block['input'])}`);
    case 'tool_result': {
      const inner = blocksOf(block).map(readBlock);
      return {
        words: `${textOf(block['tool_use_id'])} ${inner.map((one) => one.words).join(' ')}`,
        tokens: inner.reduce((sum, one) => sum + one.tokens, 4),
      };
    }
    case 'thinking':
      return plain(textOf(block['thinking']));
    default:
      return plain(JSON.stringify(block, (name, value) => (name === 'cache_control' ? undefined : value)));
  }
}

const plain = (words: string) => ({ words, tokens: countTokens(words) });

const digest = (text: string) => createHash('sha256').update(text).digest('base64');

/** Width × height / 750, after fitting into 1,568 pixels: Anthropic's page on vision. Nothing is fetched. */
function readImage(block: Json): { words: string; tokens: number; about: string } {
  const source = objectOf(block['source']);
  const data = textOf(source['data']);
  const size = pngSize(data);
  const { width, height } = size ?? { width: 1024, height: 1024 };
  const fit = Math.min(1, 1568 / Math.max(width, height));
  const kind = textOf(source['media_type']).replace('image/', '').toUpperCase();
  const about = size
    ? `I see a ${kind} image of ${width} × ${height} pixels.`
    : data !== ''
      ? `I see a ${kind} image of ${Math.floor(data.length * 0.75)} bytes.`
      : 'I see an image from an address.';
  return {
    words: `[image ${digest(data || JSON.stringify(source))}]`,
    tokens: Math.max(1, Math.ceil((width * fit * (height * fit)) / 750)),
    about,
  };
}

function readDocument(block: Json): { words: string; tokens: number; about: string } {
  const source = objectOf(block['source']);
  const data = textOf(source['data']);
  const title = textOf(block['title']) || 'a document';
  if (source['type'] === 'text')
    return { words: data, tokens: countTokens(data), about: `I read ${title}: “${data.slice(0, 80)}”.` };
  if (source['type'] === 'base64') {
    const bytes = Buffer.from(data, 'base64');
    const pages = bytes.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 1;
    return {
      words: `[document ${digest(data)}]`,
      tokens: pages * pageTokens,
      about: `I read ${title}, a PDF of ${bytes.length} bytes.`,
    };
  }
  return {
    words: `[document ${JSON.stringify(source)}]`,
    tokens: pageTokens,
    about: `I read ${title} from its address.`,
  };
}

function pngSize(data: string): { width: number; height: number } | undefined {
  const head = Buffer.from(data.slice(0, 40), 'base64');
  if (head.length < 24 || head.toString('latin1', 1, 4) !== 'PNG') return undefined;
  const width = head.readUInt32BE(16);
  const height = head.readUInt32BE(20);
  return width > 0 && height > 0 ? { width, height } : undefined;
}
