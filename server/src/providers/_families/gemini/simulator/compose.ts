import { createHash } from 'node:crypto';
import { newId } from '../../../../base/ids.ts';
import { isObject, type Json, objectOf, objectsIn, textOf, textsIn } from '../../../../base/json.ts';
import { chooseTools } from '../../openai-compatible/simulator/choose-tools.ts';
import { instanceOf, readHints } from '../../simulated/schema-instance.ts';
import { tonePcm16 } from '../../simulated/sound.ts';
import { countTokens, firstTokens } from '../../simulated/tokens.ts';
import { excerpt, fillerOf, untilStop } from '../../simulated/words.ts';
import { field } from '../json.ts';
import { traitsOf } from '../model-traits.ts';
import { signatureMark } from './check-request.ts';
import { paint } from './picture.ts';
import { hostedIn, type Prompt } from './prompt.ts';

type Part = Record<string, unknown>;

/** What one candidate says. */
export type Candidate = {
  readonly parts: readonly Part[];
  readonly finishReason: string;
  readonly finishMessage?: string;
  readonly grounding?: Json;
  readonly urls?: Json;
  readonly tokens: {
    readonly text: number;
    readonly image: number;
    readonly audio: number;
    readonly thoughts: number;
  };
  readonly toolTokens: number;
};

/** Tokens of thought that stay hidden, by level. */
const hidden: Readonly<Record<string, number>> = { MINIMAL: 0, LOW: 48, MEDIUM: 160, HIGH: 420 };

const sign = (about: string): string => signatureMark + createHash('sha256').update(about).digest('base64');

/** Most filler words one request may ask for. */
const mostFiller = 5_000;

/**
 * What the model answers: a function of the request alone. In a prompt `[refuse]` makes the answer be filtered and
 * `[words:500]` makes it longer.
 */
export function compose(model: string, body: Json, prompt: Prompt, index: number): Candidate {
  const traits = traitsOf(model);
  const config = objectOf(body['generationConfig']);
  const limit = typeof config['maxOutputTokens'] === 'number' ? config['maxOutputTokens'] : Infinity;
  const none = { text: 0, image: 0, audio: 0, thoughts: 0 };
  if (prompt.lastUser.includes('[refuse]'))
    return { parts: [], finishReason: 'SAFETY', tokens: none, toolTokens: 0 };
  const thought = think(model, config, prompt);
  if (thought.tokens >= limit)
    return { parts: [], finishReason: 'MAX_TOKENS', tokens: { ...none, thoughts: limit }, toolTokens: 0 };
  const head: Part[] = thought.shown === '' ? [] : [{ text: thought.shown, thought: true }];
  const room = limit - thought.tokens;
  const signature = traits.wantsSignatures ? { thoughtSignature: sign(prompt.rendered) } : {};

  const calls = callsOf(body, prompt);
  if (calls.length > 0) {
    const parts = calls.map((call, place) => ({
      functionCall: traits.generation >= 3 ? { id: newId('fc', index + place), ...call } : call,
      ...(place === 0 ? signature : {}),
    }));
    const tokens = calls.reduce((sum, call) => sum + countTokens(call.name + JSON.stringify(call.args)), 0);
    return {
      parts: [...head, ...parts],
      finishReason: 'STOP',
      finishMessage: 'Model generated function call(s).',
      tokens: { ...none, text: tokens, thoughts: thought.tokens },
      toolTokens: 0,
    };
  }
  if (traits.speaks) {
    const sound = {
      inlineData: { mimeType: 'audio/L16;codec=pcm;rate=24000', data: tonePcm16().toString('base64') },
    };
    return { parts: [sound], finishReason: 'STOP', tokens: { ...none, audio: 25 }, toolTokens: 0 };
  }
  const hosted = hostedIn(body);
  const urls = hosted.has('urlContext') ? addressesIn(prompt.lastUser) : [];
  const reads = urls.length > 0;
  const runs = hosted.has('codeExecution') && /\d|code|comput|calculat|run\b/i.test(prompt.lastUser);
  const searches = hosted.has('googleSearch') || hosted.has('googleSearchRetrieval');
  const said = firstTokens(
    untilStop(words(model, config, prompt, index, searches), textsIn(config['stopSequences'])),
    room,
  );
  const pictures = traits.makesImages && wantsPictures(config) ? [picture(config, prompt, signature)] : [];
  const wantsWords = !traits.makesImages || wantsText(config);
  const parts: Part[] = [
    ...head,
    ...(runs ? codeParts(prompt) : []),
    ...(wantsWords ? [{ text: said.text, ...signature }] : []),
    ...pictures,
  ];
  return {
    parts,
    finishReason: said.whole ? 'STOP' : 'MAX_TOKENS',
    ...(searches ? { grounding: groundingOf(said.text, prompt) } : {}),
    ...(reads
      ? {
          urls: {
            urlMetadata: urls.map((retrievedUrl) => ({
              retrievedUrl,
              urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_SUCCESS',
            })),
          },
        }
      : {}),
    tokens: {
      text: (wantsWords ? said.tokens : 0) + (runs ? 24 : 0),
      image: pictures.length * pictureTokens(model, traits.generation, sizeOf(config)),
      audio: 0,
      thoughts: thought.tokens,
    },
    toolTokens: reads ? 320 * urls.length : runs ? 60 : 0,
  };
}

function think(model: string, config: Json, prompt: Prompt): { shown: string; tokens: number } {
  const { thinks } = traitsOf(model);
  if (thinks.by === 'nothing') return { shown: '', tokens: 0 };
  const thinking = objectOf(config['thinkingConfig']);
  const budget = field(thinking, 'thinkingBudget');
  if (budget === 0) return { shown: '', tokens: 0 };
  const level = textOf(field(thinking, 'thinkingLevel')).toUpperCase() || 'MEDIUM';
  const silent = typeof budget === 'number' && budget > 0 ? Math.min(budget, 160) : (hidden[level] ?? 160);
  if (field(thinking, 'includeThoughts') !== true || silent === 0) return { shown: '', tokens: silent };
  const shown = `**Reading the question**\n\nThe user asks: “${excerpt(prompt.lastUser, 80)}”. I am a simulated model, so I answer with what was asked and say so.\n\n`;
  return { shown, tokens: Math.max(silent, countTokens(shown)) };
}

function callsOf(body: Json, prompt: Prompt): readonly { name: string; args: unknown }[] {
  if (prompt.endsWithResult) return [];
  const tools = objectsIn(body['tools'])
    .flatMap((tool) => objectsIn(tool['functionDeclarations']))
    .map((one) => ({
      type: 'function' as const,
      function: {
        name: textOf(one['name']),
        description: textOf(one['description']),
        parameters: schemaOf(one['parametersJsonSchema'] ?? one['parameters']),
      },
    }));
  const config = isObject(body['toolConfig']) ? body['toolConfig']['functionCallingConfig'] : undefined;
  const mode = isObject(config) ? textOf(config['mode']).toUpperCase() : 'AUTO';
  const names =
    isObject(config) && Array.isArray(config['allowedFunctionNames']) ? config['allowedFunctionNames'] : [];
  if (mode === 'NONE') return [];
  const usable = names.length === 0 ? tools : tools.filter((tool) => names.includes(tool.function.name));
  const chosen = chooseTools(
    {
      model: 'any',
      messages: [{ role: 'user', content: prompt.lastUser }],
      tools: usable,
      tool_choice: mode === 'ANY' ? 'required' : 'auto',
    },
    prompt.lastUser,
  );
  return chosen.map(({ name, input }) => ({ name, args: JSON.parse(input) as unknown }));
}

/** A schema in the words of JSON Schema: types in lower case. */
function schemaOf(schema: unknown): Record<string, unknown> {
  if (!isObject(schema)) return { type: 'object', properties: {} };
  const lower = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(lower);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === 'type' && typeof inner === 'string' ? inner.toLowerCase() : lower(inner),
      ]),
    );
  };
  return lower(schema) as Record<string, unknown>;
}

/** So many addresses one request may have read. */
const mostAddresses = 20;
const addressesIn = (text: string): readonly string[] =>
  [...new Set(text.match(/https?:\/\/[^\s"'<>)]+/g))].slice(0, mostAddresses);

function words(model: string, config: Json, prompt: Prompt, index: number, searches: boolean): string {
  if (config['responseMimeType'] === 'text/x.enum') {
    const named = config['responseSchema'];
    const value = isObject(named) ? instanceOf(schemaOf(named), readHints(prompt.lastUser)) : undefined;
    if (typeof value === 'string') return value;
  }
  if (config['responseMimeType'] === 'application/json') {
    const schema = config['responseJsonSchema'] ?? config['_responseJsonSchema'] ?? config['responseSchema'];
    const value = isObject(schema)
      ? instanceOf(schemaOf(schema), readHints(prompt.lastUser))
      : { answer: `You said: ${excerpt(prompt.lastUser, 160)}` };
    return JSON.stringify(value);
  }
  const parts: string[] = [];
  if (prompt.endsWithResult)
    parts.push(`${prompt.results.join('; ')}. That answers “${excerpt(prompt.lastUser, 120)}”.`);
  // The quotation marks are three bytes each: every streamed answer has characters that can be split.
  else parts.push(`You said: “${excerpt(prompt.lastUser, 160)}”.`);
  if (prompt.media.length > 0) parts.push(`I was given ${prompt.media.slice(0, 5).join(', ')}.`);
  if (searches) parts.push('A search found a page about it.');
  parts.push(`This is a simulated answer of ${model}.`);
  if (index > 0) parts.push(`(Candidate ${index + 1}.)`);
  const filler = fillerOf(prompt.lastUser, mostFiller);
  if (filler !== undefined) parts.push(filler);
  return parts.join(' ');
}

function codeParts(prompt: Prompt): Part[] {
  const number = Number(/\d{1,9}/.exec(prompt.lastUser)?.[0] ?? 42);
  const { code, output } = /\bprimes?\b/i.test(prompt.lastUser)
    ? sumOfPrimes(Math.min(number, 1_000))
    : { code: `print(${number} * 2)\n`, output: number * 2 };
  return [
    { executableCode: { language: 'PYTHON', code } },
    { codeExecutionResult: { outcome: 'OUTCOME_OK', output: `${output}\n` } },
  ];
}

/** What every tutorial of this tool asks for. */
function sumOfPrimes(count: number): { readonly code: string; readonly output: number } {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return {
    code: `primes = []\nn = 2\nwhile len(primes) < ${count}:\n    if all(n % p for p in primes):\n        primes.append(n)\n    n += 1\nprint(sum(primes))\n`,
    output: primes.reduce((sum, prime) => sum + prime, 0),
  };
}

const asked = (config: Json): readonly unknown[] =>
  Array.isArray(config['responseModalities']) ? config['responseModalities'] : ['TEXT', 'IMAGE'];
const wantsPictures = (config: Json): boolean => asked(config).includes('IMAGE');
const wantsText = (config: Json): boolean => asked(config).includes('TEXT');

const sizeOf = (config: Json): string =>
  isObject(config['imageConfig']) ? textOf(config['imageConfig']['imageSize']) || '1K' : '1K';

/** Google's model pages: 1,290 before generation 3; then by the size, for flash models and for pro models. */
function pictureTokens(model: string, generation: number, size: string): number {
  if (generation < 3) return 1_290;
  const bySize = /flash/.test(model) ? { '512': 747, '2K': 1_680, '4K': 2_520 }[size] : { '4K': 2_000 }[size];
  return bySize ?? 1_120;
}

function picture(config: Json, prompt: Prompt, signature: Part): Part {
  const ratio = isObject(config['imageConfig'])
    ? textOf(config['imageConfig']['aspectRatio']) || '1:1'
    : '1:1';
  const data = paint(prompt.lastUser, ratio, sizeOf(config)).toString('base64');
  return { inlineData: { mimeType: 'image/png', data }, ...signature };
}

function groundingOf(text: string, prompt: Prompt): Json {
  const sentence = text.indexOf('.') + 1 || text.length;
  return {
    webSearchQueries: [excerpt(prompt.lastUser, 60) || 'news'],
    searchEntryPoint: { renderedContent: '<div>search</div>' },
    groundingChunks: [{ web: { uri: 'https://example.com/source', title: 'example.com' } }],
    groundingSupports: [
      {
        segment: { endIndex: Buffer.byteLength(text.slice(0, sentence)), text: text.slice(0, sentence) },
        groundingChunkIndices: [0],
      },
    ],
  };
}
