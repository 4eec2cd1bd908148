import { isObject, type Json, objectsIn, textOf } from '../../../../base/json.ts';
import { countTokens } from '../../simulated/tokens.ts';
import type { ModelTraits } from '../model-traits.ts';
import { contentsIn, partsOf } from './check-request.ts';

export const modalities = ['TEXT', 'IMAGE', 'AUDIO', 'VIDEO', 'DOCUMENT'] as const;
export type Modality = (typeof modalities)[number];

/** What a conversation says, as the simulator needs it. */
export type Prompt = {
  /** Words of the last turn of the user. */
  readonly lastUser: string;
  /** All of it as one text, media as marks: the key of the prompt cache. */
  readonly rendered: string;
  readonly tokens: Readonly<Record<Modality, number>>;
  /** Media of the conversation in words: "image/png of 70 bytes". */
  readonly media: readonly string[];
  /** Results of tools since the model last spoke. */
  readonly results: readonly string[];
  readonly endsWithResult: boolean;
};

export function readPrompt(body: Json, traits: ModelTraits): Prompt {
  const tokens = { TEXT: 0, IMAGE: 0, AUDIO: 0, VIDEO: 0, DOCUMENT: 0 };
  const media: string[] = [];
  const rendered: string[] = [];
  const contents = contentsIn(body);
  const instruction = isObject(body['systemInstruction'])
    ? [{ role: 'system', ...body['systemInstruction'] }]
    : [];
  for (const content of [...instruction, ...contents]) {
    for (const part of partsOf(content))
      rendered.push(`${textOf(content['role'])}: ${renderPart(part, tokens, media, traits)}`);
  }
  if (Array.isArray(body['tools'])) rendered.unshift(JSON.stringify(body['tools']));
  const words = rendered.join('\n');
  tokens.TEXT += countTokens(words);
  const lastUser = contents.findLast(
    (content) => content['role'] !== 'model' && partsOf(content).some((part) => textOf(part['text']) !== ''),
  );
  const last = contents.at(-1);
  return {
    lastUser: lastUser
      ? partsOf(lastUser)
          .map((part) => textOf(part['text']))
          .join(' ')
          .trim()
      : '',
    rendered: words,
    tokens,
    media,
    results: resultsOf(contents),
    endsWithResult: last !== undefined && partsOf(last).some((part) => isObject(part['functionResponse'])),
  };
}

function resultsOf(contents: readonly Json[]): string[] {
  const since = contents.findLastIndex((content) => content['role'] === 'model') + 1;
  return contents
    .slice(since)
    .flatMap((content) =>
      partsOf(content).flatMap(({ functionResponse: result }) =>
        isObject(result)
          ? [`${textOf(result['name'])} says ${JSON.stringify(result['response'] ?? {}).slice(0, 200)}`]
          : [],
      ),
    );
}

/** Text of a part; media are counted and leave a mark that tells two of them apart. */
function renderPart(
  part: Json,
  tokens: Record<Modality, number>,
  media: string[],
  traits: ModelTraits,
): string {
  const { inlineData, fileData } = part;
  if (isObject(inlineData)) {
    const type = textOf(inlineData['mimeType']);
    const data = textOf(inlineData['data']);
    const bytes = Math.floor(data.replace(/=+$/, '').length * 0.75);
    media.push(`${type} of ${bytes} bytes`);
    count(type, bytes, tokens, traits, secondsOf(part));
    return `[${type} ${data.slice(0, 24)} ${data.length} ${data.slice(-12)}]`;
  }
  if (isObject(fileData)) {
    const uri = textOf(fileData['fileUri']);
    media.push(`the file ${uri}`);
    count(textOf(fileData['mimeType']) || 'video/mp4', 100_000, tokens, traits, secondsOf(part));
    return `[${uri}]`;
  }
  const { thoughtSignature: _signature, ...rest } = part;
  return typeof part['text'] === 'string' ? part['text'] : JSON.stringify(rest);
}

/** Length of the piece of a film that was asked for; undefined without an end. */
function secondsOf({ videoMetadata }: Json): number | undefined {
  const read = (name: string): number | undefined => {
    const value = isObject(videoMetadata) ? Number.parseFloat(textOf(videoMetadata[name])) : Number.NaN;
    return Number.isFinite(value) ? value : undefined;
  };
  const end = read('endOffset');
  return end === undefined ? undefined : Math.max(1, Math.ceil(end - (read('startOffset') ?? 0)));
}

/**
 * By the upstream's rules: an image 258 tokens (1,120 from generation 3), a second of sound 32, of film 263 (70 from
 * generation 3), a page 258 (560 from generation 3).
 */
function count(
  type: string,
  bytes: number,
  tokens: Record<Modality, number>,
  traits: ModelTraits,
  cut?: number,
): void {
  const seconds = cut ?? Math.max(1, Math.ceil(bytes / 48_000));
  if (type.startsWith('image/')) tokens.IMAGE += traits.generation >= 3 ? 1_120 : 258;
  else if (type.startsWith('audio/')) tokens.AUDIO += 32 * seconds;
  else if (type.startsWith('video/')) tokens.VIDEO += (traits.generation >= 3 ? 70 : 263) * seconds;
  else if (type === 'application/pdf') tokens.DOCUMENT += traits.generation >= 3 ? 560 : 258;
  else tokens.TEXT += Math.ceil(bytes / 4);
}

/** Names of hosted tools that a request switches on. */
export const hostedIn = (body: Json): ReadonlySet<string> =>
  new Set(objectsIn(body['tools']).flatMap((tool) => Object.keys(tool)));
