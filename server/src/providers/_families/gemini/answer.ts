import { isObject, type Json, objectsIn, parseJson, textOf } from '../../../base/json.ts';
import type { AnswerReading, NativeWire } from '../../../spec/provider.ts';
import type { Usage } from '../../../spec/usage.ts';
import { garbage } from '../fault-words.ts';
import { faultInBody } from './faults.ts';
import { readUsage, SearchCount, usageFacts } from './usage.ts';

/** Texts that the model produced in an answer or in one frame of a stream, for counting. */
export function textsOf(body: Json): readonly string[] {
  const texts: string[] = [];
  const add = (value: unknown) => {
    if (typeof value === 'string' && value !== '') texts.push(value);
  };
  for (const part of partsIn(body)) {
    add(part['text']);
    for (const name of ['functionCall', 'executableCode', 'codeExecutionResult']) {
      const inner = part[name];
      if (!isObject(inner)) continue;
      add(inner['name']);
      add(inner['code']);
      add(inner['output']);
      if (isObject(inner['args'])) add(JSON.stringify(inner['args']));
      for (const piece of objectsIn(inner['partialArgs'])) add(piece['stringValue']);
    }
  }
  return texts;
}

const partsIn = (body: Json): readonly Json[] =>
  objectsIn(body['candidates']).flatMap(({ content }) =>
    isObject(content) ? objectsIn(content['parts']) : [],
  );

/** Is there something in a frame that a client would miss? An empty text is only framing. */
export const produces = (body: Json): boolean =>
  partsIn(body).some((part) =>
    Object.entries(part).some(([name, value]) => name !== 'thought' && value !== ''),
  );

const bad = (fault: AnswerReading['fault'] = garbage): AnswerReading => ({ texts: () => [], fault });

/** A whole answer of any endpoint of this wire. */
export const readAnswer: NativeWire['readAnswer'] = ({ endpoint }, bytes): AnswerReading => {
  const body = parseJson(bytes);
  // The array form, asked for and answered whole.
  if (Array.isArray(body)) return readFrames(objectsIn(body));
  if (!isObject(body)) return bad();
  const fault = body['error'] === undefined ? undefined : faultInBody(body);
  if (fault) return bad(fault);
  switch (endpoint) {
    case 'embed':
    case 'batch_embed':
      return Array.isArray(body['embeddings']) || isObject(body['embedding'])
        ? withUsage(readUsage(body['usageMetadata']))
        : bad();
    case 'count':
      return body['totalTokens'] === undefined ? bad() : { usage: {}, texts: () => [] };
    case 'predict':
      return Array.isArray(body['predictions']) ? withUsage(predictionUsage(body['predictions'])) : bad();
    default:
      return readFrames([body]);
  }
};

const withUsage = (usage: Usage | undefined): AnswerReading => ({
  ...(usage ? { usage } : {}),
  texts: () => [],
});

/** Pictures that really came (a filtered one has only a reason), or the tokens of embedded texts. */
function predictionUsage(predictions: readonly unknown[]): Usage | undefined {
  const images = objectsIn(predictions).filter((one) => textOf(one['bytesBase64Encoded']) !== '').length;
  if (images > 0) return { images };
  const vectors = objectsIn(predictions).flatMap(({ embeddings }) =>
    isObject(embeddings) ? [embeddings] : [],
  );
  if (vectors.length === 0) return {};
  const tokens = vectors.reduce((sum, { statistics }) => {
    const count = isObject(statistics) ? statistics['token_count'] : undefined;
    return sum + (typeof count === 'number' ? count : Number.NaN);
  }, 0);
  return Number.isSafeInteger(tokens) && tokens >= 0 ? { input_tokens: tokens } : undefined;
}

function readFrames(frames: readonly Json[]): AnswerReading {
  const searches = new SearchCount();
  let usage: Usage | undefined;
  let facts: AnswerReading['facts'];
  let whole = false;
  for (const frame of frames) {
    const fault = frame['error'] === undefined ? undefined : faultInBody(frame);
    if (fault) return bad(fault);
    searches.see(frame);
    usage = readUsage(frame['usageMetadata']) ?? usage;
    facts = usageFacts(frame['usageMetadata']) ?? facts;
    whole ||= Array.isArray(frame['candidates']) || isObject(frame['promptFeedback']);
  }
  if (!whole && !usage) return bad();
  return {
    ...(usage ? { usage: searches.on(usage) } : {}),
    ...(facts ? { facts } : {}),
    texts: () => frames.flatMap(textsOf),
  };
}
