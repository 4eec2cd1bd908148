import { newId } from '../../server/src/base/ids.ts';
import { isObject, type Json, objectOf, parseJson } from '../../server/src/base/json.ts';
import { compileCard, compileRatio, priceOf } from '../../server/src/ledger/price.ts';
import { sampleFiles } from '../../server/src/manual/samples/files.ts';
import type { RequestHead } from '../../server/src/spec/call.ts';
import type { Dialect, SubmitEndpoint, TaskDeskEndpoint, WireAnswer } from '../../server/src/spec/dialect.ts';
import { GatewayError } from '../../server/src/spec/fault.ts';
import type { ImageRequest } from '../../server/src/spec/image.ts';
import type { Access, ModelFact, Provider, Simulate } from '../../server/src/spec/provider.ts';
import {
  isFinal,
  type ParentTask,
  type TaskAnswer,
  type TaskCall,
  type TaskDesk,
  type TaskPort,
  type TaskReport,
  type TaskSend,
  type TaskStart,
} from '../../server/src/spec/task.ts';
import type { TaskRow } from '../../server/src/spec/task-rows.ts';
import { viewOf } from '../../server/src/tasks/view.ts';
import { sendTo } from './task-send.ts';

/** What is asked of a house beside its provider. */
export type HouseOptions = {
  /** Sent with every request: `x-key4u-simulate`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Stands between a port and its upstream. */
  readonly around?: (send: TaskSend) => TaskSend;
  readonly access?: Access;
};

/** How a call is asked of the provider. */
export type Asked = {
  readonly wire: string;
  readonly port: TaskPort;
  readonly native: boolean;
  readonly upstreamModel: string;
  readonly start: Omit<TaskStart, 'taskId'>;
  readonly measured: ReturnType<TaskPort['measure']>;
  readonly dropped: readonly string[];
};

/** A task of the house. `hold` and `cost` in nano-USD at the provider's own card; absent where it has none. */
export type HouseTask = {
  row: TaskRow;
  readonly refs: Set<string>;
  readonly asked: Asked;
  /** Requests that were marked as the one that makes the job. */
  readonly starts: number;
  readonly reports: TaskReport[];
};

const user = 1;
/** More than the longest pause between two questions that any upstream demands. */
const stepMs = 1500;
const patienceSteps = 80;

/** A fact of the model, by its name or by a pattern that ends in `*`. */
export const factOf = (provider: Provider, model: string): ModelFact | undefined =>
  provider.manifest.models.find(({ id }) => id === model) ??
  provider.manifest.models.find(({ id }) => id.endsWith('*') && model.startsWith(id.slice(0, -1)));

/**
 * One provider's simulator with everything between a dialect and it, and no network, no store and no clock of its own:
 * `pass` moves the time that the simulator sees. What relay/submit.ts and tasks/engine.ts do with a port is done here in
 * the plainest way, so that the ports are seen alone.
 */
export class TaskHouse {
  readonly provider: Provider;
  readonly simulate: Simulate;
  readonly tasks: HouseTask[] = [];
  readonly #pass: (ms: number) => void;
  #starts = 0;

  constructor(provider: Provider, pass: (ms: number) => void) {
    this.provider = provider;
    this.simulate = provider.simulator();
    this.#pass = pass;
  }

  send({ headers, around, access }: HouseOptions = {}): TaskSend {
    const { send } = sendTo(this.provider, this.simulate, access, headers);
    const counted: TaskSend = (request) => {
      if (request.starts) this.#starts++;
      return send(request);
    };
    return around ? around(counted) : counted;
  }

  find(ref: string): HouseTask | undefined {
    return this.tasks.findLast(({ row, refs }) => row.id === ref || refs.has(ref));
  }

  #get(ref: string): HouseTask {
    const found = this.find(ref);
    if (!found) throw new GatewayError('task_unknown', `there is no task '${ref}'`);
    return found;
  }

  /**
   * What the provider would be asked. `models`: names to put in the place of the call's, tried in turn where the provider
   * does not serve its own. Undefined where it serves none of them. Throws GatewayError as the adapters do.
   */
  ask(dialect: Dialect, call: TaskCall, models: readonly string[] = []): Asked | undefined {
    const parents = this.#parentsOf(call);
    const inherited = call.model === '' ? this.find(call.parents?.[0]?.ref ?? '')?.row.model : undefined;
    const { models: sold } = this.provider.manifest;
    for (const upstreamModel of [inherited ?? call.model, ...models]) {
      // As routing does: an operator's channel has the models of the manifest, or whichever he names.
      if (sold.length > 0 && !factOf(this.provider, upstreamModel)) continue;
      const way = wayOf(this.provider, dialect.wire, call, upstreamModel);
      if (!way) continue;
      const dropped: string[] = [];
      const to = { upstreamModel, parents, drop: (field: string) => dropped.push(field) };
      const { action, body } = way.native ? call : translated(way.port, call, to);
      const facts = call.facts ?? {};
      const measured = way.port.measure({ action, body, upstreamModel, facts });
      return {
        ...way,
        upstreamModel,
        measured,
        dropped,
        start: {
          action,
          body,
          upstreamModel,
          access: { key: 'sk-simulated', settings: {} },
          facts: { ...facts, ...measured.facts },
          parents,
        },
      };
    }
    return undefined;
  }

  #parentsOf(call: TaskCall): Record<string, ParentTask> {
    const parents: Record<string, ParentTask> = {};
    for (const { ref, loose } of call.parents ?? []) {
      const found = this.find(ref);
      if (!found && !loose) throw new GatewayError('task_unknown', `there is no task '${ref}'`);
      if (!found) continue;
      const { row } = found;
      parents[ref] = {
        handle: row.handle ?? {},
        action: row.action,
        upstreamModel: row.upstreamModel ?? row.model,
        status: row.status,
        outputs: row.outputs,
        byId: row.id === ref,
      };
    }
    return parents;
  }

  /** Starts what `ask` made ready. Rejects with what the port throws. */
  async start(
    dialect: Dialect,
    call: TaskCall,
    asked: Asked,
    options: HouseOptions = {},
  ): Promise<HouseTask> {
    const id = newId('task', Date.now());
    this.#starts = 0;
    const started = await asked.port.start(
      { ...asked.start, ...(options.access ? { access: options.access } : {}), taskId: id },
      this.send(options),
    );
    const { usage, facts } = asked.measured;
    const at = Date.now();
    const task: HouseTask = {
      refs: new Set(),
      asked,
      starts: this.#starts,
      reports: [],
      row: {
        ...blankRow,
        id,
        requestId: newId('req', at),
        dialect: dialect.id,
        kind: call.kind,
        action: call.action,
        model: asked.upstreamModel,
        prompt: call.prompt ?? null,
        memo: call.memo ?? {},
        provider: this.provider.manifest.id,
        wire: asked.wire,
        upstreamModel: asked.upstreamModel,
        upstreamAction: asked.start.action,
        handle: started.handle,
        usage,
        facts: { ...asked.start.facts, ...facts },
        hold: this.#priceOf(asked.upstreamModel, usage, { ...asked.start.facts, ...facts }),
        hook: call.hook ?? null,
        createdAt: at,
        logAt: at,
        giveUpAt: at + 1e9,
        expiresAt: at + 1e10,
      },
    };
    const report = started.report ?? {};
    this.apply(task, { ...report, status: report.status ?? 'queued' });
    this.tasks.push(task);
    return task;
  }

  #priceOf(model: string, usage: TaskRow['usage'], facts: TaskRow['facts']): number {
    const fact = factOf(this.provider, model);
    return fact ? priceOf(compileCard(fact.card), usage, facts, compileRatio('1')) : 0;
  }

  /** One report, as the engine takes it. */
  apply(task: HouseTask, report: TaskReport): void {
    task.reports.push(report);
    const { row } = task;
    for (const ref of [
      ...(report.refs ?? []),
      ...(report.outputs ?? []).flatMap(({ ref: one }) => one ?? []),
    ])
      task.refs.add(ref);
    const status = report.status ?? row.status;
    const usage = report.usage ?? row.usage;
    const facts = { ...row.facts, ...report.facts };
    const happy = status === 'succeeded';
    task.row = {
      ...row,
      status,
      usage: isFinal(status) && !happy ? row.usage : usage,
      facts,
      progress: happy ? 100 : Math.max(row.progress, report.progress ?? 0),
      outputs: report.outputs ?? row.outputs,
      native: report.native ?? row.native,
      handle: report.handle ?? row.handle,
      cost: happy ? this.#priceOf(row.upstreamModel ?? '', usage, facts) : 0,
      version: row.version + 1,
      startedAt: row.startedAt ?? (status === 'running' ? Date.now() : null),
      finishedAt: isFinal(status) ? Date.now() : null,
      ...(isFinal(status) && !happy
        ? {
            fault:
              report.fault ??
              (status === 'cancelled'
                ? 'task_cancelled'
                : status === 'expired'
                  ? 'task_expired'
                  : 'upstream_failed'),
            reason: report.reason ?? 'the upstream did not say why',
          }
        : {}),
    };
  }

  async poll(task: HouseTask, options: HouseOptions = {}): Promise<TaskReport> {
    const report = await task.asked.port.poll(task.row.handle ?? {}, this.send(options));
    this.apply(task, report);
    return report;
  }

  /** Asks until the task has ended, or waits for its client. */
  async finish(task: HouseTask): Promise<void> {
    for (let step = 0; step < patienceSteps; step++) {
      if (isFinal(task.row.status) || task.row.status === 'waiting') return;
      this.#pass(stepMs);
      await this.poll(task);
    }
    throw new Error(`not ended after ${patienceSteps} questions: ${JSON.stringify(task.row.native)}`);
  }

  view(dialect: Dialect, { row }: HouseTask) {
    return viewOf(row, dialect, 'link', (text) => Buffer.from(text).toString('hex').padEnd(32, '0'));
  }

  desk(dialect: Dialect): TaskDesk {
    const show = (task: HouseTask) => this.view(dialect, task);
    return {
      origin: 'http://gateway.example',
      hookSecret: `whsec_${Buffer.alloc(24).toString('base64')}`,
      balance: async () => 5_000_000_000,
      find: async (ref) => {
        const found = this.find(ref);
        return found && show(found);
      },
      get: async (ref) => show(this.#get(ref)),
      list: async ({ limit, ids, dialect: id, action }) => {
        const tasks = this.tasks
          .filter(({ row }) => (ids ? ids.includes(row.id) : true))
          .filter(({ row }) => (id ? row.dialect === id : true))
          .filter(({ row }) => (action ? action.includes(row.action) : true))
          .toReversed();
        return { tasks: tasks.slice(0, limit).map(show), more: tasks.length > limit, total: tasks.length };
      },
      cancel: async (ref) => {
        const task = this.#get(ref);
        const { port } = task.asked;
        if (isFinal(task.row.status) || !port.cancel)
          throw new GatewayError('task_not_cancellable', 'it cannot');
        const report = await port.cancel(task.row.handle ?? {}, this.send());
        this.apply(task, { ...report, status: report.status ?? 'cancelled' });
        return show(task);
      },
      remove: async (ref) => {
        const task = this.#get(ref);
        if (!isFinal(task.row.status)) throw new GatewayError('task_running', 'not yet');
        this.tasks.splice(this.tasks.indexOf(task), 1);
        return show(task);
      },
      ask: async (ref, question, params = {}) => {
        const { asked, row } = this.#get(ref);
        if (!asked.port.ask) throw new GatewayError('field_invalid', `cannot be asked for its ${question}`);
        return asked.port.ask(question, row.handle ?? {}, params, this.send());
      },
      changed: async (ref) => show(this.#get(ref)),
    };
  }

  /** What the client is answered while he waits: in the words of the endpoint, or of the fault where it has none. */
  async answer(
    dialect: Dialect,
    door: Pick<SubmitEndpoint, 'answer'> & Partial<Pick<SubmitEndpoint, 'written'>>,
    task: HouseTask,
    head: RequestHead,
    call: TaskCall,
  ): Promise<WireAnswer> {
    const { row } = task;
    if (isFinal(row.status) && row.status !== 'succeeded' && !door.written)
      return dialect.writeFault(
        new GatewayError(row.fault ?? 'upstream_failed', row.reason ?? 'it failed'),
        row.requestId,
      );
    const view = this.view(dialect, task);
    if (!door.answer || (door.written && call.waitMs === undefined)) return door.written!(view);
    const answer = door.answer(view, { base64: (index) => this.#base64(task, index) }, head, call);
    if ('body' in answer) return answer;
    if (!('stream' in answer)) throw new Error('bytes of an output in place of an answer');
    let body = '';
    for await (const piece of answer.stream) body += piece;
    return { status: 200, headers: answer.headers, body };
  }

  async *#base64({ row }: HouseTask, index: number): AsyncGenerator<string> {
    const output = row.outputs[index];
    if (!output) throw new Error(`no output ${index}`);
    const text = (await this.bytesOf(output)).bytes.toString('base64');
    // In pieces, as files come.
    for (let at = 0; at < text.length; at += 4096) yield text.slice(at, at + 4096);
  }

  /** A question in the dialect's own words. */
  async question(
    dialect: Dialect,
    serve: TaskDeskEndpoint['serve'],
    head: RequestHead,
    body: Buffer,
  ): Promise<TaskAnswer> {
    const parsed = body.length > 0 ? parseJson(body) : {};
    return serve(
      { head, body: isObject(parsed) ? parsed : Array.isArray(parsed) ? { list: parsed } : {} },
      this.desk(dialect),
    );
  }

  /** The bytes of a result, with the credentials where it lies behind them. */
  async bytesOf(output: TaskRow['outputs'][number]): Promise<{ bytes: Buffer; type: string }> {
    if (output.data !== undefined)
      return { bytes: Buffer.from(output.data, 'base64'), type: output.mediaType ?? '' };
    if (output.text !== undefined) return { bytes: Buffer.from(output.text), type: 'text/plain' };
    if (output.path !== undefined) {
      const path = output.path.replace(/^https?:\/\/[^/]+/, '');
      const { body, headers } = await this.send()({ method: 'GET', path });
      return { bytes: body, type: String(headers['content-type'] ?? '') };
    }
    const response = await this.simulate(new Request(output.url ?? ''));
    if (!response.ok) throw new Error(`${output.url}: ${response.status}`);
    return {
      bytes: Buffer.from(await response.arrayBuffer()),
      type: response.headers.get('content-type') ?? '',
    };
  }
}

function wayOf(
  provider: Provider,
  wire: string,
  call: TaskCall,
  model: string,
): Pick<Asked, 'wire' | 'port' | 'native'> | undefined {
  const own = provider.tasks?.[wire];
  if (own?.serves(model, call.action)) return { wire, port: own, native: true };
  for (const [other, port] of Object.entries(provider.tasks ?? {})) {
    const writes = (call.video && port.writeVideo) || (call.image && port.writeImage);
    if (writes && port.serves(model, undefined)) return { wire: other, port, native: false };
  }
  return undefined;
}

type To = Parameters<NonNullable<TaskPort['writeVideo']>>[1];

function translated(port: TaskPort, { action, body, video, image }: TaskCall, to: To) {
  if (video && port.writeVideo) return port.writeVideo(video, to);
  if (image && port.writeImage) return port.writeImage(withPictures(image, port.media), to);
  return { action, body };
}

const picture = `data:image/png;base64,${sampleFiles['photo.png'].bytes().toString('base64')}`;

/** What relay/task-ways.ts does with pictures: nobody is there to be asked for those that must be data. */
function withPictures(image: ImageRequest, media: TaskPort['media']): ImageRequest {
  const given = (url: string): string => (media === 'data' && !url.startsWith('data:') ? picture : url);
  return {
    ...image,
    images: image.images.map(given),
    ...(image.mask === undefined ? {} : { mask: given(image.mask) }),
  };
}

const blankRow = {
  owner: user,
  token: 1,
  mode: 'test',
  status: 'sending',
  progress: 0,
  reason: null,
  fault: null,
  channel: 0,
  channelKey: 0,
  native: null,
  outputs: [],
  parent: null,
  group: 'default',
  ratio: '1',
  price: 1,
  cost: 0,
  payers: [],
  origin: 'http://gateway.example',
  startedAt: null,
  finishedAt: null,
  version: 1,
  answer: null,
} as const satisfies Partial<TaskRow>;

/** Every object of a JSON value, with one field more. */
export function withField(value: unknown, name: string, field: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => withField(one, name, field));
  if (!isObject(value)) return value;
  return {
    ...Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withField(one, name, field)])),
    [name]: field,
  };
}

export const jsonOf = (text: string): Json => objectOf(parseJson(text));
