import { isObject, type Json, objectsIn, parseJson, textOf } from '../../../base/json.ts';
import type { FaultCode } from '../../../spec/fault.ts';
import type { FaultReading, Provider } from '../../../spec/provider.ts';
import { faultTold } from '../fault-words.ts';

/** What the google.rpc.Status envelope of this wire says. */
type Words = {
  /** HTTP status; 0 when it is not told. */
  readonly code: number;
  readonly status: string;
  readonly message: string;
  readonly reasons: readonly string[];
  /** The field that is wrong, of BadRequest. */
  readonly param: string;
  /** Seconds, of RetryInfo. */
  readonly wait?: number;
};

/** Reads `{"error":{…}}`, and `[{"error":{…}}]` as the array form of a stream answers. Undefined for anything else. */
export function readErrorWords(body: unknown): Words | undefined {
  const envelope = Array.isArray(body) ? (body as unknown[]).find(isObject) : body;
  if (!isObject(envelope)) return undefined;
  const { error } = envelope;
  // OAuth endpoints and proxies answer a bare word.
  if (typeof error === 'string')
    return {
      code: 0,
      status: '',
      message: textOf(envelope['error_description']) || error,
      reasons: [],
      param: '',
    };
  if (!isObject(error)) return undefined;
  const details = objectsIn(error['details']);
  const kind = (name: string) => details.filter((one) => textOf(one['@type']).endsWith(name));
  const wait = kind('.RetryInfo').map((one) => seconds(one['retryDelay']))[0];
  return {
    code: typeof error['code'] === 'number' ? error['code'] : 0,
    status: textOf(error['status']),
    message: textOf(error['message']),
    reasons: kind('.ErrorInfo').map((one) => textOf(one['reason'])),
    param: textOf(kind('.BadRequest').flatMap((one) => objectsIn(one['fieldViolations']))[0]?.['field']),
    ...(wait === undefined ? {} : { wait }),
  };
}

/** Seconds of a protobuf duration ("34.4s"), rounded up; at most a day. */
function seconds(duration: unknown): number | undefined {
  const number = /^(\d+(?:\.\d+)?)s$/.exec(textOf(duration))?.[1];
  return number === undefined ? undefined : Math.min(Math.ceil(Number(number)), 86_400);
}

/** HTTP statuses of google.rpc codes, for errors that come without one. */
const statuses: Readonly<Record<string, number>> = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  OUT_OF_RANGE: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RESOURCE_EXHAUSTED: 429,
  CANCELLED: 499,
  UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
};

/** A wrong key is a 400 here; a region that is not served and a closed account are the operator's to mend too. */
const accountWords =
  /API[ _]key (?:not|is|was|has|expired|invalid)|API_KEY_|SERVICE_DISABLED|BILLING|location is not supported|has been suspended|CONSUMER_|credits are depleted|ACCESS_TOKEN_|invalid_grant/i;

/** Files and caches belong to one key: the request names what this channel does not have. */
const foreignThing = /\bfiles?\b|cached ?content/i;

function codeOf(status: number, { message, reasons, status: word }: Words): FaultCode {
  if (accountWords.test(`${message} ${reasons.join(' ')}`) && status < 500) return 'upstream_key_refused';
  if (status === 401) return 'upstream_key_refused';
  if (status === 403) return foreignThing.test(message) ? 'upstream_refused' : 'upstream_key_refused';
  if (status === 404) return foreignThing.test(message) ? 'upstream_refused' : 'upstream_model_unknown';
  if (status === 429 || status === 503) return 'upstream_busy';
  if (status === 408 || status === 504 || word === 'DEADLINE_EXCEEDED') return 'upstream_timeout';
  if (status === 499 || status >= 500) return 'upstream_failed';
  return status >= 400 ? 'upstream_refused' : 'upstream_garbage';
}

/**
 * A signature of another account or model, or one that is none. Sources: Google's errors as quoted in gemini-cli issue
 * 13467 (AI Studio) and 9router issue 301 (Vertex AI); the last form is how a field of bytes refuses other text.
 */
const thoughtWords =
  /(?:corrupted|invalid) thought[ _]?signature|thought[ _]?signature is (?:not valid|invalid)|thought_?signature' \(TYPE_BYTES\)/i;

/** Classifies an error. The client sees the upstream's words only where they are about its request. */
function faultOf(status: number, words: Words): FaultReading {
  const detail = {
    status: status === 413 || status === 422 ? status : 400,
    ...(words.param ? { param: words.param } : {}),
    upstream: words.status ? { code: words.status } : {},
    ...(thoughtWords.test(words.message) ? { thoughts: true as const } : {}),
  };
  return faultTold(codeOf(status, words), status, words.message, detail, words.wait);
}

const nothing: Words = { code: 0, status: '', message: '', reasons: [], param: '' };

export const readFault: Provider['readFault'] = (status, headers, body) => {
  // Of an HTML page of some proxy the status alone speaks.
  const words = readErrorWords(parseJson(body)) ?? nothing;
  const header = headers['retry-after'];
  const wait =
    words.wait ?? (typeof header === 'string' && /^\d{1,5}$/.test(header) ? Number(header) : undefined);
  return faultOf(status, { ...words, ...(wait === undefined ? {} : { wait }) });
};

/** The fault of an error that came with status 200, or inside a stream; undefined where there is none. */
export function faultInBody(body: Json | readonly unknown[]): FaultReading | undefined {
  const words = readErrorWords(body);
  if (!words) return undefined;
  const status = words.code >= 400 && words.code < 600 ? words.code : (statuses[words.status] ?? 500);
  return faultOf(status, words);
}
