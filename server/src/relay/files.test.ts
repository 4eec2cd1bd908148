import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Database, forEachDatabase } from '../../../test/support/databases.ts';
import { dialects } from '../dialects/index.ts';
import type { Dialect, FileEndpoint } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import type { FileBytes, FileRefs, FileRows } from '../spec/files.ts';
import { openFileFolder } from '../store/file-folder.ts';
import type { BodyReader } from './body.ts';
import { Files } from './files.ts';
import type { Reply } from './reply.ts';

const hourMs = 3_600_000;
const owner = 1;

/** A desk with a wire of one word: the body is the file, `?upload_id=` goes on with one. */
async function house(database: Database, over: { rows?: Partial<FileRows>; perUser?: number } = {}) {
  const { files: rows } = await database.store();
  const bytes = await openFileFolder(join(database.place.dataDir, 'files'));
  const files = new Files({
    rows: { ...rows, ...over.rows },
    bytes,
    vault: database.vault,
    clock: database.clock,
    mostBytes: 1000,
    bounds: async () => ({ perUser: over.perUser ?? 10_000, longestMs: 10 * hourMs }),
  });
  const dialect = {
    ...dialects[0]!,
    files: {
      upload: async (head, body, desk) => {
        const upload = desk.begun ?? (await desk.begin());
        for await (const chunk of body) await upload.write(chunk);
        if (head.query.includes('more')) return said(await upload.putAside('a note'));
        return said((await upload.finish({ name: 'a.txt' })).id);
      },
      goesOn: ({ query }) => new URLSearchParams(query).get('upload_id') ?? undefined,
      idOf: (name) => name,
      readList: () => ({ limit: 10, newestFirst: true }),
      writeList: (list) => said(list.map(({ id }) => id).join()),
      show: (file) => said(`${file.id} ${file.mediaType}`),
      deleted: (file) => said(`${file.id} deleted`),
    },
  } satisfies Dialect;
  const said = (body: string) => ({ status: 200, headers: {}, body });

  async function ask(
    does: FileEndpoint['does'],
    { query = '', file, body }: { query?: string; file?: string; body?: AsyncIterable<Buffer> } = {},
  ): Promise<string> {
    let answer = '';
    const reply = { answer: (_status: number, _headers: object, text: string) => (answer = text) };
    const bodies = { pieces: () => body ?? pieces() };
    await files.serve(
      dialect,
      { does, method: 'GET', path: '', rows: [], summary: { en: '', vi: '' } },
      { params: file === undefined ? {} : { file }, query, headers: {} },
      {} as never,
      reply as unknown as Reply,
      bodies as unknown as BodyReader,
      async () => owner,
      'https://gateway.example',
    );
    return answer;
  }
  return { files, rows, bytes, ask };
}

async function* pieces(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

const idsIn = (bytes: FileBytes) => bytes.idsBefore(Number.POSITIVE_INFINITY);
const isFault = (code: string) => (error: unknown) => error instanceof GatewayError && error.code === code;

/** Finds `<id>` texts and puts the base64 in. */
const refs: FileRefs = {
  refsIn: (body) => [...body.toString().matchAll(/<(\w+)>/g)].map(([, id]) => ({ id: id!, param: 'x' })),
  inlined: (body, files) =>
    Buffer.from(body.toString().replace(/<(\w+)>/g, (_all, id: string) => files.get(id)!.base64.toString())),
};

forEachDatabase('uploaded files', (fresh) => {
  test('live as long as the operator lets them, and their bytes go with them', async () => {
    const database = await fresh();
    const { files, bytes, ask } = await house(database);
    const id = await ask('upload-file', { body: pieces('hello') });
    assert.equal(await ask('show-file', { file: id }), `${id} text/plain`);
    database.clock.move(10 * hourMs);
    await assert.rejects(ask('show-file', { file: id }), isFault('file_unknown'));
    assert.equal(await ask('list-files'), '');
    assert.deepEqual(await idsIn(bytes), [id]);
    await files.sweep(database.clock.now());
    assert.deepEqual(await idsIn(bytes), []);
  });

  test('a deleted one leaves nothing', async () => {
    const { bytes, rows, ask } = await house(await fresh());
    const id = await ask('upload-file', { body: pieces('hello') });
    assert.equal(await ask('delete-file', { file: id }), `${id} deleted`);
    assert.deepEqual(await idsIn(bytes), []);
    assert.deepEqual(await rows.known([id]), new Set());
  });

  test('a death between bytes and row leaves bytes that the sweep takes, and not before they are old', async () => {
    const database = await fresh();
    const dies = { add: () => Promise.reject(new Error('the process is gone')) };
    const { files, bytes, rows, ask } = await house(database, { rows: dies });
    await assert.rejects(ask('upload-file', { body: pieces('hello') }), /gone/);
    const [orphan] = await idsIn(bytes);
    assert.ok(orphan);
    await files.sweep(Date.now());
    assert.deepEqual(await idsIn(bytes), [orphan], 'its row may be on its way');
    database.clock.set(Date.now());
    const kept = await (await house(database)).ask('upload-file', { body: pieces('kept') });
    await files.sweep(Date.now() + 2 * hourMs);
    assert.deepEqual(await idsIn(bytes), [kept]);
    assert.deepEqual(await rows.known([orphan]), new Set());
  });

  test('a client that leaves in mid-upload leaves nothing', async () => {
    const { bytes, ask } = await house(await fresh());
    async function* cut() {
      yield Buffer.from('hel');
      throw new GatewayError('client_gone', 'the client left');
    }
    await assert.rejects(ask('upload-file', { body: cut() }), isFault('client_gone'));
    assert.deepEqual(await bytes.staged(''), []);
    assert.deepEqual(await idsIn(bytes), []);
  });

  test('an upload is gone on with for an hour; a piece that was cut can be sent again', async () => {
    const database = await fresh();
    const { files, bytes, ask } = await house(database);
    const token = await ask('upload-file', { query: 'more', body: pieces('hel') });
    const query = `upload_id=${token}`;
    async function* cut() {
      yield Buffer.from('lo');
      throw new GatewayError('client_gone', 'the client left');
    }
    await assert.rejects(ask('upload-file', { query, body: cut() }), isFault('client_gone'));
    assert.deepEqual(
      (await bytes.staged(`${owner}-`)).map(({ size }) => size),
      [5],
    );
    const id = await ask('upload-file', { query, body: pieces(' you') });
    const body = await files.inlined(refs, Buffer.from(`<${id}>`), owner);
    assert.equal(Buffer.from(String(body), 'base64').toString(), 'hello you');
    await assert.rejects(ask('upload-file', { query }), isFault('file_unknown'));

    const late = await ask('upload-file', { query: 'more', body: pieces('x') });
    database.clock.move(hourMs + 1);
    await assert.rejects(ask('upload-file', { query: `upload_id=${late}` }), isFault('file_unknown'));
    await assert.rejects(ask('upload-file', { query: 'upload_id=v1.forged' }), isFault('file_unknown'));
    await files.sweep(Date.now() + 2 * hourMs);
    assert.deepEqual(await bytes.staged(''), []);
  });

  test('a file, an account and the number of open uploads have their bounds', async () => {
    const { bytes, ask } = await house(await fresh(), { perUser: 1500 });
    await assert.rejects(ask('upload-file', { body: pieces('x'.repeat(1001)) }), isFault('body_too_large'));
    await assert.rejects(ask('upload-file', { body: pieces() }), isFault('field_invalid'));
    await ask('upload-file', { body: pieces('x'.repeat(1000)) });
    await assert.rejects(ask('upload-file', { body: pieces('x'.repeat(501)) }), isFault('files_full'));
    await ask('upload-file', { body: pieces('x'.repeat(500)) });
    assert.equal((await idsIn(bytes)).length, 2);
    for (let i = 0; i < 20; i++) await ask('upload-file', { query: 'more' });
    await assert.rejects(ask('upload-file', { body: pieces('x') }), isFault('files_full'));
  });

  test('the bytes stand in a body as base64, whatever their number; too many together do not', async () => {
    const { files, bytes, ask } = await house(await fresh());
    for (const size of [1, 2, 3, 1000]) {
      const content = randomBytes(size)
        .toString('latin1')
        .replace(/[^a-z]/g, 'x');
      const id = await ask('upload-file', { body: pieces(content) });
      const body = await files.inlined(refs, Buffer.from(`a <${id}> b`), owner);
      assert.equal(String(body), `a ${Buffer.from(content).toString('base64')} b`);
      if (size === 1000)
        await assert.rejects(
          files.inlined(refs, Buffer.from(`<${id}><${id}>`), owner),
          isFault('body_too_large'),
        );
      await assert.rejects(files.inlined(refs, Buffer.from(`<${id}>`), owner + 1), isFault('field_invalid'));
      await bytes.remove(id);
      await assert.rejects(files.inlined(refs, Buffer.from(`<${id}>`), owner), isFault('gateway_fault'));
    }
    const body = Buffer.from('nothing');
    assert.equal(await files.inlined(refs, body, owner), body);
    assert.equal(await files.inlined(undefined, body, owner), body);
  });

  test('a file of many pieces becomes the base64 of all of them', async () => {
    const database = await fresh();
    const { rows, bytes, files } = await house(database);
    const large = new Files({
      rows,
      bytes,
      vault: database.vault,
      clock: database.clock,
      mostBytes: 10_000_000,
      bounds: async () => ({ perUser: 1e9, longestMs: hourMs }),
    });
    const content = randomBytes(1_000_001);
    const staged = await bytes.stage('1-a');
    await staged.write(content);
    const id = `k4u${'a'.repeat(26)}`;
    const sha256 = await staged.keep(id);
    const at = database.clock.now();
    await rows.add(
      {
        id,
        owner,
        name: '',
        mediaType: 'a/b',
        size: content.length,
        sha256,
        purpose: '',
        createdAt: at,
        expiresAt: at + 1,
      },
      1e9,
    );
    assert.equal(
      String(await large.inlined(refs, Buffer.from(`<${id}>`), owner)),
      content.toString('base64'),
    );
    await assert.rejects(files.inlined(refs, Buffer.from(`<${id}>`), owner), isFault('body_too_large'));
  });
});
