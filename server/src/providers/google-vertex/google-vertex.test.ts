import assert from 'node:assert/strict';
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { GoogleGenAI } from '@google/genai';
import { serveSimulators } from '../../base/serve-simulated.ts';
import type { Call } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { SendOwn } from '../../spec/provider.ts';
import { googleVertex } from './index.ts';

const now = Date.UTC(2026, 10, 23);
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const file = JSON.stringify({
  type: 'service_account',
  private_key_id: 'kid-1',
  private_key: privateKey,
  client_email: 'gateway@p.iam.gserviceaccount.com',
  token_uri: 'https://oauth2.example.com/token',
});
const settings = { project: 'p', location: 'europe-west4' };
const logIn = googleVertex.logIn!;

describe('the log-in of a service account', () => {
  it('sends a signed grant to the token endpoint and gives the token', async () => {
    let sent: Parameters<SendOwn>[0] | undefined;
    const send: SendOwn = async (request) => {
      sent = request;
      const answer = await googleVertex.simulator()(
        new Request('http://simulated/token', {
          method: 'POST',
          headers: request.headers,
          body: request.body,
        }),
      );
      return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) };
    };
    const session = await logIn({ key: file, settings }, send, now);
    assert.match(session.key, /^Bearer ya29\./);
    assert.equal(session.expiresAt, now + 3_599_000);
    assert.equal(sent?.url, 'https://oauth2.example.com/token');
    const form = new URLSearchParams(sent?.body);
    assert.equal(form.get('grant_type'), 'urn:ietf:params:oauth:grant-type:jwt-bearer');
    const [head = '', claims = '', signature = ''] = form.get('assertion')!.split('.');
    const read = (part: string) =>
      JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
    assert.deepEqual(read(head), { alg: 'RS256', typ: 'JWT', kid: 'kid-1' });
    assert.deepEqual(read(claims), {
      iss: 'gateway@p.iam.gserviceaccount.com',
      scope: 'https://www.googleapis.com/auth/cloud-platform',
      aud: 'https://oauth2.example.com/token',
      iat: now / 1000,
      exp: now / 1000 + 3600,
    });
    assert.ok(
      createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(publicKey, signature, 'base64url'),
    );
    assert.deepEqual(googleVertex.authorize({ key: session.key, settings }), { authorization: session.key });
  });

  it('a plain API key needs none', async () => {
    const never: SendOwn = () => Promise.reject(new Error('must not send'));
    const session = await logIn({ key: 'AQ.key', settings: {} }, never, now);
    assert.equal(session.key, 'AQ.key');
    assert.deepEqual(googleVertex.authorize({ key: 'AQ.key', settings: {} }), { 'x-goog-api-key': 'AQ.key' });
    assert.deepEqual(googleVertex.authorize({ key: file, settings }), {});
  });

  for (const [name, key, given, status, code] of [
    ['a project is missing', file, {}, 200, 'upstream_key_refused'],
    ['the file is broken', '{', settings, 200, 'upstream_key_refused'],
    ['the file is of another kind', '{"type":"authorized_user"}', settings, 200, 'upstream_key_refused'],
    ['the key is no key', file.replace(/MII/, 'XXX'), settings, 200, 'upstream_key_refused'],
    ['it is refused', file, settings, 400, 'upstream_key_refused'],
    ['the endpoint fails', file, settings, 503, 'upstream_failed'],
    ['no token comes', file, settings, 200, 'upstream_garbage'],
  ] as const) {
    it(`fails well when ${name}`, async () => {
      const send: SendOwn = async () => ({ status, body: Buffer.from('{}') });
      await assert.rejects(logIn({ key, settings: given }, send, now), (error: unknown) => {
        assert.ok(error instanceof GatewayError);
        assert.equal(error.code, code);
        assert.ok(!error.message.includes('PRIVATE'));
        return true;
      });
    });
  }
});

describe('paths', () => {
  const wire = googleVertex.wires['gemini']!;
  const call = { query: 'alt=sse&key=secret' } as Call;
  const path = (name: string, access: object) => {
    const made = wire.paths[name];
    return typeof made === 'function' ? made(call, 'gemini-2.5-pro', access as never) : made;
  };
  it('stand below the project and its location, or below the publisher in express mode', () => {
    assert.equal(
      path('stream', { key: '', settings }),
      '/v1/projects/p/locations/europe-west4/publishers/google/models/gemini-2.5-pro:streamGenerateContent?alt=sse',
    );
    assert.equal(
      path('generate', { key: '', settings: { project: 'p' } }),
      '/v1/projects/p/locations/global/publishers/google/models/gemini-2.5-pro:generateContent',
    );
    assert.equal(
      path('count', { key: '', settings: {} }),
      '/v1/publishers/google/models/gemini-2.5-pro:countTokens',
    );
    assert.equal(
      wire.chat!.path('m', true, { key: '', settings }),
      '/v1/projects/p/locations/europe-west4/publishers/google/models/m:streamGenerateContent?alt=sse',
    );
  });
});

describe('the simulator and @google/genai in express mode', () => {
  let server: Awaited<ReturnType<typeof serveSimulators>>;
  let ai: GoogleGenAI;
  before(async () => {
    server = await serveSimulators({ vertex: googleVertex.simulator() }, { host: '127.0.0.1', port: 0 });
    ai = new GoogleGenAI({ vertexai: true, apiKey: 'k', httpOptions: { baseUrl: `${server.url}/vertex` } });
  });
  after(() => server.close());

  it('generates, streams, counts and paints', async () => {
    const answer = await ai.models.generateContent({ model: 'gemini-3.8-flash', contents: 'Hello' });
    assert.match(answer.text ?? '', /Hello/);
    assert.equal(answer.usageMetadata?.trafficType, 'ON_DEMAND');
    let text = '';
    for await (const chunk of await ai.models.generateContentStream({
      model: 'gemini-3.8-flash',
      contents: 'Hello',
    }))
      text += chunk.text ?? '';
    assert.equal(text, answer.text);
    assert.ok(
      (await ai.models.countTokens({ model: 'gemini-3.8-flash', contents: 'Hello' })).totalTokens! > 0,
    );
    const images = await ai.models.generateImages({
      model: 'imagen-4.0-generate-001',
      prompt: 'A cat',
      config: { numberOfImages: 2 },
    });
    assert.equal(images.generatedImages?.length, 2);
    assert.match(images.generatedImages![0]!.image!.imageBytes!, /^iVBOR/);
  });

  it('embeds by predict', async () => {
    const port = googleVertex.wires['gemini']!.embedding!;
    const body = port.writeRequest({ inputs: ['one two', 'three'], dimensions: 8 }, 'gemini-embedding-001', {
      drop() {},
      refuse: (_feature, _param, message): never => assert.fail(message),
    });
    const answer = await fetch(`${server.url}/vertex${port.path('gemini-embedding-001')}`, {
      method: 'POST',
      headers: { 'x-goog-api-key': 'k' },
      body: JSON.stringify(body),
    });
    const reading = port.readAnswer(Buffer.from(await answer.arrayBuffer()));
    assert.deepEqual(
      reading.answer?.vectors.map((one) => one.length),
      [8, 8],
    );
    assert.equal(reading.answer?.inputTokens, reading.usage?.input_tokens);
    assert.ok(reading.answer!.inputTokens! > 2);
  });
});
