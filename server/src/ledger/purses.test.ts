import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { movedClock } from '../../../test/support/clock.ts';
import { GatewayError } from '../spec/fault.ts';
import { type AccountRef, type Hold, type LeasePort, Purses } from './purses.ts';

const user: AccountRef = { id: 1, kind: 'user', limited: true };
const token: AccountRef = { id: 2, kind: 'token', limited: true };
const admin: AccountRef = { id: 9, kind: 'user', limited: false };

/** The leases of a database in memory. Every answer takes a turn of the loop, as a database's does. */
class Bank implements LeasePort {
  readonly balances = new Map<number, number>();
  readonly leases = new Map<string, number>();
  asked: string[] = [];
  /** 'away': nothing is done; 'deaf': it is done, but the answer is lost. */
  state: 'there' | 'away' | 'deaf' = 'there';
  /** What other nodes do when they are asked for money back; undefined: there are none. */
  others: (() => Promise<void>) | undefined;
  #slice: number;

  constructor(balances: Record<number, number>, slice = Number.POSITIVE_INFINITY) {
    for (const [account, amount] of Object.entries(balances)) this.balances.set(Number(account), amount);
    this.#slice = slice;
  }

  leased(account: number): number {
    let sum = 0;
    for (const [name, amount] of this.leases) if (name.endsWith(`:${account}`)) sum += amount;
    return sum;
  }

  async lease(node: string, account: number, atLeast: number): Promise<number> {
    this.asked.push(`lease ${account} ${atLeast}`);
    await this.#reached();
    const free = (this.balances.get(account) ?? 0) - this.leased(account);
    const granted = free < atLeast || free <= 0 ? 0 : Math.max(atLeast, Math.min(free, this.#slice));
    this.#add(node, account, granted);
    return this.#answer(granted);
  }

  async giveBack(node: string, account: number, amount: number): Promise<void> {
    this.asked.push(`give back ${account} ${amount}`);
    await this.#reached();
    this.#add(node, account, -Math.min(amount, this.leases.get(`${node}:${account}`) ?? 0));
    this.#answer(undefined);
  }

  async recall(_node: string, account: number): Promise<boolean> {
    this.asked.push(`recall ${account}`);
    await this.#reached();
    void this.others?.();
    return this.others !== undefined;
  }

  /** What the applier does with a charge. */
  apply(node: string, account: number, amount: number): void {
    this.balances.set(account, (this.balances.get(account) ?? 0) - amount);
    this.#add(node, account, -Math.min(amount, this.leases.get(`${node}:${account}`) ?? 0));
  }

  #add(node: string, account: number, amount: number): void {
    const name = `${node}:${account}`;
    this.leases.set(name, (this.leases.get(name) ?? 0) + amount);
  }

  async #reached(): Promise<void> {
    await turn();
    if (this.state === 'away') throw new Error('connect ECONNREFUSED');
  }

  #answer<T>(value: T): T {
    if (this.state === 'deaf') throw new Error('the connection was lost');
    return value;
  }
}

const trustMs = 600_000;

function nodeOn(bank: Bank, name = 'n1', settled: () => Promise<void> = async () => {}) {
  const clock = movedClock(1_000_000);
  const pauses: number[] = [];
  const purses = new Purses(bank, name, clock, {
    settled,
    trustMs,
    pause: async (ms) => {
      pauses.push(ms);
      await turn();
    },
  });
  purses.heardAt(clock.now());
  return { clock, purses, pauses };
}

const refused =
  (code: string, words = /./) =>
  (error: unknown) =>
    error instanceof GatewayError && error.code === code && words.test(error.message);

/** Of many holds at once: those that were granted, and the codes of the others. */
async function race(asked: (Hold | Promise<Hold>)[]): Promise<{ holds: Hold[]; codes: string[] }> {
  const holds: Hold[] = [];
  const codes: string[] = [];
  for (const one of await Promise.allSettled(asked.map(async (hold) => hold)))
    if (one.status === 'fulfilled') holds.push(one.value);
    else codes.push(one.reason instanceof GatewayError ? one.reason.code : String(one.reason));
  return { holds, codes };
}

const many = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_one, n) => make(n));

test('64 holds at once on a balance worth 10: ten are granted, the rest are told what is there', async () => {
  const bank = new Bank({ 1: 1000 });
  const { purses } = nodeOn(bank);
  const { holds, codes } = await race(many(64, () => purses.hold([user], 100)));
  assert.equal(holds.length, 10);
  assert.deepEqual(new Set(codes), new Set(['balance_too_low']));
  assert.equal(bank.leased(1), 1000);
  await assert.rejects(
    async () => purses.hold([user], 100),
    refused('balance_too_low', /is 0 USD.*0\.0000001 USD/),
  );
});

test('a refusal is asked for once, however many wait', async () => {
  const bank = new Bank({ 1: 99 });
  const { purses } = nodeOn(bank);
  const { holds } = await race(many(64, () => purses.hold([user], 100)));
  assert.equal(holds.length, 0);
  assert.deepEqual(bank.asked, ['lease 1 100', 'recall 1']);
});

test('callers who wait share the lease that comes, and the next need not ask', async () => {
  const bank = new Bank({ 1: 10_000 });
  const { purses } = nodeOn(bank);
  const { holds } = await race(many(50, () => purses.hold([user], 100)));
  assert.equal(holds.length, 50);
  assert.deepEqual(bank.asked, ['lease 1 100']);
  assert.ok(!(purses.hold([user], 100) instanceof Promise));
});

test('where slices are small, nobody is refused while there is money', async () => {
  const bank = new Bank({ 1: 64 * 100 }, 1);
  const { purses } = nodeOn(bank);
  const { holds, codes } = await race(many(70, () => purses.hold([user], 100)));
  assert.equal(holds.length, 64);
  assert.deepEqual(
    codes,
    many(6, () => 'balance_too_low'),
  );
});

test('a smaller request behind a refused larger one is served', async () => {
  const bank = new Bank({ 1: 50 });
  const { purses } = nodeOn(bank);
  const { holds, codes } = await race([
    purses.hold([user], 100),
    purses.hold([user], 40),
    purses.hold([user], 10),
  ]);
  assert.deepEqual(holds.map((hold) => hold.amount).toSorted(), [10, 40]);
  assert.deepEqual(codes, ['balance_too_low']);
});

test('a charge ends the hold once: the rest is free again', async () => {
  const bank = new Bank({ 1: 100 });
  const { purses } = nodeOn(bank);
  const hold = await purses.hold([user], 100);
  await assert.rejects(async () => purses.hold([user], 1), refused('balance_too_low'));
  assert.deepEqual(hold.settle(30), [{ account: 1, amount: 30, limited: true }]);
  assert.deepEqual(hold.settle(30), []);
  hold.release();
  const rest = await purses.hold([user], 70);
  await assert.rejects(async () => purses.hold([user], 1), refused('balance_too_low'));
  rest.release();
  rest.release();
  assert.deepEqual(rest.settle(70), [], 'a call that was given up is not charged afterwards');
  assert.equal((await purses.hold([user], 70)).amount, 70);
  await assert.rejects(async () => purses.hold([user], 1), refused('balance_too_low'));
});

test('a charge of nothing frees the whole hold and is no draw', async () => {
  const { purses } = nodeOn(new Bank({ 1: 100 }));
  assert.deepEqual((await purses.hold([user], 100)).settle(0), []);
  assert.equal((await purses.hold([user], 100)).amount, 100);
});

test('a charge over the hold takes what there is on hand and no more', async () => {
  const { purses } = nodeOn(new Bank({ 1: 100 }));
  const first = await purses.hold([user], 10);
  const second = await purses.hold([user], 60);
  assert.deepEqual(first.settle(25), [{ account: 1, amount: 25, limited: true }]);
  assert.deepEqual(second.settle(500), [{ account: 1, amount: 75, limited: true }]);
  await assert.rejects(async () => purses.hold([user], 1), refused('balance_too_low'));
});

test('a key with an allowance is held on both, and both pay the same', async () => {
  const { purses } = nodeOn(new Bank({ 1: 1000, 2: 50 }));
  const hold = await purses.hold([user, token], 40);
  await assert.rejects(
    async () => purses.hold([user, token], 11),
    refused('token_limit_reached', /key may still spend/),
  );
  assert.equal((await purses.hold([user], 11)).amount, 11, 'another key of the user goes on');
  assert.deepEqual(hold.settle(200), [
    { account: 1, amount: 50, limited: true },
    { account: 2, amount: 50, limited: true },
  ]);
});

test('the wallet is named when it is the shorter of the two', async () => {
  const { purses } = nodeOn(new Bank({ 1: 5, 2: 50 }));
  await assert.rejects(async () => purses.hold([user, token], 10), refused('balance_too_low', /top up/));
});

test('an account without a limit is charged whatever it costs, and its key may still have an allowance', async () => {
  const bank = new Bank({ 2: 50 });
  const { purses } = nodeOn(bank);
  const hold = purses.hold([admin], 1_000_000);
  assert.ok(!(hold instanceof Promise));
  assert.deepEqual(hold.settle(3_000_000), [{ account: 9, amount: 3_000_000, limited: false }]);
  assert.deepEqual(bank.asked, []);
  const limited = await purses.hold([admin, token], 50);
  assert.deepEqual(limited.settle(80), [
    { account: 9, amount: 50, limited: false },
    { account: 2, amount: 50, limited: true },
  ]);
});

test('what costs nothing needs no money', () => {
  const bank = new Bank({ 1: 0 });
  const hold = nodeOn(bank).purses.hold([user], 0);
  assert.ok(!(hold instanceof Promise));
  assert.deepEqual(hold.settle(0), []);
  assert.deepEqual(bank.asked, []);
});

test('what is not held is given back, and holds stay', async () => {
  const bank = new Bank({ 1: 100 });
  const { purses } = nodeOn(bank);
  const hold = await purses.hold([user], 30);
  await purses.giveBack(1);
  assert.equal(bank.leased(1), 30);
  await purses.giveBack(1);
  await purses.giveBack(424_242);
  hold.settle(20);
  bank.apply('n1', 1, 20);
  assert.equal(bank.leased(1), 10);
  await purses.giveBack(1);
  assert.deepEqual([bank.leased(1), bank.balances.get(1)], [0, 80]);
  assert.equal((await purses.hold([user], 80)).amount, 80);
});

test('money that is being given back cannot be held at the same time', async () => {
  const bank = new Bank({ 1: 100 });
  const { purses } = nodeOn(bank);
  (await purses.hold([user], 10)).release();
  const giving = purses.giveBack(1);
  const { holds } = await race(many(20, () => purses.hold([user], 10)));
  await giving;
  assert.equal(holds.length, 10);
  assert.equal(bank.leased(1), 100);
});

test('leases of accounts that nobody used for five minutes go back, and are forgotten', async () => {
  const bank = new Bank({ 1: 100, 2: 100 });
  const { purses, clock } = nodeOn(bank);
  (await purses.hold([user], 10)).release();
  const running = await purses.hold([token], 10);
  clock.move(299_000);
  await purses.giveBackIdle();
  assert.equal(bank.leased(1), 100);
  clock.move(2_000);
  await purses.giveBackIdle();
  assert.deepEqual([bank.leased(1), bank.leased(2)], [0, 100], 'a call that runs keeps its lease');
  running.release();
  await purses.giveBackAll();
  assert.equal(bank.leased(2), 0);
});

test('while the database is away leased money goes on, and more is no fault of the customer', async () => {
  const bank = new Bank({ 1: 100 }, 50);
  const { purses } = nodeOn(bank);
  (await purses.hold([user], 10)).release();
  bank.state = 'away';
  const { holds, codes } = await race(many(7, () => purses.hold([user], 10)));
  assert.equal(holds.length, 5);
  assert.deepEqual(codes, ['store_unavailable', 'store_unavailable']);
  bank.state = 'there';
  assert.equal((await purses.hold([user], 50)).amount, 50);
});

test('a lease whose answer was lost is found again, and until then nobody is sent to the till', async () => {
  const bank = new Bank({ 1: 100 });
  const { purses } = nodeOn(bank);
  bank.state = 'deaf';
  await assert.rejects(async () => purses.hold([user], 10), refused('store_unavailable'));
  bank.state = 'there';
  assert.equal(bank.leased(1), 100);
  await assert.rejects(async () => purses.hold([user], 10), refused('store_unavailable'));
  await purses.mend();
  assert.equal(bank.leased(1), 0);
  assert.equal((await purses.hold([user], 100)).amount, 100);
});

test('money is not used again when nobody knows whether it was given back', async () => {
  const bank = new Bank({ 1: 100 });
  const { purses } = nodeOn(bank, 'n1');
  const other = nodeOn(bank, 'n2').purses;
  const running = await purses.hold([user], 20);
  bank.state = 'deaf';
  await purses.giveBack(1);
  bank.state = 'there';
  assert.equal((await other.hold([user], 80)).amount, 80, 'it had been given back indeed');
  const { holds } = await race(many(4, () => purses.hold([user], 20)));
  assert.equal(holds.length, 0);
  running.release();
  await purses.mend();
  assert.equal((await purses.hold([user], 20)).amount, 20);
  assert.equal(bank.leased(1), 100);
});

test('mending waits for holds, and for charges that are on their way into the database', async () => {
  const bank = new Bank({ 1: 100 });
  let arrive = () => {};
  const { purses } = nodeOn(bank, 'n1', () => new Promise((resolve) => (arrive = resolve)));
  const other = nodeOn(bank, 'n2').purses;
  const running = await purses.hold([user], 60);
  bank.state = 'deaf';
  await purses.giveBack(1);
  bank.state = 'there';
  await purses.mend();
  assert.equal(bank.leased(1), 60);
  running.settle(60);
  const mending = purses.mend();
  await turn();
  assert.equal(bank.leased(1), 60, 'the charge is not applied yet, so the lease must stand');
  await assert.rejects(async () => other.hold([user], 41), refused('balance_too_low'));
  const waiting = purses.hold([user], 40);
  bank.apply('n1', 1, 60);
  arrive();
  await mending;
  assert.equal((await waiting).amount, 40);
  assert.deepEqual([bank.balances.get(1), bank.leased(1)], [40, 40]);
});

test('mending that fails is tried again', async () => {
  const bank = new Bank({ 1: 100 });
  const { purses } = nodeOn(bank);
  bank.state = 'deaf';
  await assert.rejects(async () => purses.hold([user], 10), refused('store_unavailable'));
  bank.state = 'away';
  await purses.mend();
  bank.state = 'there';
  await purses.mend();
  assert.equal((await purses.hold([user], 100)).amount, 100);
});

test('a node that was not heard of for too long takes no holds on limited accounts', async () => {
  const { purses, clock } = nodeOn(new Bank({ 1: 100 }));
  const running = await purses.hold([user], 10);
  clock.move(trustMs - 1);
  assert.equal(purses.trusted, true);
  clock.move(1);
  assert.equal(purses.trusted, false);
  await assert.rejects(async () => purses.hold([user], 10), refused('store_unavailable'));
  assert.equal((await purses.hold([admin], 10)).amount, 10, 'an account without a limit goes on');
  assert.deepEqual(running.settle(10), [{ account: 1, amount: 10, limited: true }], 'what runs is charged');
});

test('leases of a node that comes back from the dead are not believed: they may be with others', async () => {
  const bank = new Bank({ 1: 100 });
  const { purses, clock } = nodeOn(bank, 'n1');
  const other = nodeOn(bank, 'n2').purses;
  const running = await purses.hold([user], 20);
  clock.move(trustMs + 1);
  bank.leases.clear(); // somebody took this node for dead
  const theirs = await other.hold([user], 100);
  purses.heardAt(clock.now());
  assert.equal(purses.trusted, true);
  const tried = await race(many(3, () => purses.hold([user], 1)));
  assert.equal(tried.holds.length, 0);
  running.release(); // not put back: it is not ours any more
  assert.equal((await race([purses.hold([user], 1)])).holds.length, 0);
  await purses.mend();
  await assert.rejects(async () => purses.hold([user], 1), refused('balance_too_low'));
  theirs.release();
  await other.giveBack(1);
  assert.equal((await purses.hold([user], 100)).amount, 100);
});

test('money that another node has leased and does not use is called back', async () => {
  const bank = new Bank({ 1: 100 });
  const { purses, pauses } = nodeOn(bank, 'n1');
  const other = nodeOn(bank, 'n2').purses;
  const theirs = await other.hold([user], 30);
  bank.others = () => other.giveBack(1);
  const { holds, codes } = await race(many(10, () => purses.hold([user], 10)));
  assert.equal(holds.length, 7);
  assert.deepEqual(
    codes,
    many(3, () => 'balance_too_low'),
  );
  assert.ok(bank.asked.filter((line) => line === 'recall 1').length <= 2);
  assert.ok(pauses.length > 0 && pauses.reduce((sum, ms) => sum + ms, 0) < 3000);
  theirs.release();
  assert.equal(bank.leased(1), 100);
});

test('where there is no other node, an empty balance is told at once', async () => {
  const bank = new Bank({ 1: 5 });
  const { purses, pauses } = nodeOn(bank);
  await assert.rejects(async () => purses.hold([user], 10), refused('balance_too_low'));
  assert.deepEqual(pauses, []);
});

test('what others hold is waited for about a second, by all who wait together', async () => {
  const bank = new Bank({ 1: 100 });
  const { purses, pauses } = nodeOn(bank, 'n1');
  await nodeOn(bank, 'n2').purses.hold([user], 100);
  bank.others = async () => {};
  const { codes } = await race(many(40, () => purses.hold([user], 10)));
  assert.equal(codes.length, 40);
  const waited = pauses.reduce((sum, ms) => sum + ms, 0);
  assert.ok(waited > 500 && waited < 1500, `${waited} ms`);
});

test('property: whatever happens, on three nodes no more is held and spent than there was', async () => {
  let state = 42;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let round = 0; round < 40; round++) {
    const bank = new Bank({ 1: 5000 }, 1 + next(2000));
    const applied: { node: string; amount: number }[] = [];
    const apply = async () => {
      for (const { node, amount } of applied.splice(0)) bank.apply(node, 1, amount);
    };
    const nodes = ['a', 'b', 'c'].map((name) => ({ name, ...nodeOn(bank, name, apply) }));
    bank.others = async () => {
      for (const { purses } of nodes) await purses.giveBack(1);
    };
    const open: { node: string; hold: Hold }[] = [];
    let spent = 0;
    for (let step = 0; step < 150; step++) {
      const { name, purses } = nodes[next(3)]!;
      const kind = next(10);
      bank.state = (['there', 'there', 'there', 'there', 'away', 'deaf'] as const)[next(6)]!;
      if (kind < 5) {
        const { holds } = await race(many(1 + next(4), () => purses.hold([user], 1 + next(600))));
        open.push(...holds.map((hold) => ({ node: name, hold })));
      } else if (kind < 8) {
        const [one] = open.splice(next(open.length), 1);
        for (const { amount } of one?.hold.settle(next(900)) ?? []) {
          spent += amount;
          applied.push({ node: one!.node, amount });
        }
      } else if (kind === 8) await purses.giveBack(1);
      else if (bank.state === 'there') {
        await apply();
        await purses.mend();
      }
      const held = open.reduce((sum, { hold }) => sum + hold.amount, 0);
      assert.ok(spent + held <= 5000, `${spent} spent and ${held} held`);
    }
    bank.state = 'there';
    for (const { node, hold } of open)
      for (const { amount } of hold.settle(next(900))) {
        spent += amount;
        applied.push({ node, amount });
      }
    await apply();
    for (const { purses } of nodes) await purses.mend();
    for (const { purses } of nodes) await purses.giveBackAll();
    assert.ok(bank.balances.get(1)! >= 0);
    assert.deepEqual([bank.balances.get(1), bank.leased(1)], [5000 - spent, 0]);
  }
});
