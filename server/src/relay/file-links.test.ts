import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { forEachDatabase } from '../../../test/support/databases.ts';
import { openVault } from '../base/secret.ts';
import { dialects } from '../dialects/index.ts';
import type { Dialect, FileEndpoint } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import type { FileFront, StoredFile } from '../spec/files.ts';
import { openFileFolder } from '../store/file-folder.ts';
import type { BodyReader } from './body.ts';
import { linksFor } from './file-links.ts';
import { Files } from './files.ts';
import type { Reply } from './reply.ts';

const endpoint = (does: FileEndpoint['does'], open = true): FileEndpoint => ({
  does,
  method: 'GET',
  path: '',
  rows: [],
  summary: { en: '', vi: '' },
  ...(open ? { open: true } : {}),
});
const id = `k4u0${'a'.repeat(25)}`;

test('a link does what it is for, under the key of its installation', () => {
  const vault = openVault('a master key for tests, of no secret at all');
  const show = linksFor(vault, endpoint('file-content'), '');
  const remove = linksFor(vault, endpoint('delete-file'), '');
  const owners = linksFor(vault, endpoint('delete-file', false), '');
  const [content, deletes] = [show.to(id, 'content'), show.to(id, 'delete')];
  assert.equal(show.idOf(content), id);
  assert.equal(show.idOf(`${content}.png`), id);
  assert.equal(remove.idOf(deletes), id);
  assert.equal(owners.idOf(content), id, 'an owner names a file by its link');
  assert.notEqual(show.idOf(deletes), id);
  assert.notEqual(remove.idOf(content), id);
  const elsewhere = openVault('another master key for tests, of no secret');
  assert.notEqual(linksFor(elsewhere, endpoint('file-content'), '').idOf(content), id);
  assert.equal(show.idOf(id), undefined);
});

forEachDatabase('links to files', (fresh) => {
  test('open files of their purpose only, and ask for no key', async () => {
    const database = await fresh();
    const store = await database.store();
    const user = await store.users.create(
      { user: null },
      { email: 'a@example.com', name: 'n', password: 'x', role: 'user', group: 'default', limited: true },
    );
    assert.ok('id' in user);
    const bytes = await openFileFolder(join(database.place.dataDir, 'files'));
    const { clock, vault } = database;
    const bounds = async () => ({ perUser: 1000, longestMs: 1000 });
    const files = new Files({ rows: store.files, bytes, vault, clock, mostBytes: 1000, bounds });
    const front = {
      idOf: (name: string) => name,
      deleted: () => ({ status: 200, headers: {}, body: 'gone' }),
    };
    const { files: _plain, ...plain } = dialects[0]!;
    const dialect: Dialect = {
      ...plain,
      linkedFiles: {
        largest: 1,
        types: [],
        take: () => Promise.reject(new Error('not here')),
        show: () => ({ url: '', deletes: '' }),
        purpose: 'linked',
        over: () => front as unknown as FileFront,
      },
    };
    const add = async (letter: string, purpose: string): Promise<string> => {
      const file: StoredFile = {
        id: `k4u0${letter.repeat(25)}`,
        owner: user.id,
        name: '',
        mediaType: 'image/png',
        size: 1,
        sha256: 'ab',
        purpose,
        createdAt: clock.now(),
        expiresAt: clock.now() + 1000,
      };
      await store.files.add(file, 1000);
      return file.id;
    };
    const ask = async (name: string, open = true): Promise<string> => {
      let heard = '';
      const reply = { answer: (_status: number, _headers: object, text: string) => (heard = text) };
      await files.serve(
        dialect,
        endpoint('delete-file', open),
        { params: { name }, query: '', headers: {} },
        {} as never,
        reply as unknown as Reply,
        {} as BodyReader,
        async () => {
          throw new GatewayError('token_missing', 'no key');
        },
        '',
      );
      return heard;
    };
    const fault = (code: string) => (error: unknown) => error instanceof GatewayError && error.code === code;
    const [linked, other, result] = [
      await add('a', 'linked'),
      await add('b', 'user_data'),
      await add('c', 'task-result'),
    ];
    await assert.rejects(ask(other), fault('file_unknown'));
    await assert.rejects(ask(result), fault('file_unknown'));
    await assert.rejects(ask(linked, false), fault('token_missing'));
    assert.equal(await ask(linked), 'gone');
    await assert.rejects(ask(linked), fault('file_unknown'));
  });
});
