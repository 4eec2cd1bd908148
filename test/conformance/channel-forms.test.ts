import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { serveSimulators } from '../../server/src/base/serve-simulated.ts';
import { providers } from '../../server/src/providers/index.ts';
import { type Exchange, type FakeUpstream, json, startFakeUpstream } from '../support/fake-upstream.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';

/**
 * What an operator does with a channel of every provider: the form that is drawn from its manifest makes one and gives it
 * back unchanged, its models are fetched, and a test shows the exchange without a secret.
 */
type Field = { name: string; required: boolean; secret: boolean };
type Form = {
  id: string;
  base_url: string | null;
  needs_base_url: boolean;
  settings: Field[];
  models: { id: string }[];
  free_probe: boolean;
  tests_models: boolean;
  lists_models: boolean;
};
type Shown = { method: string; path: string; answer: { status: number; body: string } | null };
type Tested = { ok: boolean; status: number | null; message: string; exchange: Shown | null };
type Fetched = { ok: boolean; problem: string | null; models: { id: string; priced: boolean }[] };
type Channel = { id: number; keys: { id: number }[]; options: object } & Record<string, unknown>;

const secretKey = 'PLANTEDkey-0123456789|PLANTEDhalf-0123456789';
const secretHeader = 'PLANTEDheader-0123456789';
const secretSetting = 'PLANTEDsetting-0123456789';

let gateway: TestGateway;
let simulators: Awaited<ReturnType<typeof serveSimulators>>;
let upstream: FakeUpstream;
let forms: Map<string, Form>;
const seen: string[] = [];
const admin = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const reply = await gateway.admin(method, `/api/admin${path}`, body);
  seen.push(JSON.stringify(reply));
  return reply as T;
};

before(async () => {
  gateway = await startGateway();
  simulators = await serveSimulators(
    Object.fromEntries(providers.map((provider) => [provider.manifest.id, provider.simulator()])),
    { host: '127.0.0.1', port: 0 },
  );
  upstream = await startFakeUpstream();
  const { items } = await admin<{ items: Form[] }>('GET', '/providers');
  forms = new Map(items.map((form) => [form.id, form]));
});
after(async () => {
  await upstream.close();
  await simulators.close();
  await gateway.close();
});

/** A key as the provider's own simulator takes it, where any text will not do. */
const keys: Readonly<Record<string, string>> = {
  kling: 'simulated-access-key|simulated-secret-key',
};

for (const { manifest, modelList, probePath } of providers) {
  const { id } = manifest;
  describe(id, () => {
    let channel: Channel;
    const model = manifest.models.find((one) => !one.id.includes('*') && !one.retired)?.id ?? 'any-model';

    test('its form makes a channel, which comes back as it was given and stays so', async () => {
      const form = forms.get(id);
      assert.ok(form);
      assert.equal(form.needs_base_url, manifest.baseUrl === undefined);
      assert.deepEqual(
        form.models.map((one) => one.id),
        manifest.models.map((one) => one.id),
      );
      const settings = Object.fromEntries(
        form.settings.map((field) => [field.name, field.secret ? secretSetting : `value-${field.name}`]),
      );
      const given = {
        name: `form of ${id}`,
        provider: id,
        base_url: `${simulators.url}/${id}`,
        models: { [model]: model },
        groups: ['default'],
        priority: 1,
        weight: 2,
        status: 'enabled',
      };
      channel = await admin('POST', '/channels', {
        ...given,
        keys: [keys[id] ?? 'sk-form-0123456789'],
        options: { settings },
      });
      for (const [name, value] of Object.entries(given)) assert.deepEqual(channel[name], value, name);
      const { id: number, keys: _keys, created_at: _at, unpriced: _none, ...shown } = channel;
      const again = await admin<Channel>('PATCH', `/channels/${number}`, shown);
      assert.deepEqual(again.options, channel.options);
      // What is required is asked for.
      const required = form.settings.find((field) => field.required);
      if (required)
        await assert.rejects(
          admin('POST', '/channels', { ...given, name: `${id} bare`, keys: ['k'], options: {} }),
          new RegExp(`needs "?\\\\?"?${required.name}`),
        );
    });

    test(
      modelList ? 'its models are fetched, all pages of them' : 'it says that it has no list',
      async () => {
        const fetched = await admin<Fetched>('POST', '/channels/models', { channel: channel.id });
        assert.equal(forms.get(id)?.lists_models, modelList !== undefined);
        if (!modelList) {
          assert.match(fetched.problem ?? '', /has no list of models/);
          return;
        }
        assert.equal(fetched.problem, null);
        const ids = new Set(fetched.models.map((one) => one.id));
        // A simulator of an upstream that takes every name lists none.
        const own = manifest.models.filter((one) => one.kinds.includes('chat') && !one.retired);
        for (const one of own) assert.ok(ids.has(one.id), one.id);
        for (const one of fetched.models) assert.equal(one.priced, true, one.id);
      },
    );

    test('its free probe shows the exchange', async () => {
      const tested = await admin<Tested>('POST', `/channels/${channel.id}/test`, {});
      assert.equal(forms.get(id)?.free_probe, probePath !== undefined);
      if (probePath === undefined) {
        assert.match(tested.message, /no free probe/);
        assert.equal(tested.exchange, null);
        return;
      }
      assert.equal(tested.ok, true, JSON.stringify(tested));
      assert.equal(tested.exchange?.method, 'GET');
      assert.equal(tested.exchange?.answer?.status, tested.status);
    });

    test('a secret that its upstream says back is never shown', async () => {
      const key = id === 'google-vertex' ? secretKey.replaceAll('|', '') : secretKey;
      const tells = (exchange: Exchange) =>
        json(exchange, 400, {
          error: { message: `bad key ${key} ${exchange.headers.authorization ?? ''}` },
          path: exchange.path,
          headers: exchange.headers,
          halves: key.split('|'),
          encoded: encodeURIComponent(key),
          setting: manifest.settings.some((field) => field.secret) ? secretSetting : 'none',
        });
      upstream.answer(tells);
      upstream.answerProbes(tells);
      const planted = await admin<Channel>('POST', '/channels', {
        name: `planted ${id}`,
        provider: id,
        base_url: upstream.url,
        keys: [key],
        models: { [model]: model },
        options: {
          headers: { 'x-own-token': secretHeader },
          settings: Object.fromEntries(
            manifest.settings.map((field) => [field.name, field.secret ? secretSetting : 'plain']),
          ),
        },
      });
      for (const body of [{}, { model }, { model, key: planted.keys[0]?.id }]) {
        const { ok, exchange } = await admin<Tested>('POST', `/channels/${planted.id}/test`, body);
        assert.equal(ok, false);
        if (exchange) assert.equal(exchange.answer?.status, 400);
      }
      await admin('POST', '/channels/models', { channel: planted.id });
      assert.equal(/.{0,200}PLANTED.{0,40}/.exec(seen.splice(0).join('\n'))?.[0], undefined);
    });
  });
}
