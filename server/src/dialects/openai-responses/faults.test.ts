import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import OpenAI from 'openai';
import { openAiSpec } from '../../../../test/support/openai-spec.ts';
import type { Json } from '../../base/json.ts';
import { type FaultCode, faults, GatewayError } from '../../spec/fault.ts';
import { writeFault, writeStreamFault } from './faults.ts';

const check = openAiSpec();
const errorOf = (error: GatewayError) =>
  (JSON.parse(writeFault(error, 'req_1').body) as { error: Json }).error;

describe('an error as an answer', () => {
  test('every fault has its words', () => {
    for (const code of Object.keys(faults) as FaultCode[]) {
      const error = errorOf(new GatewayError(code, 'what', { param: 'input' }));
      assert.equal(typeof error['type'], 'string', code);
      assert.match(String(error['message']), /what \(request id: req_1\)/);
      assert.equal(error['param'], 'input');
    }
  });

  const overflows = [
    'prompt is too long: 210000 tokens > 200000 maximum',
    'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
  ];
  for (const words of overflows)
    test(`an overflow in other words: ${words.slice(0, 30)}`, () => {
      const error = errorOf(new GatewayError('upstream_refused', words, { status: 400 }));
      assert.equal(error['code'], 'context_length_exceeded');
      assert.match(String(error['message']), /^Your input exceeds the context window of this model\./);
      assert.ok(String(error['message']).includes(words));
    });

  test("OpenAI's own overflow keeps its words, and a rate limit is no overflow", () => {
    const own = { upstream: { code: 'context_length_exceeded', type: 'invalid_request_error' } };
    assert.match(
      String(errorOf(new GatewayError('upstream_refused', 'own words', own))['message']),
      /^own words/,
    );
    const limited = new GatewayError(
      'upstream_refused',
      'too many tokens per minute for your context window',
    );
    assert.equal(errorOf(limited)['code'], null);
  });
});

describe('a stream of which only the fault is known', () => {
  const bytes = writeStreamFault(new GatewayError('upstream_cut', 'the upstream broke off'), 'req_1');
  const events = bytes
    .split('\n\n')
    .filter(Boolean)
    .map((block) => JSON.parse(block.split('\n')[1]!.slice('data: '.length)) as Json);

  test('ends with the error and a failed response', () => {
    assert.deepEqual(
      events.map((event) => event['type']),
      ['error', 'response.failed'],
    );
    const { response } = events[1] as { response: Json };
    assert.deepEqual([response['id'], response['status'], response['output']], ['resp_1', 'failed', []]);
    assert.deepEqual(response['error'], {
      code: 'server_error',
      message: 'the upstream broke off (request id: req_1)',
    });
    if (!check) return;
    assert.deepEqual(check('ResponseErrorEvent', events[0]), []);
    assert.deepEqual(check('ResponseFailedEvent', events[1]), []);
  });

  test('the official SDK raises it', async () => {
    const api = new OpenAI({
      apiKey: 'k',
      baseURL: 'http://localhost/v1',
      maxRetries: 0,
      fetch: async () => new Response(bytes, { headers: { 'content-type': 'text/event-stream' } }),
    });
    const stream = await api.responses.create({ model: 'm', input: 'x', stream: true });
    await assert.rejects(async () => {
      for await (const _event of stream);
    }, /broke off/);
  });
});
