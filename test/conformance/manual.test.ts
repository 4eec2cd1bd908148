import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { routes } from '../../server/src/admin/index.ts';
import { dialects } from '../../server/src/dialects/index.ts';
import { catalogue, start } from '../../server/src/main.ts';
import { fieldTexts } from '../../server/src/manual/field-texts.ts';
import { pages } from '../../server/src/manual/index.ts';
import {
  callOf,
  type Example,
  type ExamplePage,
  type FormShape,
  management,
  type Page,
  type StreamStep,
} from '../../server/src/manual/page.ts';
import { simulations } from '../../server/src/manual/pages/help-center/test-keys.ts';
import { portalPages } from '../../server/src/manual/portal-pages.ts';
import {
  addressOf,
  credentialOf,
  endpointsOf,
  findEndpoint,
  isPageOf,
  parameterTable,
  partsOf,
  renderedFaults,
} from '../../server/src/manual/reference.ts';
import { sampleFiles } from '../../server/src/manual/samples/files.ts';
import {
  type Json,
  mismatches,
  resolve,
  type Shape,
  sampleOf,
  type Taken,
  takenIn,
} from '../../server/src/manual/shape.ts';
import { faultNames } from '../../server/src/providers/_families/simulated/faults.ts';
import { faults } from '../../server/src/spec/fault.ts';
import { programPages, runPrograms } from '../clients/programs.ts';

/** The rows of the mission that must have a page. */
const rows = [
  ...['R006', 'R007', 'R008', 'R009', 'R010', 'R017', 'R025', 'R027', 'R032', 'R100', 'R101', 'R102'],
  ...['R105', 'R181', 'R182', 'R220'],
  ...['R011', 'R012', 'R013', 'R014', 'R015', 'R016', 'R018', 'R019', 'R020', 'R021', 'R022', 'R023'],
  ...['R024', 'R026', 'R028', 'R029', 'R030', 'R031'],
  ...['R033', 'R034', 'R035', 'R036', 'R037', 'R038', 'R039', 'R040', 'R041', 'R042', 'R043', 'R044'],
  ...['R072', 'R073', 'R074', 'R075', 'R076', 'R077', 'R078', 'R079', 'R294'],
  // Pages with programs.
  ...['R203', 'R204', 'R205', 'R206', 'R207', 'R208', 'R209', 'R210', 'R211', 'R212', 'R213', 'R214'],
  ...['R215', 'R216', 'R217', 'R218', 'R219', 'R285'],
  // Pages that set up tools.
  ...['R286', 'R287', 'R289'],
  ...['R045', 'R046', 'R047', 'R048', 'R049', 'R050', 'R051', 'R052', 'R053', 'R054', 'R055', 'R056'],
  ...['R057', 'R058', 'R059', 'R060', 'R061', 'R062', 'R063', 'R064', 'R065', 'R066', 'R067', 'R068'],
  ...['R069', 'R070', 'R071'],
  ...['R183', 'R184', 'R185', 'R186', 'R187', 'R188', 'R189', 'R295'],
  ...['R190', 'R191', 'R192', 'R193', 'R194', 'R195', 'R196', 'R197', 'R198', 'R199', 'R200', 'R201', 'R202'],
  ...['R151', 'R152', 'R153', 'R154', 'R155', 'R179', 'R180'],
  ...[
    'R080',
    'R081',
    'R082',
    'R083',
    'R084',
    'R085',
    'R086',
    'R087',
    'R088',
    'R089',
    'R090',
    'R130',
    'R131',
    'R132',
    'R133',
    'R134',
    'R145',
    'R146',
    'R147',
  ],
  ...[
    'R135',
    'R136',
    'R137',
    'R138',
    'R139',
    'R140',
    'R141',
    'R142',
    'R143',
    'R144',
    'R122',
    'R123',
    'R124',
    'R125',
    'R126',
    'R164',
    'R165',
    'R166',
    'R167',
    'R168',
  ],
  ...[
    'R148',
    'R149',
    'R150',
    'R156',
    'R157',
    'R158',
    'R159',
    'R160',
    'R161',
    'R162',
    'R163',
    'R127',
    'R128',
    'R129',
    'R172',
    'R173',
    'R174',
    'R175',
    'R176',
    'R177',
    'R178',
  ],
  ...['R169', 'R170', 'R171'],
  ...[
    'R091',
    'R092',
    'R093',
    'R094',
    'R095',
    'R096',
    'R097',
    'R098',
    'R099',
    'R284',
    'R103',
    'R104',
    'R106',
    'R107',
    'R112',
    'R113',
    'R114',
    'R115',
    'R116',
    'R121',
  ],
  ...[
    'R117',
    'R118',
    'R119',
    'R120',
    'R255',
    'R256',
    'R257',
    'R258',
    'R259',
    'R260',
    'R261',
    'R262',
    'R263',
    'R264',
    'R265',
    'R266',
    'R267',
    'R268',
    'R269',
    'R270',
    'R271',
    'R272',
    'R273',
    'R274',
    'R275',
    'R276',
    'R277',
    'R278',
    'R279',
    'R280',
    'R281',
    'R282',
    'R283',
  ],
  ...[
    'R108',
    'R109',
    'R110',
    'R111',
    'R221',
    'R222',
    'R223',
    'R224',
    'R225',
    'R226',
    'R227',
    'R228',
    'R229',
    'R230',
    'R231',
    'R232',
    'R233',
    'R234',
    'R235',
    'R236',
    'R237',
    'R238',
    'R239',
    'R240',
    'R241',
    'R242',
    'R243',
    'R244',
    'R245',
    'R246',
    'R247',
    'R248',
    'R249',
    'R250',
    'R251',
    'R252',
    'R253',
    'R254',
  ],
  ...['R296', 'R297'],
  ...['R001', 'R002', 'R003', 'R004', 'R005', 'R288', 'R290', 'R291', 'R292', 'R293'],
];

const endpoints = [...endpointsOf(dialects), ...routes.map((route) => ({ ...route, dialect: management }))];

const keys = {
  key: 'sk-test-manual-0123456789abcdef',
  'access-token': 'manual-access-token-0123456789',
} as const;

const folder = mkdtempSync(join(tmpdir(), 'key4u-manual-'));
let gateway: Awaited<ReturnType<typeof start>>;

before(async () => {
  gateway = await start({
    PORT: '0',
    HOST: '127.0.0.1',
    KEY4U_DATA_DIR: folder,
    KEY4U_TEST_KEY: keys.key,
    KEY4U_LIVE_KEY: 'sk-manual-0123456789abcdef',
    KEY4U_ACCESS_TOKEN: keys['access-token'],
    KEY4U_STOP_SECONDS: '0',
    LOG_LEVEL: 'silent',
  });
  await addChannel();
});

after(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A live channel, so that lists of live models have something to show. Nothing is sent to it. */
async function addChannel(): Promise<void> {
  const headers = {
    authorization: `Bearer ${keys['access-token']}`,
    'content-type': 'application/json',
  };
  const added = await fetch(`${gateway.url}/api/admin/channels`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      name: 'manual',
      provider: 'openai-compatible',
      base_url: 'http://127.0.0.1:9/v1',
      keys: ['sk-never-sent-anywhere'],
      models: ['gpt-4o-mini'],
    }),
  });
  assert.equal(added.status, 200, await added.text());
  for (let tries = 0; tries < 500; tries++) {
    const names = await fetch(`${gateway.url}/api/user/models`, { headers });
    if ((await names.text()).includes('gpt-4o-mini')) return;
    await wait(10);
  }
  assert.fail('the channel was never known');
}

function formOf(form: FormShape): FormData {
  const data = new FormData();
  for (const [name, value] of partsOf(form))
    if (typeof value !== 'object') data.append(name, String(value));
    else {
      const { type, bytes } = sampleFiles[value.sample];
      data.append(name, new Blob([new Uint8Array(bytes())], { type }), value.sample);
    }
  return data;
}

/** Sends an example as it stands. */
async function send(page: Page, example: Example): Promise<Response> {
  const call = callOf(page, example);
  const body = example.form
    ? formOf(example.form)
    : example.request && JSON.stringify(sampleOf(example.request));
  return fetch(gateway.url + addressOf(page, example), {
    method: call.method,
    headers: {
      authorization: `Bearer ${example.credential ?? keys[credentialOf(call)]}`,
      ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
      ...example.headers,
    },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(20_000),
  });
}

const pageOf = (id: string): ExamplePage => {
  const found = pages.find((page) => page.id === id);
  assert.ok(found?.examples, `there is no page ${id} with examples`);
  return found;
};

/** Makes the calls that this example takes values from, each page's once, and puts the values in. */
async function prepare(page: Page, example: Example): Promise<Example> {
  const { params, query, request, expect } = example;
  const shapes = [params, query, request, 'reply' in expect ? expect.reply : undefined];
  const replies = new Map<string, unknown>();
  for (const { from } of shapes.flatMap((shape) => (shape === undefined ? [] : takenIn(shape)))) {
    assert.notEqual(from, page.id, 'a page cannot take values from itself');
    if (replies.has(from)) continue;
    const source = pageOf(from);
    replies.set(from, await replyOf(source, await prepare(source, source.examples[0])));
  }
  const find = (taken: Taken): Json => valueAt(replies.get(taken.from), taken);
  const fill = <S extends { readonly [name: string]: Shape }>(shape: S) =>
    Object.fromEntries(Object.entries(shape).map(([name, value]) => [name, resolve(value, find)]));
  return {
    ...example,
    ...(params ? { params: fill(params) } : {}),
    ...(query ? { query: fill(query) } : {}),
    ...(request ? { request: fill(request) } : {}),
    expect: 'reply' in expect ? { ...expect, reply: resolve(expect.reply, find) } : expect,
  };
}

/** What the call of an example answers, once it is what the example says it comes to. */
async function replyOf(page: Page, example: Example): Promise<unknown> {
  if ('reply' in example.expect && example.expect.comes) await checkComing(page, example);
  const response = await send(page, example);
  assert.equal(response.status, example.expect.status ?? 200, page.id);
  return response.json();
}

function valueAt(reply: unknown, { at, from }: Taken): Json {
  let value = reply;
  for (const step of at)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
  assert.ok(typeof value === 'string' || typeof value === 'number', `${from} gave no ${at.join('.')}`);
  return value;
}

/** The data of every event. Lines that are neither data, its name nor a comment are wrong. Google ends lines with CRLF. */
function eventsOf(body: string): readonly unknown[] {
  const text = body.replaceAll('\r\n', '\n');
  assert.ok(text.endsWith('\n\n'), 'the stream ends inside an event');
  return text
    .slice(0, -2)
    .split('\n\n')
    .filter((block) => !block.startsWith(':'))
    .map((block) => {
      const [, name, data] = /^(?:event: ([^\n]+)\n)?data: ([^\n]+)$/.exec(block) ?? [];
      assert.ok(data, `not an event: ${block}`);
      if (data === '[DONE]') return data;
      const event: unknown = JSON.parse(data);
      if (name !== undefined) assert.equal(fieldOf(event, 'type'), name, 'an event is named by its type');
      return event;
    });
}

const fieldOf = (event: unknown, name: string): unknown =>
  typeof event === 'object' && event !== null ? Reflect.get(event, name) : undefined;

/** Walks the steps over the events: all events must be told of, all steps must happen. */
function checkStream(steps: readonly StreamStep[], events: readonly unknown[]): void {
  let next = 0;
  for (const [index, { times, event }] of steps.entries()) {
    const wrong = next < events.length ? mismatches(event, events[next]) : ['the stream is over'];
    assert.deepEqual(wrong, [], `step ${index + 1} (${times})`);
    next++;
    while (times === 'many' && next < events.length && mismatches(event, events[next]).length === 0) next++;
  }
  assert.deepEqual(events.slice(next), [], 'events that the page does not tell of');
}

/** An answer has one id, whatever the wire calls it. */
function checkSame(events: readonly unknown[]): void {
  const ids = events.flatMap((event) => fieldOf(event, 'responseId') ?? fieldOf(event, 'id') ?? []);
  assert.ok(new Set(ids).size <= 1, 'the events of a stream have one id');
}

async function checkBytes(
  response: Response,
  { type, least }: { type: string; least: number },
): Promise<void> {
  const bytes = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, bytes.toString('utf8', 0, 500));
  assert.equal(response.headers.get('content-type'), type);
  assert.ok(bytes.length >= least, `${bytes.length} bytes`);
}

/** Says what the example says and hears until the last step has come. A browser's way in: the key is a subprotocol. */
async function checkSession(page: Page, example: Example, steps: readonly StreamStep[]): Promise<void> {
  const last = sampleOf(steps.at(-1)?.event ?? null);
  const heard: unknown[] = [];
  const socket = new WebSocket(gateway.url.replace('http', 'ws') + addressOf(page, example), [
    'realtime',
    `openai-insecure-api-key.${keys.key}`,
  ]);
  await new Promise<void>((resolve, reject) => {
    setTimeout(() => reject(new Error(`heard only ${JSON.stringify(heard)}`)), 10_000).unref();
    socket.addEventListener('open', () => {
      for (const event of example.events ?? []) socket.send(JSON.stringify(sampleOf(event)));
    });
    socket.addEventListener('error', () => reject(new Error('the session could not be opened')));
    socket.addEventListener('message', ({ data }) => {
      if (fieldOf(heard.at(-1), 'type') === fieldOf(last, 'type')) return; // what comes behind is another answer's
      heard.push(JSON.parse(String(data)));
      if (fieldOf(heard.at(-1), 'type') === fieldOf(last, 'type')) resolve();
    });
  }).finally(() => socket.close());
  checkStream(steps, heard);
}

async function check(page: Page, written: Example): Promise<void> {
  const example = await prepare(page, written);
  const { expect } = example;
  if ('session' in expect) return checkSession(page, example, expect.session);
  if (('bytes' in expect || 'reply' in expect) && expect.comes) return checkComing(page, example);
  return checkAnswer(await send(page, example), example);
}

/** Some answers are there only after a while: asked for again until they are, at most this long. */
const patienceMs = 20_000;

async function checkComing(page: Page, example: Example): Promise<void> {
  for (const until = Date.now() + patienceMs; ; await wait(300)) {
    const response = await send(page, example);
    try {
      return await checkAnswer(response, example);
    } catch (error) {
      if (Date.now() >= until) throw error;
    }
  }
}

async function checkAnswer(response: Response, { expect }: Example): Promise<void> {
  if ('session' in expect) throw new Error('a session is no answer');
  if ('bytes' in expect) return checkBytes(response, expect.bytes);
  const body = await response.text();
  assert.equal(response.status, expect.status ?? 200, body);
  for (const [name, shape] of Object.entries(expect.headers ?? {}))
    assert.deepEqual(mismatches(shape, response.headers.get(name), name), []);
  if ('stream' in expect) {
    assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
    const events = eventsOf(body);
    checkStream(expect.stream, events);
    checkSame(events);
  } else if ('empty' in expect) assert.equal(body, '');
  else if ('plain' in expect) {
    assert.match(response.headers.get('content-type') ?? '', /^text\/plain/);
    assert.deepEqual(mismatches(expect.plain, body), []);
  } else {
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
    assert.deepEqual(mismatches(expect.reply, JSON.parse(body)), [], body);
  }
}

// Side by side: most of the time is waiting for films and songs.
describe('examples', { concurrency: 8 }, () => {
  for (const page of pages)
    for (const [index, example] of page.examples?.entries() ?? [])
      test(`example ${index + 1} of ${page.id}: ${example.title.en}`, () => check(page, example));
});

test('a page whose sample is wrong does not pass', async () => {
  const page = pageOf('chatgpt-chat/create-chat-completion');
  const [example] = page.examples;
  const { expect } = example;
  assert.ok('reply' in expect && typeof expect.reply === 'object' && expect.reply !== null);
  const changed = { ...expect.reply, object: 'chat.completions' };
  await assert.rejects(check(page, { ...example, expect: { ...expect, reply: changed } }));
  await assert.rejects(check(page, { ...example, expect: { ...expect, status: 201 } }));
  await assert.rejects(check(page, { ...example, expect: { ...expect, headers: { 'x-absent': 'x' } } }));
  await assert.rejects(check(page, { ...example, credential: 'sk-wrong' }));

  const streamed = pageOf('chatgpt-chat/create-chat-completion-streaming');
  const [first] = streamed.examples;
  assert.ok('stream' in first.expect);
  const steps = first.expect.stream;
  await assert.rejects(check(streamed, { ...first, expect: { stream: steps.slice(0, -1) } }));
  await assert.rejects(check(streamed, { ...first, expect: { stream: steps.slice(1) } }));
  await assert.rejects(check(streamed, { ...first, expect: { stream: [...steps, ...steps.slice(-1)] } }));

  const spoken = pageOf('chatgpt-audio/create-voice-gpt-4o-mini-tts');
  const [sound] = spoken.examples;
  await assert.rejects(check(spoken, { ...sound, expect: { bytes: { type: 'audio/wav', least: 1 } } }));
  await assert.rejects(check(spoken, { ...sound, expect: { bytes: { type: 'audio/mpeg', least: 1e9 } } }));
  const talk = pageOf('chatgpt-realtime/realtime-session');
  const [turn] = talk.examples;
  assert.ok('session' in turn.expect);
  const heard = turn.expect.session;
  await assert.rejects(check(talk, { ...turn, expect: { session: heard.slice(1) } }));
  await assert.rejects(check(talk, { ...turn, expect: { session: heard.toSpliced(1, 1) } }));
});

test('every row that is promised has a page', () => {
  const paged = new Set(pages.flatMap((page) => page.rows));
  assert.deepEqual(
    rows.filter((row) => !paged.has(row)),
    [],
  );
});

test('every page with a program is run by test/clients, and no other', () => {
  assert.deepEqual(
    programPages.map(({ id }) => id),
    pages.filter((page) => page.examples === undefined).map(({ id }) => id),
  );
});

test('a program of a page runs as it stands, and one that fails is noticed', async () => {
  const node = (key: string) => runPrograms({ url: gateway.url, key }, ['program node/']);
  const ran = await node(keys.key);
  assert.ok(ran.length > 0);
  for (const { ok, detail, name } of ran) assert.equal(ok, true, `${name}: ${detail}`);
  for (const { ok, detail } of await node('sk-wrong')) {
    assert.equal(ok, false);
    assert.match(detail, /it ended with 1: .*invalid_api_key.*output has 1 items/s);
  }
});

test('every call of a page is an endpoint that is served', () => {
  for (const page of pages)
    for (const example of page.examples ?? []) {
      const call = callOf(page, example);
      assert.ok(findEndpoint(call, endpoints), `${page.id}: ${call.method} ${call.route} of ${call.dialect}`);
    }
});

test('every row of an endpoint is told on a page about it', async () => {
  const untold = (await catalogue()).filter((entry) => entry.page === null && entry.rows.length > 0);
  assert.deepEqual(untold, []);
});

test('every endpoint of a dialect has a page', () => {
  for (const endpoint of endpointsOf(dialects).filter(({ alias }) => !alias))
    assert.ok(
      pages.some((page) => isPageOf(page, endpoint)),
      `${endpoint.method} ${endpoint.path}`,
    );
});

test('the catalogue lists every endpoint, and every page with its rows', async () => {
  const entries = await catalogue();
  for (const { method, path } of endpoints)
    assert.ok(
      entries.some((entry) => entry.method === method && entry.path === path.replace('/*', '/{model}')),
      `${method} ${path}`,
    );
  for (const page of pages) {
    const mine = entries.filter((entry) => entry.page === page.id);
    assert.ok(mine.length > 0, page.id);
    for (const entry of mine) assert.deepEqual(entry.rows, page.rows, page.id);
  }
  for (const row of rows)
    assert.ok(
      entries.some((entry) => entry.rows.includes(row) && entry.page !== null),
      row,
    );
  for (const { page } of entries)
    if (page !== null)
      assert.ok(pages.some(({ id }) => id === page) || portalPages.some(({ path }) => path === page), page);
});

test('every description of a parameter is there in Vietnamese, and none is left over', () => {
  const used = new Set<string>();
  for (const endpoint of endpoints) {
    if (!pages.some((page) => isPageOf(page, endpoint))) continue;
    for (const { name, description } of parameterTable(endpoint)) {
      if (description === undefined) continue;
      used.add(description.en);
      assert.ok(fieldTexts[description.en], `${endpoint.path} ${name}: ${description.en}`);
    }
  }
  assert.deepEqual(
    Object.keys(fieldTexts).filter((text) => !used.has(text)),
    [],
  );
});

test('every field of an example is a parameter of its endpoint', () => {
  for (const page of pages)
    for (const example of page.examples ?? []) {
      const endpoint = findEndpoint(callOf(page, example), endpoints);
      assert.ok(endpoint);
      const known = parameterTable(endpoint);
      for (const [place, values] of [
        ['query', example.query],
        ['body', example.request],
        ['body', example.form],
      ] as const)
        for (const name of Object.keys(values ?? {}))
          assert.ok(
            known.some((one) => one.place === place && one.name === name) ||
              // Where the path says what is asked, the body is whatever that wants.
              /:action\b/.test(endpoint.path),
            `${page.id}: ${place} ${name}`,
          );
    }
});

test('every dialect writes every fault as an error with a word of its own or the message', () => {
  const written = renderedFaults(dialects);
  assert.equal(written.length, Object.keys(faults).length * dialects.length);
  const makesTasks = new Set(
    dialects.flatMap(({ id, endpoints }) =>
      endpoints.some(({ does }) => does === 'submit-task') ? [id] : [],
    ),
  );
  for (const { code, status, body, dialect } of written) {
    // Google's API says 400 and 403 of keys, and its clients look for them.
    const statuses = code.startsWith('token_') ? [faults[code].status, 400, 403] : [faults[code].status];
    // APIs of tasks have statuses of their own for what concerns tasks, but tell whose fault it is.
    const isKind =
      makesTasks.has(dialect) && Math.floor(status / 100) === Math.floor(faults[code].status / 100);
    assert.ok(statuses.includes(status) || isKind, `${dialect} ${code}: ${status}`);
    assert.match(body, /req_…/, code);
  }
});

test('the page of test keys tells of every simulated fault, and of no other', () => {
  assert.deepEqual(Object.keys(simulations).sort(), [...faultNames].sort());
});

test('the shapes of lists are not empty', () => {
  for (const page of pages)
    for (const example of page.examples ?? []) {
      const { expect } = example;
      if ('stream' in expect) assert.ok(expect.stream.length > 1, page.id);
      else if ('session' in expect) assert.ok(expect.session.length > 1, page.id);
      else if ('bytes' in expect) assert.ok(expect.bytes.least > 0, page.id);
      else if ('empty' in expect)
        assert.ok(expect.status === 204 || Object.keys(expect.headers ?? {}).length > 0, page.id);
      else if ('plain' in expect) assert.ok(String(sampleOf(expect.plain)).length > 1, page.id);
      else {
        const sample = sampleOf(expect.reply);
        assert.ok(typeof sample === 'object' && sample !== null, page.id);
        // Google answers a deletion with an object of nothing.
        const isDone = callOf(page, example).method === 'DELETE';
        assert.ok(isDone || Object.keys(sample).length > 0, page.id);
      }
    }
});
