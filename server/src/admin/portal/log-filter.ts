import { z } from 'zod';
import { timeOfId } from '../../base/ids.ts';
import { faults } from '../../spec/fault.ts';
import { hourMs } from '../../spec/insight.ts';
import type { User } from '../../spec/records.ts';
import type { CallFilter, CallPlace } from '../../spec/store.ts';
import type { AdminDeps } from '../deps.ts';
import { idText, modeField, usd } from '../fields.ts';
import { namedUser } from '../operator/user-ref.ts';
import { Refusal } from '../refusal.ts';
import { ownerOf, scopeField, spanOf, spanQuery } from './period.ts';

/** What the log can be asked for: the same for the page, its live tail and the file. */
export const filterQuery = {
  scope: scopeField,
  ...spanQuery,
  mode: modeField.optional(),
  model: z.string().min(1).max(200).optional(),
  key: idText.optional().describe('Id of the key'),
  outcome: z.string().max(60).optional().describe('"ok", "fault" for any, or the code of one'),
  dialect: z.string().min(1).max(60).optional(),
  min_cost: usd.optional().describe('USD'),
  id: z
    .string()
    .regex(/^[\w.:-]{1,100}$/, 'must be a request id, or how it begins')
    .optional(),
  user: z.string().max(200).optional().describe('Operators, with scope=all: id or e-mail address'),
  channel: idText.optional().describe('Operators, with scope=all: id'),
  group: z.string().min(1).max(200).optional().describe('Operators, with scope=all'),
};

export type FilterQuery = z.output<z.ZodObject<typeof filterQuery>>;

/** A call lasts at most this long, so its id says where in the log it is. */
const longestCallMs = 26 * hourMs;

/** When calls whose ids begin so were made; undefined where too little of the id is known. */
function spanOfPrefix(prefix: string): { from: number; to: number } | undefined {
  const body = prefix.slice(prefix.indexOf('_') + 1);
  if (!prefix.includes('_') || body.length < 4 || body.length > 26) return undefined;
  const at = (fill: string) => timeOfId(`x_${body.padEnd(26, fill)}`);
  const first = at('0');
  const last = at('z');
  if (first === undefined || last === undefined) return undefined;
  return { from: first - 60_000, to: last + longestCallMs };
}

export async function filterOf(deps: AdminDeps, caller: User, query: FilterQuery): Promise<CallFilter> {
  const owner = ownerOf(caller, query.scope);
  for (const name of ['user', 'channel', 'group'] as const)
    if (query[name] !== undefined && query.scope !== 'all')
      throw new Refusal('field_invalid', `${name}: only with scope=all`);
  const { outcome } = query;
  if (outcome !== undefined && !['ok', 'fault'].includes(outcome) && !Object.hasOwn(faults, outcome))
    throw new Refusal('field_invalid', `outcome: must be "ok", "fault" or the code of a fault`);
  const span =
    (query.id !== undefined && query.period === undefined && query.from === undefined
      ? spanOfPrefix(query.id)
      : undefined) ?? spanOf(query, deps.clock.now(), '30d');
  const user = query.user === undefined ? owner : (await namedUser(deps.store, query.user)).id;
  return {
    ...span,
    ...(user === undefined ? {} : { user }),
    ...(query.mode === undefined ? {} : { mode: query.mode }),
    ...(query.model === undefined ? {} : { model: query.model }),
    ...(query.key === undefined ? {} : { token: query.key }),
    ...(outcome === 'ok' ? { fault: false } : outcome === 'fault' ? { fault: true } : {}),
    ...(outcome !== undefined && Object.hasOwn(faults, outcome) ? { faultCode: outcome } : {}),
    ...(query.dialect === undefined ? {} : { dialect: query.dialect }),
    ...(query.min_cost === undefined ? {} : { leastCost: query.min_cost }),
    ...(query.id === undefined ? {} : { requestIdPrefix: query.id }),
    ...(query.channel === undefined ? {} : { channel: query.channel }),
    ...(query.group === undefined ? {} : { group: query.group }),
  };
}

/** A place in the log as pages carry it. */
export const placeText = ({ at, id }: CallPlace): string => `${at}~${id}`;

export const placeField = z
  .string()
  .regex(/^\d{1,15}~[^\s]{0,100}$/, 'must be a place that an earlier answer gave')
  .transform((text): CallPlace => {
    const cut = text.indexOf('~');
    return { at: Number(text.slice(0, cut)), id: text.slice(cut + 1) };
  });
