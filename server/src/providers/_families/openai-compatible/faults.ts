import { parseJson } from '../../../base/json.ts';
import type { FaultCode } from '../../../spec/fault.ts';
import type { FaultReading, Provider } from '../../../spec/provider.ts';
import { faultTold, retryAfter } from '../fault-words.ts';

/** What the error envelope of this wire says; every part may be missing or of another type. */
type Words = { message: string; type: string; code: string; param: string };

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** Reads `{"error":{…}}`, `{"error":"…"}`, `{"message":…}` and `{"detail":…}`: compatible servers use them all. */
export function readErrorWords(body: unknown): Words | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const envelope = body as Record<string, unknown>;
  const error = envelope['error'];
  if (typeof error === 'object' && error !== null) {
    const inner = error as Record<string, unknown>;
    return {
      message: text(inner['message']),
      type: text(inner['type']),
      code: text(inner['code']),
      param: text(inner['param']),
    };
  }
  if (typeof error === 'string' && error !== '')
    return { message: error, type: '', code: text(envelope['code']), param: '' };
  const message = text(envelope['message']) || text(envelope['detail']);
  if (message !== '' && envelope['choices'] === undefined && envelope['data'] === undefined)
    return { message, type: text(envelope['type']), code: text(envelope['code']), param: '' };
  return undefined;
}

/** Codes and types that mean "our account at this upstream cannot pay or is closed", whatever the status. */
const accountWords =
  /insufficient_quota|insufficient_user_quota|credit_balance|billing|account_deactivated|invalid_api_key|arrear|overdue|insufficient balance/i;

function codeOf(status: number, words: Words | undefined): FaultCode {
  const said = words ? `${words.code} ${words.type}` : '';
  if (status === 401 || status === 403 || status === 402) {
    // A refusal of the content or the region is about the request, not about our key.
    return /content|policy|moderation|safety/i.test(said) ? 'upstream_refused' : 'upstream_key_refused';
  }
  if (accountWords.test(said)) return 'upstream_key_refused';
  // Something else that the request names was not found: an item of a conversation, a file.
  if (status === 404 && words?.type === 'invalid_request_error' && !['', 'model'].includes(words.param))
    return 'upstream_refused';
  if (status === 404) return 'upstream_model_unknown';
  if (status === 429) return 'upstream_busy';
  if (status === 408) return 'upstream_timeout';
  if (status === 503 || status === 529) return 'upstream_busy';
  if (status >= 500) return 'upstream_failed';
  if (status >= 400) return 'upstream_refused';
  return 'upstream_garbage';
}

/**
 * An encrypted thought of another organization, of another Azure resource, or changed on the way. Sources: the words of
 * OpenAI and Azure as users of openai/codex (issue 8119) and LiteLLM's incident report on encrypted content quote them.
 */
const thoughtWords =
  /\binvalid_encrypted_content\b|encrypted content .{0,200}could not be verified|created under a different Azure OpenAI resource/is;

/** A summary of earlier turns is encrypted too; without it the conversation would be lost. */
const summaryWords = /for item cmp_/;

const aboutThoughts = ({ code, message }: Words): boolean =>
  thoughtWords.test(`${code} ${message}`) && !summaryWords.test(message);

/** Classifies an error of a given status from its words. The client sees the upstream's words only where they are about its request. */
export function faultFromWords(status: number, words: Words | undefined, wait?: number): FaultReading {
  const detail = {
    status,
    ...(words?.param ? { param: words.param } : {}),
    upstream: {
      ...(words?.code ? { code: words.code } : {}),
      ...(words?.type ? { type: words.type } : {}),
    },
    ...(words && aboutThoughts(words) ? { thoughts: true as const } : {}),
  };
  return faultTold(codeOf(status, words), status, words?.message, detail, wait);
}

export const readFault: Provider['readFault'] = (status, headers, body) => {
  // Of an HTML page of some proxy the status alone speaks.
  return faultFromWords(status, readErrorWords(parseJson(body)), retryAfter(headers));
};

/**
 * The fault of an error that came with status 200, or inside a stream. Without a status its own words decide;
 * unknown words count as the upstream's failure.
 */
export function faultInBody(words: Words): FaultReading {
  const said = `${words.code} ${words.type}`;
  const numeric = Number(words.code);
  if (Number.isInteger(numeric) && numeric >= 400 && numeric < 600) return faultFromWords(numeric, words);
  if (accountWords.test(said)) return faultFromWords(401, words);
  if (/rate_limit|overload|slow_down|capacity|busy/i.test(said)) return faultFromWords(429, words);
  if (/invalid_request|context_length|content_policy|content_filter|invalid_value/i.test(said))
    return faultFromWords(400, words);
  return faultFromWords(500, words);
}
