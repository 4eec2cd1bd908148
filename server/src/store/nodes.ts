import type { Store } from '../spec/store.ts';
import { lockedAccount } from './accounts.ts';
import type { Context } from './context.ts';

/** Leases, heartbeats, changes, idempotency keys: what nodes tell each other through the database. */

export function nodesOf({ engine, db }: Context): Store['nodes'] {
  const returnLeases = (node: string) =>
    db.transaction().execute(async (tx) => {
      const leases = await tx
        .selectFrom('leases')
        .selectAll()
        .where('node', '=', node)
        .orderBy('account_id')
        .execute();
      for (const { account_id } of leases) {
        await lockedAccount(engine, tx, account_id);
        // Read again under the lock: the applier of a node that lives after all may have spent some of it.
        const gone = await tx
          .deleteFrom('leases')
          .where('node', '=', node)
          .where('account_id', '=', account_id)
          .returning('amount')
          .executeTakeFirst();
        if (gone)
          await tx
            .updateTable('accounts')
            .set((eb) => ({ leased: eb('leased', '-', gone.amount) }))
            .where('id', '=', account_id)
            .execute();
      }
    });
  return {
    returnLeases,
    async beat(node, now) {
      await db
        .insertInto('nodes')
        .values({ name: node, beat_at: now })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ beat_at: now }))
        .execute();
    },
    async list(since) {
      const rows = await db
        .selectFrom('nodes')
        .selectAll()
        .where('beat_at', '>=', since)
        .orderBy('name')
        .execute();
      return rows.map(({ name, beat_at }) => ({ name, beatAt: beat_at }));
    },
    async returnLeasesOfDead(before) {
      const dead = await db
        .selectFrom('leases')
        .innerJoin('nodes', 'nodes.name', 'leases.node')
        .select('leases.node')
        .distinct()
        .where('nodes.beat_at', '<', before)
        .execute();
      for (const { node } of dead) await returnLeases(node);
      return dead.map(({ node }) => node);
    },
  };
}

export function changesOf({ engine, db }: Context, heard: Set<() => unknown>): Store['changes'] {
  return {
    async latest() {
      const row = await db
        .selectFrom('changes')
        .select((eb) => eb.fn.max('seq').as('seq'))
        .executeTakeFirst();
      return row?.seq ?? 0;
    },
    since: (seq) =>
      db.selectFrom('changes').select(['seq', 'topic']).where('seq', '>', seq).orderBy('seq').execute(),
    listen(notice) {
      heard.add(notice);
      const stop = engine.listen(notice);
      return () => {
        heard.delete(notice);
        stop();
      };
    },
    prune: async (before) => void (await db.deleteFrom('changes').where('at', '<', before).execute()),
  };
}

export function idempotencyOf({ db, clock }: Context): Store['idempotency'] {
  return {
    claim: ({ owner, key, bodyHash, node, expiresAt }) =>
      db.transaction().execute(async (tx) => {
        await tx
          .deleteFrom('idempotency')
          .where('owner', '=', owner)
          .where('key', '=', key)
          .where('expires_at', '<', clock.now())
          .execute();
        for (;;) {
          const mine = await tx
            .insertInto('idempotency')
            .values({
              owner,
              key,
              body_hash: bodyHash,
              node,
              status: null,
              headers: null,
              body: null,
              expires_at: expiresAt,
            })
            .onConflict((conflict) => conflict.columns(['owner', 'key']).doNothing())
            .returning('owner')
            .executeTakeFirst();
          if (mine) return { state: 'mine' } as const;
          const row = await tx
            .selectFrom('idempotency')
            .selectAll()
            .where('owner', '=', owner)
            .where('key', '=', key)
            .executeTakeFirst();
          if (!row) continue; // released in between: try to be the one who holds it
          if (row.body_hash !== bodyHash) return { state: 'other-body' } as const;
          if (row.status === null) return { state: 'running', node: row.node ?? '' } as const;
          const headers = JSON.parse(row.headers ?? '{}') as Record<string, string>;
          return {
            state: 'done',
            answer: { owner, key, status: row.status, headers, body: row.body ?? '' },
          } as const;
        }
      }),
    release: async (owner, key) =>
      void (await db
        .deleteFrom('idempotency')
        .where('owner', '=', owner)
        .where('key', '=', key)
        .where('status', 'is', null)
        .execute()),
    async sweep(node, now) {
      await db.deleteFrom('idempotency').where('expires_at', '<', now).execute();
      if (node !== undefined)
        await db.deleteFrom('idempotency').where('node', '=', node).where('status', 'is', null).execute();
    },
  };
}
