import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileCard, compileRatio, priceOf } from '../../server/src/ledger/price.ts';
import { providers } from '../../server/src/providers/index.ts';
import type { AnswerReading, Provider } from '../../server/src/spec/provider.ts';
import type { Condition, Rate, RateCard } from '../../server/src/spec/rate-card.ts';
import type { TaskCall, TaskPort, TaskSend } from '../../server/src/spec/task.ts';
import type { Facts, Usage } from '../../server/src/spec/usage.ts';
import { doors } from '../support/task-doors.ts';
import { rows as anthropic } from './worked-prices/anthropic.ts';
import { rows as google } from './worked-prices/google.ts';
import { media, text, turns } from './worked-prices/openai.ts';
import { rows as others } from './worked-prices/others.ts';
import { pictures } from './worked-prices/pictures.ts';
import type { Worked } from './worked-prices/row.ts';
import { tasks as films, type WorkedTask } from './worked-prices/tasks.ts';

/**
 * Charges are what the makers' price pages say. Each row holds an upstream's own answer, the facts of the request, and
 * the bill worked out by hand; the answer goes through the wire of the provider and the price of its card.
 */
const rows: readonly Worked[] = [...text, ...media, ...turns, ...anthropic, ...google, ...others];
const tasks: readonly WorkedTask[] = [...films, ...pictures];

const providerOf = (id: string): Provider => {
  const found = providers.find(({ manifest }) => manifest.id === id);
  assert.ok(found, id);
  return found;
};

function cardOf({ provider, soldBy, model }: Worked): RateCard {
  const { models } = providerOf(soldBy ?? provider).manifest;
  const fact = models.find(({ id }) => id === model);
  assert.ok(fact, `${soldBy ?? provider} sells no ${model}`);
  return fact.card;
}

type Told = Pick<AnswerReading, 'usage' | 'facts' | 'fault'>;

/** What the provider's wire reads in the answer. */
function read(row: Worked): Told {
  const provider = providerOf(row.provider);
  const session = provider.sessions?.[row.wire];
  if (session) return session.openReader().look(JSON.stringify(row.body));
  const wire = provider.wires[row.wire];
  assert.ok(wire, row.wire);
  const call = { endpoint: row.endpoint, kind: row.kind, facts: row.facts ?? {} };
  const body = Buffer.isBuffer(row.body)
    ? row.body
    : Buffer.from(typeof row.body === 'string' ? row.body : JSON.stringify(row.body));
  if (!row.sse) return wire.readAnswer(call, body);
  const reader = wire.openStream({ ...call, usageInStream: true });
  reader.push(body);
  assert.equal(reader.finish(), 'ended');
  return {
    ...(reader.usage ? { usage: reader.usage } : {}),
    ...(reader.facts ? { facts: reader.facts } : {}),
    ...(reader.fault ? { fault: reader.fault } : {}),
  };
}

/** As the relay puts them together: the request's, the moment's, and over them what the upstream reported. */
const factsOf = (row: Worked, told: Told): Facts => ({
  ...row.facts,
  ...(row.at === undefined ? {} : providerOf(row.provider).factsAt?.(Date.parse(row.at))),
  ...told.facts,
});

const places = 18;
const exact = (usd: string): bigint => {
  const [whole = '', fraction = ''] = usd.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
};
const units = { M: 1_000_000n, K: 1000n, min: 60n } as const;

/** Adds a bill up, in 10⁻¹⁸ USD: "6,000 × 2.50/M + 2 × 10/K". */
function sumOf(bill: string): bigint {
  return bill.split(' + ').reduce((sum, term) => {
    const found = /^(\d[\d,]*) × (\d+(?:\.\d+)?)(?:\/(M|K|min))?$/.exec(term);
    assert.ok(found, `not a term of a bill: ${term}`);
    const [, count = '', usd = '', unit] = found;
    const per = unit === 'M' || unit === 'K' || unit === 'min' ? units[unit] : 1n;
    const amount = BigInt(count.replaceAll(',', '')) * exact(usd);
    assert.equal(amount % per, 0n, term);
    return sum + amount / per;
  }, 0n);
}

for (const row of rows)
  test(`${row.provider} ${row.model}: ${row.what}`, () => {
    assert.equal(sumOf(row.bill), exact(row.usd), 'the bill adds up');
    const told = read(row);
    assert.equal(told.fault, undefined);
    assert.ok(told.usage, 'the answer tells its usage');
    const price = priceOf(compileCard(cardOf(row)), told.usage, factsOf(row, told), compileRatio('1'));
    const nano = 10n ** BigInt(places - 9);
    assert.equal(BigInt(price), (exact(row.usd) + nano - 1n) / nano, JSON.stringify(told));
    assert.match(row.source.page, /^https:\/\//);
    assert.match(row.source.read, /^20\d\d-\d\d-\d\d$/);
  });

/** What a task is charged: what its request asks for, or what its upstream says that it consumed. */
async function chargedFor(row: WorkedTask): Promise<{ usage: Usage; facts: Facts; wire: string }> {
  const found = doors.find(({ door }) => door.method === 'POST' && door.path === row.path);
  assert.ok(found, `nobody serves ${row.path}`);
  const { dialect, door } = found;
  const call = door.read(Buffer.from(JSON.stringify(row.body)), {
    params: row.params ?? {},
    query: '',
    headers: { 'content-type': 'application/json' },
  });
  // What goes on from another task has its model.
  assert.ok(call.model === row.model || (call.model === '' && call.parents), call.model);
  const [wire, port, { action, body }] = wayOf(row, dialect.wire, call);
  const { facts = {} } = call;
  const measured = port.measure({ action, body, upstreamModel: row.model, facts });
  const asked = { ...measured, facts: { ...facts, ...measured.facts }, wire };
  if (!row.answer) return asked;
  const bytes = Buffer.from(JSON.stringify(row.answer));
  const send: TaskSend = async () => ({ status: 200, headers: {}, body: bytes, json: { ...row.answer } });
  const handle = { id: row.answer['id'], model: row.model, usage: measured.usage };
  const report = await port.poll(handle, send);
  assert.equal(report.status, 'succeeded');
  assert.ok(report.usage, 'the answer tells its usage');
  return { ...asked, usage: report.usage, facts: { ...asked.facts, ...report.facts } };
}

/** In the client's own wire where the provider has it, else as a picture of the neutral form. */
function wayOf(
  { provider, model }: WorkedTask,
  wire: string,
  call: TaskCall,
): readonly [wire: string, port: TaskPort, asked: Pick<TaskCall, 'action' | 'body'>] {
  const { tasks: ports = {} } = providerOf(provider);
  const own = ports[wire];
  if (own?.serves(model, call.action)) return [wire, own, call];
  for (const [other, port] of Object.entries(ports))
    if (call.image && port.writeImage && port.serves(model, undefined)) {
      const to = {
        upstreamModel: model,
        parents: {},
        drop: (field: string) => assert.fail(`drops ${field}`),
      };
      return [other, port, port.writeImage(call.image, to)];
    }
  throw new Error(`${provider} does not do ${call.action} of ${wire} with ${model}`);
}

const factOf = ({ provider, model }: WorkedTask) => {
  const fact = providerOf(provider).manifest.models.find(({ id }) => id === model);
  assert.ok(fact, `${provider} sells no ${model}`);
  return fact;
};

for (const row of tasks)
  test(`${row.provider} ${row.model}, a task: ${row.what}`, async () => {
    assert.equal(sumOf(row.bill), exact(row.usd), 'the bill adds up');
    const { usage, facts } = await chargedFor(row);
    const price = priceOf(compileCard(factOf(row).card), usage, facts, compileRatio('1'));
    const nano = 10n ** BigInt(places - 9);
    assert.equal(BigInt(price), (exact(row.usd) + nano - 1n) / nano, JSON.stringify({ usage, facts }));
    assert.match(row.source.page, /^https:\/\//);
    assert.match(row.source.read, /^20\d\d-\d\d-\d\d$/);
  });

/** What a rate asks for: its meter and the facts of its conditions, whatever their values. */
const kindOf = ({ meter, when = [] }: Rate): string =>
  [meter, ...when.map(({ fact, above }) => (above === undefined ? fact : `${fact} above`)).sort()].join(' ');

const meets = (facts: Facts, { fact, is, above, upTo }: Condition): boolean => {
  const value = facts[fact];
  return (
    value !== undefined &&
    (!is || is.includes(value)) &&
    (above === undefined || Number(value) > above) &&
    (upTo === undefined || Number(value) <= upTo)
  );
};

test('there is an example of every kind of price that makers of films, songs and pictures have', async () => {
  const shown = new Set<string>();
  for (const row of tasks) {
    const { usage, facts, wire } = await chargedFor(row);
    for (const meter of Object.keys(usage)) {
      const rate = factOf(row).card.rates.find(
        (one) => one.meter === meter && (one.when ?? []).every((condition) => meets(facts, condition)),
      );
      assert.ok(rate, row.what);
      shown.add(`${wire}: ${kindOf(rate)}`);
    }
  }
  const sold = providers.flatMap(({ manifest, tasks: ports = {} }) =>
    Object.entries(ports).flatMap(([wire, port]) =>
      manifest.models
        .filter(({ id, kinds }) => !kinds.includes('chat') && port.serves(id, undefined))
        .flatMap(({ card }) => card.rates.map((rate) => `${wire}: ${kindOf(rate)}`)),
    ),
  );
  assert.deepEqual(
    [...new Set(sold)].filter((kind) => !shown.has(kind)),
    [],
  );
});

test('there is an example of every meter that a card prices, and of every provider with prices', async () => {
  const charged = await Promise.all(tasks.map(chargedFor));
  const seen = new Set([
    ...rows.flatMap((row) => Object.keys(read(row).usage ?? {})),
    ...charged.flatMap(({ usage }) => Object.keys(usage)),
  ]);
  const priced = new Set(
    providers.flatMap(({ manifest }) =>
      manifest.models.flatMap(({ card }) => card.rates.map((rate) => rate.meter)),
    ),
  );
  assert.deepEqual(
    [...priced].filter((meter) => !seen.has(meter)),
    [],
  );
  // The prices of ChatGPT's web product are customs, not a maker's list.
  const sold = providers.filter(({ manifest }) => manifest.models.length > 0 && manifest.baseUrl);
  for (const { manifest } of sold)
    assert.ok(
      [...rows, ...tasks].some(({ provider }) => provider === manifest.id),
      manifest.id,
    );
  assert.ok(rows.length >= 30);
});
