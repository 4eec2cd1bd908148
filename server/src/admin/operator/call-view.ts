import { z } from 'zod';
import type { CallRow, Token, User } from '../../spec/records.ts';
import { meters } from '../../spec/usage.ts';
import type { AdminDeps } from '../deps.ts';
import { formatUsd, modeField, time, timeText, usdText } from '../fields.ts';
import { userRef, userRefReply } from './user-ref.ts';

const nameRef = z.object({ id: z.number().int(), name: z.string() });

/** Units by meter; only those that were consumed. */
const usageReply = z.partialRecord(z.enum(meters), z.number());

/** A call as a row of the operators' log. */
export const callReply = z.object({
  request_id: z.string(),
  at: time,
  mode: modeField,
  user: userRefReply.nullable(),
  token: nameRef.nullable(),
  group: z.string(),
  dialect: z.string(),
  endpoint: z.string(),
  model: z.string(),
  upstream_model: z.string().nullable(),
  channel: nameRef.nullable(),
  stream: z.boolean(),
  status: z.number().int(),
  fault: z.string().nullable(),
  cost_usd: usdText,
  usage: usageReply,
  first_byte_ms: z.number().nullable(),
  ms: z.number(),
});

/** What the rows of one answer call their users, tokens and channels. What is gone has an empty name. */
export type Names = {
  readonly users: ReadonlyMap<number, User>;
  readonly tokens: ReadonlyMap<number, Token>;
  readonly channels: ReadonlyMap<number, string>;
};

async function byIds<T>(
  ids: readonly (number | null)[],
  find: (id: number) => Promise<T | undefined>,
): Promise<Map<number, T>> {
  const known = new Map<number, T>();
  for (const id of new Set(ids)) {
    const value = id === null ? undefined : await find(id);
    if (id !== null && value !== undefined) known.set(id, value);
  }
  return known;
}

export async function namesFor({ store }: AdminDeps, calls: readonly CallRow[]): Promise<Names> {
  const [users, tokens, channels] = await Promise.all([
    byIds(
      calls.map((call) => call.user),
      (id) => store.users.byId(id),
    ),
    byIds(
      calls.map((call) => call.token),
      (id) => store.tokens.byId(id),
    ),
    store.channels.list(),
  ]);
  return { users, tokens, channels: new Map(channels.map((channel) => [channel.id, channel.name])) };
}

export const channelRef = (id: number, names: Names) => ({ id, name: names.channels.get(id) ?? '' });

export const callView = (call: CallRow, names: Names): z.input<typeof callReply> => ({
  request_id: call.id,
  at: timeText(call.at),
  mode: call.mode,
  user: call.user === null ? null : userRef(call.user, names.users.get(call.user)),
  token: call.token === null ? null : { id: call.token, name: names.tokens.get(call.token)?.name ?? '' },
  group: call.group,
  dialect: call.dialect,
  endpoint: call.endpoint,
  model: call.model,
  upstream_model: call.upstreamModel,
  channel: call.channel === null ? null : channelRef(call.channel, names),
  stream: call.stream,
  status: call.status,
  fault: call.fault,
  cost_usd: formatUsd(call.cost),
  usage: { ...call.usage },
  first_byte_ms: call.firstByteMs,
  ms: call.ms,
});
