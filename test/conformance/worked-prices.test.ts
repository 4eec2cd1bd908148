import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileCard, compileRatio, priceOf } from '../../server/src/ledger/price.ts';
import { providers } from '../../server/src/providers/index.ts';
import type { AnswerReading, Provider } from '../../server/src/spec/provider.ts';
import type { RateCard } from '../../server/src/spec/rate-card.ts';
import type { Facts } from '../../server/src/spec/usage.ts';
import { rows as anthropic } from './worked-prices/anthropic.ts';
import { rows as google } from './worked-prices/google.ts';
import { media, text, turns } from './worked-prices/openai.ts';
import { rows as others } from './worked-prices/others.ts';
import type { Worked } from './worked-prices/row.ts';

/**
 * Charges are what the makers' price pages say. Each row holds an upstream's own answer, the facts of the request, and
 * the bill worked out by hand; the answer goes through the wire of the provider and the price of its card.
 */
const rows: readonly Worked[] = [...text, ...media, ...turns, ...anthropic, ...google, ...others];

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

test('there is an example of every meter that a card prices, and of every provider with prices', () => {
  const seen = new Set(rows.flatMap((row) => Object.keys(read(row).usage ?? {})));
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
      rows.some(({ provider }) => provider === manifest.id),
      manifest.id,
    );
  assert.ok(rows.length >= 30);
});
