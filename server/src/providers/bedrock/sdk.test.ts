import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import {
  BedrockRuntimeClient,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
  ThrottlingException,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { bedrock } from './index.ts';
import { simulatedKey } from './simulator.ts';

const modelId = bedrock.manifest.models[0]!.id;
const body = JSON.stringify({
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 64,
  messages: [{ role: 'user', content: 'Hello, Huế' }],
});

describe('the simulated Bedrock, with the official SDK', () => {
  let server: Server;
  const [accessKeyId, secretAccessKey] = simulatedKey.split(':') as [string, string];
  const clientWith = (secret = secretAccessKey) =>
    new BedrockRuntimeClient({
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: { accessKeyId, secretAccessKey: secret },
      maxAttempts: 1,
      requestHandler: new NodeHttpHandler(),
    });
  // At the root of a server of its own: the signature is over the whole path.
  before(async () => {
    const simulate = bedrock.simulator();
    server = createServer(async (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const headers = new Headers();
      for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
      const answer = await simulate(
        new Request(`http://${incoming.headers.host}${incoming.url}`, {
          method: 'POST',
          headers,
          body: Buffer.concat(chunks),
        }),
      );
      outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
      outgoing.end(Buffer.from(await answer.arrayBuffer()));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  test('answers a signed call', async () => {
    const answer = await clientWith().send(
      new InvokeModelCommand({ modelId, body, contentType: 'application/json' }),
    );
    const message = JSON.parse(answer.body.transformToString()) as {
      content: { type: string }[];
      usage: { output_tokens: number };
    };
    assert.ok(message.content.some(({ type }) => type === 'text'));
    assert.ok(message.usage.output_tokens > 0);
  });

  test('streams frames that the SDK takes apart', async () => {
    const answer = await clientWith().send(
      new InvokeModelWithResponseStreamCommand({ modelId, body, contentType: 'application/json' }),
    );
    const types: string[] = [];
    for await (const { chunk } of answer.body ?? [])
      if (chunk?.bytes)
        types.push((JSON.parse(Buffer.from(chunk.bytes).toString()) as { type: string }).type);
    assert.equal(types[0], 'message_start');
    assert.ok(types.includes('content_block_delta'));
    assert.equal(types.at(-1), 'message_stop');
  });

  test('refuses a signature by another secret', async () => {
    await assert.rejects(
      clientWith('another').send(new InvokeModelCommand({ modelId, body, contentType: 'application/json' })),
      (error: Error) => /Signature|AccessDenied|Unrecognized/.test(`${error.name} ${error.message}`),
    );
  });

  test('throttles in the words that the SDK knows', async () => {
    const client = clientWith();
    client.middlewareStack.add(
      (next) => (args) => {
        (args.request as { headers: Record<string, string> }).headers['x-key4u-simulate'] = '429';
        return next(args);
      },
      { step: 'build' },
    );
    await assert.rejects(
      client.send(new InvokeModelCommand({ modelId, body, contentType: 'application/json' })),
      ThrottlingException,
    );
  });
});
