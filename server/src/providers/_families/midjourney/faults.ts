import { type Json, numberIn, parseObject, textIn } from '../../../base/json.ts';
import { type FaultCode, GatewayError } from '../../../spec/fault.ts';
import type { Provider } from '../../../spec/provider.ts';
import { faultTold, garbage, retryAfter } from '../fault-words.ts';

/** Codes of an answer that took a submit: 1 taken, 21 exists already or waits for a modal, 22 queued. */
export const taken: readonly number[] = [1, 21, 22];
export const waitsOrExists = 21;

/**
 * Codes of a refusal. 3: no such task, or no account that can be used; 4: the request; 5: unknown; 9: failure (in newer
 * builds also a full queue); 23: queue full; 24: banned word; 30: too many requests. Sources: midjourney-proxy's
 * ReturnCode, QuantumNous/new-api's constant/midjourney.go.
 */
const refusals: Readonly<Record<number, FaultCode>> = {
  3: 'upstream_busy',
  4: 'upstream_refused',
  5: 'upstream_failed',
  9: 'upstream_failed',
  23: 'upstream_busy',
  24: 'upstream_refused',
  30: 'upstream_busy',
};

/** A gateway upstream tells of its own balance and keys by words only. */
const aboutChannel = /quota_not_enough|insufficient|余额|额度|balance|api.?secret|未登录/i;

/** No such task: the request's fault, where it names one. */
const aboutTask = /task_no(?:t)?_found|关联任务|task.{0,20}(?:not exist|not found|invalid)/i;

/** Why a job failed that was refused for what it asked, in the words of Midjourney and its proxies. */
export const aboutContent =
  /banned|sensitive|moderat|content polic|community standard|invalid (?:param|link|prompt)|blocked|敏感|违规|审核/i;

function classify(code: number | undefined, words: string, goesOn: boolean): FaultCode {
  if (aboutChannel.test(words)) return 'upstream_key_refused';
  if (code === 3) return goesOn || aboutTask.test(words) ? 'upstream_refused' : 'upstream_busy';
  return (code === undefined ? undefined : refusals[code]) ?? 'upstream_failed';
}

/** What Midjourney says of a banned word stands in the properties. */
function messageOf(body: Json): string | undefined {
  const properties = body['properties'];
  const word =
    typeof properties === 'object' && properties !== null && 'bannedWord' in properties
      ? textIn(properties.bannedWord)
      : undefined;
  const said = textIn(body['description']);
  return said && word && !said.includes(word) ? `${said}: ${word}` : said;
}

/**
 * The refusal in an answer of 200: `code` is none of those that take a submit. `goesOn`: the request names an earlier
 * task. The dialect shows `upstream.code` again as this wire's code.
 */
export function refusal(body: Json, goesOn: boolean): GatewayError {
  const code = numberIn(body['code']);
  if (code === undefined) return new GatewayError(garbage.code, garbage.message);
  const words = messageOf(body);
  const fault = classify(code, words ?? '', goesOn);
  const told = faultTold(fault, 200, words, {}, undefined);
  const shown = fault === 'upstream_refused' || fault === 'upstream_busy';
  return new GatewayError(told.code, told.message, {
    ...told.detail,
    ...(shown ? { upstream: { code: String(code) } } : {}),
    ...(code === 24 ? { param: 'prompt' } : {}),
  });
}

/** Errors with an HTTP status: `{"code":4,"description":"…"}` of gateways, an empty body of a wrong secret. */
export const readFault: Provider['readFault'] = (status, headers, bytes) => {
  const body = parseObject(bytes) ?? {};
  const code = numberIn(body['code']);
  const words = messageOf(body);
  const wait = retryAfter(headers);
  const fault: FaultCode =
    status === 401 || status === 402 || status === 403
      ? 'upstream_key_refused'
      : status === 429
        ? 'upstream_busy'
        : status >= 500
          ? 'upstream_failed'
          : code === undefined && (status === 404 || status === 405)
            ? 'upstream_model_unknown'
            : classify(code ?? 4, words ?? '', status === 404);
  return faultTold(
    fault,
    status,
    words,
    {
      status: status >= 400 && status <= 422 ? status : 400,
      ...(code === undefined ? {} : { upstream: { code: String(code) } }),
    },
    wait,
  );
};
