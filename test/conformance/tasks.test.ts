import assert from 'node:assert/strict';
import { after, before, describe, mock, test } from 'node:test';
import { isForm } from '../../server/src/base/multipart.ts';
import { dialects } from '../../server/src/dialects/index.ts';
import { providers } from '../../server/src/providers/index.ts';
import type { RequestHead } from '../../server/src/spec/call.ts';
import type { Dialect, WireAnswer } from '../../server/src/spec/dialect.ts';
import { type FaultCode, GatewayError } from '../../server/src/spec/fault.ts';
import type { ImageRequest } from '../../server/src/spec/image.ts';
import type { Provider } from '../../server/src/spec/provider.ts';
import {
  isFinal,
  type TaskCall,
  type TaskReply,
  type TaskSend,
  type TaskStatus,
} from '../../server/src/spec/task.ts';
import { ratioOf } from '../../server/src/spec/video.ts';
import { mediaSizeOf } from '../support/media-size.ts';
import { type Asked, factOf, type HouseTask, jsonOf, TaskHouse, withField } from '../support/task-house.ts';
import {
  PagePlayer,
  type Request,
  requestOf,
  type SubmitExample,
  submitExamples,
} from '../support/task-pages.ts';

/**
 * Every provider that makes tasks, with every request of the manual that it can serve: in the provider's own wire, and by
 * way of the neutral form of a film or a picture. Its simulator is asked, and the time is moved. A new provider joins by its line in
 * the list, a new dialect by its pages and its row in `questions`.
 */

before(() => mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T12:00:00Z') }));
after(() => mock.timers.reset());

/** How a client of each dialect asks for its task, and the words of the ends. */
type Question = {
  readonly route: (task: HouseTask) => string;
  readonly params?: (task: HouseTask) => Readonly<Record<string, string>>;
  readonly query?: (task: HouseTask) => string;
  readonly done: RegExp;
  readonly failed: RegExp;
  /** Results are fetched from the gateway's own endpoints: no link stands in the answer. */
  readonly linksItself?: true;
};
/** A wire without questions: who has waited is answered when it is done. */
type AtOnce = Pick<Question, 'done' | 'failed' | 'linksItself'> & { readonly route?: never };
const byId = (name: string) => (task: HouseTask) => ({ [name]: task.row.id });
const questions: Readonly<Record<string, Question | AtOnce>> = {
  suno: {
    route: () => '/suno/fetch/:task_id',
    params: byId('task_id'),
    done: /"status":"SUCCESS"/,
    failed: /"status":"FAILURE"/,
  },
  hailuo: {
    route: () => '/minimax/v1/query/video_generation',
    query: ({ row }) => `task_id=${row.id}`,
    done: /"status":"Success"/,
    failed: /"status":"Fail"/,
    linksItself: true,
  },
  'qwen-video': {
    route: () => '/alibailian/api/v1/tasks/:id',
    params: byId('id'),
    done: /"task_status":"SUCCEEDED"/,
    failed: /"task_status":"FAILED"/,
  },
  midjourney: {
    route: () => '/mj/task/:id/fetch',
    params: byId('id'),
    done: /"status":"SUCCESS"/,
    failed: /"status":"FAILURE"/,
  },
  luma: {
    route: () => '/luma/generations/:task_id',
    params: byId('task_id'),
    done: /"state":"completed"/,
    failed: /"state":"failed"/,
  },
  runway: {
    route: () => '/runwayml/v1/tasks/:id',
    params: byId('id'),
    done: /"status":"SUCCEEDED"/,
    failed: /"status":"FAILED"/,
  },
  kling: {
    route: ({ row }) => (row.action.includes('/') ? '/kling/v1/:group/:action/:task_id' : '/kling/tasks'),
    params: ({ row }): Readonly<Record<string, string>> => {
      const [group = '', ...action] = row.action.split('/');
      return row.action.includes('/') ? { group, action: action.join('/'), task_id: row.id } : {};
    },
    query: ({ row }) => (row.action.includes('/') ? '' : `task_ids=${row.id}`),
    done: /"task_status":"succeed"|"status":"succeeded"/,
    failed: /"(task_)?status":"failed"/,
  },
  'gemini-video': {
    route: () => '/v1beta/models/:model/operations/:operation',
    params: ({ row }) => ({ model: row.model, operation: row.id }),
    done: /"done":true.*"response"|"response".*"done":true/,
    failed: /"done":true.*("error"|"raiMediaFilteredReasons")/,
    linksItself: true,
  },
  'video-unified': {
    // Two forms of one wire: each is asked as it was begun.
    route: ({ row }) => (row.action === 'generate' ? '/v1/video/generations/:id' : '/v1/video/query'),
    params: ({ row }): Readonly<Record<string, string>> => (row.action === 'generate' ? { id: row.id } : {}),
    query: ({ row }) => (row.action === 'generate' ? '' : `id=${row.id}`),
    done: /"status":"(completed|succeeded)"/,
    failed: /"status":"failed"/,
  },
  'ark-video': {
    route: () => '/volc/v1/contents/generations/tasks/:id',
    params: byId('id'),
    done: /"status":"succeeded"/,
    failed: /"status":"failed"/,
  },
  jimeng: {
    route: () => '/jimeng/fetch/:id',
    params: byId('id'),
    done: /"status":"SUCCESS"/,
    failed: /"status":"FAILURE"/,
  },
  'openai-video': {
    route: () => '/v1/videos/:video_id',
    params: byId('video_id'),
    done: /"status":"completed"/,
    failed: /"status":"failed"/,
    linksItself: true,
  },
  replicate: {
    route: () => '/replicate/v1/predictions/:id',
    params: byId('id'),
    done: /"status":"succeeded"/,
    failed: /"status":"failed"/,
  },
  fal: {
    // The result has no words: how far it is, is another question.
    route: ({ row }) =>
      `/fal-ai/:model/requests/:request_id${isFinal(row.status) && row.status !== 'cancelled' ? '' : '/status'}`,
    params: ({ row }) => ({ model: 'any', request_id: row.id }),
    done: /"(images|video|image|audio)":|"output":/,
    failed: /"detail":/,
  },
  ideogram: { done: /"data":\[\{|"descriptions":\[\{/, failed: /"error":/ },
  'openai-images': { done: /"(url|b64_json)":"/, failed: /"error":\{/ },
  'tasks-api': {
    route: () => '/v1/tasks/:task',
    params: byId('task'),
    done: /"status":"succeeded"/,
    failed: /"status":"failed"/,
  },
};
const tasksApi = dialects.find(({ id }) => id === 'tasks-api')!;

/** What the client is told who asks for the task, or who has waited for it. */
async function shown(
  { house, endpoint, request, call }: Case,
  dialect: Dialect,
  task: HouseTask,
): Promise<string> {
  const question = questions[dialect.id];
  assert.ok(question, `${dialect.id} has no row in the table of questions`);
  const answer = question.route
    ? await asked(house, dialect, question, task)
    : await house.answer(dialect, endpoint, task, request.head, call);
  assert.ok('body' in answer);
  const { row } = task;
  if (isFinal(row.status) && row.status !== 'failed') {
    // Whoever waits for what was cancelled is told so as a fault.
    if (question.route || row.status === 'succeeded') assert.equal(answer.status, 200, answer.body);
  } else if (row.status !== 'failed' && question.route)
    assert.ok([200, 202].includes(answer.status), JSON.stringify(answer));
  if (!isEvents(answer)) JSON.parse(answer.body);
  return answer.body;
}

const isEvents = ({ headers }: WireAnswer): boolean =>
  /^text\/event-stream/.test(headers['content-type'] ?? '');

async function asked(house: TaskHouse, dialect: Dialect, question: Question, task: HouseTask) {
  const path = question.route(task);
  const endpoint = dialect.endpoints.find((one) => one.method === 'GET' && one.path === path);
  assert.ok(endpoint?.does === 'task-desk', `${dialect.id} has no ${path}`);
  const head: RequestHead = {
    params: question.params?.(task) ?? {},
    query: question.query?.(task) ?? '',
    headers: {},
  };
  return house.question(dialect, endpoint.serve, head, Buffer.alloc(0));
}

/** What is free, and why: everything else has a price. */
const free: readonly { readonly action: RegExp; readonly why: string }[] = [
  { action: /^(character|role)$/, why: 'makes a name of a film; films with it are charged' },
];

/** Requests that make nothing: they are answered at once, or only prepare another. */
const helpers =
  /^(persona|persona\/create|uploads\/.*|(submit\/)?upload(-discord-images)?|character|role|videos\/identify-face)$/;

/** How the result was asked for, wherever a wire says it. */
function shapeAsked({ start }: Asked): { readonly ratio?: number; readonly lines?: number } {
  const text = JSON.stringify(start.body);
  const size = /"(?:size|ratio)":"(\d{3,4})[x*:](\d{3,4})"/.exec(text);
  const ratio =
    size ??
    /"(?:aspect_ratio|aspectRatio|ratio)":"(\d+):(\d+)"/.exec(text) ??
    /--(?:ar|rt|ratio) (\d+):(\d+)/.exec(text);
  // What begins with a picture or a film has its shape, whatever else is said.
  const begins =
    /"(?:image|img_url|first_frame|image_url|promptImage|videoUri|video_url|keyframes|media|instances)":/.test(
      text,
    );
  const lines = /"resolution":"(\d{3,4})[pP]"/.exec(text) ?? /--rs (\d{3,4})p/.exec(text);
  return {
    ...(ratio && !begins ? { ratio: Number(ratio[1]) / Number(ratio[2]) } : {}),
    ...(lines && !begins ? { lines: Number(lines[1]) } : {}),
  };
}

const checks = [
  'price',
  'hold',
  'starts once',
  'ends',
  'media',
  'words',
  'fails',
  'unknown word',
  'faults',
  'cancel',
  'fields up',
  'fields down',
] as const;
type Check = (typeof checks)[number];
/** How often each check was made, by provider, wire and way. */
const table = new Map<string, Map<Check, number>>();
const refused = new Map<string, string>();
/** Ways whose tasks did not end at once. */
const polled = new Set<string>();

function tick(way: string, check: Check): void {
  const row = table.get(way) ?? new Map<Check, number>();
  table.set(way, row);
  row.set(check, (row.get(check) ?? 0) + 1);
}

type Case = {
  readonly id: string;
  readonly way: string;
  readonly house: TaskHouse;
  readonly dialect: Dialect;
  readonly endpoint: SubmitExample['endpoint'];
  readonly request: Request;
  readonly call: TaskCall;
  readonly asked: Asked;
};

/** Undefined: this provider cannot make it, or the request is a question. */
async function caseOf(player: PagePlayer, one: SubmitExample): Promise<Case | undefined> {
  const { house } = player;
  const { dialect, endpoint } = one;
  const request = await player.prepared(one.page, one.example);
  if (!request || endpoint.asks?.(request.head)) return undefined;
  const call = endpoint.read(request.body, request.head);
  const asked = house.ask(dialect, call, player.models(call, dialect));
  if (!asked) return undefined;
  const way = `${house.provider.manifest.id} ${asked.wire}${asked.native ? '' : ' <- others'}`;
  return { id: one.id, way, house, dialect, endpoint, request, call, asked };
}

/** The whole life of a task that goes well. */
async function lives(found: Case): Promise<void> {
  const { way, house, dialect, endpoint, request, call, asked } = found;
  const { provider } = house;
  const fact = factOf(provider, asked.upstreamModel);
  const task = await house.start(dialect, call, asked);
  if (fact && !free.some(({ action }) => action.test(asked.start.action)))
    assert.ok(task.row.hold > 0, `no price for ${JSON.stringify(asked.measured)}`);
  tick(way, 'price');

  const isHelper = helpers.test(asked.start.action);
  // Some draw one picture for each request.
  const isEach = call.image !== undefined && task.starts === call.image.count;
  assert.ok(task.starts === 1 || isEach, `${task.starts} requests that start`);
  tick(way, 'starts once');

  const isDone = isFinal(task.row.status);
  // Whoever has waited in vain may be told so as a fault.
  const inVain = call.waitMs !== undefined && !isDone;
  const first = await house.answer(dialect, endpoint, task, request.head, call);
  assert.ok(inVain || (first.status >= 200 && first.status < 300), first.body);
  const waited = isDone && call.waitMs !== undefined;
  assert.ok(
    isHelper || waited || first.body.includes(task.row.id),
    `the answer does not tell the id: ${first.body}`,
  );
  if (!isEvents(first)) JSON.parse(first.body);
  if (!isDone) polled.add(way);

  await house.finish(task);
  const { row } = task;
  const unknown = task.reports.find(({ unknownWord }) => unknownWord !== undefined);
  assert.equal(unknown, undefined, 'a word of its own simulator is unknown to the port');
  if (row.status === 'waiting') return; // for what the client says next
  const { pollMany } = asked.port;
  if (pollMany && row.handle && !isHelper) {
    const [many] = await pollMany.poll([row.handle], house.send());
    assert.equal(many?.status, row.status, 'asked for many at once, the same is told');
  }
  assert.equal(row.status, 'succeeded', row.reason ?? '');
  tick(way, 'ends');
  assert.ok(row.cost <= row.hold, `charged ${row.cost}, held ${row.hold}`);
  if (fact && row.hold > 0) assert.ok(row.cost > 0, JSON.stringify([row.usage, row.facts]));
  tick(way, 'hold');

  if (!isHelper) {
    assert.ok(row.outputs.length > 0, 'nothing was made');
    await checkMedia(house, task, asked);
    if (call.image && !asked.native) await checkPictures(house, task, asked, call.image);
    tick(way, 'media');
  }
  if (isHelper) return;
  for (const front of [dialect, tasksApi]) {
    const body = await shown(found, front, task);
    const { done, linksItself } = questions[front.id]!;
    assert.match(body, done);
    if (linksItself || front === tasksApi || /"b64_json":"/.test(body)) continue;
    for (const { url } of house.view(front, task).outputs.slice(0, 1))
      if (url !== undefined) assert.ok(body.includes(url), `${url} is not in ${body}`);
  }
  tick(way, 'words');
}

/** A picture of the neutral form has the shape that was asked for, where no word says that it was brought to another. */
async function checkPictures(house: TaskHouse, { row }: HouseTask, { dropped }: Asked, image: ImageRequest) {
  const pictures = row.outputs.filter(({ kind, role }) => kind === 'image' && role === undefined);
  const isGroup = 'sequential_image_generation' in image.extra;
  if (!isGroup && !dropped.includes('n'))
    assert.equal(pictures.length, image.count, 'as many as were asked for');
  if (['size', 'aspectRatio', 'resolution'].some((field) => dropped.includes(field))) return;
  const wanted = image.width && image.height ? image.width / image.height : ratioOf(image.aspectRatio ?? '');
  if (wanted === undefined) return;
  for (const picture of pictures) {
    const { width, height } = mediaSizeOf((await house.bytesOf(picture)).bytes);
    assert.ok(width && height);
    // The nearest of the maker's own shapes.
    const off: number = width / height / wanted;
    assert.ok(off > 0.7 && off < 1.4, `${width} × ${height} for ${wanted}`);
  }
}

async function checkMedia(house: TaskHouse, { row }: HouseTask, asked: Asked): Promise<void> {
  const shape = shapeAsked(asked);
  for (const output of row.outputs) {
    const where = `${output.kind} ${output.role ?? ''}`;
    const { bytes, type } = await house.bytesOf(output);
    if (output.kind === 'text') {
      assert.ok(bytes.length > 0, where);
      continue;
    }
    const media = mediaSizeOf(bytes);
    const kinds = { video: /^video\/mp4/, image: /^image\//, audio: /^audio\//, file: /./, text: /./ };
    assert.match(type, kinds[output.kind], where);
    assert.equal(media.type === 'mp4', output.kind === 'video', where);
    assert.equal(media.type === 'sound', output.kind === 'audio', where);
    if (output.width !== undefined) assert.equal(media.width, output.width, where);
    if (output.height !== undefined) assert.equal(media.height, output.height, where);
    if (output.seconds !== undefined && output.seconds > 0)
      assert.ok(Math.abs((media.seconds ?? 0) - output.seconds) < 0.6, `${where}: ${media.seconds} seconds`);
    if (output.role !== undefined || media.width === undefined || media.height === undefined) continue;
    if (shape.ratio !== undefined)
      assert.ok(
        Math.abs(media.width / media.height / shape.ratio - 1) < 0.1,
        `${media.width} × ${media.height} for ${shape.ratio}`,
      );
    if (shape.lines !== undefined && output.kind === 'video') {
      const side = Math.min(media.width, media.height);
      assert.ok(
        Math.abs(side / shape.lines - 1) < 0.25,
        `${media.width} × ${media.height} for ${shape.lines}`,
      );
    }
    const seconds = asked.measured.facts['seconds'];
    // What goes on from a film is as long as both, or as the film.
    const changes =
      Object.keys(asked.start.parents).length > 0 ||
      /extend|edit|remix|modify|reframe|lip-sync|video_to_video/.test(asked.start.action);
    if (output.kind === 'video' && typeof seconds === 'number' && !changes)
      assert.ok(Math.abs((media.seconds ?? 0) - seconds) < 0.6, `${media.seconds} seconds for ${seconds}`);
  }
}

/** A job that its upstream does not bring to a good end. */
async function fails(found: Case): Promise<void> {
  const { way, house, dialect, call, asked } = found;
  const headers = { 'x-key4u-simulate': 'fail' };
  let task: HouseTask;
  try {
    task = await house.start(dialect, call, asked, { headers });
  } catch (error) {
    // What is answered at once can only fail at once.
    assert.ok(error instanceof GatewayError && error.fault.blame !== 'gateway', String(error));
    const isAtOnce =
      call.image !== undefined || call.waitMs !== undefined || helpers.test(asked.start.action);
    assert.ok(isAtOnce || error.code !== 'upstream_failed', error.message);
    tick(way, 'fails');
    return;
  }
  await house.finish(task);
  const { row } = task;
  if (row.status === 'waiting' || helpers.test(asked.start.action)) return;
  assert.equal(row.status, 'failed');
  const last = task.reports.at(-1)!;
  assert.ok(last.reason, 'no reason');
  assert.ok(['upstream_failed', 'upstream_refused'].includes(row.fault ?? ''), String(row.fault));
  assert.equal(row.cost, 0);
  for (const front of [dialect, tasksApi])
    assert.match(await shown(found, front, task), questions[front.id]!.failed);
  tick(way, 'fails');
}

const stranger = 'QUANTUM_FOAM';
const statusField = /"((?:task_)?(?:status|state))"\s*:\s*"[^"]*"/g;
const rewritten = (reply: TaskReply, text: string): TaskReply => ({
  ...reply,
  body: Buffer.from(text),
  json: jsonOf(text),
});

/** A word for its state that nobody has heard of moves nothing. */
async function meetsStranger(found: Case): Promise<void> {
  const { way, house, dialect, call, asked } = found;
  const task = await house.start(dialect, call, asked);
  if (isFinal(task.row.status)) return;
  let words = 0;
  const around =
    (send: TaskSend): TaskSend =>
    async (request) => {
      const reply = await send(request);
      const text = reply.body.toString();
      words += text.match(statusField)?.length ?? 0;
      return rewritten(reply, text.replaceAll(statusField, `"$1":"${stranger}"`));
    };
  const { status } = task.row;
  const report = await task.asked.port.poll(task.row.handle ?? {}, house.send({ around }));
  if (words === 0) return; // a wire without words: done, or not
  assert.equal(report.unknownWord?.toUpperCase(), stranger, JSON.stringify(report));
  assert.equal(report.status, undefined);
  house.apply(task, report);
  assert.equal(task.row.status, status);
  await shown(found, dialect, task);
  await house.finish(task);
  tick(way, 'unknown word');
}

const timeoutMs = 25;
const impatient =
  (send: TaskSend): TaskSend =>
  (request) =>
    Promise.race([
      send(request),
      new Promise<never>((_resolve, reject) => {
        setTimeout(() => reject(new GatewayError('upstream_timeout', 'no answer in time')), timeoutMs);
      }),
    ]);

const faults: Readonly<Record<string, readonly FaultCode[]>> = {
  '429': ['upstream_busy'],
  '500': ['upstream_failed'],
  '503': ['upstream_failed', 'upstream_busy'],
  '401': ['upstream_key_refused'],
  garbage: ['upstream_garbage', 'upstream_failed'],
  'error-200': [
    'upstream_failed',
    'upstream_busy',
    'upstream_refused',
    'upstream_key_refused',
    'upstream_garbage',
  ],
  timeout: ['upstream_timeout'],
};

/** What goes wrong at the start is told for what it is. */
async function meetsFaults({ way, house, dialect, call, asked }: Case): Promise<void> {
  await house.start(dialect, call, asked);
  for (const [fault, codes] of Object.entries(faults)) {
    const options = {
      headers: { 'x-key4u-simulate': fault },
      ...(fault === 'timeout' ? { around: impatient } : {}),
    };
    await assert.rejects(
      house.start(dialect, call, asked, options),
      (error: unknown) => {
        if (!(error instanceof GatewayError)) throw error;
        assert.ok(codes.includes(error.code), `${fault}: ${error.code}: ${error.message}`);
        return true;
      },
      fault,
    );
  }
  tick(way, 'faults');
}

const isTooLate = (error: unknown): boolean =>
  error instanceof GatewayError && error.code === 'task_not_cancellable';

async function cancels(found: Case): Promise<void> {
  const { way, house, dialect, call, asked } = found;
  const { cancel } = asked.port;
  if (!cancel) return;
  const task = await house.start(dialect, call, asked);
  if (isFinal(task.row.status) || task.row.status === 'waiting') return;
  try {
    const view = await house.desk(dialect).cancel(task.row.id);
    assert.equal(view.status, 'cancelled' satisfies TaskStatus);
    assert.equal(view.cost, 0);
    await shown(found, dialect, task);
  } catch (error) {
    if (!isTooLate(error)) throw error; // some never stop what they have begun
  }
  const ended = await house.start(dialect, call, asked);
  await house.finish(ended);
  // Too late: it says so, or tells how it ended. It must not say that it was cancelled.
  const late = await cancel(ended.row.handle ?? {}, house.send()).catch((error: unknown) => {
    if (!isTooLate(error)) throw error;
    return { status: 'succeeded' };
  });
  assert.equal(late.status, 'succeeded');
  tick(way, 'cancel');
}

/** Models that the port asks in another form of the wire than the client's: unknown fields have no place there. */
const otherForms = /^gemini-omni/;

/** Fields that nobody here knows reach the upstream, and the client. */
async function passesFields(found: Case): Promise<void> {
  const { way, house, dialect, endpoint, request, asked } = found;
  if (!asked.native || (asked.wire === 'gemini-video' && otherForms.test(asked.upstreamModel))) return;
  const call = endpoint.read(withUnknown(request), request.head);
  const more = house.ask(dialect, call, [asked.upstreamModel]);
  assert.ok(more?.native);
  let sent = '';
  const started = await house.start(dialect, call, more, {
    around: (send) => (asks) => {
      sent += `${JSON.stringify(asks.json ?? '')} ${asks.body ?? ''} ${asks.path}`;
      return send(asks);
    },
  });
  assert.match(sent, /x_unknown/, sent);
  tick(way, 'fields up');

  await house.finish(started);
  if (helpers.test(more.start.action)) return;
  const around =
    (send: TaskSend): TaskSend =>
    async (asks) => {
      const reply = await send(asks);
      const text = reply.body.toString();
      return text.startsWith('{') || text.startsWith('[')
        ? rewritten(reply, JSON.stringify(withField(JSON.parse(text), 'x_unknown_answer', 1)))
        : reply;
    };
  const task = await house.start(dialect, call, more, polled.has(way) ? {} : { around });
  for (let step = 0; step < 60 && !isFinal(task.row.status); step++) {
    mock.timers.tick(1500);
    await house.poll(task, { around });
    if (task.row.status === 'waiting') return;
  }
  assert.equal(task.row.status, 'succeeded', JSON.stringify(task.reports.at(-1)));
  assert.match(await shown(found, dialect, task), /x_unknown_answer/);
  tick(way, 'fields down');
}

function withUnknown({ head, body }: Request): Buffer {
  const type = head.headers['content-type'];
  if (typeof type === 'string' && isForm(type)) {
    const text = body.toString('latin1');
    const boundary = text.slice(0, text.indexOf('\r\n'));
    return Buffer.from(
      `${boundary}\r\ncontent-disposition: form-data; name="x_unknown"\r\n\r\n1\r\n${text}`,
      'latin1',
    );
  }
  return Buffer.from(JSON.stringify({ ...jsonOf(body.toString()), x_unknown: 1 }));
}

const makesTasks = providers.filter(({ tasks }) => tasks);

/** Films of other models are made with these. A provider without a list is asked for any. */
const modelsOf = ({ manifest }: Provider, retired: boolean): readonly string[] =>
  manifest.models.length === 0
    ? ['sora-2']
    : manifest.models
        .filter((fact) => retired || fact.retired === undefined)
        .filter(({ kinds }) => kinds.some((kind) => kind === 'video' || kind === 'image' || kind === 'music'))
        .map(({ id }) => id);
const picturesOf = (provider: Provider): readonly string[] =>
  modelsOf(provider, true).filter((id) => factOf(provider, id)?.kinds.includes('image') ?? true);

const suites: Readonly<Record<string, (one: Case) => Promise<void>>> = {
  'lives to its end': lives,
  'fails in words': fails,
  'is not moved by a strange word': meetsStranger,
  'meets faults at its start': meetsFaults,
  'is cancelled': cancels,
  'passes unknown fields': passesFields,
};

/** Asked for what its upstream refuses: the page shows the refusal. */
const refusals: readonly string[] = ['midjourney/submit-imagine 3'];

const works = submitExamples.filter(({ status, id }) => status < 400 && !refusals.includes(id));

/** Those that ask for a film or a picture in the neutral form: anybody who makes such may be asked. */
const films = new Set<string>();
const pictures = new Set<string>();
for (const { id, page, example, endpoint } of works) {
  const { head, body } = await requestOf(page, example);
  if (endpoint.asks?.(head)) continue;
  const { video, image } = endpoint.read(body, head);
  if (video) films.add(id);
  if (image) pictures.add(id);
}

/** What no request of a page fits: models that want a field of their own, and such as make no pictures. */
const neverAsked: readonly string[] = ['andreasjansson/stable-diffusion-animation'];
/** Fields that a model cannot do without and that no page has. */
const wants: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'stable-image-search-and-replace': { search_prompt: 'a cat' },
  'stable-image-search-and-recolor': { select_prompt: 'a cat' },
};

for (const provider of makesTasks)
  describe(provider.manifest.id, () => {
    // Where all films are retired, operators may still have a channel that makes them.
    const live = modelsOf(provider, false).filter((id) => factOf(provider, id)?.kinds.includes('video'));
    const models = modelsOf(provider, live.length === 0);
    const open = (one: SubmitExample, drawers = picturesOf(provider)): Promise<Case | undefined> => {
      const isOwn = provider.tasks?.[one.dialect.wire] !== undefined;
      const house = new TaskHouse(provider, (ms) => mock.timers.tick(ms));
      return caseOf(
        new PagePlayer(house, (call) => (call.image ? drawers : isOwn || call.video ? models : [])),
        one,
      );
    };
    const ports = Object.values(provider.tasks ?? {});
    const isAsked = ({ id, dialect }: SubmitExample): boolean =>
      provider.tasks?.[dialect.wire] !== undefined ||
      (films.has(id) && ports.some(({ writeVideo }) => writeVideo)) ||
      (pictures.has(id) && ports.some(({ writeImage }) => writeImage));

    for (const one of works) {
      if (!isAsked(one)) continue;
      test(one.id, async () => {
        const wrong: string[] = [];
        // The first model that can do it.
        let drawers = picturesOf(provider);
        const isOwn = provider.tasks?.[one.dialect.wire] !== undefined;
        // Whatever a page asks for, the rest goes the same way: below it is gone with each model.
        const isSame = pictures.has(one.id) && !isOwn;
        for (const [name, suite] of Object.entries(isSame ? { 'lives to its end': lives } : suites)) {
          let found: Case | undefined;
          for (;;)
            try {
              found = await open(one, drawers);
              if (!found) return;
              await suite(found);
              break;
            } catch (error) {
              // Another model than the page's may not be able to do it, and says so.
              const isOther = found === undefined || found.asked.upstreamModel !== found.call.model;
              if (!(error instanceof GatewayError && error.fault.blame === 'client' && isOther)) {
                wrong.push(`${name}: ${error instanceof Error ? error.stack : error}`);
                break;
              }
              if (!pictures.has(one.id) || drawers.length < 2) {
                refused.set(`${provider.manifest.id}: ${one.id}`, error.message);
                return;
              }
              drawers = drawers.slice(1);
            }
        }
        assert.deepEqual(wrong, []);
      });
    }

    const drawn = works.filter((one) => pictures.has(one.id) && one.dialect.id === 'openai-images');
    const drawers = picturesOf(provider).filter((id) =>
      ports.some(({ writeImage, serves }) => writeImage && serves(id, undefined)),
    );
    for (const model of drawers)
      test(`${model} draws what a page asks for`, async () => {
        let last: unknown = 'no page fits';
        for (const one of drawn)
          try {
            const found = await openFor(provider, one, model);
            if (!found) continue;
            for (const suite of [lives, fails, meetsStranger, meetsFaults, cancels])
              await suite((await openFor(provider, one, model)) ?? found);
            return;
          } catch (error) {
            if (!(error instanceof GatewayError && error.fault.blame === 'client')) throw error;
            last = error.message;
          }
        assert.ok(neverAsked.includes(model), `${model}: ${last}`);
      });
  });

/** A page's request for a picture, for this model in place of the page's. */
async function openFor(provider: Provider, one: SubmitExample, model: string): Promise<Case | undefined> {
  const house = new TaskHouse(provider, (ms) => mock.timers.tick(ms));
  const request = await requestOf(one.page, one.example);
  const read = one.endpoint.read(request.body, request.head);
  assert.ok(read.image);
  const image = { ...read.image, extra: { ...read.image.extra, ...wants[model] } };
  const call = { ...read, model, image };
  const { dialect, endpoint, id } = one;
  const asked = house.ask(dialect, call);
  if (!asked || asked.native) return undefined;
  return {
    id,
    way: `${provider.manifest.id} ${asked.wire} <- others`,
    house,
    dialect,
    endpoint,
    request,
    call,
    asked,
  };
}

for (const id of refusals)
  test(`${id} is refused`, async () => {
    const one = submitExamples.find((example) => example.id === id);
    assert.ok(one, id);
    const provider = makesTasks.find(({ tasks }) => tasks?.[one.dialect.wire]);
    assert.ok(provider);
    const house = new TaskHouse(provider, (ms) => mock.timers.tick(ms));
    const found = await caseOf(new PagePlayer(house, () => []), one);
    assert.ok(found);
    await assert.rejects(house.start(one.dialect, found.call, found.asked), { code: 'upstream_refused' });
  });

test('every way of every provider was gone', () => {
  for (const { manifest, tasks } of makesTasks)
    for (const [wire, port] of Object.entries(tasks ?? {})) {
      // Some wires are no dialect's: who speaks them is asked by way of the neutral form.
      const way = `${manifest.id} ${wire}${dialects.some((one) => one.wire === wire) ? '' : ' <- others'}`;
      const own = table.get(way);
      assert.ok(own, `${way}: nothing was asked`);
      const wanted: Check[] = checks.filter(
        (check) =>
          (check !== 'cancel' || port.cancel) &&
          (check !== 'unknown word' || polled.has(way)) &&
          (!way.endsWith('others') || !check.startsWith('fields')) &&
          // Google's operations have no words, and its own API has films only in another form of the wire.
          (wire !== 'gemini-video' || !['unknown word', 'fields up', 'fields down'].includes(check)),
      );
      for (const check of wanted)
        assert.ok(own.get(check), `${manifest.id} ${wire}: ${check} was never checked`);
      // Who has no list of models is asked in the first wire that takes any.
      if ((port.writeVideo || port.writeImage) && manifest.models.length > 0)
        assert.ok(table.has(`${manifest.id} ${wire} <- others`), `${manifest.id} ${wire}`);
    }
});

after(() => {
  const width = Math.max(...[...table.keys()].map((way) => way.length));
  console.log(`${''.padEnd(width)}  ${checks.join(' | ')}`);
  for (const [way, row] of [...table].sort(([a], [b]) => a.localeCompare(b)))
    console.log(
      `${way.padEnd(width)}  ${checks.map((check) => String(row.get(check) ?? '-').padStart(check.length)).join(' | ')}`,
    );
  console.log(`refused, in words, because a model cannot do it: ${refused.size}`);
});
