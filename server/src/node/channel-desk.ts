import type { ChannelTest, Exchange, FetchedModels } from '../admin/index.ts';
import type { Clock } from '../base/clock.ts';
import { isSecretHeader, redact, redactHeaders } from '../base/redact.ts';
import { type Asked, askOutlet, type OwnRequest } from '../relay/ask.ts';
import { closeOutlet, type Outlet, openOutlet } from '../relay/outlet.ts';
import type { Snapshot } from '../relay/snapshot.ts';
import type { Provider } from '../spec/provider.ts';
import type { Channel } from '../spec/records.ts';

/** What an operator tries on a channel: one request and what came of it, shown without a secret. */

/** Characters of a body that are shown. */
const shownBody = 4096;
const mostModels = 5000;
const mostPages = 50;

/** What must not be seen of a channel: its keys and their parts, its secret headers and settings, its proxy's login. */
function literalsOf({ channel, provider }: Outlet, secret: string | undefined): string[] {
  const isOpen = (name: string) =>
    provider.manifest.settings.some((field) => field.name === name && !field.secret);
  const keys = [...channel.keys.map((key) => key.secret), ...(secret === undefined ? [] : [secret])];
  const proxy = channel.options.proxyUrl ? new URL(channel.options.proxyUrl) : undefined;
  return [
    ...keys,
    // `ACCESS|SECRET` and `ACCESS:SECRET`: upstreams tell the halves apart.
    ...keys.flatMap((key) => key.split(/[|:]/)).filter((part) => part.length >= 8),
    ...Object.entries(channel.options.headers).flatMap(([name, value]) =>
      isSecretHeader(name) ? value : [],
    ),
    ...Object.entries(channel.options.settings).flatMap(([name, value]) => (isOpen(name) ? [] : value)),
    ...(proxy ? [proxy.password, decodeURIComponent(proxy.password)] : []),
  ].filter((text) => text.length >= 4);
}

const isText = (type: string): boolean => type === '' || /json|text|xml|javascript|form/i.test(type);

function exchangeOf(outlet: Outlet, request: OwnRequest, { sent, answer }: Asked): Exchange | null {
  if (!sent) return null;
  const literals = literalsOf(outlet, sent.secret);
  const clean = (text: string) => redact(text, literals);
  const shown = (text: string) => clean(text).slice(0, shownBody);
  return {
    method: request.method,
    path: clean(sent.path),
    request: {
      headers: redactHeaders(sent.headers, literals),
      body: request.body === undefined ? null : shown(request.body),
    },
    answer: answer
      ? {
          status: answer.status,
          headers: redactHeaders(answer.headers, literals),
          body: isText(String(answer.headers['content-type'] ?? ''))
            ? shown(answer.body.toString('utf8'))
            : `(${answer.body.length} bytes)`,
          cut: answer.body.length > shownBody,
        }
      : null,
  };
}

const nothing = (message: string): ChannelTest => ({
  ok: false,
  status: null,
  ms: 0,
  message,
  exchange: null,
});

/** One small request: the provider's free probe, or the smallest chat with a model. A good answer closes the breaker. */
export async function testChannel(
  clock: Clock,
  snapshot: Snapshot,
  id: number,
  model?: string,
  keyId?: number,
): Promise<ChannelTest> {
  const outlet = snapshot.outlets.get(id);
  if (!outlet) return nothing('the channel cannot be used: its provider or its settings are wrong');
  const keys = [...outlet.keys, ...outlet.idleKeys];
  const key = keyId === undefined ? outlet.keys[0] : keys.find((one) => one.key.id === keyId);
  if (!key)
    return nothing(
      keyId === undefined ? 'the channel has no enabled key' : `the channel has no key ${keyId}`,
    );
  const request = requestOf(outlet, key.key.secret, model);
  if (!request)
    return nothing(
      model === undefined
        ? 'the provider has no free probe: name a model to test with'
        : 'models of this provider make tasks, which cost: they are tried with a call of your own',
    );
  const asked = await askOutlet(clock, outlet, key, request);
  const { answer, fault, ms } = asked;
  if (!fault) key.breaker.succeeded();
  const literals = literalsOf(outlet, asked.sent?.secret);
  return {
    ok: !fault,
    status: answer?.status ?? null,
    ms,
    message: fault ? `${fault.code}: ${redact(fault.message, literals)}` : `answered in ${ms} ms`,
    exchange: exchangeOf(outlet, request, asked),
  };
}

function requestOf({ provider, channel }: Outlet, secret: string, model?: string): OwnRequest | undefined {
  if (model === undefined)
    return provider.probePath === undefined ? undefined : { method: 'GET', path: provider.probePath };
  const upstreamModel = channel.models[model] ?? model;
  const access = { key: secret, settings: channel.options.settings };
  for (const wire of Object.values(provider.wires)) {
    const endpoints = Object.keys(wire.paths);
    const serves = !wire.serves || endpoints.some((endpoint) => wire.serves!(upstreamModel, endpoint));
    if (wire.smallest && serves) return { method: 'POST', ...wire.smallest(upstreamModel, access) };
  }
  return undefined;
}

/** The whole list, page by page. */
export async function fetchModels(
  clock: Clock,
  providers: readonly Provider[],
  channel: Channel,
): Promise<FetchedModels> {
  const provider = providers.find(({ manifest }) => manifest.id === channel.provider);
  const list = provider?.modelList;
  if (!provider || !list)
    return {
      problem: `${provider?.manifest.name.en ?? channel.provider} has no list of models to fetch: take them from the form, or write their names`,
      exchange: null,
    };
  let outlet: Outlet;
  try {
    outlet = openOutlet(channel, provider, clock);
  } catch {
    return { problem: 'the key or the address is not written as this provider wants it', exchange: null };
  }
  try {
    const key = outlet.keys[0] ?? outlet.idleKeys[0];
    if (!key) return { problem: 'the channel has no key to ask with', exchange: null };
    const access = { key: key.key.secret, settings: channel.options.settings };
    const ids = new Set<string>();
    let after: string | undefined;
    let ms = 0;
    for (let page = 0; page < mostPages && ids.size < mostModels; page++) {
      const request = { method: 'GET', path: list.path(access, after) } as const;
      const asked = await askOutlet(clock, outlet, key, request);
      ms += asked.ms;
      const literals = literalsOf(outlet, asked.sent?.secret);
      const failed = (problem: string): FetchedModels => ({
        problem: redact(problem, literals),
        exchange: exchangeOf(outlet, request, asked),
      });
      if (asked.fault || !asked.answer) return failed(asked.fault?.message ?? 'there was no answer');
      const read = list.read(asked.answer.body);
      if (!read) return failed('the upstream answered something that is no list of models');
      for (const id of read.ids) ids.add(id);
      if (read.after === undefined || read.after === after) break;
      after = read.after;
    }
    return { ids: [...ids].slice(0, mostModels), ms };
  } finally {
    closeOutlet(outlet);
  }
}
