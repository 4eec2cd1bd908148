import type { IncomingMessage } from 'node:http';
import { isObject, type Json, parseJson } from '../base/json.ts';
import { sameSecret } from '../base/secret.ts';
import type { Dialect } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import type { Mode } from '../spec/records.ts';
import { isFinal, type TaskAnswer, type TaskDesk, type TaskQuery } from '../spec/task.ts';
import type { TaskRow } from '../spec/task-rows.ts';
import { hookSecretOf } from '../tasks/hooks.ts';
import type { ResultBytes } from '../tasks/results.ts';
import { resultProof } from '../tasks/view.ts';
import type { RelayDeps } from './ports.ts';
import type { Reply } from './reply.ts';
import { callbackProof } from './task-start.ts';
import { taskView } from './task-view.ts';

/** Whose tasks are asked for; undefined: the link itself says who may. */
export type Asker = { readonly userId: number; readonly mode: Mode };

const mostListed = 500;

export const unknownTask = (ref: string): GatewayError =>
  new GatewayError(
    'task_unknown',
    `there is no task '${ref.slice(0, 100)}' for this account; GET /v1/tasks lists what there is`,
  );

/** Forgets a task that has ended, with its results. Its money and its row in the log stay. Throws task_running. */
export async function removeTask(
  { taskRows, files }: Pick<RelayDeps, 'taskRows' | 'files'>,
  row: TaskRow,
): Promise<void> {
  if (!isFinal(row.status) || !(await taskRows.remove(row.id)))
    throw new GatewayError(
      'task_running',
      'this task has not ended yet; cancel it first, or wait for its end',
    );
  for (const { file } of row.outputs) if (file !== undefined) await files.drop(file, row.owner);
}

/** What a dialect may do with tasks, bound to whoever asks. */
export function deskFor(
  deps: RelayDeps,
  dialect: Dialect,
  asker: Asker | undefined,
  origin: string,
): TaskDesk {
  const { tasks, taskRows } = deps;
  const show = (row: TaskRow) => taskView(deps, dialect, row);
  const rowOf = (ref: string): Promise<TaskRow | undefined> =>
    asker ? taskRows.find(asker.userId, asker.mode, ref) : taskRows.byId(ref);
  const must = async (ref: string): Promise<TaskRow> => {
    const row = await rowOf(ref);
    if (!row) throw unknownTask(ref);
    return row;
  };
  return {
    origin,
    ...(asker ? { balance: () => deps.balanceOf(asker) } : {}),
    hookSecret: hookSecretOf(deps.sign, asker?.userId ?? 0),
    async find(ref) {
      const row = await rowOf(ref);
      return row && show(row);
    },
    get: async (ref) => show(await must(ref)),
    async list(query: TaskQuery) {
      if (!asker) return { tasks: [], more: false, total: 0 };
      const limit = Math.min(Math.max(1, query.limit), mostListed);
      const found = await taskRows.list(asker.userId, asker.mode, { ...query, limit });
      return { ...found, tasks: found.tasks.map(show) };
    },
    cancel: async (ref) => show(await tasks.cancel(await must(ref))),
    async remove(ref) {
      const row = await must(ref);
      await removeTask(deps, row);
      return show(row);
    },
    async ask(ref, question, params = {}) {
      const row = await must(ref);
      const upstream = tasks.upstreamOf(row);
      if (row.handle === null || !upstream?.port.ask)
        throw new GatewayError(
          'field_invalid',
          `the upstream of this task cannot be asked for its ${question}`,
        );
      return upstream.port.ask(question, row.handle, params, upstream.send);
    },
    async changed(ref, version, ms) {
      const until = deps.clock.now() + ms;
      for (;;) {
        const row = await must(ref);
        const left = until - deps.clock.now();
        if (row.version !== version || left <= 0) return show(row);
        await tasks.changed(row.id, Math.min(left, 1000)); // another node may be the one that changes it
      }
    },
  };
}

/** What was sent along; {} for nothing and for what is no object. Throws body_malformed for broken JSON. */
export function questionBody(bytes: Buffer): Json {
  if (bytes.length === 0 || !/^\s*[[{]/.test(bytes.toString('latin1', 0, 64))) return {};
  const parsed = parseJson(bytes);
  if (parsed === undefined) throw new GatewayError('body_malformed', 'the body is not valid JSON');
  return isObject(parsed) ? parsed : { list: parsed };
}

/** Writes what a dialect answers. `whole` finds the task behind a link or a desk's answer. */
export async function sendTaskAnswer(
  deps: RelayDeps,
  answer: TaskAnswer,
  asker: Asker | undefined,
  request: IncomingMessage,
  reply: Reply,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  if ('content' in answer) {
    const { task, index, name } = answer.content;
    const row = await (asker ? deps.taskRows.find(asker.userId, asker.mode, task) : deps.taskRows.byId(task));
    if (!row) throw unknownTask(task);
    await sendResult(deps, row, index, request, reply, name);
  } else if ('stream' in answer)
    await sendGrowing(deps, { ...answer, headers: { ...answer.headers, ...headers } }, reply);
  else reply.answer(answer.status, { ...answer.headers, ...headers }, answer.body);
}

async function sendGrowing(
  deps: RelayDeps,
  { headers, stream }: Extract<TaskAnswer, { stream: unknown }>,
  reply: Reply,
): Promise<void> {
  // The first piece before the head: what goes wrong until then is answered as an error.
  const pieces = stream[Symbol.asyncIterator]();
  let next = await pieces.next();
  reply.streamHead(200, { ...headers });
  for (; !next.done; next = await pieces.next()) {
    const text = next.value;
    if (reply.gone) return void pieces.return?.();
    if (!reply.send(text, deps.clock.now()))
      await new Promise<void>((resolve) => {
        reply.whenDrained(resolve);
        reply.whenGone(resolve);
      });
  }
  reply.end();
}

/** Bytes of a result with ranges and back-pressure. Browsers are told to run nothing of it. */
export async function sendResult(
  deps: RelayDeps,
  row: TaskRow,
  index: number,
  request: IncomingMessage,
  reply: Reply,
  name?: string,
): Promise<void> {
  const found: ResultBytes = await deps.tasks.results.open(row, index, request.headers.range);
  const headers: Record<string, string> = {
    ...found.headers,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, max-age=3600',
    ...(name === undefined
      ? {}
      : { 'content-disposition': `inline; filename="${name.replace(/[^\w.-]/g, '_')}"` }),
  };
  reply.head(found.status, headers);
  if (request.method === 'HEAD' || !found.body) {
    reply.end();
    if (found.body) await letGo(found.body);
    return;
  }
  try {
    for await (const chunk of found.body) {
      if (reply.gone) return;
      await reply.sent(chunk, deps.clock.now());
    }
    reply.end();
  } catch (cause) {
    deps.watch.warn('a result broke off on its way to a client', { task: row.id, cause });
    reply.cut();
  }
}

/** Closes the file or the connection behind bytes that nobody wants: it belongs to whoever has begun to read. */
async function letGo(body: AsyncIterable<Buffer>): Promise<void> {
  try {
    for await (const _piece of body) break;
  } catch {
    // nobody waits for it
  }
}

/** The link of a result, found good. Throws task_unknown: to whoever guesses, a wrong proof and no task look the same. */
export async function resultByLink(
  deps: RelayDeps,
  { task = '', index = '', proof = '' }: Readonly<Record<string, string>>,
): Promise<{ row: TaskRow; index: number }> {
  const at = Number(index);
  const good = /^\d{1,4}$/.test(index) && sameSecret(proof, resultProof(deps.sign, task, at));
  const row = good ? await deps.taskRows.byId(task) : undefined;
  if (!row) throw unknownTask(task);
  return { row, index: at };
}

/** What an upstream calls back. Gives what it wants to hear. */
export async function takeCallback(
  deps: RelayDeps,
  { task = '', proof = '' }: Readonly<Record<string, string>>,
  body: Json,
): Promise<Json | undefined> {
  if (!sameSecret(proof, callbackProof(deps.sign, task))) throw unknownTask(task);
  const row = await deps.taskRows.byId(task);
  if (!row) throw unknownTask(task);
  const heard = deps.tasks.upstreamOf(row)?.port.readCallback?.(body) ?? {};
  await deps.tasks.heard(row, heard.report);
  return heard.answer;
}
