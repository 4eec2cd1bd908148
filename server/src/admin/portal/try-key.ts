import { z } from 'zod';
import type { Mode, Token, User } from '../../spec/records.ts';
import type { Store } from '../../spec/store.ts';
import type { AdminDeps } from '../deps.ts';
import { modeField, time, timeText } from '../fields.ts';
import { newKey } from '../new-key.ts';
import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { isFromPortal, visit } from './visitors.ts';

/**
 * Keys for the portal's own pages: a page that calls the API of the gateway in the reader's name holds one in memory, for
 * minutes, and never a real key.
 */

const livesSeconds = 15 * 60;

const tryKeyReply = z.object({
  key: z.string().describe('Goes wherever a key goes, until it expires; asked for again before that'),
  mode: modeField,
  token: z.object({ id: z.number().int(), name: z.string() }),
  visitor: z.boolean().describe('True: somebody without an account, whose things are gone after a day'),
  expires_at: time,
});

/** The account's key for its own tries, made when it is first wanted. Of two requests at once both get the same. */
async function playgroundKey(store: Store, user: User, mode: Mode): Promise<Token> {
  const find = () => store.tokens.ofPurpose(user.id, 'playground', mode);
  const there = await find();
  if (there) return there;
  const made = await store.tokens.create(
    { user: user.id },
    {
      userId: user.id,
      name: 'Playground',
      key: newKey(mode),
      mode,
      group: null,
      models: null,
      allowIps: [],
      expiresAt: null,
      limit: null,
      purpose: 'playground',
    },
  );
  return 'refused' in made ? found(await find(), 'key') : made;
}

/** Throws Refusal for a key that no call could be made with. */
function usable(token: Token, mode: Mode, now: number): Token {
  const named = `the key "${token.name}"`;
  if (token.mode !== mode) throw new Refusal('field_invalid', `token: ${named} is no ${mode} key`);
  if (token.status !== 'enabled')
    throw new Refusal('refused', `${named} is disabled; enable it or choose another`);
  if (token.expiresAt !== null && token.expiresAt <= now)
    throw new Refusal('refused', `${named} has expired; extend it or choose another`);
  return token;
}

/** The key that a caller's tries go by. */
export async function keyForTries(
  { store, clock }: AdminDeps,
  user: User,
  asked: { readonly mode: Mode; readonly token?: number | undefined },
): Promise<Token> {
  const token =
    asked.token === undefined
      ? await playgroundKey(store, user, asked.mode)
      : found(await store.tokens.byId(asked.token, user.id), 'key');
  return usable(token, asked.mode, clock.now());
}

export const tryKeyRoutes = [
  defineRoute({
    method: 'POST',
    path: '/api/portal/try-key',
    auth: 'nobody',
    summary: {
      en: 'Get a key for a quarter of an hour, for a page that makes calls',
      vi: 'Lấy khóa dùng trong mười lăm phút cho một trang thực hiện cuộc gọi',
    },
    body: z.strictObject({
      mode: modeField.default('test'),
      token: z
        .number()
        .int()
        .positive()
        .optional()
        .describe('One of your keys; absent: your key "Playground", which is made when there is none'),
    }),
    reply: tryKeyReply,
    handler: async ({ caller, body, client, origin }, deps) => {
      if (!isFromPortal(client)) throw new Refusal('refused', 'send the header x-key4u-portal: 1');
      const user = await caller.viewer();
      const acting = (await caller.session())?.impersonator != null;
      if (acting && body.mode === 'live')
        throw new Refusal('acting_as', 'who acts as somebody else does not spend their money; use test mode');
      const token = user
        ? await keyForTries(deps, user, body)
        : (await visit(deps, { ...client, origin }, body)).token;
      const key = found(await deps.store.tokens.keyOf(token.id, token.userId), 'key');
      const { secret, expiresAt } = deps.shortKey(key, livesSeconds);
      return {
        key: secret,
        mode: token.mode,
        token: { id: token.id, name: token.name },
        visitor: user === undefined,
        expires_at: timeText(expiresAt),
      };
    },
  }),
];
