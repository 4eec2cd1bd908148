import assert from 'node:assert/strict';
import { it } from 'node:test';
import { GatewayError } from '../../spec/fault.ts';
import { rerank } from './index.ts';

const endpoint = rerank.endpoints[0]!;
assert.ok(endpoint.does === 'relay');
const read = (body: unknown) =>
  endpoint.read(Buffer.from(JSON.stringify(body)), { params: {}, query: '', headers: {} });
const plain = { model: 'm', query: 'q', documents: ['a', { text: 'b' }] };

it('takes the fields of Jina and Cohere', () => {
  const call = read({
    ...plain,
    top_n: null,
    return_documents: true,
    max_tokens_per_doc: 10,
    rank_fields: ['text'],
  });
  assert.equal(call.facts['documents'], 2);
  assert.deepEqual(call.bounds.units, { searches: 1, documents: 2 });
  assert.deepEqual(endpoint.texts(call), ['q', 'a', 'q', 'b']);
  assert.equal(read({ ...plain, top_n: 0 }).model, 'm');
});

it('bounds the searches of many or long documents', () => {
  assert.equal(read({ ...plain, documents: Array(250).fill('x') }).bounds.units?.searches, 3);
  assert.ok(read({ ...plain, documents: ['word '.repeat(20_000)] }).bounds.units!.searches! >= 1);
  // The query takes room in every piece of a document: two of 250 tokens each, or one of 499.
  const fifty = { documents: Array(51).fill('x'.repeat(499)) };
  assert.equal(read({ ...plain, ...fifty }).bounds.units?.searches, 1);
  assert.equal(read({ ...plain, ...fifty, query: 'q'.repeat(400) }).bounds.units?.searches, 2);
});

it('says what is empty, in the words of this API', () => {
  const message = (body: unknown) => {
    try {
      read(body);
    } catch (error) {
      if (error instanceof GatewayError) return `${error.detail.param}: ${error.message}`;
    }
    return undefined;
  };
  assert.equal(message({ ...plain, query: '' }), 'query: query is empty');
  assert.equal(message({ ...plain, documents: [] }), 'documents: documents is empty');
  assert.match(message({ query: 'q', documents: ['a'] })!, /^model: you must provide a model/);
  assert.match(message({ ...plain, documents: [1] })!, /^documents\[0\]/);
});

it('writes errors that the clients of OpenAI, Cohere and Jina can read', () => {
  const { status, body } = rerank.writeFault(
    new GatewayError('field_invalid', 'query is empty', { param: 'query' }),
    'req_1',
  );
  const parsed: unknown = JSON.parse(body);
  const words = 'query is empty (request id: req_1)';
  assert.equal(status, 400);
  assert.deepEqual(parsed, {
    error: { message: words, type: 'invalid_request_error', param: 'query', code: 'invalid_value' },
    message: words,
    detail: words,
  });
});
