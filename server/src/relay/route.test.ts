import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../spec/call.ts';
import { GatewayError } from '../spec/fault.ts';
import type { Provider } from '../spec/provider.ts';
import type { Channel } from '../spec/records.ts';
import { Attempts } from './attempts.ts';
import type { Breaker } from './breaker.ts';
import type { Caller } from './callers.ts';
import { closeOutlet, type Outlet, openOutlet } from './outlet.ts';
import { defaultSettings } from './ports.ts';
import { candidates, onlyCandidate, route } from './route.ts';
import type { Model, Route, Snapshot, Tier } from './snapshot.ts';

const time = { at: 1_000_000 };
const clock = { now: () => time.at };

const provider: Provider = {
  manifest: { id: 'maker', name: { en: 'Maker', vi: 'Maker' }, settings: [], owner: 'maker', models: [] },
  authorize: () => ({}),
  wires: {},
  readFault: () => ({ code: 'upstream_failed', message: 'failed' }),
  passHeaders: [],
  simulator: () => async () => new Response(),
};

let lastId = 0;
function outletOf(keys: number, change: Partial<Channel> = {}, of: Provider = provider): Outlet {
  const id = ++lastId;
  const channel: Channel = {
    id,
    name: `channel ${id}`,
    provider: 'maker',
    baseUrl: 'https://api.example.com',
    keys: Array.from({ length: keys }, (_, i) => ({
      id: i + 1,
      secret: `sk-${i + 1}`,
      hint: '****',
      status: 'enabled' as const,
    })),
    models: { m: 'm' },
    groups: ['default'],
    priority: 0,
    weight: 1,
    status: 'enabled',
    options: {
      headers: {},
      settings: {},
      proxyUrl: null,
      connectTimeoutMs: 1000,
      firstByteTimeoutMs: 1000,
      idleTimeoutMs: 1000,
      whenClientLeaves: 'cancel',
      drainMs: 0,
      results: 'copy',
    },
    createdAt: 0,
    ...change,
  };
  const outlet = openOutlet(channel, of, clock);
  closeOutlet(outlet); // nothing is sent here
  return outlet;
}
const way = (outlet: Outlet, weight = 1): Route => ({ outlet, upstreamModel: 'm', weight });

/** Which channel and key is tried, in order: "2.1" is the first key of the second outlet given. */
function order(tiers: readonly Tier[], outlets: readonly Outlet[], random: () => number = () => 0): string[] {
  return [...candidates(tiers, random)].map(
    ({ outlet, key }) => `${outlets.indexOf(outlet) + 1}.${key.key.id}`,
  );
}

test('a better tier is tried to its end before the next', () => {
  const outlets = [outletOf(2), outletOf(1), outletOf(1)];
  const [a, b, c] = outlets.map((one) => way(one));
  assert.deepEqual(order([[a!], [b!, c!]], outlets), ['1.1', '1.2', '2.1', '3.1']);
});

test('inside a tier the weight decides', () => {
  const outlets = [outletOf(1), outletOf(1), outletOf(1)];
  const tier = [way(outlets[0]!, 1), way(outlets[1]!, 3), way(outlets[2]!, 0)];
  assert.equal(order([tier], outlets, () => 0.2)[0], '1.1');
  assert.equal(order([tier], outlets, () => 0.25)[0], '2.1');
  assert.equal(order([tier], outlets, () => 0.999)[0], '2.1');
  // A channel without weight comes last, whatever chance says.
  for (const chance of [0, 0.3, 0.7, 0.999]) assert.equal(order([tier], outlets, () => chance)[2], '3.1');
});

test('over many calls each channel gets its share', () => {
  const outlets = [outletOf(1), outletOf(1)];
  const tier = [way(outlets[0]!, 1), way(outlets[1]!, 3)];
  const steps = 400;
  const firsts = Array.from({ length: steps }, (_, i) => order([tier], outlets, () => (i + 0.5) / steps)[0]);
  assert.equal(firsts.filter((first) => first === '1.1').length, steps / 4);
});

test('channels that all have no weight are chosen evenly', () => {
  const outlets = [outletOf(1), outletOf(1)];
  const tier = outlets.map((one) => way(one, 0));
  assert.deepEqual(
    order([tier], outlets, () => 0),
    ['1.1', '2.1'],
  );
  assert.deepEqual(
    order([tier], outlets, () => 0.9),
    ['2.1', '1.1'],
  );
});

test('the keys of a channel take turns from call to call', () => {
  const outlet = outletOf(3);
  const firsts = Array.from({ length: 4 }, () => candidates([[way(outlet)]]).next().value?.key.key.id);
  assert.deepEqual(firsts, [1, 2, 3, 1]);
});

test('a second key of a channel comes after all other channels', () => {
  const outlets = [outletOf(3), outletOf(1)];
  assert.deepEqual(order([outlets.map((one) => way(one))], outlets), ['1.1', '2.1', '1.2', '1.3']);
});

test('no key is tried twice in one call', () => {
  const outlets = [outletOf(4), outletOf(2)];
  const tried = order([outlets.map((one) => way(one))], outlets, () => 0.5);
  assert.equal(new Set(tried).size, 6);
  assert.equal(tried.length, 6);
});

test('keys and channels whose breaker is open are left out', () => {
  const outlets = [outletOf(2), outletOf(1)];
  outlets[0]!.keys[0]!.breaker.failed('upstream_key_refused');
  const tiers = [outlets.map((one) => way(one))];
  assert.deepEqual(order(tiers, outlets), ['1.2', '2.1']);
  outlets[0]!.keys[1]!.breaker.failed('upstream_key_refused');
  assert.deepEqual(order(tiers, outlets), ['2.1']);
  outlets[1]!.keys[0]!.breaker.failed('upstream_busy', 10);
  assert.deepEqual(order(tiers, outlets), []);
  time.at += 10_000; // a busy one comes back by itself, a refused one only by its probe
  assert.deepEqual(order(tiers, outlets), ['2.1']);
});

test('a breaker that opens during a call is seen by its later attempts', () => {
  const outlets = [outletOf(1), outletOf(1)];
  const ways = candidates([outlets.map((one) => way(one))], () => 0);
  assert.equal(ways.next().value?.outlet, outlets[0]);
  outlets[1]!.keys[0]!.breaker.failed('upstream_key_refused');
  assert.equal(ways.next().done, true);
});

test('the short way is there only for one open key of one channel', () => {
  const one = outletOf(1);
  assert.equal(onlyCandidate([[way(one)]])?.key, one.keys[0]);
  assert.equal(onlyCandidate([[way(one), way(outletOf(1))]]), undefined);
  assert.equal(onlyCandidate([[way(one)], [way(outletOf(1))]]), undefined);
  assert.equal(onlyCandidate([[way(outletOf(2))]]), undefined);
  assert.equal(onlyCandidate([]), undefined);
  one.keys[0]!.breaker.failed('upstream_key_refused');
  assert.equal(onlyCandidate([[way(one)]]), undefined);
});

const call: Call = {
  kind: 'chat',
  endpoint: 'chat',
  model: 'm',
  stream: false,
  usageInStream: false,
  body: Buffer.from('{}'),
  bounds: { inputTokens: 1, answers: 1 },
  facts: {},
};
const caller: Caller = {
  tokenId: 1,
  userId: 1,
  mode: 'live',
  group: 'default',
  accounts: [],
  isVisitor: false,
  check() {},
  allows: () => true,
};
function attempts(tiers: readonly Tier[], name = 'm'): Attempts {
  const listed = { id: name, owner: 'maker', created: 0, kinds: ['chat'] as const };
  const model = { name, listed, kinds: undefined, fact: undefined, price: undefined, outputLimit: 10 };
  const watch = { settled() {}, streamOpened() {}, streamClosed() {}, warn() {} };
  return new Attempts(
    { clock, settings: defaultSettings, watch },
    { requestId: 'r', tiers, call, caller, model },
  );
}

test('a late success of a call sent before the rest does not end it', () => {
  const outlet = outletOf(1);
  const late = attempts([[way(outlet)]]);
  const candidate = late.next();
  candidate.key.breaker.failed('upstream_key_refused'); // another call met this meanwhile
  late.succeeded(candidate, 200);
  assert.equal(candidate.key.breaker.state, 'open');
  assert.ok(!candidate.key.breaker.usable);
});

test('when everything rests the client is told when the first comes back', () => {
  const outlets = [outletOf(1), outletOf(1)];
  outlets[0]!.keys[0]!.breaker.failed('upstream_busy', 30);
  outlets[1]!.keys[0]!.breaker.failed('upstream_busy', 20);
  assert.throws(
    () => attempts([outlets.map((one) => way(one))]).next(),
    (error) => error instanceof GatewayError && error.code === 'no_channel' && error.detail.retryAfter === 20,
  );
});

test("faults of the client's own making say nothing against a key", () => {
  const outlet = outletOf(1);
  const breaker: Breaker = outlet.keys[0]!.breaker;
  for (let i = 0; i < 10; i++) {
    const one = attempts([[way(outlet)]]);
    const candidate = one.next();
    assert.throws(() => one.failed(candidate, new GatewayError('upstream_refused', 'no'), 400));
    one.failed(candidate, new GatewayError('upstream_model_unknown', 'no'), 404);
  }
  assert.ok(breaker.usable);
  assert.equal(breaker.faults, 0);
});

test('a name behind a pattern that no upstream knows is the client’s mistake, any other the operator’s', () => {
  for (const [name, code] of [
    ['m', 'upstream_model_unknown'],
    ['*', 'model_unknown'],
  ] as const) {
    const tried = attempts([[way(outletOf(1))]], name);
    tried.failed(tried.next(), new GatewayError('upstream_model_unknown', 'no'), 404);
    assert.throws(
      () => tried.next(),
      (error) => error instanceof GatewayError && error.code === code,
      name,
    );
  }
});

const speaking: Provider = {
  ...provider,
  wires: {
    w: {
      paths: { chat: '/chat' },
      edits: () => ({}),
      readAnswer: () => ({ texts: () => [] }),
      openStream: () => assert.fail('nothing is sent here'),
    },
  },
};
function snapshot(
  routes: Record<string, readonly Tier[]>,
  kinds: Model['listed']['kinds'] = ['chat'],
): Snapshot {
  const listed = { id: 'm', owner: 'maker', created: 0, kinds };
  const group = (name: string) => ({ group: { name, ratio: '1', description: '', open: true }, ratio: 1n });
  return {
    groups: new Map(['default', 'vip'].map((name) => [name, group(name)])),
    models: new Map([
      ['m', { name: 'm', listed, kinds, fact: undefined, price: undefined, outputLimit: 10 }],
    ]),
    patterns: [],
    routes: (_mode, name) => routes[name] ?? [],
    simulator: () => undefined,
    outlets: new Map(),
    usable: () => [],
  };
}
const find = (of: Snapshot, name = 'm', endpoint = 'chat') =>
  route(of, { mode: 'live', group: 'default' }, name, 'w', { name: endpoint, kind: 'chat' });
const faultIs = (code: string) => (error: unknown) => error instanceof GatewayError && error.code === code;

test('only channels that speak the wire and the endpoint are left', () => {
  const speaks = way(outletOf(1, {}, speaking));
  const silent = way(outletOf(1));
  assert.deepEqual(find(snapshot({ default: [[silent], [silent, speaks]] })).tiers, [[speaks]]);
  assert.throws(() => find(snapshot({ default: [[silent]] })), faultIs('field_invalid'));
  assert.throws(() => find(snapshot({ default: [[speaks]] }), 'm', 'embeddings'), faultIs('field_invalid'));
  assert.throws(() => find(snapshot({ default: [[speaks]] }, ['embedding'])), faultIs('field_invalid'));
});

test('a model nobody knows, one of other groups and one without a channel are told apart', () => {
  const speaks = way(outletOf(1, {}, speaking));
  assert.throws(() => find(snapshot({ default: [[speaks]] }), 'other'), faultIs('model_unknown'));
  assert.throws(() => find(snapshot({ vip: [[speaks]] })), faultIs('model_not_allowed'));
  assert.throws(() => find(snapshot({})), faultIs('no_channel'));
});

test('calls of one conversation find the same channel and key, whatever comes between', () => {
  const outlets = [outletOf(2), outletOf(2), outletOf(2)];
  const tier = outlets.map((one) => way(one));
  const first = (affinity: string) => {
    const { outlet, key } = candidates([tier], Math.random, affinity).next().value!;
    return `${outlet.channel.id}.${key.key.id}`;
  };
  const firsts = new Map<string, number>();
  for (let i = 0; i < 600; i++) {
    const found = first(`conversation ${i}`);
    assert.equal(first(`conversation ${i}`), found);
    firsts.set(found, (firsts.get(found) ?? 0) + 1);
  }
  assert.equal(firsts.size, 6);
  for (const [where, count] of firsts) assert.ok(count > 60 && count < 140, `${where}: ${count} of 600`);
});

test('with affinity a channel still gets its share by weight, and a resting key hands over to the next', () => {
  const [light, heavy] = [outletOf(1), outletOf(1)];
  const tier = [way(light!, 1), way(heavy!, 3)];
  const first = (affinity: string) => candidates([tier], Math.random, affinity).next().value?.outlet;
  let heavies = 0;
  for (let i = 0; i < 1000; i++) if (first(`c${i}`) === heavy) heavies++;
  assert.ok(heavies > 690 && heavies < 810, `${heavies} of 1000`);
  const stays = Array.from({ length: 20 }, (_, i) => `c${i}`).find((one) => first(one) === heavy)!;
  heavy!.keys[0]!.breaker.failed('upstream_key_refused');
  assert.equal(first(stays), light);
});
