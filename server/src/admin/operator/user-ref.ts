import { z } from 'zod';
import type { User } from '../../spec/records.ts';
import type { Store } from '../../spec/store.ts';
import { Refusal } from '../refusal.ts';

/** How rows name a user. */
export const userRefReply = z.object({ id: z.number().int(), email: z.string() });

export const userRef = (id: number, user: User | undefined): z.input<typeof userRefReply> => ({
  id,
  email: user?.email ?? '',
});

/** The user whom an operator named by id or e-mail address. Throws Refusal when there is none. */
export async function namedUser(store: Store, name: string): Promise<User> {
  const user = /^\d{1,15}$/.test(name)
    ? await store.users.byId(Number(name))
    : await store.users.byEmail(name);
  if (!user) throw new Refusal('field_invalid', `user: there is no user "${name}"`);
  return user;
}
