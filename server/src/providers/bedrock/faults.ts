import { parseObject, textOf } from '../../base/json.ts';
import type { FaultReading, Provider } from '../../spec/provider.ts';
import { faultFromWords } from '../_families/anthropic/faults.ts';
import { retryAfter } from '../_families/fault-words.ts';

/** Status of an exception by its name. Source: Bedrock API reference, InvokeModelWithResponseStream. */
const statusOf: Readonly<Record<string, number>> = {
  validationexception: 400,
  accessdeniedexception: 403,
  unrecognizedclientexception: 403,
  expiredtokenexception: 403,
  invalidsignatureexception: 403,
  resourcenotfoundexception: 404,
  modeltimeoutexception: 408,
  modelerrorexception: 424,
  modelstreamerrorexception: 424,
  throttlingexception: 429,
  modelnotreadyexception: 429,
  servicequotaexceededexception: 429,
  internalserverexception: 500,
  serviceunavailableexception: 503,
};

/** Messages of a 400 that are about the channel's model name, or about access to it. */
const modelWords =
  /model identifier is invalid|on-demand throughput isn.t supported|end of its life|marked by provider as Legacy/i;

function classify(status: number, kind: string, message: string, wait?: number): FaultReading {
  if (status === 400 && modelWords.test(message)) return faultFromWords(404, undefined, wait);
  // The model failed over this request: another channel may do better.
  if (status === 424) return faultFromWords(500, undefined, wait);
  if (status === 404) return faultFromWords(404, undefined, wait);
  return faultFromWords(status, { type: kind, message }, wait);
}

/** An exception inside a stream. */
export function faultOfException(kind: string, message: string): FaultReading {
  return classify(statusOf[kind.toLowerCase()] ?? 500, kind, message);
}

/** `{"message": "…"}` with the exception's name in `x-amzn-errortype`, perhaps with a colon and an address behind it. */
export const readFault: Provider['readFault'] = (status, headers, body) => {
  const said = parseObject(body.toString('utf8'));
  const header = headers['x-amzn-errortype'];
  const kind = (typeof header === 'string' ? header : textOf(said?.['__type'])).split(/[:#]/)[0] ?? '';
  const message = textOf(said?.['message']) || textOf(said?.['Message']);
  return classify(statusOf[kind.toLowerCase()] ?? status, kind, message, retryAfter(headers));
};
