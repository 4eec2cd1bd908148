import { dialects } from '../../server/src/dialects/index.ts';
import { pages } from '../../server/src/manual/index.ts';
import { callOf, type Example, type ExamplePage } from '../../server/src/manual/page.ts';
import { addressOf, partsOf } from '../../server/src/manual/reference.ts';
import { sampleFiles } from '../../server/src/manual/samples/files.ts';
import {
  type Json,
  resolve,
  type Shape,
  sampleOf,
  type Taken,
  takenIn,
} from '../../server/src/manual/shape.ts';
import type { RequestHead } from '../../server/src/spec/call.ts';
import type { Dialect, TaskDeskEndpoint } from '../../server/src/spec/dialect.ts';
import type { TaskCall } from '../../server/src/spec/task.ts';
import { doors, type TaskDoor } from './task-doors.ts';
import type { TaskHouse } from './task-house.ts';

/** The requests of the manual that make tasks, as data: whoever writes a page joins the suites that take them from here. */
export type SubmitExample = {
  /** 'kling/text-to-video 1'. */
  readonly id: string;
  readonly page: ExamplePage;
  readonly example: Example;
  readonly dialect: Dialect;
  readonly endpoint: TaskDoor;
  /** What the page says that it is answered. */
  readonly status: number;
};

type Asks = { readonly dialect: Dialect; readonly call: ReturnType<typeof callOf> };
const isAt = (
  { call, dialect }: Asks,
  endpoint: { readonly method: string; readonly path: string },
): boolean => dialect.id === call.dialect && endpoint.method === call.method && endpoint.path === call.route;

function doorOf(page: ExamplePage, example: Example): (typeof doors)[number] | undefined {
  const call = callOf(page, example);
  return doors.find(({ dialect, door }) => isAt({ dialect, call }, door));
}

function deskOf(
  page: ExamplePage,
  example: Example,
): { dialect: Dialect; endpoint: TaskDeskEndpoint } | undefined {
  const call = callOf(page, example);
  for (const dialect of dialects)
    for (const endpoint of dialect.endpoints)
      if (endpoint.does === 'task-desk' && isAt({ dialect, call }, endpoint)) return { dialect, endpoint };
  return undefined;
}

export const submitExamples: readonly SubmitExample[] = pages.flatMap((page) =>
  (page.examples === undefined ? [] : page.examples).flatMap((example, index) => {
    if (page.examples === undefined || example.credential !== undefined) return [];
    const found = doorOf(page, example);
    if (!found) return [];
    const status = example.expect.status ?? 200;
    return [
      { id: `${page.id} ${index + 1}`, page, example, dialect: found.dialect, endpoint: found.door, status },
    ];
  }),
);

export type Request = { readonly head: RequestHead; readonly body: Buffer };

/** The request of an example whose taken values were put in. */
export async function requestOf(page: ExamplePage, example: Example): Promise<Request> {
  const url = new URL(addressOf(page, example), 'http://gateway.example');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(example.headers ?? {})) headers[name.toLowerCase()] = value;
  let body: Buffer = Buffer.alloc(0);
  if (example.form) {
    const form = new FormData();
    for (const [name, value] of partsOf(example.form))
      if (typeof value !== 'object') form.append(name, String(value));
      else {
        const { type, bytes } = sampleFiles[value.sample];
        form.append(name, new Blob([new Uint8Array(bytes())], { type }), value.sample);
      }
    const response = new Response(form);
    headers['content-type'] = response.headers.get('content-type') ?? '';
    body = Buffer.from(await response.arrayBuffer());
  } else if (example.request) {
    headers['content-type'] = 'application/json';
    body = Buffer.from(JSON.stringify(sampleOf(example.request)));
  }
  const params = Object.fromEntries(
    Object.entries(example.params ?? {}).map(([name, value]) => [name, String(sampleOf(value))]),
  );
  return { head: { params, query: url.search.slice(1), headers }, body };
}

const shapesOf = ({ params, query, request }: Example): readonly Shape[] =>
  [params, query, request].filter((shape) => shape !== undefined);

/** The requests of pages in one house, with what they take from other pages asked there before. */
export class PagePlayer {
  readonly house: TaskHouse;
  readonly #models: (call: TaskCall, dialect: Dialect) => readonly string[];
  readonly #replies = new Map<string, Promise<unknown>>();

  /** `models`: what stands in the place of models that the house does not serve. */
  constructor(house: TaskHouse, models: (call: TaskCall, dialect: Dialect) => readonly string[]) {
    this.house = house;
    this.#models = models;
  }

  models(call: TaskCall, dialect: Dialect): readonly string[] {
    return this.#models(call, dialect);
  }

  /** Undefined where the house cannot make what the example goes on from. */
  async prepared(page: ExamplePage, example: Example): Promise<Request | undefined> {
    const replies = new Map<string, unknown>();
    for (const { from } of shapesOf(example).flatMap(takenIn)) {
      const reply = await this.#replyOf(from);
      if (reply === undefined) return undefined;
      replies.set(from, reply);
    }
    const find = (taken: Taken): Json => valueAt(replies.get(taken.from), taken);
    const fill = <S extends { readonly [name: string]: Shape }>(shape: S) =>
      Object.fromEntries(Object.entries(shape).map(([name, value]) => [name, resolve(value, find)]));
    const { params, query, request } = example;
    return requestOf(page, {
      ...example,
      ...(params ? { params: fill(params) } : {}),
      ...(query ? { query: fill(query) } : {}),
      ...(request ? { request: fill(request) } : {}),
    });
  }

  #replyOf(id: string): Promise<unknown> {
    const known = this.#replies.get(id);
    if (known) return known;
    const reply = this.#play(id);
    this.#replies.set(id, reply);
    return reply;
  }

  async #play(id: string): Promise<unknown> {
    const page = pages.find((one) => one.id === id);
    if (!page?.examples) throw new Error(`there is no page ${id}`);
    const [example] = page.examples;
    const request = await this.prepared(page, example);
    if (!request) return undefined;
    const desk = deskOf(page, example);
    if (desk) {
      const { dialect, endpoint } = desk;
      const answer = await this.house.question(dialect, endpoint.serve, request.head, request.body);
      return 'body' in answer ? JSON.parse(answer.body) : undefined;
    }
    const found = doorOf(page, example);
    if (!found) return undefined;
    const { dialect, door } = found;
    const call = door.read(request.body, request.head);
    const asked = this.house.ask(dialect, call, this.#models(call, dialect));
    if (!asked) return undefined;
    const task = await this.house.start(dialect, call, asked);
    await this.house.finish(task);
    const { body } = await this.house.answer(dialect, door, task, request.head, call);
    return JSON.parse(body);
  }
}

function valueAt(reply: unknown, { at, from }: Taken): Json {
  let value = reply;
  for (const step of at)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new Error(`${from} gave no ${at.join('.')}: ${JSON.stringify(reply)}`);
  return value;
}
