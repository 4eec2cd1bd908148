import type { Purses } from '../ledger/purses.ts';
import type { Callers } from '../relay/callers.ts';
import type { Store } from '../spec/store.ts';

type Followers = {
  readonly config: () => Promise<void>;
  readonly callers: Callers;
  readonly purses: Purses;
  readonly closeBreaker: (channel: number, key: number) => void;
  readonly warn: (what: string, detail: Record<string, unknown>) => void;
};

/** Forgets what changed: read from the database, whoever wrote it. */
export async function followChanges(
  store: Store,
  from: number,
  { config, callers, purses, closeBreaker, warn }: Followers,
): Promise<{ stop: () => void }> {
  let seen = from;
  let stale = false; // the configuration changed, and the new one is not compiled yet
  let reading: Promise<void> | undefined;
  let again = false;
  const read = async () => {
    for (const { seq, topic } of await store.changes.since(seen)) {
      const [kind, id, part] = topic.split(':');
      if (kind === 'config') stale = true;
      if (kind === 'token') callers.forget({ token: Number(id) });
      if (kind === 'user') callers.forget({ user: Number(id) });
      if (kind === 'account') await purses.giveBack(Number(id));
      if (kind === 'breaker') closeBreaker(Number(id), Number(part));
      seen = seq;
    }
    if (!stale) return;
    await config();
    stale = false;
  };
  const readAll = async () => {
    while (again) {
      again = false;
      await read().catch((error: unknown) => warn('changes could not be read', { cause: String(error) }));
    }
    reading = undefined;
  };
  // Whoever writes waits for this, so that a change holds for the next call on this node.
  const notice = (): Promise<void> => {
    again = true;
    reading ??= readAll();
    return reading;
  };
  return { stop: store.changes.listen(notice) };
}
