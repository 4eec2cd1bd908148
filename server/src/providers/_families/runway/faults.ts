import { isObject, listOf, parseObject, textIn } from '../../../base/json.ts';
import { type FaultCode, GatewayError } from '../../../spec/fault.ts';
import type { FaultReading, Provider } from '../../../spec/provider.ts';
import { faultTold, garbage, retryAfter } from '../fault-words.ts';

/** Runway's errors: `{"error":"…"}`, of a field with `issues`. Source: https://docs.dev.runwayml.com/errors/errors. */

/** What an error says about the channel's account. */
const aboutAccount = /enough credits|credit balance|api key|unauthori|organization|suspended/i;

function told(body: Buffer): { readonly message?: string; readonly param?: string } {
  const json = parseObject(body) ?? {};
  const error = json['error'];
  const message =
    textIn(error) ?? textIn(isObject(error) ? error['message'] : undefined) ?? textIn(json['message']);
  const [issue] = listOf(json['issues']);
  const path = isObject(issue)
    ? listOf(issue['path'])
        .filter((step) => typeof step === 'string' || typeof step === 'number')
        .join('.')
    : '';
  const why = isObject(issue) ? textIn(issue['message']) : undefined;
  const words = message === undefined ? why : why === undefined ? message : `${message}: ${why}`;
  return { ...(words ? { message: words } : {}), ...(path ? { param: path } : {}) };
}

function codeOf(status: number, message: string): FaultCode {
  if (status === 401 || status === 402 || status === 403) return 'upstream_key_refused';
  if (status === 429 || status === 503) return 'upstream_busy';
  if (status >= 500) return 'upstream_failed';
  if (aboutAccount.test(message)) return 'upstream_key_refused';
  return status === 404 || status === 405 ? 'upstream_failed' : 'upstream_refused';
}

/** Classifies an answer that is an error. */
export const readRunwayFault: Provider['readFault'] = (status, headers, body): FaultReading => {
  const { message, param } = told(body);
  const detail = { status: 400, ...(param ? { param } : {}) };
  return faultTold(codeOf(status, message ?? ''), status, message, detail, retryAfter(headers));
};

/** An answer with a good status that is none: throws what it says. */
export function refuseNoAnswer(body: Buffer): never {
  const { message } = told(body);
  if (message === undefined) throw new GatewayError(garbage.code, garbage.message);
  const code = aboutAccount.test(message) ? 'upstream_key_refused' : 'upstream_failed';
  const reading = faultTold(code, 400, message, {}, undefined);
  throw new GatewayError(reading.code, reading.message, reading.detail ?? {});
}

/** Failures that the content rules or the client's own file caused. https://docs.dev.runwayml.com/errors/task-failures */
export const failureFault = (code: string | undefined): FaultCode =>
  /^(SAFETY|INPUT_PREPROCESSING\.SAFETY|ASSET\.INVALID)/.test(code ?? '')
    ? 'upstream_refused'
    : 'upstream_failed';
