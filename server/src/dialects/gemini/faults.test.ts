import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FaultCode, type FaultDetail, faults, GatewayError } from '../../spec/fault.ts';
import { writeFault, writeStreamFault } from './faults.ts';

const rows: [code: FaultCode, detail: FaultDetail, status: number, rpc: string, reason?: string][] = [
  ['token_invalid', {}, 400, 'INVALID_ARGUMENT', 'API_KEY_INVALID'],
  ['token_expired', {}, 400, 'INVALID_ARGUMENT', 'API_KEY_INVALID'],
  ['token_missing', {}, 403, 'PERMISSION_DENIED', 'TOKEN_MISSING'],
  ['balance_too_low', {}, 402, 'PERMISSION_DENIED', 'BALANCE_TOO_LOW'],
  ['model_unknown', {}, 404, 'NOT_FOUND'],
  ['field_invalid', { param: 'contents' }, 400, 'INVALID_ARGUMENT'],
  ['rate_limited', { retryAfter: 7 }, 429, 'RESOURCE_EXHAUSTED', 'RATE_LIMIT_EXCEEDED'],
  ['upstream_busy', {}, 429, 'RESOURCE_EXHAUSTED'],
  ['upstream_refused', { status: 403 }, 403, 'PERMISSION_DENIED'],
  ['upstream_refused', { status: 422 }, 422, 'INVALID_ARGUMENT'],
  [
    'upstream_refused',
    { status: 400, upstream: { type: 'FAILED_PRECONDITION' } },
    400,
    'FAILED_PRECONDITION',
  ],
  ['upstream_refused', { upstream: { type: 'invalid_request_error' } }, 400, 'INVALID_ARGUMENT'],
  ['no_channel', {}, 503, 'UNAVAILABLE'],
  ['upstream_timeout', {}, 504, 'DEADLINE_EXCEEDED'],
];
for (const [code, detail, status, rpc, reason = code.toUpperCase()] of rows)
  test(`${code} ${JSON.stringify(detail)}`, () => {
    const error = new GatewayError(code, 'the words', detail);
    const answer = writeFault(error, 'req_1');
    const { error: body } = JSON.parse(answer.body);
    assert.deepEqual(
      [answer.status, body.code, body.status, body.message],
      [status, status, rpc, 'the words'],
    );
    assert.equal(body.details[0].reason, reason);
    assert.equal(answer.headers['x-should-retry'], String(faults[code].again));
    assert.equal(answer.headers['retry-after'], detail.retryAfter === undefined ? undefined : '7');
    const kinds = Object.fromEntries(
      body.details.map((one: Record<string, unknown>) => [String(one['@type']).split('.').at(-1), one]),
    );
    assert.equal(kinds.RequestInfo.requestId, 'req_1');
    if (detail.param) assert.equal(kinds.BadRequest.fieldViolations[0].field, detail.param);
    if (detail.retryAfter) assert.equal(kinds.RetryInfo.retryDelay, '7s');
    assert.deepEqual(JSON.parse(writeStreamFault(error, 'req_1')), JSON.parse(answer.body));
  });

test('every fault has a status that the SDKs take for an error', () => {
  for (const code of Object.keys(faults) as FaultCode[]) {
    const answer = writeFault(new GatewayError(code, 'm'), 'r');
    const { error } = JSON.parse(answer.body);
    assert.ok(answer.status >= 400 && answer.status < 600 && error.code === answer.status, code);
    assert.match(error.status, /^[A-Z_]+$/);
  }
});
