import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialects } from '../../server/src/dialects/index.ts';
import { pages } from '../../server/src/manual/index.ts';
import { sampleOf } from '../../server/src/manual/shape.ts';
import type { SubmitEndpoint } from '../../server/src/spec/dialect.ts';

/** Lists of models say where each can be called: an endpoint that says `neutral` must really read the neutral form. */
test('an endpoint for films of any maker reads what the manual sends to it into the neutral form', () => {
  const proved = new Set<SubmitEndpoint>();
  for (const page of pages)
    for (const example of page.examples ?? []) {
      const call = example.call ?? page.call;
      const endpoint = dialects
        .find(({ id }) => id === call?.dialect)
        ?.endpoints.find(({ method, path }) => method === call?.method && path === call?.route);
      if (endpoint?.does !== 'submit-task' || !endpoint.neutral || !example.request) continue;
      if ((example.expect.status ?? 200) >= 400) continue;
      const params = Object.fromEntries(
        Object.entries(example.params ?? {}).map(([name, value]) => [name, String(sampleOf(value))]),
      );
      const read = endpoint.read(Buffer.from(JSON.stringify(sampleOf(example.request))), {
        params,
        query: '',
        headers: { 'content-type': 'application/json' },
      });
      if (read.video) proved.add(endpoint);
    }
  const unproved = dialects.flatMap(({ id, endpoints }) =>
    endpoints
      .filter((one) => one.does === 'submit-task' && one.neutral && !one.alias && !proved.has(one))
      .map((one) => `${id} ${one.path}`),
  );
  assert.deepEqual(unproved, []);
});
