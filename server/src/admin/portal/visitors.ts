import { sameSecret } from '../../base/secret.ts';
import type { Mode, TokenOwner } from '../../spec/records.ts';
import type { AdminDeps } from '../deps.ts';
import { addressName, createLimiter, type Limiter } from '../limiter.ts';
import { newKey } from '../new-key.ts';
import { Refusal } from '../refusal.ts';
import type { Client } from '../route.ts';
import { readSetting, settings } from '../settings.ts';

/** People who try the gateway without an account: who is known again, and how many may come. */

const cookieName = 'key4u_visitor';
const visitSeconds = 24 * 3600;
const hourMs = 3_600_000;
/** A school or an office goes out by one address, and a browser is known again. */
const perAddress = 10;
/** Of all addresses: what a day of them leaves behind must stay small. */
const inAll = 300;

/** Counts for as long as the gateway that they belong to. */
const limiters = new WeakMap<AdminDeps, { readonly one: Limiter; readonly all: Limiter }>();

function limitersOf(deps: AdminDeps) {
  const known = limiters.get(deps);
  if (known) return known;
  const made = {
    one: createLimiter(deps.clock, { calls: perAddress, perMs: hourMs }),
    all: createLimiter(deps.clock, { calls: inAll, perMs: hourMs }),
  };
  limiters.set(deps, made);
  return made;
}

/** Sent by the portal's pages only: no other site can make a browser send it. */
export const isFromPortal = ({ headers }: Pick<Client, 'headers'>): boolean =>
  headers['x-key4u-portal'] === '1';

const proofOf = ({ sign }: AdminDeps, id: number) => sign(`visitor ${id}`);

/** The visitor whose cookie came along. */
export async function knownVisitor(deps: AdminDeps, client: Client): Promise<TokenOwner | undefined> {
  if (!isFromPortal(client)) return undefined;
  const sent = new RegExp(`(?:^|;\\s*)${cookieName}=(\\d{1,15})\\.([\\da-f]{64})(?:;|$)`).exec(
    client.headers.cookie ?? '',
  );
  if (!sent || !sameSecret(sent[2]!, proofOf(deps, Number(sent[1])))) return undefined;
  return deps.store.visitors.find(Number(sent[1]));
}

/** The visitor who asks, a new one where none is known. Throws Refusal. */
export async function visit(
  deps: AdminDeps,
  client: Client & { readonly origin: string },
  asked: { readonly mode: Mode; readonly token?: number | undefined },
): Promise<TokenOwner> {
  if (asked.mode === 'live' || asked.token !== undefined)
    throw new Refusal('credential_missing', 'log in to call with a key of your own');
  if (!(await readSetting(deps.store, settings.guestTry)))
    throw new Refusal('credential_missing', 'log in to try this');
  const known = await knownVisitor(deps, client);
  if (known) return known;
  const { one, all } = limitersOf(deps);
  const address = addressName(client.address);
  const wait = Math.max(one.wait(address), all.wait(''));
  if (wait > 0)
    throw new Refusal('rate_limited', 'too many people try this just now; wait a while, or sign up', wait);
  one.count(address);
  all.count('');
  const made = await deps.store.visitors.create({ key: newKey('test'), group: 'default' });
  const { id } = made.user;
  const secure = client.origin.startsWith('https:') ? '; Secure' : '';
  client.setHeader(
    'set-cookie',
    `${cookieName}=${id}.${proofOf(deps, id)}; Path=/api/portal; Max-Age=${visitSeconds}; HttpOnly; SameSite=Strict${secure}`,
  );
  return made;
}
