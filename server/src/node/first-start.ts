import { hashPassword, newAccessToken, newKey } from '../admin/index.ts';
import { randomText } from '../base/ids.ts';
import type { Store } from '../spec/store.ts';
import type { Config } from './config.ts';

/** What a first start made. Shown once: everything in it is stored hashed or sealed. */
export type FirstStart = {
  readonly email: string;
  readonly password: string;
  readonly liveKey: string;
  readonly testKey: string;
  readonly accessToken: string;
};

const system = { user: null };

/**
 * Makes the administrator (user 1, not limited by its balance), one live and one test key, and the default group.
 * Undefined when there are users already. A start that died half-way is taken up where it stopped.
 */
export async function firstStart(store: Store, first: Config['first']): Promise<FirstStart | undefined> {
  const groups = await store.groups.list();
  if (!groups.some(({ name }) => name === 'default'))
    await store.groups.put(system, { name: 'default', ratio: '1', description: 'Default', open: true });
  if ((await store.settings.get('first_start')) === 'done') return undefined;

  const email = first.email ?? 'admin@localhost.localdomain';
  const password = first.password ?? randomText(20);
  const made = await store.users.create(system, {
    email,
    name: 'Administrator',
    password: await hashPassword(password),
    role: 'root',
    group: 'default',
    limited: false,
  });
  const admin = 'refused' in made ? await store.users.byEmail(email) : made;
  if (!admin) throw new Error('the first administrator could not be created');
  const accessToken = first.accessToken ?? newAccessToken();
  await store.users.setAccessToken(system, admin.id, accessToken);
  const liveKey = first.liveKey ?? newKey('live');
  const testKey = first.testKey ?? newKey('test');
  for (const [key, mode] of [
    [liveKey, 'live'],
    [testKey, 'test'],
  ] as const)
    await store.tokens.create(system, {
      userId: admin.id,
      name: `first ${mode} key`,
      key,
      mode,
      group: null,
      models: null,
      allowIps: [],
      expiresAt: null,
      limit: null,
    });
  await store.settings.put(system, 'first_start', 'done');
  return { email, password, liveKey, testKey, accessToken };
}
