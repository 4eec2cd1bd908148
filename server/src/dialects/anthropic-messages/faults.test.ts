import assert from 'node:assert/strict';
import { test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { type FaultCode, type FaultDetail, faults, GatewayError } from '../../spec/fault.ts';
import { writeFault, writeStreamFault } from './faults.ts';

const write = (code: FaultCode, message: string, detail?: FaultDetail) => {
  const answer = writeFault(new GatewayError(code, message, detail), 'req_7');
  return { ...answer, json: JSON.parse(answer.body) };
};

test('a fault has the shape of this wire; the request id stands beside it, never in its message', () => {
  const { status, headers, json } = write('rate_limited', 'too many requests', { retryAfter: 1.2 });
  assert.equal(status, 429);
  assert.deepEqual(json, {
    type: 'error',
    error: { type: 'rate_limit_error', message: 'too many requests' },
    request_id: 'req_7',
  });
  assert.deepEqual(headers, {
    'content-type': 'application/json; charset=utf-8',
    'request-id': 'req_7',
    'x-should-retry': 'true',
    'retry-after': '2',
  });
  assert.equal(write('token_invalid', 'no').headers['x-should-retry'], 'false');
});

test('every fault has a type that fits its status, and 529 is not invented', () => {
  // Anthropic's page on errors; statuses that it does not have are only bound to the first digit.
  const words: Record<number, string> = {
    400: 'invalid_request_error',
    401: 'authentication_error',
    402: 'billing_error',
    403: 'permission_error',
    404: 'not_found_error',
    409: 'conflict_error',
    413: 'request_too_large',
    429: 'rate_limit_error',
    500: 'api_error',
    504: 'timeout_error',
  };
  for (const code of Object.keys(faults) as FaultCode[]) {
    const { status, json } = write(code, 'x');
    assert.notEqual(status, 529);
    if (words[status]) assert.equal(json.error.type, words[status], code);
    else
      assert.match(json.error.type, /^(?:api|overloaded|timeout|invalid_request)_error$|^request_too_large$/);
  }
});

test('the field that is wrong is named in the message', () => {
  const message = (text: string, param?: string) =>
    write('field_invalid', text, param === undefined ? {} : { param }).json.error.message;
  assert.equal(message('must be one', 'n'), 'n: must be one');
  assert.equal(
    message('you must provide messages[0].role', 'messages[0].role'),
    'you must provide messages[0].role',
  );
  assert.equal(message('expected a number', 'top_k'), 'top_k: expected a number');
  assert.equal(message('top_k: expected a number', 'top_k'), 'top_k: expected a number');
  assert.equal(message('plain'), 'plain');
});

test("an upstream's refusal is said word for word; its type only where it is one of this wire", () => {
  const table: [string, FaultDetail, string][] = [
    ['`temperature` is deprecated for this model.', {}, 'invalid_request_error'],
    ['Invalid `signature` in `thinking` block', { status: 400 }, 'invalid_request_error'],
    ['request too large', { status: 413 }, 'request_too_large'],
    ['no such file', { status: 404 }, 'not_found_error'],
    ['not allowed', { status: 403, upstream: { type: 'permission_error' } }, 'permission_error'],
    ['bad value', { upstream: { type: 'server_error', code: 'x' } }, 'invalid_request_error'],
    ['messages: roles must alternate', { param: 'input' }, 'invalid_request_error'],
  ];
  for (const [message, detail, type] of table)
    assert.deepEqual(write('upstream_refused', message, detail).json.error, { type, message });
});

test('a conversation that is too long is told in the sentence that clients look for', () => {
  const own = 'prompt is too long: 210000 tokens > 200000 maximum';
  const code = { upstream: { code: 'context_length_exceeded' } };
  const table: [string, FaultDetail, string][] = [
    [own, {}, own],
    [
      "This model's maximum context length is 128000 tokens. However, your messages resulted in 131072 tokens. Please reduce the length of the messages.",
      code,
      'prompt is too long: 131072 tokens > 128000 maximum',
    ],
    [
      "This model's maximum context length is 65536 tokens. However, you requested 70000 tokens (60000 in the messages, 10000 in the completion).",
      {},
      'prompt is too long: 70000 tokens > 65536 maximum',
    ],
    [
      'The input token count (1048600) exceeds the maximum number of tokens allowed (1048575).',
      {},
      'prompt is too long: 1048600 tokens > 1048575 maximum',
    ],
    [
      'Your input exceeds the context window of this model. Please adjust your input and try again.',
      code,
      'prompt is too long: Your input exceeds the context window of this model. Please adjust your input and try again.',
    ],
    [
      'You sent 300,000 tokens; the limit is 200,000',
      code,
      'prompt is too long: 300000 tokens > 200000 maximum',
    ],
    // Not about the context: a limit of the output, a rate.
    [
      'max_tokens: 200000 > 64000, which is the maximum allowed',
      {},
      'max_tokens: 200000 > 64000, which is the maximum allowed',
    ],
    [
      'limit of 30000 tokens per minute reached, 40000 tokens',
      {},
      'limit of 30000 tokens per minute reached, 40000 tokens',
    ],
  ];
  for (const [said, detail, message] of table)
    assert.equal(write('upstream_refused', said, detail).json.error.message, message);
});

test('a fault in a running stream raises an error of its type in the official SDK', async () => {
  const event = writeStreamFault(new GatewayError('upstream_cut', 'the upstream broke off'), 'req_7');
  assert.match(event, /^event: error\ndata: \{.*\}\n\n$/);
  const fetch = async () => new Response(event, { headers: { 'content-type': 'text/event-stream' } });
  const client = new Anthropic({ apiKey: 'k', fetch, maxRetries: 0, logLevel: 'off' });
  const stream = client.messages.stream({
    model: 'm',
    max_tokens: 1,
    messages: [{ role: 'user', content: 'x' }],
  });
  await assert.rejects(stream.finalMessage(), /the upstream broke off/);
});

test('a fault before the stream raises the error class of its status in the official SDK', async () => {
  for (const [code, type] of [
    ['token_invalid', Anthropic.AuthenticationError],
    ['rate_limited', Anthropic.RateLimitError],
    ['model_unknown', Anthropic.NotFoundError],
    ['upstream_refused', Anthropic.BadRequestError],
  ] as const) {
    const { status, headers, body } = write(code, 'said so');
    const client = new Anthropic({
      apiKey: 'k',
      maxRetries: 0,
      logLevel: 'off',
      fetch: async () => new Response(body, { status, headers }),
    });
    const asked = client.messages.create({
      model: 'm',
      max_tokens: 1,
      messages: [{ role: 'user', content: 'x' }],
    });
    await assert.rejects(asked, (error) => error instanceof type && error.requestID === 'req_7');
  }
});
