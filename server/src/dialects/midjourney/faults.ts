import type { Dialect } from '../../spec/dialect.ts';
import type { FaultCode, GatewayError } from '../../spec/fault.ts';
import { envelope } from '../_families/openai-faults.ts';

/**
 * Codes of this wire for our faults: 3 not found or no account, 4 wrong request, 5 unknown error, 23 queue full,
 * 30 too many requests. Sources: midjourney-proxy's ReturnCode; QuantumNous/new-api, constant/midjourney.go.
 */
const notFound = 3;
const invalid = 4;
const unknown = 5;
const queueFull = 23;
const saturated = 30;

const codes: Partial<Record<FaultCode, number>> = {
  task_unknown: notFound,
  no_channel: notFound,
  upstream_busy: queueFull,
  rate_limited: saturated,
};

/** What clients of new-api look for stands before our own words. */
const prefixes: Partial<Record<FaultCode, string>> = {
  task_unknown: 'task_no_found',
  balance_too_low: 'quota_not_enough',
  token_limit_reached: 'quota_not_enough',
  no_channel: 'get_channel_info_failed',
};

/** Codes by which a proxy refuses a submit inside an answer of 200. */
const submitCodes = new Set(['3', '4', '5', '9', '23', '24', '30']);

const codeOf = (error: GatewayError): number => {
  const said = error.detail.upstream?.code;
  if (said && submitCodes.has(said)) return Number(said);
  return codes[error.code] ?? (error.fault.blame === 'client' ? invalid : unknown);
};

/**
 * `{"code":4,"description":"…","type":"…","result":null,"properties":{}}`. What a proxy refused by a code in a body of
 * HTTP 200 is answered so too; all else has its HTTP status, and OpenAI's `error` beside it, because that is what clients
 * of gateways of this family read for keys and balances.
 */
export const writeFault: Dialect['writeFault'] = (error, requestId) => {
  const { upstream, status, retryAfter } = error.detail;
  const isSubmitCode =
    status === undefined &&
    (error.code === 'upstream_refused' || error.code === 'upstream_busy') &&
    upstream?.code !== undefined &&
    submitCodes.has(upstream.code);
  const prefix = prefixes[error.code];
  const words = `${prefix && !error.message.startsWith(prefix) ? `${prefix}: ` : ''}${error.message}`;
  return {
    status: isSubmitCode ? 200 : error.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-should-retry': String(error.fault.again),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify({
      code: codeOf(error),
      description: `${words} (request id: ${requestId})`,
      type:
        error.fault.blame === 'client' && error.code !== 'upstream_refused' ? error.code : 'upstream_error',
      result: null,
      properties: {},
      ...(isSubmitCode ? {} : JSON.parse(envelope(error, requestId))),
    }),
  };
};
