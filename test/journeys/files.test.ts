import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI, { BadRequestError, NotFoundError, PermissionDeniedError, toFile } from 'openai';
import { type FakeUpstream, json, startFakeUpstream } from '../support/fake-upstream.ts';
import { liveKey, startGateway, type TestGateway, until } from '../support/gateway.ts';
import { openAiSpec } from '../support/openai-spec.ts';
import { type WireName, wholeAnswer, wires } from '../support/wire-answers.ts';

/** Files that are uploaded once and named in many requests, with the official SDKs as clients. */

const upstreams: Record<WireName, { provider: string; model: string; at: string; base: string }> = {
  'openai-chat': { provider: 'openai-compatible', model: 'on-chat', at: 'some-model', base: '/v1' },
  'openai-responses': { provider: 'openai', model: 'on-responses', at: 'gpt-5.1-codex', base: '/v1' },
  'anthropic-messages': { provider: 'anthropic', model: 'on-anthropic', at: 'claude-sonnet-4-5', base: '' },
  gemini: { provider: 'google', model: 'on-gemini', at: 'gemini-2.5-pro', base: '' },
};

const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(3000)]);
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const sound = Buffer.concat([Buffer.from('RIFF'), randomBytes(2000)]);

let gateway: TestGateway;
const fakes = {} as Record<WireName, FakeUpstream>;

before(async () => {
  gateway = await startGateway();
  for (const wire of wires) {
    const { provider, model, at, base } = upstreams[wire];
    fakes[wire] = await startFakeUpstream((exchange) =>
      json(exchange, 200, wholeAnswer(wire, { text: 'Read.' })),
    );
    await gateway.addChannel({ url: `http://${fakes[wire].host}${base}`, provider, models: { [model]: at } });
  }
});
after(async () => {
  for (const wire of wires) await fakes[wire].close();
  await gateway.close();
});

const openai = (apiKey: string = liveKey) =>
  new OpenAI({ apiKey, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
const anthropic = (apiKey: string = liveKey) =>
  new Anthropic({ apiKey, baseURL: gateway.url, maxRetries: 0 });
const google = (apiKey: string = liveKey) =>
  new GoogleGenAI({ apiKey, httpOptions: { baseUrl: gateway.url } });

const upload = async (bytes: Buffer, name: string, type: string, key?: string) =>
  openai(key).files.create({ file: await toFile(bytes, name, { type }), purpose: 'user_data' });
const blob = (bytes: Buffer, type: string) => new Blob([new Uint8Array(bytes)], { type });
const bare = (id: string) => id.replace(/^file[-_]|^files\//, '');

/** Does what this upstream got last hold these bytes? */
const gotInline = (wire: WireName, bytes: Buffer): boolean =>
  fakes[wire].requests.at(-1)!.body.includes(bytes.toString('base64'));
const lastBody = (wire: WireName): string => fakes[wire].requests.at(-1)!.body.toString();

describe('with the SDK of OpenAI', () => {
  test('a file is uploaded, shown, listed page by page, downloaded and deleted', async () => {
    const { key } = await gateway.addToken({ user: await gateway.addUser('1') });
    const client = openai(key);
    const spec = openAiSpec();
    const first = await client.files.create({
      file: await toFile(pdf, 'hợp đồng.pdf', { type: 'application/pdf' }),
      purpose: 'user_data',
      expires_after: { anchor: 'created_at', seconds: 7200 },
    });
    assert.match(first.id, /^file-k4u[0-9a-z]{26}$/);
    assert.equal(first.bytes, pdf.length);
    assert.equal(first.filename, 'hợp đồng.pdf');
    assert.equal(first.expires_at, first.created_at + 7200);
    assert.deepEqual(spec?.('OpenAIFile', first) ?? [], []);
    assert.deepEqual(await client.files.retrieve(first.id), first);

    const second = await upload(picture, 'a.png', 'image/png', key);
    const third = await client.files.create({ file: await toFile(sound, 'b.wav'), purpose: 'assistants' });
    const ids: string[] = [];
    for await (const file of client.files.list({ limit: 2 })) ids.push(file.id);
    assert.deepEqual(ids, [third.id, second.id, first.id]);
    const page = await client.files.list({ limit: 2, order: 'asc' });
    assert.deepEqual(
      page.data.map(({ id }) => id),
      [first.id, second.id],
    );
    assert.equal(page.has_more, true);
    assert.deepEqual((await client.files.list({ purpose: 'assistants' })).data, [third]);

    const content = await client.files.content(first.id);
    assert.equal(content.headers.get('content-type'), 'application/pdf');
    assert.match(content.headers.get('content-disposition') ?? '', /^attachment/);
    assert.equal(content.headers.get('x-content-type-options'), 'nosniff');
    assert.deepEqual(Buffer.from(await content.arrayBuffer()), pdf);

    const deleted = await client.files.delete(first.id);
    assert.deepEqual(deleted, { id: first.id, object: 'file', deleted: true });
    await assert.rejects(client.files.retrieve(first.id), NotFoundError);
    await assert.rejects(client.files.delete(first.id), NotFoundError);
    await assert.rejects(client.files.content(first.id), NotFoundError);
  });

  test('what is wrong with an upload is said', async () => {
    const client = openai();
    const bad = async (make: () => Promise<unknown>, words: RegExp) =>
      assert.rejects(make, (error) => error instanceof BadRequestError && words.test(error.message));
    const file = await toFile(pdf, 'a.pdf');
    await bad(() => client.files.create({ file, purpose: 'nothing' as 'vision' }), /'nothing'/);
    await bad(
      async () => client.files.create({ file: await toFile(Buffer.alloc(0), 'a'), purpose: 'vision' }),
      /empty/,
    );
    await bad(
      () =>
        client.files.create({ file, purpose: 'vision', expires_after: { anchor: 'created_at', seconds: 5 } }),
      /expires_after/,
    );
    const form = new FormData();
    form.append('purpose', 'vision');
    const headers = { authorization: `Bearer ${liveKey}` };
    const answer = await fetch(`${gateway.url}/v1/files`, { method: 'POST', headers, body: form });
    assert.equal(answer.status, 400);
    const plain = await fetch(`${gateway.url}/v1/files`, { method: 'POST', headers, body: 'x' });
    assert.equal(plain.status, 415);
    const keyless = await fetch(`${gateway.url}/v1/files`, { method: 'POST', body: form });
    assert.equal(keyless.status, 401);
  });
});

describe('with the SDK of Anthropic', () => {
  test('a file is uploaded, shown, listed, downloaded and deleted', async () => {
    const { key } = await gateway.addToken({ user: await gateway.addUser('1') });
    const { files } = anthropic(key).beta;
    const made = await files.upload({ file: await toFile(pdf, 'a.pdf', { type: 'application/pdf' }) });
    assert.match(made.id, /^file_k4u/);
    assert.deepEqual(
      [made.type, made.filename, made.mime_type, made.size_bytes],
      ['file', 'a.pdf', 'application/pdf', pdf.length],
    );
    assert.deepEqual(await files.retrieveMetadata(made.id), made);
    const other = await files.upload({ file: await toFile(picture, 'a.png', { type: 'image/png' }) });
    const ids: string[] = [];
    for await (const { id } of files.list({ limit: 1 })) ids.push(id);
    assert.deepEqual(ids, [other.id, made.id]);
    const content = await files.download(made.id);
    assert.deepEqual(Buffer.from(await content.arrayBuffer()), pdf);
    assert.deepEqual(await files.delete(made.id), { id: made.id, type: 'file_deleted' });
    await assert.rejects(files.retrieveMetadata(made.id), /404/);
  });
});

describe('with the SDK of Google', () => {
  test('a file is uploaded in pieces, shown, listed page by page and deleted', async () => {
    const { key } = await gateway.addToken({ user: await gateway.addUser('1') });
    const { files } = google(key);
    const large = randomBytes(20 * 1024 * 1024); // the SDK cuts at 8 MB
    const first = await files.upload({
      file: blob(large, 'application/pdf'),
      config: { displayName: 'Báo cáo', mimeType: 'application/pdf' },
    });
    assert.match(first.name ?? '', /^files\/k4u[0-9a-z]{26}$/);
    assert.equal(first.uri, `${gateway.url}/v1beta/${first.name}`);
    assert.equal(first.sizeBytes, String(large.length));
    assert.equal(first.displayName, 'Báo cáo');
    assert.equal(first.state, 'ACTIVE');
    assert.equal(first.sha256Hash, createHash('sha256').update(large).digest('base64'));
    const lives = Date.parse(first.expirationTime ?? '') - Date.parse(first.createTime ?? '');
    assert.equal(lives, 48 * 3_600_000);
    assert.deepEqual(await files.get({ name: first.name! }), first);

    const second = await files.upload({ file: blob(picture, 'image/png') });
    const names: (string | undefined)[] = [];
    for await (const file of await files.list({ config: { pageSize: 1 } })) names.push(file.name);
    assert.deepEqual(names, [second.name, first.name]);

    const headers = { 'x-goog-api-key': key };
    for (const path of [`${first.name}:download?alt=media`, `${first.name}?alt=media`]) {
      const content = await fetch(`${gateway.url}/v1beta/${path}`, { headers });
      assert.deepEqual(Buffer.from(await content.arrayBuffer()), large);
    }
    await files.delete({ name: first.name! });
    await assert.rejects(files.get({ name: first.name! }), /NOT_FOUND/);
  });

  const send = (headers: Record<string, string>, body: string | Buffer, query = '') =>
    fetch(`${gateway.url}/upload/v1beta/files${query}`, {
      method: 'POST',
      headers: { 'x-goog-api-key': liveKey, ...headers },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
  const begin = async (): Promise<string> => {
    const begun = await send(
      {
        'x-goog-upload-protocol': 'resumable',
        'x-goog-upload-command': 'start',
        'x-goog-upload-header-content-type': 'application/pdf',
        'content-type': 'application/json',
      },
      '{"file":{"display_name":"a"}}',
    );
    assert.equal(begun.status, 200);
    return begun.headers.get('x-goog-upload-url') ?? '';
  };
  /** As curl does in Google's guide: without a key. */
  const piece = (url: string, command: string, offset: number, bytes?: Buffer) =>
    fetch(url, {
      method: 'POST',
      headers: { 'x-goog-upload-command': command, 'x-goog-upload-offset': String(offset) },
      ...(bytes ? { body: new Uint8Array(bytes) } : {}),
    });

  test('an upload is asked about, gone on with where it stands, and ended once', async () => {
    const url = await begin();
    assert.equal(
      (await piece(url, 'upload', 0, pdf.subarray(0, 1000))).headers.get('x-goog-upload-status'),
      'active',
    );
    const asked = await piece(url, 'query', 0);
    assert.equal(asked.headers.get('x-goog-upload-size-received'), '1000');
    assert.equal((await piece(url, 'upload', 1001, pdf)).status, 400, 'a hole');
    assert.equal((await piece(url, 'nothing', 0)).status, 400);
    // A piece that is sent again takes the place of the one that came.
    assert.equal((await piece(url, 'upload', 500, pdf.subarray(500, 2000))).status, 200);
    const ended = await piece(url, 'upload, finalize', 2000, pdf.subarray(2000));
    assert.equal(ended.headers.get('x-goog-upload-status'), 'final');
    const { file } = (await ended.json()) as { file: { name: string } };
    const content = await openai().files.content(`file-${bare(file.name)}`);
    assert.deepEqual(Buffer.from(await content.arrayBuffer()), pdf);
    assert.equal((await piece(url, 'upload, finalize', 0, pdf)).status, 404);
  });

  test('an upload is given up, and no address that was not given goes on with one', async () => {
    const url = await begin();
    assert.equal((await piece(url, 'cancel', 0)).headers.get('x-goog-upload-status'), 'cancelled');
    assert.equal((await piece(url, 'query', 0)).status, 404);
    const other = new URL(await begin());
    const token = other.searchParams.get('upload_id') ?? '';
    other.searchParams.set(
      'upload_id',
      token.slice(0, 30) + (token[30] === 'A' ? 'B' : 'A') + token.slice(31),
    );
    assert.equal((await piece(other.href, 'upload, finalize', 0, pdf)).status, 404);
  });

  test('a file comes in one request: with its metadata, or alone', async () => {
    const related = Buffer.concat([
      Buffer.from(
        '--X\r\nContent-Type: application/json\r\n\r\n{"file":{"displayName":"a"}}\r\n--X\r\nContent-Type: application/pdf\r\n\r\n',
      ),
      pdf,
      Buffer.from('\r\n--X--\r\n'),
    ]);
    const both = await send(
      { 'x-goog-upload-protocol': 'multipart', 'content-type': 'multipart/related; boundary=X' },
      related,
    );
    const { file } = (await both.json()) as { file: Record<string, string> };
    assert.deepEqual(
      [file['displayName'], file['mimeType'], file['sizeBytes']],
      ['a', 'application/pdf', String(pdf.length)],
    );
    const raw = await send({ 'x-goog-upload-protocol': 'raw', 'content-type': 'image/png' }, picture);
    const { file: alone } = (await raw.json()) as { file: Record<string, string> };
    assert.deepEqual([alone['mimeType'], alone['sizeBytes']], ['image/png', String(picture.length)]);
    assert.equal((await send({ 'content-type': 'image/png' }, picture)).status, 400, 'no protocol');
    const named = await send({ 'x-goog-upload-protocol': 'resumable' }, '{"file":{"name":"files/mine"}}');
    assert.equal(named.status, 400);
  });
});

describe('a file that was uploaded once', () => {
  const kinds = {
    pdf: [pdf, 'a.pdf', 'application/pdf'],
    picture: [picture, 'a.png', 'image/png'],
  } as const;

  for (const wire of wires)
    for (const [kind, [bytes, name, type]] of Object.entries(kinds))
      test(`is read by an upstream of ${wire} from every dialect: ${kind}`, async () => {
        const { id } = await upload(bytes, name, type);
        const { model } = upstreams[wire];
        await openai().chat.completions.create({
          model,
          messages: [
            {
              role: 'user',
              content: [
                { type: 'text', text: 'What is it?' },
                { type: 'file', file: { file_id: id } },
              ],
            },
          ],
        });
        assert.ok(gotInline(wire, bytes), `chat: ${lastBody(wire)}`);
        await openai().responses.create({
          model,
          input: [
            {
              role: 'user',
              content: [
                { type: 'input_text', text: 'What is it?' },
                kind === 'pdf'
                  ? { type: 'input_file', file_id: id }
                  : { type: 'input_image', file_id: id, detail: 'auto' },
              ],
            },
          ],
        });
        assert.ok(gotInline(wire, bytes), `responses: ${lastBody(wire)}`);
        await google().models.generateContent({
          model,
          contents: [
            {
              role: 'user',
              parts: [
                { text: 'What is it?' },
                { fileData: { fileUri: `${gateway.url}/v1beta/files/${bare(id)}` } },
              ],
            },
          ],
        });
        assert.ok(gotInline(wire, bytes), `gemini: ${lastBody(wire)}`);
        await anthropic().beta.messages.create({
          model,
          max_tokens: 100,
          messages: [
            {
              role: 'user',
              content: [
                { type: 'text', text: 'What is it?' },
                {
                  type: kind === 'pdf' ? 'document' : 'image',
                  source: { type: 'file', file_id: `file_${bare(id)}` },
                },
              ],
            },
          ],
        });
        assert.ok(gotInline(wire, bytes), `messages: ${lastBody(wire)}`);
      });

  test('is heard by an upstream of Gemini', async () => {
    const { id } = await upload(sound, 'a.wav', 'audio/wav');
    await openai().chat.completions.create({
      model: 'on-gemini',
      messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: id } }] }],
    });
    assert.ok(gotInline('gemini', sound));
    assert.match(lastBody('gemini'), /audio\/wav/);
  });

  test('is named in a text without being put there, and everything else stays as it was sent', async () => {
    const { id } = await upload(pdf, 'a.pdf', 'application/pdf');
    const sent = `{"model":"on-chat","x_number":12345678901234567890, "x_unknown":{"a":1.0},"messages":[{"role":"user","content":"${id}"},{"role":"user","content":[{"type":"file","file":{"file_id":"${id}"},"mine":1}]}]}`;
    assert.equal((await gateway.post('/v1/chat/completions', sent)).status, 200);
    assert.equal(
      lastBody('openai-chat'),
      sent
        .replace('"on-chat"', '"some-model"')
        .replace(
          `"file":{"file_id":"${id}"}`,
          `"file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,${pdf.toString('base64')}"}`,
        ),
    );
  });

  test('is counted in what a request may cost', async () => {
    const text = await upload(Buffer.alloc(300_000, 'word '), 'a.txt', 'text/plain');
    const answer = await gateway.post('/v1/chat/completions', {
      model: 'on-chat',
      max_tokens: 1,
      messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: text.id } }] }],
    });
    assert.equal(answer.status, 200);
    const receipt = await gateway.receipt(answer.headers.get('x-request-id') ?? '');
    assert.ok(Number(receipt.hold_usd) > 0.3, receipt.hold_usd); // 1 USD a million tokens, a token a byte at most
  });

  test('is named, not copied, in what is kept of a response; going on from it puts it in again', async () => {
    const { id } = await upload(pdf, 'a.pdf', 'application/pdf');
    const first = await openai().responses.create({
      model: 'on-anthropic',
      input: [{ role: 'user', content: [{ type: 'input_file', file_id: id }] }],
    });
    const { data } = await openai().responses.inputItems.list(first.id);
    assert.ok(JSON.stringify(data).includes(id));
    assert.ok(!JSON.stringify(data).includes(pdf.toString('base64')));
    await openai().responses.create({ model: 'on-anthropic', previous_response_id: first.id, input: 'And?' });
    assert.ok(gotInline('anthropic-messages', pdf));
  });

  test('may stand in a count of tokens', async () => {
    const { id } = await upload(pdf, 'a.pdf', 'application/pdf');
    fakes['anthropic-messages'].answer((exchange) => json(exchange, 200, { input_tokens: 1234 }));
    const { input_tokens } = await anthropic().beta.messages.countTokens({
      model: 'on-anthropic',
      messages: [
        {
          role: 'user',
          content: [{ type: 'document', source: { type: 'file', file_id: `file_${bare(id)}` } }],
        },
      ],
    });
    fakes['anthropic-messages'].answer((exchange) =>
      json(exchange, 200, wholeAnswer('anthropic-messages', { text: 'Read.' })),
    );
    assert.equal(input_tokens, 1234);
    assert.ok(gotInline('anthropic-messages', pdf));
  });

  const ask = (id: string, key?: string) =>
    openai(key).chat.completions.create({
      model: 'on-chat',
      messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: id } }] }],
    });
  const refusedAt = (param: string) => (error: unknown) =>
    error instanceof BadRequestError && error.param === param && /there is no file/.test(error.message);

  test('is nobody else’s', async () => {
    const { id } = await upload(pdf, 'a.pdf', 'application/pdf');
    const { key } = await gateway.addToken({ user: await gateway.addUser('1') });
    const before = fakes['openai-chat'].requests.length;
    await assert.rejects(ask(id, key), refusedAt('messages[0].content[0].file.file_id'));
    assert.equal(fakes['openai-chat'].requests.length, before);
    await assert.rejects(openai(key).files.retrieve(id), NotFoundError);
    await assert.rejects(openai(key).files.content(id), NotFoundError);
    await assert.rejects(openai(key).files.delete(id), NotFoundError);
    assert.deepEqual((await openai(key).files.list()).data, []);
  });

  test('is refused when it was deleted, in every dialect', async () => {
    const { id } = await upload(pdf, 'a.pdf', 'application/pdf');
    await openai().files.delete(id);
    await assert.rejects(ask(id), refusedAt('messages[0].content[0].file.file_id'));
    await assert.rejects(
      openai().responses.create({
        model: 'on-chat',
        input: [{ role: 'user', content: [{ type: 'input_file', file_id: id }] }],
      }),
      refusedAt('input[0].content[0].file_id'),
    );
    await assert.rejects(
      google().models.generateContent({
        model: 'on-gemini',
        contents: [{ role: 'user', parts: [{ fileData: { fileUri: `files/${bare(id)}` } }] }],
      }),
      /contents\[0\]\.parts\[0\]\.fileData\.fileUri: there is no file/,
    );
  });

  test('cannot stand where only an upstream’s own can', async () => {
    const { id } = await upload(pdf, 'a.pdf', 'application/pdf');
    await assert.rejects(
      openai().responses.create({
        model: 'on-responses',
        input: 'Read it',
        tools: [{ type: 'code_interpreter', container: { type: 'auto', file_ids: [id] } }],
      }),
      /cannot|and not here/,
    );
  });
});

describe('an upload that does not come to its end', () => {
  test('is cut off when it falls silent, and leaves nothing behind', async () => {
    const strict = await startGateway({}, { settings: { bodyQuietMs: 300 } });
    try {
      const { port } = new URL(strict.url);
      const socket = connect(Number(port), '127.0.0.1');
      let heard = '';
      socket.on('data', (chunk) => {
        heard += String(chunk);
      });
      socket.on('error', () => {});
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.write(
        'POST /v1/files HTTP/1.1\r\nHost: a\r\n' +
          `Authorization: Bearer ${liveKey}\r\n` +
          'Content-Type: multipart/form-data; boundary=X\r\nContent-Length: 100000\r\n\r\n' +
          '--X\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
      );
      await until('the answer', () => heard.includes('request_timeout'));
      assert.match(heard, /^HTTP\/1\.1 408 /);
      await closed;
      const client = new OpenAI({ apiKey: liveKey, baseURL: `${strict.url}/v1`, maxRetries: 0 });
      assert.deepEqual((await client.files.list()).data, []);
    } finally {
      await strict.close();
    }
  });
});

describe('room', () => {
  test('an account has so much of it, and a file', async () => {
    const small = await startGateway({}, { settings: { bodyLimit: 2 * 1024 * 1024 } });
    try {
      await small.admin('PUT', '/api/admin/settings/files_mb_per_user', { value: 3 });
      const client = new OpenAI({ apiKey: liveKey, baseURL: `${small.url}/v1`, maxRetries: 0 });
      const make = async (bytes: number) =>
        client.files.create({ file: await toFile(randomBytes(bytes), 'a.bin'), purpose: 'user_data' });
      const megabyte = 1024 * 1024;
      await assert.rejects(make(2 * megabyte + 1), /413/);
      const first = await make(2 * megabyte);
      await assert.rejects(
        make(2 * megabyte),
        (error) => error instanceof PermissionDeniedError && /3 MB/.test(error.message),
      );
      await make(megabyte);
      await client.files.delete(first.id);
      // Two at once do not both get the last room.
      const both = await Promise.allSettled([make(1.5 * megabyte), make(1.5 * megabyte)]);
      assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      const { data } = await client.files.list();
      assert.equal(
        data.reduce((sum, { bytes }) => sum + bytes, 0),
        2.5 * megabyte,
      );
      // What a request names has the same bound together.
      await assert.rejects(
        client.chat.completions.create({
          model: 'any',
          messages: [
            {
              role: 'user',
              content: Array.from({ length: 3 }, () => ({
                type: 'file' as const,
                file: { file_id: data[0]!.id },
              })),
            },
          ],
        }),
        /404|413/,
      );
    } finally {
      await small.close();
    }
  });
});
