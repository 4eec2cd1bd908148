import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaultCode } from '../../../spec/fault.ts';
import { faultInBody, readErrorWords, readFault } from './faults.ts';

const envelope = (error: object | string) => Buffer.from(JSON.stringify({ error }));
const read = (status: number, error: object = {}, headers: Record<string, string> = {}) =>
  readFault(status, headers, envelope(error));

const table: [number, object, FaultCode][] = [
  [400, { message: 'bad', type: 'invalid_request_error' }, 'upstream_refused'],
  [401, { code: 'invalid_api_key' }, 'upstream_key_refused'],
  [402, { message: 'Insufficient Balance' }, 'upstream_key_refused'],
  [403, {}, 'upstream_key_refused'],
  [403, { code: 'content_policy_violation' }, 'upstream_refused'],
  [404, { code: 'model_not_found' }, 'upstream_model_unknown'],
  [404, { code: 'model_not_found', param: 'model', type: 'invalid_request_error' }, 'upstream_model_unknown'],
  [404, { param: 'input', type: 'invalid_request_error' }, 'upstream_refused'],
  [408, {}, 'upstream_timeout'],
  [413, {}, 'upstream_refused'],
  [422, {}, 'upstream_refused'],
  [429, { code: 'rate_limit_exceeded' }, 'upstream_busy'],
  [429, { code: 'insufficient_quota' }, 'upstream_key_refused'],
  [429, { type: 'insufficient_quota' }, 'upstream_key_refused'],
  [400, { code: 'Arrearage' }, 'upstream_key_refused'],
  [500, {}, 'upstream_failed'],
  [502, {}, 'upstream_failed'],
  [503, {}, 'upstream_busy'],
  [529, {}, 'upstream_busy'],
  [302, {}, 'upstream_garbage'],
];

for (const [status, error, code] of table)
  test(`status ${status} with ${JSON.stringify(error)} is ${code}`, () =>
    assert.equal(read(status, error).code, code));

// Sources: openai/codex issues 8119 and 35334, LiteLLM's incident report on encrypted content, Azure's words as users quote them.
const verified = 'could not be verified. Reason: Encrypted content could not be decrypted or parsed.';
for (const [message, code, thoughts] of [
  ['The encrypted content gAAA...c90= could not be verified.', 'invalid_encrypted_content', true],
  [
    'The encrypted content for item rs_0d09 could not be verified. Reason: Encrypted content organization_id did not match the target organization.',
    'invalid_encrypted_content',
    true,
  ],
  [`The encrypted content for item rs_bad ${verified}`, null, true],
  [
    'The requested item was created under a different Azure OpenAI resource. Use the same resource that created the item to access it.',
    null,
    true,
  ],
  // A summary of earlier turns: nothing is won by leaving out the thoughts.
  [`The encrypted content for item cmp_34 ${verified}`, 'invalid_encrypted_content', undefined],
  ["Invalid value: 'x'.", 'invalid_value', undefined],
] as const)
  test(`refused for its thoughts, ${thoughts ?? false}: ${message}`, () => {
    const error = { message, type: 'invalid_request_error', param: null, code };
    const fault = read(400, error);
    assert.deepEqual([fault.code, fault.detail?.thoughts], ['upstream_refused', thoughts]);
    const inside = faultInBody(readErrorWords({ error })!);
    assert.deepEqual([inside.code, inside.detail?.thoughts], ['upstream_refused', thoughts]);
  });

test('a page that is no JSON is judged by its status alone', () => {
  const page = Buffer.from('<html>Bad gateway at 10.0.0.7</html>');
  assert.equal(readFault(502, {}, page).code, 'upstream_failed');
  assert.equal(readFault(400, {}, page).code, 'upstream_refused');
  for (const status of [302, 400, 401, 404, 429, 500])
    assert.ok(!readFault(status, {}, page).message.includes('10.0.0.7'));
});

test('the words of the upstream reach the client only where they are about its request', () => {
  const words = { message: 'said upstream', code: 'c', type: 't', param: 'messages[0]' };
  const about = read(400, words);
  assert.equal(about.message, 'said upstream');
  assert.deepEqual(about.detail, { status: 400, param: 'messages[0]', upstream: { code: 'c', type: 't' } });
  for (const status of [401, 402, 403, 404, 408, 429, 500, 503, 302]) {
    const { message, detail } = read(status, words);
    assert.ok(!message.includes('said upstream'), String(status));
    assert.deepEqual(detail, {});
  }
});

test('the time to wait is read in seconds, milliseconds and as a date', () => {
  const wait = (headers: Record<string, string>) => read(429, {}, headers).detail?.retryAfter;
  assert.equal(wait({ 'retry-after': '20' }), 20);
  assert.equal(wait({ 'retry-after': '0' }), 0);
  assert.equal(wait({ 'retry-after-ms': '1500' }), 2);
  assert.equal(wait({ 'retry-after-ms': '1500', 'retry-after': '20' }), 2);
  assert.equal(wait({ 'retry-after': '999999999' }), 86_400);
  const date = wait({ 'retry-after': new Date(Date.now() + 60_000).toUTCString() });
  assert.ok(date !== undefined && date >= 55 && date <= 60, String(date));
  const unclear: Record<string, string>[] = [
    {},
    { 'retry-after': 'soon' },
    { 'retry-after': '-5' },
    { 'retry-after-ms': 'x' },
  ];
  for (const headers of unclear) assert.equal(wait(headers), undefined, JSON.stringify(headers));
  assert.equal(wait({ 'retry-after': new Date(0).toUTCString() }), undefined);
});

test('every envelope that compatible servers use is read', () => {
  const none = { type: '', code: '', param: '' };
  assert.deepEqual(readErrorWords({ error: { message: 'm', type: 't', code: 5, param: null } }), {
    message: 'm',
    type: 't',
    code: '5',
    param: '',
  });
  assert.deepEqual(readErrorWords({ error: 'm', code: 'c' }), { ...none, message: 'm', code: 'c' });
  assert.deepEqual(readErrorWords({ message: 'm', code: 'c' }), { ...none, message: 'm', code: 'c' });
  assert.deepEqual(readErrorWords({ detail: 'm' }), { ...none, message: 'm' });
  for (const body of [
    undefined,
    null,
    'text',
    7,
    {},
    { error: null },
    { error: '' },
    { message: 'm', choices: [] },
  ])
    assert.equal(readErrorWords(body), undefined, JSON.stringify(body));
});

test('an error inside an answer is judged by its own words', () => {
  const inside = (words: Partial<Record<'message' | 'type' | 'code' | 'param', string>>) =>
    faultInBody({ message: '', type: '', code: '', param: '', ...words }).code;
  const cases: [Parameters<typeof inside>[0], FaultCode][] = [
    [{ code: '429' }, 'upstream_busy'],
    [{ code: '401' }, 'upstream_key_refused'],
    [{ code: '400' }, 'upstream_refused'],
    [{ code: 'insufficient_quota' }, 'upstream_key_refused'],
    [{ type: 'rate_limit_error' }, 'upstream_busy'],
    [{ type: 'overloaded_error' }, 'upstream_busy'],
    [{ type: 'invalid_request_error' }, 'upstream_refused'],
    [{ code: 'context_length_exceeded' }, 'upstream_refused'],
    [{ code: 'content_filter' }, 'upstream_refused'],
    [{ type: 'server_error' }, 'upstream_failed'],
    [{ message: 'who knows' }, 'upstream_failed'],
    [{ code: '200' }, 'upstream_failed'],
  ];
  for (const [words, code] of cases) assert.equal(inside(words), code, JSON.stringify(words));
});
