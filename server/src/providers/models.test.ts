import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCard } from '../ledger/price.ts';
import type { CallKind } from '../spec/call.ts';
import type { ModelFact } from '../spec/provider.ts';
import type { Rate } from '../spec/rate-card.ts';
import { type Meter, meterParents, meters } from '../spec/usage.ts';
import { models as deepseek } from './deepseek/models.ts';
import { models as doubao } from './doubao/models.ts';
import { providers } from './index.ts';
import { models as openai } from './openai/models.ts';
import { models as qwen } from './qwen/models.ts';

/** Cards are read on the day they were collected; a later date in them is a slip of the pen. */
const collected = '2026-11-23';

/** What a model of a kind may be sold by: one of these sets of meters is there, and nothing of the others. */
const soldBy: Readonly<Record<CallKind, readonly (readonly Meter[])[]>> = {
  chat: [['input_tokens', 'output_tokens'], ['calls']],
  completion: [['input_tokens', 'output_tokens']],
  realtime: [['input_tokens', 'output_tokens']],
  embedding: [['input_tokens']],
  rerank: [['input_tokens'], ['searches']],
  speech: [['input_tokens', 'output_tokens'], ['characters']],
  transcription: [['input_tokens', 'output_tokens'], ['seconds']],
  image: [['input_tokens', 'output_tokens'], ['images'], ['calls']],
  moderation: [['calls']],
  video: [['seconds'], ['calls'], ['output_tokens'], ['megapixels'], ['images']],
  music: [['calls'], ['seconds']],
};

/** In place of all these: pixels, or time of the machine. */
const elseBy: Readonly<Partial<Record<CallKind, readonly (readonly Meter[])[]>>> = {
  image: [['megapixels'], ['seconds']],
};

/** Does an answer consist of tokens that are paid for? */
const makesTokens = (model: ModelFact): boolean => byMeter(model).has('output_tokens');

/** Sold by tokens, whose number the context bounds; what is drawn has no stated one. */
const hasContext = (model: ModelFact): boolean =>
  byMeter(model).has('input_tokens') && !model.kinds.includes('image');

const byMeter = (model: ModelFact): Map<Meter, Rate[]> => Map.groupBy(model.card.rates, (rate) => rate.meter);

const isGeneral = (rate: Rate): boolean => rate.when === undefined;

/** Charged only where something was asked for, beside what the model is sold by. */
const isSurcharge = (rates: readonly Rate[]): boolean => !rates.some(isGeneral);

const find = (list: readonly ModelFact[], id: string): ModelFact => {
  const model = list.find((one) => one.id === id);
  assert.ok(model, `no model ${id}`);
  return model;
};

/** The rate that is charged: the first of the meter whose conditions hold. */
const charged = (
  model: ModelFact,
  meter: Meter,
  facts: Readonly<Record<string, string | number | boolean>>,
) =>
  model.card.rates.find(
    (rate) =>
      rate.meter === meter &&
      (rate.when ?? []).every(({ fact, is, above, upTo }) => {
        const value = facts[fact];
        if (value === undefined) return false;
        if (is && !is.includes(value)) return false;
        if (above !== undefined && !(typeof value === 'number' && value > above)) return false;
        return upTo === undefined || (typeof value === 'number' && value <= upTo);
      }),
  )?.usd;

for (const { manifest } of providers) {
  const { models } = manifest;
  if (models.length === 0) continue;
  describe(`model facts of ${manifest.id}`, () => {
    it('have ids that occur once', () => {
      const ids = models.map((model) => model.id);
      assert.deepEqual(
        ids.filter((id, at) => ids.indexOf(id) !== at),
        [],
      );
      // A star at the end stands for any ending.
      for (const id of ids) assert.match(id, /^[A-Za-z0-9][\w.:/-]*\*?$/);
    });

    it('have exact decimal prices over known meters', () => {
      for (const model of models) {
        for (const rate of model.card.rates) {
          const at = `${model.id} ${rate.meter}`;
          assert.match(rate.usd, /^\d{1,7}(\.\d{1,12})?$/, at);
          if (model.kinds.includes('moderation')) assert.equal(rate.usd, '0', `${at}: it is free`);
          else assert.ok(Number(rate.usd) > 0, `${at}: a rate of nothing hides a missing price`);
          assert.ok(Number.isSafeInteger(rate.per) && rate.per > 0, at);
          assert.ok(meters.includes(rate.meter), at);
        }
      }
    });

    it('can be charged exactly', () => {
      for (const model of models) compileCard(model.card);
    });

    it('are sold by meters that their kind has, and by one set of them', () => {
      for (const model of models) {
        const rates = byMeter(model);
        const roots = [...rates.keys()].filter((meter) => meterParents[meter] === undefined);
        const isSold = (set: readonly Meter[]) => set.every((meter) => rates.get(meter)?.some(isGeneral));
        const sold = model.kinds.map((kind) => {
          const sets = soldBy[kind].filter(isSold);
          return sets.length > 0 ? sets : (elseBy[kind] ?? []).filter(isSold);
        });
        // A search is paid beside what it finds, and pixels beyond the first million beside their picture.
        const beside = ['searches', 'megapixels'];
        // A model of two kinds has the meters of both: what only one way of selling explains belongs to that kind.
        const only = new Set(sold.filter((sets) => sets.length === 1).flat(2));
        for (const [at, kind] of model.kinds.entries()) {
          const all = sold[at]!;
          const sets = all.length === 1 ? all : all.filter((set) => !set.every((meter) => only.has(meter)));
          assert.equal(sets.length, 1, `${model.id} as ${kind}: ${[...rates.keys()]}`);
        }
        const more = roots.filter(
          (meter) =>
            !sold.flat(2).includes(meter) && !beside.includes(meter) && !isSurcharge(rates.get(meter)!),
        );
        assert.deepEqual(more, [], model.id);
        for (const meter of rates.keys()) {
          const parent = meterParents[meter];
          assert.ok(
            parent === undefined || rates.has(parent),
            `${model.id} prices ${meter} but not ${parent}`,
          );
        }
      }
    });

    it('end every meter with its one general rate, special ones before it', () => {
      for (const model of models) {
        for (const [meter, rates] of byMeter(model)) {
          if (isSurcharge(rates) && byMeter(model).size > 1) continue;
          const general = rates.findIndex(isGeneral);
          assert.equal(general, rates.length - 1, `${model.id} ${meter}`);
        }
      }
    });

    it('have no rate that an earlier one of its meter hides', () => {
      for (const model of models) {
        for (const [meter, rates] of byMeter(model)) {
          rates.forEach((rate, at) => {
            const words = (rate.when ?? []).map((condition) => JSON.stringify(condition));
            const hidden = rates.slice(0, at).some((earlier) => {
              const needs = (earlier.when ?? []).map((condition) => JSON.stringify(condition));
              return needs.every((need) => words.includes(need));
            });
            assert.equal(hidden, false, `${model.id} ${meter} rate ${at}`);
          });
        }
      }
    });

    it('rise with the length of the input, longest tier first', () => {
      for (const model of models) {
        for (const [meter, rates] of byMeter(model)) {
          const tiers = rates.flatMap((rate) => {
            const [only, ...more] = rate.when ?? [];
            return only?.fact === 'context' && more.length === 0
              ? [{ above: only.above ?? 0, usd: Number(rate.usd) }]
              : [];
          });
          const base = rates.find(isGeneral);
          const steps = [...tiers, { above: 0, usd: Number(base?.usd) }];
          steps.slice(1).forEach((step, at) => {
            const longer = steps[at];
            assert.ok(longer && longer.above > step.above && longer.usd >= step.usd, `${model.id} ${meter}`);
          });
        }
      }
    });

    it('say where the prices come from and of which day', () => {
      for (const model of models) {
        const { source, asOf } = model.card;
        assert.ok(source.trim().length > 0, model.id);
        // What its maker does not sell has no list price, and says so.
        const lookedUp = manifest.baseUrl === undefined ? /sells no such API/ : /https:\/\/|models\.dev/;
        assert.match(source, lookedUp, `${model.id} names no source that can be looked up`);
        assert.match(asOf, /^\d{4}-\d{2}-\d{2}$/, model.id);
        const date = new Date(`${asOf}T00:00:00Z`);
        assert.equal(date.toISOString().slice(0, 10), asOf, `${model.id}: no such day`);
        assert.ok(asOf <= collected, `${model.id}: ${asOf} is in the future`);
      }
    });

    it('bound the answer, so that a hold can be made', () => {
      const isCount = (value: number | undefined): value is number =>
        value !== undefined && Number.isSafeInteger(value) && value > 0;
      for (const model of models) {
        const { id, kinds, context, maxOutput } = model;
        assert.ok(kinds.length > 0 && new Set(kinds).size === kinds.length, id);
        if (context !== undefined || hasContext(model)) assert.ok(isCount(context), `${id}: context`);
        // Chats are bounded even where each call has one price: by what the gateway counts and limits.
        if (!makesTokens(model) && !kinds.includes('chat')) {
          assert.equal(maxOutput, undefined, `${id} answers with no tokens`);
          continue;
        }
        assert.ok(isCount(maxOutput), `${id}: maxOutput`);
        // Speech is longer than the text that it was made from, a picture than its prompt.
        if (context !== undefined && !kinds.includes('speech'))
          assert.ok(maxOutput <= context, `${id} answers more than its context holds`);
      }
    });
  });
}

describe('the rate that a call meets', () => {
  it('gpt-6.1-terra: service tier and long context multiply', () => {
    const model = find(openai, 'gpt-6.1-terra');
    assert.equal(charged(model, 'input_tokens', { context: 272_000 }), '1');
    assert.equal(charged(model, 'input_tokens', { context: 272_001 }), '2');
    assert.equal(charged(model, 'output_tokens', { context: 272_001 }), '7.5');
    assert.equal(charged(model, 'cached_input_tokens', {}), '0.05');
    assert.equal(charged(model, 'cache_write_tokens', {}), '1.25');
    assert.equal(charged(model, 'output_tokens', { service_tier: 'flex', context: 10 }), '2.5');
    assert.equal(charged(model, 'output_tokens', { service_tier: 'fast', context: 10 }), '10');
    assert.equal(charged(model, 'output_tokens', { service_tier: 'priority', context: 300_000 }), '15');
    assert.equal(charged(model, 'output_tokens', { service_tier: 'default', context: 10 }), '5');
  });

  it('gpt-5.5: Fast mode has no long context, so a long call costs the standard long price', () => {
    const model = find(openai, 'gpt-5.5');
    assert.equal(charged(model, 'input_tokens', { service_tier: 'priority', context: 10 }), '12.5');
    assert.equal(charged(model, 'input_tokens', { service_tier: 'priority', context: 300_000 }), '10');
  });

  it('gpt-4o-audio-preview prices audio apart from text', () => {
    const model = find(openai, 'gpt-4o-audio-preview');
    assert.equal(charged(model, 'input_tokens', {}), '2.5');
    assert.equal(charged(model, 'input_audio_tokens', {}), '40');
    assert.equal(charged(model, 'output_audio_tokens', {}), '80');
  });

  it('search models price the call to the search', () => {
    const model = find(openai, 'gpt-4o-search-preview');
    const search = model.card.rates.find((rate) => rate.meter === 'searches');
    assert.deepEqual(search, { meter: 'searches', usd: '25', per: 1_000 });
  });

  it('deepseek-flash: peak unless the hour is known to be off-peak', () => {
    const model = find(deepseek, 'deepseek-flash');
    assert.equal(charged(model, 'output_tokens', {}), '1.2');
    assert.equal(charged(model, 'output_tokens', { off_peak: false }), '1.2');
    assert.equal(charged(model, 'output_tokens', { off_peak: true }), '0.6');
    assert.equal(charged(model, 'cached_input_tokens', { off_peak: true }), '0.003');
  });

  it('qwen-plus: thinking changes the price of output only', () => {
    const model = find(qwen, 'qwen-plus');
    assert.equal(charged(model, 'output_tokens', { thinking: false, context: 10 }), '1.2');
    assert.equal(charged(model, 'output_tokens', { thinking: true, context: 10 }), '4');
    assert.equal(charged(model, 'output_tokens', { thinking: true, context: 300_000 }), '12');
    assert.equal(charged(model, 'output_tokens', { context: 300_000 }), '3.6');
    assert.equal(charged(model, 'input_tokens', { thinking: true, context: 10 }), '0.4');
  });

  it('qwen3-8b thinks unless told not to, and is priced so', () => {
    const model = find(qwen, 'qwen3-8b');
    assert.equal(charged(model, 'output_tokens', {}), '2.1');
    assert.equal(charged(model, 'output_tokens', { thinking: true }), '2.1');
    assert.equal(charged(model, 'output_tokens', { thinking: false }), '0.7');
  });

  it('doubao-seed-2-1-pro: 6 and 30 yuan for a million tokens', () => {
    const model = find(doubao, 'doubao-seed-2-1-pro-260915');
    assert.equal(charged(model, 'input_tokens', {}), (6 / 6.737).toFixed(6));
    assert.equal(charged(model, 'output_tokens', {}), (30 / 6.737).toFixed(6));
    assert.match(model.card.source, /6\.737 yuan/);
  });
});
