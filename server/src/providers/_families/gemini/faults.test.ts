import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faultInBody, readFault } from './faults.ts';

const body = (code: number, status: string, message: string, ...details: object[]) =>
  Buffer.from(JSON.stringify({ error: { code, message, status, details } }));
const info = (reason: string) => ({ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason });

describe('errors of the wire', () => {
  // Messages as recorded or as Google's troubleshooting page has them.
  for (const [status, word, message, details, code] of [
    [
      400,
      'INVALID_ARGUMENT',
      'API key not valid. Please pass a valid API key.',
      [info('API_KEY_INVALID')],
      'upstream_key_refused',
    ],
    [400, 'INVALID_ARGUMENT', 'API key expired. Please renew the API key.', [], 'upstream_key_refused'],
    [
      400,
      'FAILED_PRECONDITION',
      'User location is not supported for the API use.',
      [],
      'upstream_key_refused',
    ],
    [
      400,
      'INVALID_ARGUMENT',
      'Invalid JSON payload received. Unknown name "x": Cannot find field.',
      [],
      'upstream_refused',
    ],
    [
      401,
      'UNAUTHENTICATED',
      'Request had invalid authentication credentials.',
      [info('ACCESS_TOKEN_EXPIRED')],
      'upstream_key_refused',
    ],
    [403, 'PERMISSION_DENIED', 'Your project has been denied access.', [], 'upstream_key_refused'],
    [
      403,
      'PERMISSION_DENIED',
      'You do not have permission to access the File abc or it may not exist.',
      [],
      'upstream_refused',
    ],
    [
      404,
      'NOT_FOUND',
      'models/x is not found for API version v1beta, or is not supported for generateContent.',
      [],
      'upstream_model_unknown',
    ],
    [404, 'NOT_FOUND', 'CachedContent not found (or permission denied)', [], 'upstream_refused'],
    [429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota.', [], 'upstream_busy'],
    [429, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted.', [], 'upstream_key_refused'],
    [500, 'INTERNAL', 'An internal error has occurred.', [], 'upstream_failed'],
    [503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.', [], 'upstream_busy'],
    [504, 'DEADLINE_EXCEEDED', 'Deadline expired before operation could complete.', [], 'upstream_timeout'],
  ] as const) {
    it(`${status} ${message.slice(0, 40)}`, () => {
      assert.equal(readFault(status, {}, body(status, word, message, ...details)).code, code);
      assert.equal(faultInBody(JSON.parse(body(status, word, message, ...details).toString()))?.code, code);
    });
  }

  it('only what is about the request is told to the client', () => {
    const refused = readFault(
      400,
      {},
      body(400, 'INVALID_ARGUMENT', 'The input token count (9) exceeds the maximum'),
    );
    assert.match(refused.message, /token count/);
    assert.equal(refused.detail?.status, 400);
    assert.deepEqual(refused.detail?.upstream, { code: 'INVALID_ARGUMENT' });
    assert.ok(
      !readFault(403, {}, body(403, 'PERMISSION_DENIED', 'project 123 is closed')).message.includes('123'),
    );
  });

  it('waits are read from the details or the header', () => {
    const retry = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.4s' };
    assert.equal(readFault(429, {}, body(429, 'RESOURCE_EXHAUSTED', 'quota', retry)).detail?.retryAfter, 35);
    assert.equal(readFault(429, { 'retry-after': '7' }, Buffer.from('')).detail?.retryAfter, 7);
  });

  it('an array, a page of a proxy and half a body are read', () => {
    assert.equal(faultInBody([{ error: { status: 'UNAVAILABLE' } }])?.code, 'upstream_busy');
    assert.equal(readFault(502, {}, Buffer.from('<html>')).code, 'upstream_failed');
    assert.equal(readFault(404, {}, Buffer.from('{"error"')).code, 'upstream_model_unknown');
    assert.equal(faultInBody({ candidates: [] }), undefined);
  });
});

describe('refused for its thoughts', () => {
  // Sources: gemini-cli issue 13467, 9router issue 301, Antigravity-Manager pull 3342.
  for (const [message, thoughts] of [
    ['Corrupted thought signature.', true],
    ['Invalid thought signature.', true],
    [
      'Unable to submit request because Thought signature is not valid.. Learn more: https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/gemini',
      true,
    ],
    [
      'Invalid value at \'contents[1].parts[0].thought_signature\' (TYPE_BYTES), Base64 decoding failed for "x"',
      true,
    ],
    ['Function call is missing a thought_signature in functionCall parts.', undefined],
  ] as const)
    it(`${thoughts ?? false}: ${message}`, () => {
      const bytes = body(400, 'INVALID_ARGUMENT', message);
      const fault = readFault(400, {}, bytes);
      assert.deepEqual([fault.code, fault.detail?.thoughts], ['upstream_refused', thoughts]);
      assert.equal(faultInBody(JSON.parse(bytes.toString()))?.detail?.thoughts, thoughts);
    });
});
