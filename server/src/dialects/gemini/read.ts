import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { isObject, type Json, objectOf, stringIn } from '../../base/json.ts';
import { type Call, type CallKind, leastCached, type RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields, parseBody, written } from '../../spec/json-body.ts';
import type { Facts } from '../../spec/usage.ts';
import { camelised, listOf, numberOf, objectsOf, partsIn, secondsOf } from './json.ts';
import { isYouTube } from './media.ts';

/** Tokens: the dearest picture is 2,240 (ultra high resolution); so many for one of another wire's models. */
const imageTokens = 4000;
/** Today's largest context: no film, however long, is more. One call reads at most twice that. */
const mediumTokens = 1_048_576;
const mediaTokens = 2 * mediumTokens;
/**
 * Characters of base64 that one token needs at least. Sound: 32 tokens a second, 6 kbit/s; film: 300 tokens a
 * second at one picture a second, 48 kbit/s; a page of PDF: 1,120 tokens, 8 kB.
 */
const leanest: Readonly<Record<string, number>> = { audio: 30, video: 28, application: 10 };
/** What hosted tools add to the input: pages of a search, of an address, rounds of code. */
const hostedTokens = 32_768;
const mostAddresses = 20;

/** The model that a body names (`models/x`), without its prefix. */
const bareModel = (name: string): string => name.replace(/^models\//, '');

/** The chat request inside a body: countTokens may wrap it. */
const requestIn = (body: Json): Json =>
  isObject(body['generateContentRequest']) ? body['generateContentRequest'] : body;

const contentsOf = (body: Json): readonly Json[] => objectsOf(requestIn(body)['contents']);

const embeddingRequests = (body: Json): readonly Json[] =>
  Array.isArray(body['requests']) ? objectsOf(body['requests']) : [body];

function* partsOfBody(body: Json): Generator<Json> {
  for (const content of contentsOf(body)) yield* partsIn(content);
  yield* partsIn(requestIn(body)['systemInstruction']);
  for (const { content } of embeddingRequests(body)) yield* partsIn(content);
}

function mediumBound(type: string, characters: number, part: Json): number {
  const [group] = type.toLowerCase().split('/');
  if (group === 'image') return imageTokens;
  if (group === 'text') return characters;
  const fps = Math.max(1, numberOf(objectOf(part['videoMetadata'])['fps']) ?? 1);
  const each = leanest[group ?? ''] ?? 1;
  return Math.min(mediumTokens, imageTokens + Math.ceil((characters / each) * fps));
}

/** A medium by address: its length is not known, but the piece of a film may be. */
function addressBound(part: Json, data: Json): number {
  const uri = stringIn(data['fileUri']) ?? '';
  const type = stringIn(data['mimeType']) ?? '';
  if (!isYouTube(uri) && /^image\//.test(type)) return imageTokens;
  const options = objectOf(part['videoMetadata']);
  const to = secondsOf(options['endOffset']);
  if (to === undefined) return mediumTokens;
  const seconds = Math.max(1, to - (secondsOf(options['startOffset']) ?? 0));
  return Math.min(mediumTokens, Math.ceil(seconds * (32 + 300 * Math.max(1, numberOf(options['fps']) ?? 1))));
}

/**
 * An upper bound of the input tokens: text has no more tokens than bytes; base64 media are taken out and counted at
 * their dearest instead.
 */
function inputBound(bytes: Buffer, body: Json): number {
  let text = bytes.length;
  let media = 0;
  const one = (part: Json): void => {
    const { inlineData, fileData } = part;
    if (isObject(inlineData) && typeof inlineData['data'] === 'string') {
      const { length } = inlineData['data'];
      text -= length;
      media += mediumBound(stringIn(inlineData['mimeType']) ?? '', length, part);
    }
    if (isObject(fileData)) media += addressBound(part, fileData);
    if (isObject(part['functionResponse'])) objectsOf(part['functionResponse']['parts']).forEach(one);
  };
  for (const part of partsOfBody(body)) one(part);
  return Math.max(text, 0) + Math.min(media, mediaTokens) + hostedBound(bytes, body) + 16;
}

function hostedBound(bytes: Buffer, body: Json): number {
  let bound = 0;
  for (const tool of objectsOf(requestIn(body)['tools']))
    for (const name of Object.keys(tool)) {
      if (name === 'functionDeclarations') continue;
      let times = 1;
      if (name === 'urlContext') {
        times = 0;
        for (
          let at = bytes.indexOf('http');
          at >= 0 && times < mostAddresses;
          at = bytes.indexOf('http', at + 4)
        )
          times++;
      }
      bound += Math.max(1, times) * hostedTokens;
    }
  return Math.min(bound, mediumTokens);
}

/** Queries of one answer, each of which is billed from generation 3 on; nothing in a request limits them. */
const mostQueries = 10;

const searches = (body: Json): boolean =>
  objectsOf(requestIn(body)['tools']).some(
    (tool) => 'googleSearch' in tool || 'googleSearchRetrieval' in tool,
  );

const sessionHeaders = ['x-session-id', 'session-id', 'session_id'];

/**
 * Calls of one conversation begin alike: with the session's name, or the system instruction and the first turn. `size`:
 * bytes of the request.
 */
function affinityOf(body: Json, { headers }: RequestHead, size: number): string | undefined {
  const session = sessionHeaders
    .map((name) => headers[name])
    .find((value) => typeof value === 'string' && value);
  const hash = createHash('sha256');
  if (session)
    return hash
      .update(`session ${String(session)}`)
      .digest('base64url')
      .slice(0, 22);
  if (size < leastCached) return undefined;
  const first = contentsOf(body).find((content) => content['role'] !== 'model');
  if (!first) return undefined;
  const system = requestIn(body)['systemInstruction'];
  for (const part of [...partsIn(system), {}, ...partsIn(first)]) {
    const { data } = objectOf(part['inlineData']);
    hash.update(`\0${stringIn(part['text']) ?? ''}\0`);
    if (typeof data === 'string') hash.update(`${data.length} ${data.slice(0, 4096)}`);
    hash.update(stringIn(objectOf(part['fileData'])['fileUri']) ?? '');
  }
  return hash.digest('base64url').slice(0, 22);
}

/** Scalars that prices may depend on. */
function factsOf(body: Json): Facts {
  const facts: Record<string, string | number | boolean> = {};
  const config = objectOf(body['generationConfig']);
  const budget = numberOf(objectOf(config['thinkingConfig'])['thinkingBudget']);
  if (budget !== undefined) facts['thinking'] = budget !== 0;
  const size =
    stringIn(objectOf(config['imageConfig'])['imageSize']) ??
    stringIn(objectOf(body['parameters'])['imageSize']);
  if (size !== undefined) facts['size'] = size;
  return facts;
}

/** The query as it came, without anything that proves who the client is. */
function queryOf(query: string): string | undefined {
  const kept = query
    .split('&')
    .filter((pair) => pair !== '' && !/^(?:%24|\$)?(?:key|access_token|oauth_token)(?:=|$)/i.test(pair))
    .join('&');
  return kept === '' ? undefined : kept;
}

/** Server-sent events only where the client asks for them; else one JSON array that grows. */
const wantsEvents = (query: string): boolean => {
  const asked = new URLSearchParams(query);
  return (asked.get('alt') ?? asked.get('$alt')) === 'sse';
};

/** A body may name the model again; another one than the path's would be served under a wrong price. */
function refuseOtherModel(body: Json, model: string): void {
  const named = [
    ['generateContentRequest.model', objectOf(body['generateContentRequest'])['model']],
    ...embeddingRequests(body).map((one, at) => [
      Array.isArray(body['requests']) ? `requests[${at}].model` : 'model',
      one['model'],
    ]),
  ] as const;
  for (const [param, value] of named) {
    if (typeof value !== 'string' || value === '' || bareModel(value) === model) continue;
    throw new GatewayError('field_invalid', `${param} must be the model of the path, models/${model}`, {
      param: String(param),
    });
  }
}

/** How many answers a call may bring. Imagen makes four pictures unless told otherwise. */
const answersOf = (kind: CallKind, body: Json): number => {
  const asked =
    kind === 'image'
      ? (numberOf(objectOf(body['parameters'])['sampleCount']) ?? 4)
      : kind === 'chat'
        ? (numberOf(objectOf(body['generationConfig'])['candidateCount']) ?? 1)
        : 1;
  return Math.max(1, Math.floor(asked));
};

/** A system instruction may be a text, or parts without a content around them. */
function withSystem(request: Json): Json {
  const { systemInstruction } = request;
  return typeof systemInstruction === 'string' || Array.isArray(systemInstruction)
    ? { ...request, systemInstruction: { parts: partsIn(systemInstruction) } }
    : request;
}

/** A body of this wire, parsed and in one spelling (json.ts). Throws body_malformed, field_invalid. */
export function bodyOf(bytes: Buffer): Json {
  const body = withSystem(camelised(parseBody(bytes)));
  const inner = body['generateContentRequest'];
  return isObject(inner) ? { ...body, generateContentRequest: withSystem(inner) } : body;
}

/** Makes the reader of one endpoint. The model is the path's. */
export function reader(endpoint: string, kind: CallKind, schema: z.ZodType) {
  return (bytes: Buffer, head: RequestHead): Call => {
    const body = bodyOf(bytes);
    checkFields(schema, body);
    const model = bareModel(head.params['model'] ?? '');
    if (model === '') throw new GatewayError('field_invalid', 'the path names no model', { param: 'model' });
    refuseOtherModel(body, model);
    const stream = endpoint === 'stream';
    const answers = answersOf(kind, body);
    if (answers > 8)
      throw new GatewayError('field_invalid', 'generationConfig.candidateCount: at most 8', {
        param: 'generationConfig.candidateCount',
      });
    const limit = numberOf(objectOf(body['generationConfig'])['maxOutputTokens']);
    const outputTokens = kind === 'chat' && endpoint !== 'count' ? limit : 0;
    const query = queryOf(head.query);
    const affinity = kind === 'chat' ? affinityOf(body, head, bytes.length) : undefined;
    return {
      kind,
      endpoint,
      model,
      stream,
      // Every frame of this wire has its usage.
      usageInStream: true,
      ...(stream && !wantsEvents(head.query) ? { flow: 'bytes' as const } : {}),
      body: bytes,
      ...(query === undefined ? {} : { query }),
      bounds: {
        inputTokens: inputBound(bytes, body),
        answers,
        // One price a picture, whatever its tokens.
        ...(kind === 'image' ? { units: { images: answers } } : {}),
        ...(kind === 'chat' && searches(body) ? { units: { searches: mostQueries } } : {}),
        ...(outputTokens === undefined || outputTokens < 0 ? {} : { outputTokens: Math.floor(outputTokens) }),
      },
      ...(affinity === undefined ? {} : { affinity }),
      facts: factsOf(body),
    };
  };
}

/** Texts that the model reads, for counting. */
export function requestTexts({ body: bytes }: Pick<Call, 'body'>): readonly string[] {
  const body = bodyOf(bytes);
  const texts: string[] = [];
  for (const part of partsOfBody(body)) {
    if (typeof part['text'] === 'string') texts.push(part['text']);
    const { mimeType, data } = objectOf(part['inlineData']);
    if (typeof data === 'string' && /^text\//.test(stringIn(mimeType) ?? ''))
      texts.push(Buffer.from(data, 'base64').toString('utf8'));
    for (const name of ['functionCall', 'executableCode', 'codeExecutionResult'])
      if (isObject(part[name])) texts.push(written(part[name]));
    const { name, response } = objectOf(part['functionResponse']);
    if (name !== undefined || response !== undefined) texts.push(written([name, response]));
  }
  for (const instance of listOf(body['instances']))
    if (isObject(instance) && typeof instance['prompt'] === 'string') texts.push(instance['prompt']);
  const request = requestIn(body);
  const config = objectOf(request['generationConfig']);
  for (const value of [request['tools'], config['responseSchema'], config['responseJsonSchema']])
    if (value != null) texts.push(written(value));
  return texts;
}
