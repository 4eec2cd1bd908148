import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bounds } from '../spec/call.ts';
import type { Rate, RateCard } from '../spec/rate-card.ts';
import { type Facts, type Meter, meterParents, meters, type Usage } from '../spec/usage.ts';
import {
  boundOf,
  cacheSaving,
  ceilingOf,
  compileCard,
  compileRatio,
  contextOf,
  priceLines,
  priceOf,
} from './price.ts';

const million = 1_000_000;
const card = (...rates: Rate[]): RateCard => ({ rates, source: 'test', asOf: '2026-01-01' });
const per = (meter: Meter, usd: string, when?: Rate['when']): Rate => ({
  meter,
  usd,
  per: million,
  ...(when ? { when } : {}),
});
const call = (usd: string, when?: Rate['when']): Rate => ({
  meter: 'calls',
  usd,
  per: 1,
  ...(when ? { when } : {}),
});
/** The meter at the top of its line of parents. */
function familyOf(meter: Meter): Meter {
  const parent: Meter | undefined = meterParents[meter];
  return parent ? familyOf(parent) : meter;
}

const cost = (of: RateCard, usage: Usage, ratio = '1', facts: Facts = {}): number =>
  priceOf(compileCard(of), usage, facts, compileRatio(ratio));

// The worked examples of gateways that count in quota units of 2,000 nano-USD: a model ratio of 1 is 2 USD a million.
const gpt4o = card(
  per('input_tokens', '2.5'),
  per('cached_input_tokens', '1.25'),
  per('output_tokens', '10'),
);
const claude = card(
  per('input_tokens', '3'),
  per('cached_input_tokens', '0.3'),
  per('cache_write_tokens', '3.75'),
  per('output_tokens', '15'),
);
const quota = (units: number) => units * 2000;

const examples: [string, RateCard, Usage, string, number][] = [
  ['plain', gpt4o, { input_tokens: 1000, output_tokens: 500 }, '1', quota(3750)],
  [
    'with cached input',
    gpt4o,
    { input_tokens: 600, cached_input_tokens: 400, output_tokens: 500 },
    '1',
    quota(3500),
  ],
  [
    'cache reads and writes at half price',
    claude,
    { input_tokens: 100, cached_input_tokens: 2000, cache_write_tokens: 1000, output_tokens: 50 },
    '0.5',
    quota(1350),
  ],
  ["another group's ratio", gpt4o, { input_tokens: 1000, output_tokens: 500 }, '0.8', quota(3000)],
  ['per piece', card({ meter: 'images', usd: '0.04', per: 1 }), { images: 2 }, '1.2', quota(48_000)],
  // There a tenth of a unit was rounded up to a whole one; here a token costs what it costs.
  ['a single cheap token', card(per('input_tokens', '0.1')), { input_tokens: 1 }, '1', 100],
];
for (const [name, of, usage, ratio, expected] of examples)
  test(`worked example: ${name}`, () => assert.equal(cost(of, usage, ratio), expected));

test('a price is rounded once, up, to a nano', () => {
  const cheap = card(per('input_tokens', '0.0028'), per('output_tokens', '0.0001'));
  assert.equal(cost(cheap, { input_tokens: 1 }), 3); // 2.8
  assert.equal(cost(cheap, { input_tokens: 10 }), 28);
  assert.equal(cost(cheap, { output_tokens: 1 }), 1); // 0.1
  assert.equal(cost(cheap, { input_tokens: 1, output_tokens: 1 }), 3); // 2.9, and not 3 + 1
  assert.equal(cost(cheap, { input_tokens: 2, output_tokens: 4 }), 6); // exactly 6
  assert.equal(cost(cheap, { input_tokens: 1 }, '0.000001'), 1);
  assert.equal(cost(cheap, { input_tokens: 1_000_000 }, '0.000001'), 3); // 2.8
  assert.equal(cost(cheap, {}), 0);
  assert.equal(cost(cheap, { input_tokens: 12_345 }, '0'), 0);
});

test('fractions of units are counted to a millionth', () => {
  const seconds = card({ meter: 'seconds', usd: '0.006', per: 60 });
  assert.equal(cost(seconds, { seconds: 90 }), 9_000_000);
  assert.equal(cost(seconds, { seconds: 0.5 }), 50_000);
  assert.equal(cost(seconds, { seconds: 1 / 3 }), 33_334); // 0.333333 s of 100,000 nano, rounded up
});

test('a rate that no integer can hold exactly is refused, not approximated', () => {
  const refused = (rate: Rate, words: RegExp) => assert.throws(() => compileCard(card(rate)), words);
  refused({ meter: 'seconds', usd: '1', per: 3 }, /too many decimals/);
  refused({ meter: 'input_tokens', usd: '0.0000000000001', per: million }, /too many decimals/);
  refused({ meter: 'input_tokens', usd: '-1', per: million }, /no decimal number/);
  refused({ meter: 'input_tokens', usd: '1e3', per: million }, /no decimal number/);
  refused({ meter: 'input_tokens', usd: 'NaN', per: million }, /no decimal number/);
  refused({ meter: 'input_tokens', usd: '', per: million }, /no decimal number/);
  for (const units of [0, -1, 1.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])
    refused({ meter: 'input_tokens', usd: '1', per: units }, /is per/);
  assert.equal(cost(card(per('input_tokens', '0.000000000001')), { input_tokens: 1 }), 1);
  for (const ratio of ['-1', '0.1234567', '1,5', '', '1e2', '.5'])
    assert.throws(() => compileRatio(ratio), /at most 6 places/, ratio);
});

test('a meter without a rate is billed as its parent; one without either is free', () => {
  const plain = card(per('input_tokens', '1'), per('output_tokens', '2'));
  for (const meter of meters) {
    const family = familyOf(meter);
    const expected = family === 'input_tokens' ? 1000 : family === 'output_tokens' ? 2000 : 0;
    assert.equal(cost(plain, { [meter]: 1 }), expected, meter);
  }
  assert.equal(cost(card(per('cached_input_tokens', '1')), { input_tokens: 5 }), 0);
});

test('a meter whose own rates do not apply to this call is billed as its parent, never given away', () => {
  const thinking = [{ fact: 'thinking', is: [true] }];
  const some = card(per('output_tokens', '2'), per('reasoning_tokens', '8', thinking));
  assert.equal(cost(some, { reasoning_tokens: 1 }, '1', { thinking: true }), 8000);
  assert.equal(cost(some, { reasoning_tokens: 1 }, '1', { thinking: false }), 2000);
  assert.equal(cost(some, { reasoning_tokens: 1 }), 2000);
});

test('the first rate whose conditions all hold is charged', () => {
  const tiers = card(
    per('input_tokens', '9', [
      { fact: 'context', above: 200_000 },
      { fact: 'tier', is: ['fast'] },
    ]),
    per('input_tokens', '4', [{ fact: 'context', above: 200_000 }]),
    per('input_tokens', '2', [{ fact: 'context', above: 1000, upTo: 200_000 }]),
    per('input_tokens', '1'),
  );
  const one = (input: number, facts: Facts = {}) => cost(tiers, { input_tokens: input }, '1', facts) / input;
  assert.equal(one(1000), 1000);
  assert.equal(one(1001), 2000);
  assert.equal(one(200_000), 2000);
  assert.equal(one(200_001), 4000);
  assert.equal(one(200_001, { tier: 'fast' }), 9000);
  assert.equal(one(200_001, { tier: 'slow' }), 4000);
  assert.equal(one(500, { tier: 'fast' }), 1000);
  assert.equal(one(500, { context: 900_000 }), 1000, 'the context is counted here, not taken from a request');
});

test('the context of long-context prices is everything that the model read', () => {
  const long = card(
    per('input_tokens', '2', [{ fact: 'context', above: 100 }]),
    per('input_tokens', '1'),
    per('output_tokens', '6', [{ fact: 'context', above: 100 }]),
    per('output_tokens', '3'),
  );
  const usage = {
    input_tokens: 20,
    cached_input_tokens: 30,
    cache_write_tokens: 20,
    input_audio_tokens: 20,
    input_image_tokens: 11,
  };
  assert.equal(contextOf({ ...usage, output_tokens: 1000 }), 101);
  assert.equal(cost(long, { ...usage, output_tokens: 10 }), 101 * 2000 + 10 * 6000);
  assert.equal(cost(long, { ...usage, input_image_tokens: 10, output_tokens: 10 }), 100 * 1000 + 10 * 3000);
});

test('facts of numbers, booleans and texts meet only their own kind', () => {
  const when = (is: (string | number | boolean)[]) => card(call('1', [{ fact: 'x', is }]));
  const hit = 1_000_000_000;
  assert.equal(cost(when([true]), {}, '1', { x: true }), hit);
  assert.equal(cost(when([true]), {}, '1', { x: 'true' }), 0);
  assert.equal(cost(when([1]), {}, '1', { x: '1' }), 0);
  assert.equal(cost(when(['a', 'b']), {}, '1', { x: 'b' }), hit);
  const above = card(call('1', [{ fact: 'x', above: 5 }]));
  assert.equal(cost(above, {}, '1', { x: '6' }), hit, 'sizes may come as text');
  assert.equal(cost(above, {}, '1', { x: 'six' }), 0);
});

test('a price per call is charged once a call, unless the upstream counted the calls', () => {
  const some = card(call('0.02'), per('input_tokens', '1'));
  assert.equal(cost(some, {}), 20_000_000);
  assert.equal(cost(some, { input_tokens: 5 }), 20_005_000);
  assert.equal(cost(some, { calls: 3 }), 60_000_000);
  assert.equal(cost(some, { calls: 0 }), 0);
  assert.equal(cost(some, {}, '1.5'), 30_000_000);
});

test('huge numbers stay exact, and one too large for exact money is an error', () => {
  const dear = card(per('input_tokens', '999999999.999999999999'));
  assert.equal(cost(dear, { input_tokens: 9_000_000 }, '0.000001'), 9_000_000_000_000);
  assert.equal(
    cost(card(per('input_tokens', '1')), { input_tokens: Number.MAX_SAFE_INTEGER }, '0.001'),
    9007199254740991,
  );
  assert.equal(
    cost(card(per('input_tokens', '0.001')), { input_tokens: Number.MAX_SAFE_INTEGER - 1 }),
    9007199254740990,
  );
  assert.throws(() => cost(dear, { input_tokens: Number.MAX_SAFE_INTEGER }), RangeError);
});

test('a bound beyond all money is a hold that nobody can pay, not a fault of ours', () => {
  const ceiling = ceilingOf(compileCard(card(per('output_tokens', '999999999'))));
  const bounds = { inputTokens: 1, outputTokens: million, answers: 1_000_000 };
  assert.equal(boundOf(ceiling, bounds, million, compileRatio('1000')), Number.MAX_SAFE_INTEGER);
});

/** The same numbers each run: a failure can be looked at again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const tokenMeters = meters.filter((meter) => /tokens/.test(meter));
const inputs = tokenMeters.filter((meter) => familyOf(meter) === 'input_tokens');
const outputs = tokenMeters.filter((meter) => !inputs.includes(meter));

function randomCard(next: (below: number) => number): RateCard {
  const rates: Rate[] = [];
  const usd = () => `${next(50)}.${String(next(10_000)).padStart(4, '0')}`;
  for (const meter of ['input_tokens', 'output_tokens'] as const) rates.push(per(meter, usd()));
  for (let n = next(6); n > 0; n--) {
    const meter = tokenMeters[next(tokenMeters.length)]!;
    const when = [
      [{ fact: 'context', above: next(5000) }],
      [{ fact: 'context', upTo: next(5000) }],
      [{ fact: 'tier', is: ['fast'] }],
      undefined,
    ][next(4)];
    rates.unshift(per(meter, usd(), when));
  }
  if (next(3) === 0) rates.push(call(usd()));
  return card(...rates);
}

/** `total` spread over the meters. */
function spread(next: (below: number) => number, over: readonly Meter[], total: number): Usage {
  const usage: { [M in Meter]?: number } = {};
  for (let left = total; left > 0; ) {
    const part = Math.min(left, 1 + next(total));
    const meter = over[next(over.length)]!;
    usage[meter] = (usage[meter] ?? 0) + part;
    left -= part;
  }
  return usage;
}

const ratios = ['1', '0', '0.000001', '0.8', '1.234567', '20'];

test('property: no usage within the bounds of a request costs more than its hold', () => {
  const next = numbers(7);
  for (let round = 0; round < 3000; round++) {
    const compiled = compileCard(randomCard(next));
    const ratio = compileRatio(ratios[next(ratios.length)]!);
    const limit = 1 + next(5000);
    const bounds: Bounds = {
      inputTokens: next(8000),
      answers: 1 + next(4),
      ...(next(2) ? { outputTokens: next(10_000) } : {}),
    };
    const bound = boundOf(ceilingOf(compiled), bounds, limit, ratio);
    const most = Math.min(bounds.outputTokens ?? limit, limit) * bounds.answers;
    const usage = {
      ...spread(next, inputs, next(2) ? bounds.inputTokens : next(bounds.inputTokens + 1)),
      ...spread(next, outputs, next(2) ? most : next(most + 1)),
    };
    const facts: Facts = next(2) ? { tier: 'fast' } : {};
    const price = priceOf(compiled, usage, facts, ratio);
    assert.ok(
      price <= bound,
      `${price} > ${bound}: ${JSON.stringify({ card: compiled.card, usage, bounds, limit })}`,
    );
  }
});

test('property: more usage never costs less, where prices do not fall with the context', () => {
  const next = numbers(11);
  for (let round = 0; round < 2000; round++) {
    const all = randomCard(next);
    const steady = compileCard({
      ...all,
      rates: all.rates.filter(({ when }) => !when?.some(({ fact }) => fact === 'context')),
    });
    const ratio = compileRatio(ratios[next(ratios.length)]!);
    const usage = spread(next, tokenMeters, next(5000));
    const meter = tokenMeters[next(tokenMeters.length)]!;
    const more = { ...usage, [meter]: (usage[meter] ?? 0) + 1 + next(100) };
    assert.ok(priceOf(steady, more, {}, ratio) >= priceOf(steady, usage, {}, ratio));
  }
});

test('property: two calls never cost less than one call of both, so splitting gains nothing', () => {
  const next = numbers(13);
  for (let round = 0; round < 1000; round++) {
    const flat = compileCard(
      card(per('input_tokens', `0.${1 + next(9999)}`), per('output_tokens', `0.${1 + next(9999)}`)),
    );
    const ratio = compileRatio('0.7');
    const [a, b, c, d] = [next(1000), next(1000), next(1000), next(1000)];
    const one = priceOf(flat, { input_tokens: a, output_tokens: b }, {}, ratio);
    const other = priceOf(flat, { input_tokens: c, output_tokens: d }, {}, ratio);
    const both = priceOf(flat, { input_tokens: a + c, output_tokens: b + d }, {}, ratio);
    assert.ok(one + other >= both && one + other <= both + 1);
  }
});

/** 24 decimals, so that sums of lines are exact here as well. */
function scaled(text: string): bigint {
  const [whole, fraction = ''] = text.split('.');
  return BigInt(whole! + fraction.padEnd(24, '0'));
}

test('property: the lines of a receipt add up to the charge', () => {
  const next = numbers(17);
  for (let round = 0; round < 1000; round++) {
    const all = randomCard(next);
    const usage = spread(next, tokenMeters, next(5000));
    const facts: Facts = next(2) ? { tier: 'fast' } : {};
    const { lines, total } = priceLines(all, usage, facts, '1.234567');
    const sum = lines.reduce((amount, line) => amount + scaled(line.amount), 0n) * 1_234_567n;
    const nano = 10n ** 15n * 1_000_000n;
    assert.equal(total, Number((sum + nano - 1n) / nano));
    assert.equal(total, cost(all, usage, '1.234567', facts));
    for (const [meter, units] of Object.entries(usage))
      assert.equal(lines.find((line) => line.meter === meter)?.units, units);
  }
});

test('a receipt names the rate of every line, and lists what has no price with none', () => {
  const { lines, total } = priceLines(
    gpt4o,
    { input_tokens: 1000, cached_input_tokens: 8, searches: 2 },
    {},
    '1',
  );
  assert.deepEqual(lines, [
    { meter: 'input_tokens', units: 1000, usd: '2.5', per: million, amount: '0.0025' },
    { meter: 'cached_input_tokens', units: 8, usd: '1.25', per: million, amount: '0.00001' },
    { meter: 'searches', units: 2, usd: null, per: null, amount: '0' },
  ]);
  assert.equal(total, 2_510_000);
});

test('what a cache saved is the price without one, less the price', () => {
  const card: RateCard = {
    rates: [
      { meter: 'input_tokens', usd: '3', per: 1_000_000 },
      { meter: 'cached_input_tokens', usd: '0.30', per: 1_000_000 },
      { meter: 'cache_write_tokens', usd: '3.75', per: 1_000_000 },
      { meter: 'cache_write_1h_tokens', usd: '6', per: 1_000_000 },
      { meter: 'output_tokens', usd: '15', per: 1_000_000 },
    ],
    source: 'a test',
    asOf: '2026-11-23',
  };
  assert.equal(cacheSaving(card, { input_tokens: 100, output_tokens: 5 }, {}, '1'), 0);
  assert.equal(cacheSaving(card, { cached_input_tokens: 1000 }, {}, '1'), 2_700_000);
  assert.equal(cacheSaving(card, { cached_input_tokens: 1000 }, {}, '0.5'), 1_350_000);
  assert.equal(cacheSaving(card, { cache_write_1h_tokens: 1000 }, {}, '1'), -3_000_000);
});

test('a meter without a rate is charged as the next above it that has one', () => {
  const card = compileCard({
    rates: [
      { meter: 'input_tokens', usd: '1', per: 1 },
      { meter: 'cached_input_tokens', usd: '0.1', per: 1 },
    ],
    source: 'a test',
    asOf: '2026-11-23',
  });
  const one = compileRatio('1');
  assert.equal(priceOf(card, { cached_audio_tokens: 1 }, {}, one), 100_000_000);
  assert.equal(priceOf(card, { cache_write_1h_tokens: 1 }, {}, one), 1_000_000_000);
});

test('a hold covers units that are no tokens', () => {
  const ceiling = ceilingOf(
    compileCard({
      rates: [{ meter: 'characters', usd: '15', per: 1_000_000 }],
      source: 'a test',
      asOf: '2026-11-23',
    }),
  );
  const bounds = { inputTokens: 0, outputTokens: 0, answers: 1, units: { characters: 1000 } };
  assert.equal(boundOf(ceiling, bounds, 0, compileRatio('1')), 15_000_000);
});

test('a hold counts searches once: as many as the request allows, else one', () => {
  const ceiling = ceilingOf(compileCard(card({ meter: 'searches', usd: '10', per: 1000 }, call('0.5'))));
  const hold = (units?: Usage) =>
    boundOf(ceiling, { inputTokens: 0, answers: 1, ...(units ? { units } : {}) }, 0, compileRatio('1'));
  assert.equal(hold(), 510_000_000);
  assert.equal(hold({ searches: 0 }), 500_000_000);
  assert.equal(hold({ searches: 3 }), 530_000_000);
  assert.equal(hold({ calls: 2, images: 9 }), 1_010_000_000);
});

test('a hold is priced at the dearest that conditions can make a unit', () => {
  const hd = [{ fact: 'quality', is: ['hd'] }];
  const ceiling = ceilingOf(
    compileCard(
      card(
        { meter: 'images', usd: '0.12', per: 1, when: hd },
        { meter: 'images', usd: '0.04', per: 1 },
        { meter: 'seconds', usd: '0.006', per: 60 },
        per('cached_audio_tokens', '7'),
        per('output_audio_tokens', '64'),
      ),
    ),
  );
  const hold = (bounds: Partial<Bounds>) =>
    boundOf(ceiling, { inputTokens: 0, outputTokens: 0, answers: 1, ...bounds }, 100, compileRatio('1'));
  assert.equal(hold({ units: { images: 3 } }), 360_000_000);
  assert.equal(hold({ units: { seconds: 90 } }), 9_000_000);
  assert.equal(hold({ inputTokens: 10 }), 70_000);
  assert.equal(hold({ outputTokens: 10, answers: 2 }), 2 * 640_000);
  assert.equal(hold({ outputTokens: 1000 }), 6_400_000, 'no more than the model can say');
});
