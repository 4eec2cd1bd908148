import { isObject, numberIn, objectOf, parseJson, textIn, wordOf } from '../../base/json.ts';
import type { Provider } from '../../spec/provider.ts';
import { readFault as readAnthropic } from '../_families/anthropic/faults.ts';
import { faultTold, retryAfter } from '../_families/fault-words.ts';
import { readFault as readGemini } from '../_families/gemini/faults.ts';
import { readFault as readHailuo } from '../_families/hailuo/codes.ts';
import { readFault as readJimeng } from '../_families/jimeng/faults.ts';
import { readFault as readKling } from '../_families/kling/index.ts';
import { readLumaFault } from '../_families/luma/index.ts';
import { readFault as readMidjourney } from '../_families/midjourney/faults.ts';
import { readFault as readOpenAi } from '../_families/openai-compatible/faults.ts';
import { readRunwayFault } from '../_families/runway/index.ts';
import { readFault as readSuno } from '../_families/suno/faults.ts';

type ReadFault = Provider['readFault'];

/** A gateway answers in the wire that it was asked in. What an error is about is told by its form alone. */
function readerOf(body: unknown): ReadFault {
  if (Array.isArray(body)) return readGemini;
  if (!isObject(body)) return readOpenAi;
  const { code, error } = body;
  const number = numberIn(code);
  // Midjourney's stands first: gateways put OpenAI's beside it.
  if (number !== undefined && typeof body['description'] === 'string') return readMidjourney;
  if (isObject(body['base_resp'])) return readHailuo;
  if (isObject(body['ResponseMetadata'])) return readJimeng;
  if (body['type'] === 'error') return readAnthropic;
  if (isObject(error)) return /^[A-Z][A-Z_]+$/.test(textIn(error['status']) ?? '') ? readGemini : readOpenAi;
  if (Array.isArray(body['issues'])) return readRunwayFault;
  if (Array.isArray(body['detail'])) return readLumaFault;
  // Kling's numbers have four digits, those of the visual API five.
  if (number !== undefined) return number < 10_000 ? readKling : readJimeng;
  return 'data' in body ? readSuno : readOpenAi;
}

/** Words for a model that the gateway does not have, or has and cannot sell. */
const aboutModel = /^model_(?:unknown|not_found|price_error|unpriced)$/;

/** The places where the wires have a word for what went wrong. */
const wordsIn = (body: unknown): readonly string[] =>
  isObject(body)
    ? [body['code'], body['type'], body['error'], objectOf(body['error'])['code']].map(wordOf)
    : [];

/** Names of requests at the gateway behind: they lead nobody anywhere here. */
const requestId = /\s*\(request id: [^()]*\)|\s*Request id: [\w-]+$/gi;

/** Classifies an error of any wire that gateways speak. */
export const readFault: ReadFault = (status, headers, bytes) => {
  const wait = retryAfter(headers);
  // Keys and balances: of the channel, in every wire.
  if (status === 401 || status === 402)
    return faultTold('upstream_key_refused', status, undefined, {}, undefined);
  const body = parseJson(bytes);
  if (wordsIn(body).some((word) => aboutModel.test(word)))
    return faultTold('upstream_model_unknown', status, undefined, {}, undefined);
  const reading = readerOf(body)(status, headers, bytes);
  const message = reading.message.replace(requestId, '');
  // Google's wire tells the seconds in its body; the header is what gateways send.
  return wait === undefined || reading.code !== 'upstream_busy' || reading.detail?.retryAfter !== undefined
    ? { ...reading, message }
    : { ...reading, message, detail: { ...reading.detail, retryAfter: wait } };
};
