import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { factWords } from '../../catalogue/fact-words.ts';
import { makers } from '../../catalogue/makers.ts';
import { dialects } from '../../dialects/index.ts';
import { catalogueOf } from '../../node/admin-ports.ts';
import { providers } from '../../providers/index.ts';
import { createCompiler } from '../../relay/snapshot.ts';
import type { RateCard } from '../../spec/rate-card.ts';
import { openStore } from '../../store/index.ts';
import { type House, openHouse, secrets } from '../test-house.ts';

/** A price of the operator's own: half of the list, in other units, and a rate that the maker has not. */
const own: RateCard = {
  rates: [
    { meter: 'input_tokens', usd: '0.000125', per: 1000 },
    { meter: 'output_tokens', usd: '0.7', per: 1_000_000, when: [{ fact: 'context', above: 200_000 }] },
    { meter: 'output_tokens', usd: '0.333333', per: 1_000_000 },
    { meter: 'calls', usd: '0.01', per: 1 },
  ],
  source: 'operator',
  asOf: '2026-01-10',
};

type Rate = { meter: string; per: number; ours: string | null; official: string | null; when: number | null };
type Shown = {
  name: string;
  available: object;
  maker: string | null;
  native: string[];
  converted: string[];
  takes: string[];
  groups: string[];
  price: { rates: Rate[]; since: string; as_of: string } | null;
};
type Door = { dialect: string; path: string; converted: boolean };

describe('the price list of the portal', () => {
  let house: House;
  let close: () => void;

  before(async () => {
    house = await openHouse(openStore);
    const { store, channel } = house;
    const system = { user: null };
    await store.channels.update(system, channel.id, {
      provider: 'openai-compatible',
      models: { 'gpt-4.1-mini': 'upstream-secret-name', 'house-model': 'house-upstream-name' },
    });
    const inner = await store.channels.create(system, {
      ...channel,
      keys: ['k'],
      name: 'inner-channel-name',
      provider: 'openai-compatible',
      baseUrl: 'https://inner-upstream.example',
      models: { 'staff-only-model': 'x' },
      groups: ['inner'],
    });
    assert.ok(!('refused' in inner));
    await store.prices.adopt(
      providers.flatMap(({ manifest }) => manifest.models.map(({ id, card }) => ({ model: id, card }))),
    );
    await store.prices.put(system, 'gpt-4.1-mini', own);
    const compiler = createCompiler(providers, () => 'http://127.0.0.1:1', house.clock, assert.fail);
    close = () => compiler.close();
    const snapshot = compiler.compile({
      channels: await store.channels.list(),
      groups: await store.groups.list(),
      prices: await store.prices.current(),
      models: await store.models.list(),
    });
    const catalogue = catalogueOf(snapshot, dialects);
    Object.assign(house.deps, { catalogue: () => catalogue, providers, dialects, makers, factWords });
  });
  after(async () => {
    close();
    await house.close();
  });

  const list = async (who?: Parameters<House['call']>[0], query = '') => {
    const answer = await house.call(who, 'GET', `/api/portal/models${query}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.json().data;
  };
  const named = (data: { models: Shown[] }, name: string): Shown => {
    const found = data.models.find((model) => model.name === name);
    assert.ok(found, name);
    return found;
  };

  test('a fresh catalogue shows every model of the makers, callable by test keys', async () => {
    const data = await list();
    const names = new Set(data.models.map((model: { name: string }) => model.name));
    for (const { manifest } of providers) for (const { id } of manifest.models) assert.ok(names.has(id), id);
    const claude = named(data, 'claude-opus-4-5');
    assert.deepEqual(claude.available, { live: false, test: true });
    assert.equal(claude.maker, 'anthropic');
    assert.ok(claude.native.includes('anthropic-messages'));
    assert.ok(claude.converted.includes('openai-chat'));
    assert.deepEqual(claude.takes, ['text', 'image']);
    const hosted = named(data, 'fal-ai/kling-video/v2.5-turbo/pro/image-to-video');
    assert.equal(hosted.maker, 'kuaishou', 'the maker is told by the name, not by who sells it');
  });

  test('ours is card × ratio to the last digit, official stands beside it in the same units', async () => {
    const data = await list(undefined, '?group=vip');
    assert.equal(data.group, 'vip');
    const model = named(data, 'gpt-4.1-mini');
    assert.deepEqual(model.available, { live: true, test: true });
    assert.deepEqual(model.groups, ['default', 'vip']);
    const official = providers
      .flatMap(({ manifest }) => manifest.models)
      .find(({ id }) => id === 'gpt-4.1-mini')!;
    const listed = (meter: string) =>
      Number(official.card.rates.find((rate) => rate.meter === meter && !rate.when)!.usd);
    const rates = model.price!.rates.map(({ meter, per, ours, official, when }) => ({
      meter,
      per,
      ours,
      official,
      when: when === null ? null : data.conditions[when].text.vi,
    }));
    assert.deepEqual(rates.slice(0, 4), [
      {
        meter: 'input_tokens',
        per: 1000,
        ours: '0.0001',
        official: String(listed('input_tokens') / 1000),
        when: null,
      },
      {
        meter: 'output_tokens',
        per: 1_000_000,
        ours: '0.56',
        official: null,
        when: 'ngữ cảnh trên 200K token',
      },
      {
        meter: 'output_tokens',
        per: 1_000_000,
        ours: '0.2666664',
        official: String(listed('output_tokens')),
        when: null,
      },
      { meter: 'calls', per: 1, ours: '0.008', official: null, when: null },
    ]);
    const cached = rates.find(({ meter }) => meter === 'cached_input_tokens');
    assert.equal(cached?.ours, null, 'what only the maker lists has no price of ours');
    assert.equal(model.price!.since, new Date(house.clock.at).toISOString());
    assert.equal(model.price!.as_of, official.card.asOf);
  });

  test('a model without a maker is shown with a neutral mark, one without a price says so', async () => {
    const model = named(await list(), 'house-model');
    assert.equal(model.price, null);
    assert.deepEqual(model.available, { live: true, test: true });
  });

  test('nobody hears of channels, upstream names or models of groups that are not his', async () => {
    for (const who of [undefined, 'ana', 'root'] as const) {
      const { text } = await house.call(who, 'GET', '/api/portal/models');
      const one = await house.call(who, 'GET', '/api/portal/models/gpt-4.1-mini');
      for (const secret of [
        ...Object.values(secrets),
        'upstream-secret-name',
        'house-upstream-name',
        'inner-channel-name',
        'inner-upstream.example',
        'api.acme.example',
        'acme main',
        'staff-only-model',
        '"inner"',
        'created_by',
      ])
        assert.ok(!text.includes(secret) && !one.text.includes(secret), `${who} sees ${secret}`);
    }
    assert.equal((await house.call('ana', 'GET', '/api/portal/models?group=inner')).status, 404);
    assert.equal((await house.call('ana', 'GET', '/api/portal/models/staff-only-model')).status, 404);
  });

  test('one model: endpoints, and its price since each change', async () => {
    const answer = await house.call('ana', 'GET', '/api/portal/models/gpt-4.1-mini?group=vip');
    const { data } = answer.json();
    assert.equal(data.model.name, 'gpt-4.1-mini');
    const chat = data.endpoints.find((each: Door) => each.path === '/v1/chat/completions');
    assert.equal(chat.converted, false);
    assert.ok(data.endpoints.some((each: Door) => each.converted));
    assert.equal(data.history.length, 2);
    assert.equal(data.history[0].rates[0].ours, '0.0001');
    const slashes = encodeURIComponent('fal-ai/flux/dev');
    const hosted = (await house.call(undefined, 'GET', `/api/portal/models/${slashes}`)).json().data;
    assert.deepEqual(
      hosted.endpoints
        .filter((each: Door) => !each.converted)
        .map((each: Door) => each.dialect)
        .slice(0, 1),
      ['fal'],
    );
  });

  test('the whole list is small, written once, and not sent again to those who have it', async () => {
    const ask = async (headers: Record<string, string>) =>
      house.app.inject({ method: 'GET', url: '/api/portal/models', headers });
    const packed = await ask({ 'accept-encoding': 'gzip, br' });
    assert.equal(packed.headers['content-encoding'], 'gzip');
    assert.ok(packed.rawPayload.length < 80_000, `${packed.rawPayload.length} bytes packed`);
    const plain = await ask({});
    assert.equal(gunzipSync(packed.rawPayload).toString(), plain.body);
    assert.ok(plain.body.length < 1_200_000, `${plain.body.length} bytes`);
    const again = await ask({ 'if-none-match': String(plain.headers.etag) });
    assert.equal(again.statusCode, 304);
    assert.equal(again.body, '');
    const one = await house.call(undefined, 'GET', '/api/portal/models/gpt-5.4');
    assert.ok(one.text.length < 60_000);
  });

  test('every list price of every maker has words for its conditions in both languages', async () => {
    for (const { when, text } of (await list()).conditions) {
      assert.ok(text.en && text.vi, JSON.stringify(when));
      for (const { fact } of when) assert.ok(factWords[fact], `no words for the fact ${fact}`);
    }
  });
});
