import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase, testStart } from '../../../test/support/databases.ts';
import { granted, newToken, newUser, system, taskLog, taskRow } from '../../../test/support/rows.ts';
import type { Store } from '../spec/store.ts';
import type { TaskRow } from '../spec/task-rows.ts';

/** Two customers and a way to begin tasks a second apart. */
async function shop(store: Store) {
  const ana = granted(await store.users.create(system, newUser()));
  const bob = granted(await store.users.create(system, newUser()));
  const token = granted(await store.tokens.create(system, newToken(ana.id)));
  let made = 0;
  const begin = async (
    some: Partial<TaskRow> = {},
    request?: Parameters<Store['tasks']['begin']>[5],
  ): Promise<TaskRow> => {
    const createdAt = testStart + 1000 * ++made;
    const row = taskRow({ owner: ana.id, token: token.id, hold: 0, createdAt, ...some });
    await store.tasks.begin(row, taskLog(row), 'n1', createdAt, undefined, request);
    return row;
  };
  return { ana, bob, token, begin };
}

const ids = (rows: readonly TaskRow[]) => rows.map(({ id }) => id);

forEachDatabase('gallery of tasks', (fresh) => {
  test('pages stay whole while new tasks come and old ones go', async () => {
    const store = await (await fresh()).store();
    const { ana, begin } = await shop(store);
    const made: string[] = [];
    for (let count = 0; count < 5; count++) made.unshift((await begin()).id);
    const page = (after?: string) =>
      store.taskGallery.page({ owner: ana.id }, { limit: 2, ...(after ? { after } : {}) });
    const first = await page();
    assert.deepEqual(ids(first.tasks), made.slice(0, 2));
    assert.equal(first.more, true);
    await begin(); // newer than every page that is shown already
    await store.tasks.move(made[1]!, { at: testStart, to: 'failed' });
    await store.tasks.remove(made[1]!); // the one that the cursor names
    const second = await page(made[1]);
    assert.deepEqual(ids(second.tasks), made.slice(2, 4));
    const last = await page(made[3]);
    assert.deepEqual([ids(last.tasks), last.more], [made.slice(4), false]);
  });

  test('filters say what they mean, and a customer sees nothing of another', async () => {
    const store = await (await fresh()).store();
    const { ana, bob, token, begin } = await shop(store);
    const film = await begin({ model: 'kite-1', dialect: 'd1' });
    const song = await begin({ kind: 'music', model: 'song-1', mode: 'test' });
    const other = await begin({ owner: bob.id, token: 99, kind: 'image' });
    await store.tasks.move(film.id, { at: testStart, to: 'running' });
    const { page, byId, facets } = store.taskGallery;
    const found = async (filter: Parameters<typeof page>[0]) =>
      ids((await page(filter, { limit: 10 })).tasks);
    assert.deepEqual(await found({}), [other.id, song.id, film.id]);
    assert.deepEqual(await found({ owner: ana.id }), [song.id, film.id]);
    assert.deepEqual(await found({ kinds: ['music', 'image'] }), [other.id, song.id]);
    assert.deepEqual(await found({ kinds: [] }), []);
    assert.deepEqual(await found({ models: ['kite-1', 'song-1'], mode: 'live' }), [film.id]);
    assert.deepEqual(await found({ models: [] }), []);
    assert.deepEqual(await found({ status: ['running'] }), [film.id]);
    assert.deepEqual(await found({ dialect: 'd1' }), [film.id]);
    assert.deepEqual(await found({ token: token.id, from: song.createdAt }), [song.id]);
    assert.deepEqual(await found({ to: film.createdAt }), [film.id]);
    assert.deepEqual(await found({ requestId: song.requestId }), [song.id]);
    assert.equal((await byId(film.id, ana.id))?.id, film.id);
    assert.equal(await byId(film.id, bob.id), undefined);
    assert.equal((await byId(film.id))?.id, film.id);
    assert.deepEqual(await facets(bob.id), [
      { kind: 'image', model: 'a-model', dialect: 'a-dialect', count: 1 },
    ]);
  });

  test('the story of a task: each state once, with its time, and the request while the task is there', async () => {
    const database = await fresh();
    const store = await database.store();
    const { begin } = await shop(store);
    const request = { method: 'POST', path: '/v1/x', body: { prompt: 'diều đỏ' }, whole: true };
    const { id, createdAt } = await begin({}, request);
    const { move } = store.tasks;
    await move(id, { at: createdAt + 10, to: 'queued' });
    await move(id, { at: createdAt + 20, to: 'running' });
    await move(id, { at: createdAt + 30, progress: 50 });
    assert.equal(await move(id, { at: createdAt + 35, to: 'queued' }), undefined);
    await move(id, { at: createdAt + 40, to: 'succeeded' });
    assert.deepEqual(await store.taskGallery.story(id), {
      states: [
        { status: 'sending', at: createdAt },
        { status: 'queued', at: createdAt + 10 },
        { status: 'running', at: createdAt + 20 },
        { status: 'succeeded', at: createdAt + 40 },
      ],
      request,
    });
    await store.tasks.remove(id);
    assert.deepEqual(await database.raw('select * from task_requests'), []);
    assert.deepEqual((await store.taskGallery.story(id)).states, []);
  });

  test('what moves: all that is open, and what has ended since', async () => {
    const store = await (await fresh()).store();
    const { ana, bob, begin } = await shop(store);
    const old = await begin();
    const open = await begin();
    const late = await begin();
    await begin({ owner: bob.id });
    await store.tasks.move(old.id, { at: testStart + 5000, to: 'failed' });
    await store.tasks.move(late.id, { at: testStart + 9000, to: 'failed' });
    const moving = async (since: number) => ids(await store.taskGallery.moving(ana.id, since, 10));
    assert.deepEqual(await moving(testStart + 6000), [open.id, late.id]);
    assert.deepEqual(await moving(testStart), [old.id, open.id, late.id]);
    assert.deepEqual(await moving(testStart + 10_000), [open.id]);
  });

  test('follow-ups are found by their parent, for its owner', async () => {
    const store = await (await fresh()).store();
    const { bob, begin } = await shop(store);
    const parent = await begin();
    const child = await begin({ parent: parent.id });
    await begin({ parent: parent.id, owner: bob.id });
    assert.deepEqual(ids(await store.taskGallery.childrenOf(parent, 10)), [child.id]);
  });

  test('an operator who ends a task is in the audit log once, and not where nothing was ended', async () => {
    const store = await (await fresh()).store();
    const { ana, begin } = await shop(store);
    const { id } = await begin();
    const change = {
      at: testStart,
      to: 'cancelled',
      by: { user: 7, action: 'task.give_up', detail: { reason: 'lost' } },
    } as const;
    assert.equal((await store.tasks.move(id, change))?.status, 'cancelled');
    assert.equal(await store.tasks.move(id, change), undefined);
    const { items } = await store.audit.list({ page: 1, size: 100 });
    const own = items.filter(({ object }) => object === `task:${id}`);
    assert.deepEqual(
      own.map(({ actor, action, detail }) => [actor, action, JSON.parse(detail)]),
      [[7, 'task.give_up', { reason: 'lost', user: ana.id }]],
    );
  });
});
