import type { Clock } from '../base/clock.ts';
import type { Vault } from '../base/secret.ts';
import type { Actor } from '../spec/store.ts';
import type { Db, Engine, Tx } from './engine.ts';

/** What every noun of the store works with. */
export type Context = {
  readonly engine: Engine;
  readonly db: Db;
  readonly clock: Clock;
  readonly vault: Vault;
  /**
   * One write: rows, audit line and published changes in one transaction. `topics` are what other nodes must forget.
   * The work says what to note by calling `audit`; a work that changed nothing calls nothing.
   */
  readonly write: <T>(actor: Actor, work: (tx: Tx, note: Note) => Promise<T>) => Promise<T>;
};

export type Note = (action: string, object: string, topics: readonly string[], detail?: unknown) => void;

export function createContext(
  engine: Engine,
  clock: Clock,
  vault: Vault,
  written: () => Promise<unknown>,
): Context {
  return {
    engine,
    db: engine.db,
    clock,
    vault,
    async write(actor, work) {
      let changed = false;
      const result = await engine.db.transaction().execute(async (tx) => {
        await engine.orderChanges(tx);
        const notes: { action: string; object: string; topics: readonly string[]; detail: unknown }[] = [];
        const value = await work(tx, (action, object, topics, detail) =>
          notes.push({ action, object, topics, detail }),
        );
        if (notes.length === 0) return value;
        changed = true;
        const at = clock.now();
        await tx
          .insertInto('audit')
          .values(
            notes.map(({ action, object, detail }) => ({
              at,
              actor: actor.user,
              action,
              object,
              detail: JSON.stringify(detail ?? {}),
            })),
          )
          .execute();
        const topics = [...new Set(notes.flatMap((note) => note.topics))];
        if (topics.length > 0) {
          await tx
            .insertInto('changes')
            .values(topics.map((topic) => ({ topic, at })))
            .execute();
          await engine.announce(tx);
        }
        return value;
      });
      if (changed) await written();
      return result;
    },
  };
}

/** True for the error that both databases raise when a unique column would hold a value twice. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof Error &&
  (/UNIQUE constraint failed/.test(error.message) || ('code' in error && error.code === '23505'));

/** `%` stays a wildcard, everything else is taken literally; for `like … escape '\'`. */
export const likePattern = (text: string): string => text.replace(/[\\_]/g, (character) => `\\${character}`);
