import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ApiError, createFalClient, type FalClient, ValidationError } from '@fal-ai/client';
import { serveSimulators } from '../../base/serve-simulated.ts';
import { createFalSimulator } from '../_families/fal/index.ts';

/** fal's own client straight against the simulator: what it sends is what the simulator must take. */

let served: Awaited<ReturnType<typeof serveSimulators>>;
before(async () => {
  served = await serveSimulators(
    { fal: createFalSimulator({ finishMs: 300 }) },
    { host: '127.0.0.1', port: 0 },
  );
});
after(() => served.close());

/** The client has no setting for its host, so the sender that it is given puts it in place. */
function client(credentials = 'id:secret'): FalClient {
  return createFalClient({
    credentials,
    retry: { maxRetries: 0 },
    fetch: (input, init) => {
      const url = new URL(String(input));
      return fetch(`${served.url}/fal${url.pathname}${url.search}`, init);
    },
  });
}

const input = { prompt: 'a lighthouse at dusk' };

describe('fal’s client', () => {
  it('subscribes, hears of the queue with logs, and gets the bare output', async () => {
    const heard: string[] = [];
    const { data, requestId } = await client().subscribe('fal-ai/flux/dev', {
      input: { ...input, image_size: 'square' },
      logs: true,
      pollInterval: 50,
      onQueueUpdate: (update) => heard.push(update.status),
    });
    assert.deepEqual(
      heard.filter((word, at) => word !== heard[at - 1]),
      ['IN_QUEUE', 'IN_PROGRESS', 'COMPLETED'],
    );
    assert.ok(requestId);
    const [image] = data.images;
    assert.deepEqual([image?.width, image?.height, data.prompt], [512, 512, input.prompt]);
    assert.equal((await fetch(image!.url)).headers.get('content-type'), 'image/png');
  });

  it('follows the stream of states', async () => {
    const { request_id: requestId } = await client().queue.submit('fal-ai/flux/dev', { input });
    const stream = await client().queue.streamStatus('fal-ai/flux/dev', { requestId, logs: true });
    const words: string[] = [];
    for await (const state of stream) words.push(state.status);
    assert.equal(words.at(-1), 'COMPLETED');
  });

  it('cancels', async () => {
    const { request_id: requestId } = await client().queue.submit('fal-ai/veo3.1/fast', { input });
    await client().queue.cancel('fal-ai/veo3.1/fast', { requestId });
    await assert.rejects(client().queue.cancel('fal-ai/veo3.1/fast', { requestId }), { status: 400 });
    assert.equal((await client().queue.status('fal-ai/veo3.1/fast', { requestId })).status, 'COMPLETED');
  });

  it('meets the mistakes of an input as its own ValidationError', async () => {
    const { request_id: requestId } = await client().queue.submit('fal-ai/flux/dev', {
      input: { ...input, num_inference_steps: 900 },
    });
    await client().queue.subscribeToStatus('fal-ai/flux/dev', { requestId, pollInterval: 50 });
    await assert.rejects(client().queue.result('fal-ai/flux/dev', { requestId }), (error) => {
      assert.ok(error instanceof ValidationError);
      assert.equal(error.getFieldErrors('num_inference_steps').length, 1);
      return true;
    });
  });

  it('meets what the queue refuses', async () => {
    const status = (expected: number) => (error: unknown) =>
      error instanceof ApiError && error.status === expected;
    await assert.rejects(client().queue.submit('fal-ai/nothing-like-it', { input }), status(404));
    await assert.rejects(client('').queue.submit('fal-ai/flux/dev', { input }), status(401));
    await assert.rejects(client().queue.status('fal-ai/flux/dev', { requestId: 'none' }), status(404));
  });
});
