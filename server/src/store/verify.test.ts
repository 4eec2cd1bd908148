import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Database, forEachDatabase } from '../../../test/support/databases.ts';
import { callRecord, granted, newToken, newUser, system } from '../../../test/support/rows.ts';

/** Two users, one token with a limit, three calls of which one failed, and leases: everything in order. */
async function busy(database: Database) {
  const store = await database.store();
  const user = granted(await store.users.create(system, newUser()));
  const other = granted(await store.users.create(system, newUser()));
  const token = granted(await store.tokens.create(system, newToken(user.id, { limit: 5_000 })));
  const live = user.live.id;
  const allowance = token.allowance!.id;
  await store.ledger.append(system, { account: live, kind: 'topup', amount: 10_000, cause: 'first' });
  await store.ledger.append(system, { account: other.live.id, kind: 'gift', amount: 500, cause: 'first' });
  for (const account of [live, allowance]) await store.ledger.lease('n1', account, 100);
  const call = callRecord({ user: user.id, token: token.id, cost: 300, pays: [live, allowance] });
  const plain = callRecord({ user: user.id, cost: 40, pays: [live] });
  const failed = callRecord({ user: user.id, cost: 0, fault: 'upstream_cut', status: 502 });
  await store.ledger.apply([call, plain, failed], { node: 'n1', file: 'a', offset: 1 });
  return { store, live, allowance, other: other.live.id, call, plain };
}

forEachDatabase('verification', (fresh) => {
  test('books in order show no difference and are counted', async () => {
    const { store } = await busy(await fresh());
    assert.deepEqual(await store.ledger.verify(), { accounts: 5, entries: 6, differences: [] });
  });

  test('each kind of damage is found, alone and with its numbers', async () => {
    const database = await fresh();
    const { store, live, allowance, other, call, plain } = await busy(database);
    const month = 'calls_202603';
    const planted = [
      {
        harm: `update accounts set balance = balance + 7 where id = ${live}`,
        mend: `update accounts set balance = balance - 7 where id = ${live}`,
        found: [{ what: `balance of account ${live}`, expected: 9_660, found: 9_667 }],
      },
      {
        harm: `update accounts set balance = 1 where id = ${other}`,
        mend: `update accounts set balance = 500 where id = ${other}`,
        found: [{ what: `balance of account ${other}`, expected: 500, found: 1 }],
      },
      {
        harm: `update accounts set spent = 0 where id = ${allowance}`,
        mend: `update accounts set spent = 300 where id = ${allowance}`,
        found: [{ what: `spending of account ${allowance}`, expected: 300, found: 0 }],
      },
      {
        harm: `update accounts set leased = leased + 1 where id = ${live}`,
        mend: `update accounts set leased = leased - 1 where id = ${live}`,
        found: [{ what: `leases of account ${live}`, expected: 9_660, found: 9_661 }],
      },
      {
        harm: `update leases set node = 'n2', amount = amount - 2 where account_id = ${allowance}`,
        mend: `update leases set node = 'n1', amount = amount + 2 where account_id = ${allowance}`,
        found: [{ what: `leases of account ${allowance}`, expected: 4_698, found: 4_700 }],
      },
      {
        harm: `update ${month} set cost = 41 where id = '${plain.id}'`,
        mend: `update ${month} set cost = 40 where id = '${plain.id}'`,
        found: [{ what: `charge for call ${plain.id}`, expected: 41, found: 40 }],
      },
      {
        // The charge was halved and the balance made to fit: only the log still knows.
        harm: `update entries set amount = -20 where cause = '${plain.id}'; update accounts set balance = balance + 20, spent = spent - 20 where id = ${live}`,
        mend: `update entries set amount = -40 where cause = '${plain.id}'; update accounts set balance = balance - 20, spent = spent + 20 where id = ${live}`,
        found: [{ what: `charge for call ${plain.id}`, expected: 40, found: 20 }],
      },
      {
        harm: `update entries set amount = -1 where cause = '${call.id}' and account_id = ${allowance}; update accounts set balance = balance + 299, spent = spent - 299 where id = ${allowance}`,
        mend: `update entries set amount = -300 where cause = '${call.id}' and account_id = ${allowance}; update accounts set balance = balance - 299, spent = spent + 299 where id = ${allowance}`,
        found: [{ what: `charge of the allowance for call ${call.id}`, expected: 300, found: 1 }],
      },
      {
        harm: `update entries set cause = 'req_nobody' where cause = '${plain.id}'`,
        mend: `update entries set cause = '${plain.id}' where cause = 'req_nobody'`,
        found: [
          { what: `charge for call ${plain.id}`, expected: 40, found: 0 },
          { what: 'entries without a call, charge req_nobody', expected: 0, found: 40 },
        ],
      },
      {
        harm: `update entries set amount = 400 where account_id = ${other}`,
        mend: `update entries set amount = 500 where account_id = ${other}`,
        found: [{ what: `balance of account ${other}`, expected: 400, found: 500 }],
      },
    ];
    for (const { harm, mend, found } of planted) {
      for (const statement of harm.split('; ')) await database.raw(statement);
      assert.deepEqual(
        (await store.ledger.verify()).differences.map((one) => ({ ...one })),
        found,
        harm,
      );
      for (const statement of mend.split('; ')) await database.raw(statement);
      assert.deepEqual((await store.ledger.verify()).differences, [], mend);
    }
  });

  test('a deleted entry and a deleted call are found', async () => {
    const database = await fresh();
    const { store, live, plain, call } = await busy(database);
    await database.raw(`delete from entries where cause = '${plain.id}'`);
    await database.raw(`delete from calls_202603 where id = '${call.id}'`);
    const what = (await store.ledger.verify()).differences.map((one) => one.what);
    assert.deepEqual(what.toSorted(), [
      `balance of account ${live}`,
      `charge for call ${plain.id}`,
      `entries without a call, charge ${call.id}`,
      `spending of account ${live}`,
    ]);
  });

  test('charges whose month of the log was dropped are no difference, even when no call is left', async () => {
    const database = await fresh();
    const { store } = await busy(database);
    database.clock.set(Date.UTC(2026, 6, 2));
    const later = await database.store();
    assert.deepEqual(await later.calls.dropBefore(Date.UTC(2026, 6, 1)), ['202603']);
    assert.deepEqual((await store.ledger.verify()).differences, []);
    assert.deepEqual((await later.ledger.verify()).differences, []);
  });
});
