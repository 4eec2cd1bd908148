import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pacedBody } from '../../simulated/deliver.ts';
import type { FaultName } from '../../simulated/faults.ts';
import { deliver } from './deliver.ts';

const none = new Set<FaultName>();
const still = { first: 0, next: 0 };
const never = new AbortController().signal;

async function writesOf(response: Response): Promise<Buffer[]> {
  const writes: Buffer[] = [];
  for await (const chunk of response.body ?? []) writes.push(Buffer.from(chunk));
  return writes;
}

const events = Array.from({ length: 12 }, (_, at) => ({ at, text: at === 6 ? 'giá “ổn”' : 'plain' }));

describe('a delivered stream', () => {
  it('splits a character over two writes and puts two events into one', async () => {
    const response = await deliver({ sends: 'stream', events }, none, still, {}, never);
    const writes = await writesOf(response);
    const isWhole = (bytes: Buffer) => Buffer.from(bytes.toString('utf8')).equals(bytes);
    assert.ok(
      writes.some((write) => !isWhole(write)),
      'no write ends inside a character',
    );
    assert.ok(
      writes.some((write) => (write.toString().match(/data: /g) ?? []).length === 2),
      'no write holds two events',
    );
    const expected =
      events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('') + 'data: [DONE]\n\n';
    assert.equal(Buffer.concat(writes).toString('utf8'), expected);
  });

  it('makes a write only when it is read', async () => {
    let made = 0;
    const source = function* () {
      for (; made < 100; made++) yield Buffer.from('x');
    };
    const reader = pacedBody(source(), 'close', still, never).getReader();
    for (let read = 0; read < 5; read++) await reader.read();
    await new Promise(setImmediate);
    assert.ok(made <= 5, `${made} writes were made for 5 reads`);
  });

  it('leaves no timer behind when its reader cancels or the caller aborts', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const slow = { first: 0, next: 60_000 };
    const cancelled = (await deliver({ sends: 'stream', events }, none, slow, {}, never)).body?.getReader();
    await cancelled?.read();
    const waiting = cancelled?.read();
    await new Promise(setImmediate);
    assert.equal(timers(), before + 1);
    await cancelled?.cancel();
    assert.equal((await waiting)?.done, true);
    assert.equal(timers(), before);

    const caller = new AbortController();
    const aborted = (
      await deliver({ sends: 'stream', events }, none, slow, {}, caller.signal)
    ).body?.getReader();
    await aborted?.read();
    const failing = aborted?.read();
    await new Promise(setImmediate);
    assert.equal(timers(), before + 1);
    caller.abort(new Error('gone'));
    await assert.rejects(async () => failing, /gone/);
    assert.equal(timers(), before);
  });

  it('waits longer before the first write, and twenty times as long when it shall be slow', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const body = (
      await deliver(
        { sends: 'stream', events },
        new Set<FaultName>(['slow']),
        { first: 2, next: 1 },
        {},
        never,
      )
    ).body;
    const reader = body?.getReader();
    let got = 0;
    const read = async () => {
      await reader?.read();
      got++;
    };
    const settle = () => new Promise(setImmediate);
    for (const wait of [40, 20]) {
      const reading = read();
      const before = got;
      await settle();
      t.mock.timers.tick(wait - 1);
      await settle();
      assert.equal(got, before);
      t.mock.timers.tick(1);
      await reading;
      assert.equal(got, before + 1);
    }
    await reader?.cancel();
  });
});
