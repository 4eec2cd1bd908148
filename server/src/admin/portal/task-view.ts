import { z } from 'zod';
import { type CallKind, callKinds } from '../../spec/call.ts';
import type { Token, User } from '../../spec/records.ts';
import { isFinal, type TaskStatus, taskStatuses } from '../../spec/task.ts';
import type { GalleryFilter } from '../../spec/task-gallery.ts';
import type { TaskRow } from '../../spec/task-rows.ts';
import { meters } from '../../spec/usage.ts';
import type { AdminDeps, Catalogue } from '../deps.ts';
import { formatUsd, idText, modeField, moment, time, timeOrNull, timeText, usdText } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { remembered } from '../remember.ts';

/** Tasks as people see them, in the console and for operators. */

export const taskKinds = ['image', 'video', 'music', 'other'] as const;
type TaskKind = (typeof taskKinds)[number];
const named: readonly string[] = taskKinds;

const kindOf = (kind: CallKind): TaskKind => taskKinds.find((one) => one === kind) ?? 'other';
const callKindsOf = (kind: TaskKind): readonly CallKind[] =>
  callKinds.filter((one) => (kind === 'other' ? !named.includes(one) : one === kind));

const outputReply = z.object({
  index: z.number().int(),
  kind: z.enum(['video', 'image', 'audio', 'text', 'file']),
  role: z.string().nullable().describe('What it is beside the results themselves: thumbnail, cover, …'),
  path: z.string().nullable().describe('At this gateway; opens without a key until the task expires'),
  text: z.string().nullable(),
  media_type: z.string().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  seconds: z.number().nullable(),
});

export const taskReply = z.object({
  id: z.string(),
  version: z.number().int().describe('Grows with every change'),
  mode: modeField,
  kind: z.enum(taskKinds),
  action: z.string(),
  dialect: z.string(),
  maker: z.string().nullable(),
  model: z.string(),
  prompt: z.string().nullable(),
  state: z.enum(taskStatuses),
  progress: z.number().describe('0 to 100'),
  created_at: time,
  started_at: time.nullable(),
  finished_at: time.nullable(),
  expires_at: time.describe('Until then its results can be fetched'),
  hold_usd: usdText.describe('Reserved when it began'),
  cost_usd: usdText.describe('Charged; 0 while it is open'),
  released_usd: usdText.describe('Of the hold, given back; 0 while it is open'),
  fault: z.string().nullable(),
  reason: z.string().nullable().describe('Why it did not succeed, in words'),
  outputs: z.array(outputReply),
  request_id: z.string(),
  parent: z.string().nullable().describe('The task it went on from'),
  key: z.object({ id: z.number().int(), name: z.string() }),
  cancellable: z.boolean(),
});
export type TaskReply = z.input<typeof taskReply>;

const factReply = z.union([z.string(), z.number(), z.boolean()]);

export const taskDetail = taskReply.extend({
  states: z.array(z.object({ state: z.enum(taskStatuses), at: time })).describe('In order'),
  request: z
    .object({
      method: z.string(),
      path: z.string(),
      body: z.record(z.string(), z.unknown()),
      whole: z.boolean().describe('All of it: it can be sent again as it is'),
    })
    .nullable()
    .describe('What was sent, without credentials; null where it is not kept'),
  usage: z.partialRecord(z.enum(meters), z.number()),
  facts: z.record(z.string(), factReply),
  group: z.string(),
  ratio: z.string(),
  parent_task: taskReply.nullable(),
  children: z.array(taskReply),
});

const makersBy = new WeakMap<Catalogue, ReadonlyMap<string, string>>();

/** Who makes each model; of one that nobody serves any more, whoever's list has it. */
export function makersOf({ catalogue, providers }: AdminDeps): ReadonlyMap<string, string> {
  const now = catalogue();
  let makers = makersBy.get(now);
  if (!makers) {
    const listed = now.groups.flatMap(({ name }) => [
      ...now.modelsOf(name, 'test'),
      ...now.modelsOf(name, 'live'),
    ]);
    makers = new Map([
      ...providers.flatMap(({ manifest }) => manifest.models.map(({ id }) => [id, manifest.owner] as const)),
      ...listed.map(({ id, owner }) => [id, owner] as const),
    ]);
    makersBy.set(now, makers);
  }
  return makers;
}

export type TaskNames = {
  readonly makers: ReadonlyMap<string, string>;
  readonly tokenOf: (id: number) => Promise<Token | undefined>;
};
export const taskNames = (deps: AdminDeps): TaskNames => ({
  makers: makersOf(deps),
  tokenOf: remembered((id: number) => deps.store.tokens.byId(id)),
});

export async function taskView(deps: AdminDeps, names: TaskNames, row: TaskRow): Promise<TaskReply> {
  const ended = isFinal(row.status);
  return {
    id: row.id,
    version: row.version,
    mode: row.mode,
    kind: kindOf(row.kind),
    action: row.action,
    dialect: row.dialect,
    maker: names.makers.get(row.model) ?? null,
    model: row.model,
    prompt: row.prompt,
    state: row.status,
    progress: row.status === 'succeeded' ? 100 : row.progress,
    created_at: timeText(row.createdAt),
    started_at: timeOrNull(row.startedAt),
    finished_at: timeOrNull(row.finishedAt),
    expires_at: timeText(row.expiresAt),
    hold_usd: formatUsd(row.hold),
    cost_usd: formatUsd(row.cost),
    released_usd: formatUsd(ended ? Math.max(0, row.hold - row.cost) : 0),
    fault: row.fault,
    reason: row.reason,
    outputs: deps.tasks.outputsOf(row).map((output) => ({
      index: output.index,
      kind: output.kind,
      role: output.role ?? null,
      path: output.text === undefined ? (output.url ?? null) : null,
      text: output.text ?? null,
      media_type: output.mediaType ?? null,
      width: output.width ?? null,
      height: output.height ?? null,
      seconds: output.seconds ?? null,
    })),
    request_id: row.requestId,
    parent: row.parent,
    key: { id: row.token, name: (await names.tokenOf(row.token))?.name ?? '' },
    cancellable: deps.tasks.mayCancel(row),
  };
}

export async function tasksView(deps: AdminDeps, rows: readonly TaskRow[]): Promise<TaskReply[]> {
  const names = taskNames(deps);
  return Promise.all(rows.map((row) => taskView(deps, names, row)));
}

/** Follow-ups of one task that are shown with it. */
const mostChildren = 50;

export async function detailView(deps: AdminDeps, row: TaskRow): Promise<z.input<typeof taskDetail>> {
  const { taskGallery } = deps.store;
  const [story, parent, children] = await Promise.all([
    taskGallery.story(row.id),
    row.parent === null ? undefined : taskGallery.byId(row.parent, row.owner),
    taskGallery.childrenOf(row, mostChildren),
  ]);
  const names = taskNames(deps);
  return {
    ...(await taskView(deps, names, row)),
    states: story.states.map(({ status, at }) => ({ state: status, at: timeText(at) })),
    request: story.request ?? null,
    usage: row.usage,
    facts: row.facts,
    group: row.group,
    ratio: row.ratio,
    parent_task: parent ? await taskView(deps, names, parent) : null,
    children: await Promise.all(children.map((child) => taskView(deps, names, child))),
  };
}

const states = z
  .string()
  .max(200)
  .transform((text, context): TaskStatus[] => {
    const words = text.split(',').map((word) => word.trim());
    const known = words.flatMap((word) => taskStatuses.find((status) => status === word) ?? []);
    if (known.length === words.length) return known;
    context.addIssue(`must be states parted by commas, of: ${taskStatuses.join(', ')}`);
    return z.NEVER;
  });

export const taskFilter = {
  after: z.string().max(64).optional().describe('Id of the last task of the page before'),
  size: z.coerce.number().int().min(1).max(100).default(40),
  kind: z.enum(taskKinds).optional(),
  maker: z.string().max(100).optional(),
  model: z.string().max(200).optional(),
  state: states.optional().describe('States, parted by commas'),
  mode: modeField.optional(),
  dialect: z.string().max(64).optional(),
  key: idText.optional().describe('Id of the key that made it'),
  request_id: z.string().max(100).optional(),
  from: moment.optional(),
  to: moment.optional(),
};

type Query = Omit<z.output<z.ZodObject<typeof taskFilter>>, 'after' | 'size'>;

export function galleryFilter(deps: AdminDeps, query: Query, owner?: User): GalleryFilter {
  const { kind, maker, model, state, mode, dialect, key, request_id: requestId, from, to } = query;
  if (from !== undefined && to !== undefined && from > to)
    throw new Refusal('field_invalid', 'from: must not be after to');
  const made =
    maker === undefined ? undefined : [...makersOf(deps)].flatMap(([id, by]) => (by === maker ? [id] : []));
  const models =
    model === undefined ? made : made === undefined || made.includes(model) ? [model] : ([] as string[]);
  return {
    ...(owner ? { owner: owner.id } : {}),
    ...(mode === undefined ? {} : { mode }),
    ...(kind === undefined ? {} : { kinds: callKindsOf(kind) }),
    ...(state === undefined ? {} : { status: state }),
    ...(models === undefined ? {} : { models }),
    ...(dialect === undefined ? {} : { dialect }),
    ...(key === undefined ? {} : { token: key }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

/** Values of filters that some task has, the most frequent first. */
export const facetsReply = z.object({
  kinds: z.array(z.enum(taskKinds)),
  makers: z.array(z.string()),
  models: z.array(z.object({ name: z.string(), maker: z.string().nullable(), count: z.number().int() })),
  dialects: z.array(z.string()),
});

export async function facetsView(deps: AdminDeps, owner?: User): Promise<z.input<typeof facetsReply>> {
  const facets = await deps.store.taskGallery.facets(owner?.id);
  const makers = makersOf(deps);
  const models = new Map<string, number>();
  for (const { model, count } of facets) models.set(model, (models.get(model) ?? 0) + count);
  const unique = <T>(values: readonly (T | undefined)[]): T[] => [
    ...new Set(values.filter((value) => value !== undefined)),
  ];
  const found = unique(facets.map(({ kind }) => kindOf(kind)));
  return {
    kinds: taskKinds.filter((kind) => found.includes(kind)),
    makers: unique([...models.keys()].map((model) => makers.get(model))).sort(),
    models: [...models].map(([name, count]) => ({ name, maker: makers.get(name) ?? null, count })),
    dialects: unique(facets.map(({ dialect }) => dialect)).sort(),
  };
}
