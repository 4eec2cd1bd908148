import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { sendTo } from '../../../../test/support/task-send.ts';
import { newId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { klingTexts } from '../../manual/field-texts/kling.ts';
import { type CallRef, callOf, type Example, type ExamplePage } from '../../manual/page.ts';
import { endpointsOf, parameterTable } from '../../manual/reference.ts';
import { mismatches, resolve, type Shape, sampleOf, type Taken } from '../../manual/shape.ts';
import { createKlingSimulator } from '../../providers/_families/kling/index.ts';
import { kling as provider } from '../../providers/kling/index.ts';
import { models } from '../../providers/kling/models.ts';
import type { RequestHead } from '../../spec/call.ts';
import type { WireAnswer } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { ParentTask, TaskDesk, TaskReport, TaskView } from '../../spec/task.ts';
import { kling } from './index.ts';

/**
 * The manual's examples over dialect, port and simulator, with as little of a gateway between them as it takes: so a page
 * is known to be right before it is sent over a real one.
 */
const port = provider.tasks!['kling']!;
const pages = new Map<string, ExamplePage>();
const folder = new URL('../../manual/pages/kling/', import.meta.url);

before(async () => {
  for (const file of readdirSync(folder)) {
    const { default: page }: { readonly default: ExamplePage } = await import(new URL(file, folder).href);
    pages.set(page.id, page);
  }
});

type Kept = { view: TaskView; handle: Json; upstreamModel: string; refs: readonly string[] };

class Gateway {
  now = Date.now();
  readonly tasks: Kept[] = [];
  readonly simulate = createKlingSimulator({ models, clock: () => this.now });
  readonly send = sendTo(provider, this.simulate).send;

  find(ref: string): Kept | undefined {
    return this.tasks.find(({ view, refs }) => view.id === ref || refs.includes(ref));
  }

  take(kept: Kept, report: TaskReport | undefined): void {
    kept.refs = [...kept.refs, ...(report?.refs ?? [])];
    const outputs = report?.outputs?.map((one, index) => ({ ...one, index }));
    kept.view = {
      ...kept.view,
      ...(report?.status ? { status: report.status } : {}),
      ...(report?.native ? { native: report.native } : {}),
      ...(outputs ? { outputs } : {}),
    };
  }

  async call(call: CallRef, head: RequestHead, body: Json | undefined): Promise<WireAnswer> {
    const endpoint = kling.endpoints.find((one) => one.method === call.method && one.path === call.route);
    assert.ok(endpoint, call.route);
    try {
      if (endpoint.does === 'task-desk') return await this.ask(endpoint.serve, head);
      assert.ok(endpoint.does === 'submit-task');
      const task = endpoint.read(Buffer.from(JSON.stringify(body)), head);
      const retired = models.find(({ id }) => id === task.model)?.retired;
      if (retired)
        throw new GatewayError(
          'model_retired',
          `${task.model} ended on ${retired.on}; use ${retired.successor}`,
        );
      const parents: Record<string, ParentTask> = {};
      for (const { ref, loose } of task.parents ?? []) {
        const parent = this.find(ref);
        if (parent)
          parents[ref] = {
            handle: parent.handle,
            action: parent.view.action,
            upstreamModel: parent.upstreamModel,
            status: parent.view.status,
            outputs: parent.view.outputs,
            byId: parent.view.id === ref,
          };
        else if (!loose) throw new GatewayError('task_unknown', `there is no ${ref}`);
      }
      const start = { action: task.action, body: task.body, upstreamModel: task.model, facts: {} };
      const { facts, usage } = port.measure(start);
      const id = newId('task', this.now);
      const { handle, report } = await port.start(
        { ...start, facts, access: { key: 'k', settings: {} }, taskId: id, parents },
        this.send,
      );
      const view: TaskView = {
        id,
        requestId: newId('req', this.now),
        status: 'sending',
        progress: 0,
        dialect: kling.id,
        kind: task.kind,
        action: task.action,
        model: task.model,
        outputs: [],
        memo: task.memo ?? {},
        createdAt: this.now,
        usage,
        facts,
        hold: 0,
        cost: 0,
        mode: 'test',
        origin: 'http://gateway.example',
        version: 1,
      };
      const kept: Kept = { view, handle, upstreamModel: task.model, refs: [] };
      this.take(kept, report);
      this.tasks.push(kept);
      return endpoint.written(kept.view);
    } catch (error) {
      if (error instanceof GatewayError) return kling.writeFault(error, newId('req', this.now));
      throw error;
    }
  }

  async ask(
    serve: (question: { head: RequestHead; body: Json }, desk: TaskDesk) => Promise<unknown>,
    head: RequestHead,
  ) {
    const show = async (ref: string) => this.find(ref)?.view;
    const desk: Pick<TaskDesk, 'find' | 'get' | 'list'> = {
      find: show,
      get: async (ref) => {
        const view = await show(ref);
        if (view) return view;
        throw new GatewayError('task_unknown', `there is no task ${ref}`);
      },
      list: async () => ({
        tasks: this.tasks.map(({ view }) => view),
        more: false,
        total: this.tasks.length,
      }),
    };
    const answer = await serve({ head, body: {} }, desk as TaskDesk);
    assert.ok(typeof answer === 'object' && answer !== null && 'body' in answer);
    return answer as WireAnswer;
  }

  /** Lets every task come to its end. */
  async finish(): Promise<void> {
    this.now += 4000;
    for (const kept of this.tasks)
      if (kept.view.status !== 'succeeded') this.take(kept, await port.poll(kept.handle, this.send));
  }
}

const text = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

async function send(gateway: Gateway, page: ExamplePage, example: Example): Promise<WireAnswer> {
  const sample = (shape: Shape | undefined) => (shape === undefined ? undefined : sampleOf(shape));
  const entries = (shape: Example['params']) =>
    Object.entries(shape ?? {}).map(([name, value]) => [name, text(sampleOf(value))] as const);
  return gateway.call(
    callOf(page, example),
    {
      params: Object.fromEntries(entries(example.params)),
      query: new URLSearchParams(entries(example.query).map(([name, value]) => [name, value])).toString(),
      headers: {},
    },
    sample(example.request) as Json | undefined,
  );
}

/** Makes the calls that an example takes values from, and puts the values in. */
async function prepared(gateway: Gateway, example: Example): Promise<Example> {
  const replies = new Map<string, unknown>();
  const wanted: Taken[] = [];
  const note = (taken: Taken) => {
    wanted.push(taken);
    return taken.sample;
  };
  const { params, query, request, expect } = example;
  const shapes = [params, query, request, 'reply' in expect ? expect.reply : undefined];
  for (const shape of shapes) if (shape !== undefined) resolve(shape, note);
  for (const { from } of wanted) {
    if (replies.has(from)) continue;
    const source = pages.get(from);
    assert.ok(source, from);
    const { status, body } = await send(gateway, source, source.examples[0]);
    assert.equal(status, 200, body);
    replies.set(from, JSON.parse(body));
  }
  const find = (taken: Taken) => {
    let value: unknown = replies.get(taken.from);
    for (const step of taken.at) value = Reflect.get(Object(value), step);
    assert.ok(typeof value === 'string', `${taken.from} ${taken.at.join('.')}`);
    return value;
  };
  const fill = (shape: Example['params']) =>
    Object.fromEntries(Object.entries(shape ?? {}).map(([name, value]) => [name, resolve(value, find)]));
  await gateway.finish();
  return {
    ...example,
    ...(params ? { params: fill(params) } : {}),
    ...(query ? { query: fill(query) } : {}),
    ...(request ? { request: fill(request) } : {}),
    expect: 'reply' in expect ? { ...expect, reply: resolve(expect.reply, find) } : expect,
  };
}

describe('the examples of the manual', () => {
  it('are answered as their pages say', async () => {
    for (const page of pages.values())
      for (const written of page.examples) {
        const gateway = new Gateway();
        const example = await prepared(gateway, written);
        const { status, body } = await send(gateway, page, example);
        const where = `${page.id}: ${written.title.en}: ${body}`;
        assert.equal(status, example.expect.status ?? 200, where);
        assert.ok('reply' in example.expect);
        if (page.slug === 'query-task' && written.query) continue; // a list of a fresh gateway is empty
        assert.deepEqual(mismatches(example.expect.reply, JSON.parse(body)), [], where);
      }
  });

  it('come from pages for every row, in both languages', () => {
    const rows = [...pages.values()].flatMap((page) => page.rows).toSorted();
    assert.deepEqual(rows, ['R135', 'R136', 'R137', 'R138', 'R139', 'R140', 'R141', 'R142', 'R143', 'R144']);
    const served = new Set(kling.endpoints.flatMap((endpoint) => endpoint.rows));
    assert.deepEqual(
      rows.filter((row) => !served.has(row)),
      [],
    );
    for (const page of pages.values()) for (const id of page.seeAlso ?? []) assert.ok(pages.has(id), id);
  });

  it('are of every endpoint that is no other address of one', () => {
    const called = new Set(
      [...pages.values()].flatMap((page) => page.examples.map((example) => callOf(page, example).route)),
    );
    for (const endpoint of kling.endpoints)
      if (!endpoint.alias) assert.ok(called.has(endpoint.path), endpoint.path);
  });
});

it('every field of a body is told in Vietnamese', () => {
  const told = new Set<string>();
  for (const endpoint of endpointsOf([kling]))
    for (const { description } of parameterTable(endpoint)) if (description) told.add(description.en);
  const shared = ['How many pictures; all are charged.'];
  assert.deepEqual(
    [...told].filter((words) => !(words in klingTexts) && !shared.includes(words)),
    [],
  );
  assert.deepEqual(
    Object.keys(klingTexts).filter((words) => !told.has(words)),
    [],
  );
});
