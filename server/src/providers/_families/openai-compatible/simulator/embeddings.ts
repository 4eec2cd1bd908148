import type { FaultNames } from '../../simulated/faults.ts';
import { countTokens, firstTokens, piecesOf } from '../../simulated/tokens.ts';
import { ApiError, badField } from './api-error.ts';
import type { Outcome } from './deliver.ts';
import type { EmbeddingRequest } from './wire.ts';

/** Most tokens of one input and of all inputs together, as the upstream documents. */
const mostOfOne = 8192;
const mostOfAll = 300_000;

/** Answers with unit vectors that depend on the text alone; texts that share words lie nearer to each other. */
export function answerEmbeddings(request: EmbeddingRequest, size: number, faults: FaultNames): Outcome {
  const inputs = inputsOf(request.input);
  const most = Math.min(request.dimensions ?? size, size);
  if (request.dimensions != null && request.dimensions > size) {
    throw badField(
      `Invalid value for 'dimensions' = ${request.dimensions}. Must be less than or equal to ${size}.`,
      'dimensions',
      'invalid_value',
    );
  }
  let tokens = 0;
  for (const input of inputs) {
    if (input.tokens > mostOfOne) {
      throw new ApiError(
        400,
        `This model's maximum context length is ${mostOfOne} tokens, however you requested ${input.tokens} tokens (${input.tokens} in your prompt; 0 for the completion). Please reduce your prompt; or completion length.`,
      );
    }
    tokens += input.tokens;
  }
  if (tokens > mostOfAll) {
    throw new ApiError(400, `Requested ${tokens} tokens, max ${mostOfAll} tokens per request`, {
      type: 'max_tokens_per_request',
      code: 'max_tokens_per_request',
    });
  }
  const data = inputs.map((input, index) => {
    const vector = vectorOf(input.words, size, most);
    return {
      object: 'embedding',
      index,
      embedding: request.encoding_format === 'base64' ? toBase64(vector) : vector,
    };
  });
  const usage = reportEmbeddingUsage(tokens, faults);
  return { sends: 'whole', body: { object: 'list', data, model: request.model, usage } };
}

function reportEmbeddingUsage(tokens: number, faults: FaultNames) {
  if (faults.has('no-usage')) return undefined;
  return faults.has('lie')
    ? { prompt_tokens: -5, total_tokens: 9_000_000_000_000_000 }
    : { prompt_tokens: tokens, total_tokens: tokens };
}

type Input = { readonly words: readonly string[]; readonly tokens: number };

function inputsOf(input: EmbeddingRequest['input']): readonly Input[] {
  const words = (text: string): Input => {
    if (text === '') throw badField("Invalid 'input': input cannot be an empty string.", 'input');
    const tokens = countTokens(text);
    if (tokens > mostOfOne) return { words: [], tokens };
    return {
      words: piecesOf(firstTokens(text, mostOfOne).text).map((piece) => piece.trim().toLowerCase()),
      tokens,
    };
  };
  const ids = (list: readonly number[]): Input => ({
    words: list.slice(0, mostOfOne).map(String),
    tokens: list.length,
  });
  if (typeof input === 'string') return [words(input)];
  const numbers = input.filter((one) => typeof one === 'number');
  if (numbers.length > 0) return [ids(numbers)];
  return input.flatMap((one) =>
    typeof one === 'string' ? [words(one)] : typeof one === 'number' ? [] : [ids(one)],
  );
}

/**
 * Each word marks 24 places, and the whole text adds a little everywhere, so that no two texts share a vector.
 * `size`: the model's own length; `kept`: how much of the head is kept, brought back to length 1, as the upstream
 * shortens its vectors.
 */
function vectorOf(words: readonly string[], size: number, kept: number): readonly number[] {
  const vector = new Float64Array(size);
  for (const word of words) {
    const next = randomFrom(word);
    for (let i = 0; i < 24; i++) vector[Math.floor(next() * size)]! += next() < 0.5 ? -1 : 1;
  }
  const next = randomFrom(words.join(' '));
  for (let i = 0; i < size; i++) vector[i]! += (next() - 0.5) * 0.1;
  const head = vector.subarray(0, kept);
  const length = Math.hypot(...head) || 1;
  // Eight digits survive the way through float32, so both encodings carry the same numbers.
  return Array.from(head, (value) => Number(Math.fround(value / length).toPrecision(8)));
}

/** Numbers of [0, 1) that depend on the seed alone (FNV-1a, then xorshift32). */
function randomFrom(seed: string): () => number {
  let state = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 0x01000193);
  state = state === 0 ? 1 : state;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
}

/** Little-endian float32, as the wire packs it. */
function toBase64(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [place, value] of vector.entries()) bytes.writeFloatLE(value, place * 4);
  return bytes.toString('base64');
}
