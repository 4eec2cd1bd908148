import { sseEvent } from '../../base/sse.ts';
import type { Dialect } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { isContextOverflow, writeFault as writeOpenAiFault } from '../_families/openai-faults.ts';
import { bareResponse } from './response.ts';

/** OpenAI's own sentence, which clients of this wire look for. */
const overflow =
  'Your input exceeds the context window of this model. Please adjust your input and try again.';

/** The error of this wire's envelope. An overflow in another maker's words gets the words that clients act on. */
export const writeFault: Dialect['writeFault'] = (error, requestId) => {
  const { upstream } = error.detail;
  if (upstream?.code === 'context_length_exceeded' || !isContextOverflow(error))
    return writeOpenAiFault(error, requestId);
  const detail = {
    ...error.detail,
    param: 'input',
    upstream: { type: 'invalid_request_error', code: 'context_length_exceeded' },
  };
  return writeOpenAiFault(new GatewayError(error.code, `${overflow} (${error.message})`, detail), requestId);
};

export type Failure = { readonly code: string; readonly message: string };

/**
 * The error of a response that failed. Codes that Codex acts on: context_length_exceeded and insufficient_quota end the
 * turn, invalid_prompt too, rate_limit_exceeded waits for the time in "try again in Ns", anything else is tried again
 * (openai/codex codex-api/src/sse/responses.rs).
 */
export function failureOf(error: GatewayError, requestId: string): Failure {
  const said = (text: string) => `${text} (request id: ${requestId})`;
  const { upstream, retryAfter } = error.detail;
  switch (error.code) {
    case 'balance_too_low':
    case 'token_limit_reached':
      return { code: 'insufficient_quota', message: said(error.message) };
    case 'rate_limited':
    case 'upstream_busy': {
      const wait = retryAfter === undefined || /try again in\s*\d/i.test(error.message);
      const message = wait ? error.message : `${error.message}. Please try again in ${retryAfter}s.`;
      return { code: 'rate_limit_exceeded', message: said(message) };
    }
  }
  if (isContextOverflow(error)) {
    const message =
      upstream?.code === 'context_length_exceeded' ? error.message : `${overflow} (${error.message})`;
    return { code: 'context_length_exceeded', message: said(message) };
  }
  return {
    code: error.fault.blame === 'client' ? 'invalid_prompt' : 'server_error',
    message: said(error.message),
  };
}

/**
 * The event `error`. The schema has its fields at the top; streams that were recorded have them under `error`, and the
 * official SDKs look there first: both are given. The SDKs raise an error at it, Codex passes over it.
 */
export const errorEvent = ({ code, message }: Failure, sequence: number): string =>
  sseEvent(
    {
      type: 'error',
      sequence_number: sequence,
      code,
      message,
      param: null,
      error: { type: code, code, message, param: null },
    },
    'error',
  );

/**
 * Ends a stream of which only the fault is known: the error, and the terminal event that Codex waits for. The id is of
 * this response alone, and the numbers begin anew.
 */
export const writeStreamFault: Dialect['writeStreamFault'] = (error, requestId) => {
  const failure = failureOf(error, requestId);
  const response = {
    ...bareResponse(`resp_${requestId.replace(/^req_/, '')}`, '', Date.now()),
    status: 'failed',
    error: failure,
  };
  return (
    errorEvent(failure, 0) +
    sseEvent({ type: 'response.failed', sequence_number: 1, response }, 'response.failed')
  );
};
