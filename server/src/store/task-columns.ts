import type { Selectable } from 'kysely';
import type { Json } from '../base/json.ts';
import type { TaskRow } from '../spec/task-rows.ts';
import type { Tables } from './schema.ts';

type Columns = Selectable<Tables['tasks']>;

const text = (value: unknown): string => JSON.stringify(value);
const textOrNull = (value: unknown): string | null => (value === null ? null : text(value));
const parsed = <T>(value: string): T => JSON.parse(value) as T;
const parsedOrNull = <T>(value: string | null): T | null => (value === null ? null : parsed<T>(value));

type OwnColumns = Omit<
  Columns,
  | 'idempotency_key'
  | 'idempotency_hash'
  | 'node'
  | 'lease_until'
  | 'hook_at'
  | 'hook_tries'
  | 'copy_at'
  | 'copy_tries'
  | 'states'
>;

export const toTaskColumns = (row: TaskRow): OwnColumns => ({
  id: row.id,
  request_id: row.requestId,
  owner: row.owner,
  token: row.token,
  mode: row.mode,
  dialect: row.dialect,
  kind: row.kind,
  action: row.action,
  model: row.model,
  prompt: row.prompt,
  memo: text(row.memo),
  status: row.status,
  progress: row.progress,
  reason: row.reason,
  fault: row.fault,
  provider: row.provider,
  channel: row.channel,
  channel_key: row.channelKey,
  wire: row.wire,
  upstream_model: row.upstreamModel,
  upstream_action: row.upstreamAction,
  handle: textOrNull(row.handle),
  native: textOrNull(row.native),
  outputs: text(row.outputs),
  parent: row.parent,
  group_name: row.group,
  ratio: row.ratio,
  price_id: row.price,
  usage: text(row.usage),
  facts: text(row.facts),
  hold: row.hold,
  cost: row.cost,
  payers: text(row.payers),
  hook: textOrNull(row.hook),
  origin: row.origin,
  created_at: row.createdAt,
  started_at: row.startedAt,
  finished_at: row.finishedAt,
  give_up_at: row.giveUpAt,
  expires_at: row.expiresAt,
  log_at: row.logAt,
  version: row.version,
  answer: row.answer,
});

/** Words of enumerations were written by this program, so they are read as what they are. */
export const toTask = (row: OwnColumns): TaskRow => ({
  id: row.id,
  requestId: row.request_id,
  owner: row.owner,
  token: row.token,
  mode: row.mode as TaskRow['mode'],
  dialect: row.dialect,
  kind: row.kind as TaskRow['kind'],
  action: row.action,
  model: row.model,
  prompt: row.prompt,
  memo: parsed<Json>(row.memo),
  status: row.status as TaskRow['status'],
  progress: row.progress,
  reason: row.reason,
  fault: row.fault as TaskRow['fault'],
  provider: row.provider,
  channel: row.channel,
  channelKey: row.channel_key,
  wire: row.wire,
  upstreamModel: row.upstream_model,
  upstreamAction: row.upstream_action,
  handle: parsedOrNull<Json>(row.handle),
  native: parsedOrNull<Json>(row.native),
  outputs: parsed<TaskRow['outputs']>(row.outputs),
  parent: row.parent,
  group: row.group_name,
  ratio: row.ratio,
  price: row.price_id,
  usage: parsed<TaskRow['usage']>(row.usage),
  facts: parsed<TaskRow['facts']>(row.facts),
  hold: row.hold,
  cost: row.cost,
  payers: parsed<TaskRow['payers']>(row.payers),
  hook: parsedOrNull<NonNullable<TaskRow['hook']>>(row.hook),
  origin: row.origin,
  createdAt: row.created_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  giveUpAt: row.give_up_at,
  expiresAt: row.expires_at,
  logAt: row.log_at,
  version: row.version,
  answer: row.answer,
});
