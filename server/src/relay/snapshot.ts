import type { Clock } from '../base/clock.ts';
import { type Ceiling, type CompiledCard, ceilingOf, compileCard, compileRatio } from '../ledger/price.ts';
import type { CallKind } from '../spec/call.ts';
import type { ListedModel } from '../spec/dialect.ts';
import type { ModelFact, Provider } from '../spec/provider.ts';
import type { Channel, ChannelOptions, Group, Mode, ModelRow, PriceVersion } from '../spec/records.ts';
import { closeOutlet, type Outlet, openOutlet } from './outlet.ts';

/** What routing and pricing know, compiled once and swapped whole when the configuration changes. */
export type Snapshot = {
  readonly groups: ReadonlyMap<string, { readonly group: Group; readonly ratio: bigint }>;
  readonly models: ReadonlyMap<string, Model>;
  /** Models whose name ends in `*` and stands for every name that begins so; the longest first. */
  readonly patterns: readonly Model[];
  /** Channels by group and model: best tier first. Test mode has one group for all, over simulators. */
  readonly routes: (mode: Mode, group: string, model: string) => readonly Tier[];
  /** Of channels that are switched off too: what they have begun is still asked for. */
  readonly outlets: ReadonlyMap<number, Outlet>;
  /** A provider's simulator, for tasks that were begun there. */
  readonly simulator: (provider: string) => Outlet | undefined;
  /** Models a key of this mode and group may use. */
  readonly usable: (mode: Mode, group: string) => readonly Model[];
};

export type Route = { readonly outlet: Outlet; readonly upstreamModel: string; readonly weight: number };
/** Routes of the same priority. */
export type Tier = readonly Route[];

export type Model = {
  readonly name: string;
  readonly listed: ListedModel;
  readonly fact: ModelFact | undefined;
  /** What it answers; undefined where nobody said: whatever the upstream can. */
  readonly kinds: readonly CallKind[] | undefined;
  readonly price: Price | undefined;
  /** The most tokens that one answer may have. */
  readonly outputLimit: number;
};

/** `version`: the dated price that calls name; `since`: when it became the price. */
export type Price = {
  readonly card: CompiledCard;
  readonly ceiling: Ceiling;
  readonly version: number;
  readonly since: number;
};

export type SnapshotSource = {
  readonly channels: readonly Channel[];
  readonly groups: readonly Group[];
  readonly prices: readonly PriceVersion[];
  readonly models: readonly ModelRow[];
};

/** For a model nobody said anything about. A longer answer is charged too, as far as the balance reaches. */
const unknownOutputLimit = 8192;
const firstSeen = Date.UTC(2026, 0, 1) / 1000;

const simulatorOptions: ChannelOptions = {
  headers: {},
  settings: {},
  proxyUrl: null,
  connectTimeoutMs: 2000,
  firstByteTimeoutMs: 10_000,
  idleTimeoutMs: 10_000,
  whenClientLeaves: 'cancel',
  drainMs: 0,
  results: 'on-demand',
};

export type Compiler = { compile(source: SnapshotSource): Snapshot; close(): void };

/**
 * `simulators`: the address where each provider's simulator answers, for test keys. `complain` is told what in the
 * configuration cannot be used, in words.
 */
export function createCompiler(
  providers: readonly Provider[],
  simulators: (provider: string) => string,
  clock: Clock,
  complain: (problem: string) => void,
): Compiler {
  let outlets = new Map<number, { outlet: Outlet; text: string }>();
  // In the order of the providers, which is the order of lists; of several makers of one name the first counts.
  const makers = new Map<string, { readonly provider: Provider; readonly fact: ModelFact }>();
  for (const provider of providers)
    for (const fact of provider.manifest.models)
      if (!makers.has(fact.id)) makers.set(fact.id, { provider, fact });
  const simulated = new Map<string, Outlet>();

  const simulatorOf = (provider: Provider): Outlet => {
    const known = simulated.get(provider.manifest.id);
    if (known) return known;
    const channel: Channel = {
      id: 0,
      name: `${provider.manifest.id} simulator`,
      provider: provider.manifest.id,
      baseUrl: simulators(provider.manifest.id),
      keys: [{ id: 0, secret: 'sk-simulated', hint: '****', status: 'enabled' }],
      models: {},
      groups: [],
      priority: 0,
      weight: 1,
      status: 'enabled',
      options: simulatorOptions,
      createdAt: 0,
    };
    const outlet = openOutlet(channel, provider, clock, true);
    simulated.set(provider.manifest.id, outlet);
    return outlet;
  };

  /** Keeps the outlets of unchanged channels, with their connections and breakers. */
  function renew(channels: readonly Channel[]): Map<number, Outlet> {
    const next = new Map<number, { outlet: Outlet; text: string }>();
    for (const channel of channels) {
      const text = JSON.stringify(channel);
      const old = outlets.get(channel.id);
      if (old?.text === text) {
        next.set(channel.id, old);
        continue;
      }
      const provider = providers.find(({ manifest }) => manifest.id === channel.provider);
      if (!provider) {
        complain(`channel ${channel.name} is left out: there is no provider ${channel.provider}`);
        continue;
      }
      try {
        next.set(channel.id, { outlet: openOutlet(channel, provider, clock), text });
      } catch (error) {
        complain(`channel ${channel.name} is left out: ${error instanceof Error ? error.message : error}`);
      }
    }
    for (const [id, { outlet }] of outlets) if (next.get(id)?.outlet !== outlet) closeOutlet(outlet);
    outlets = next;
    return new Map([...next].map(([id, { outlet }]) => [id, outlet]));
  }

  return {
    compile(source) {
      const live = renew(source.channels);
      const groups = new Map(
        source.groups.map((group) => [group.name, { group, ratio: compileRatio(group.ratio) }]),
      );
      const rows = new Map(source.models.map((row) => [row.name, row]));
      const own = new Map<string, Price>();
      for (const version of source.prices) {
        try {
          own.set(version.model, priceFrom(version));
        } catch (error) {
          complain(
            `the price of ${version.model} cannot be used: ${error instanceof Error ? error.message : error}`,
          );
        }
      }
      const models = new Map<string, Model>();
      const addModel = (name: string, owner: string, upstreamModel: string) => {
        if (models.has(name)) return;
        const fact = makers.get(name)?.fact ?? makers.get(upstreamModel)?.fact;
        const row = rows.get(name);
        models.set(name, {
          name,
          fact,
          kinds: row?.kinds ?? fact?.kinds,
          listed: {
            id: name,
            owner: row?.owner ?? makers.get(name)?.provider.manifest.owner ?? owner,
            created: firstSeen,
            kinds: row?.kinds ?? fact?.kinds ?? (['chat', 'completion', 'embedding'] satisfies CallKind[]),
            ...(fact?.title === undefined ? {} : { title: fact.title }),
            ...((row?.context ?? fact?.context) ? { context: row?.context ?? fact?.context } : {}),
            ...((row?.maxOutput ?? fact?.maxOutput) ? { maxOutput: row?.maxOutput ?? fact?.maxOutput } : {}),
          },
          price: own.get(name) ?? own.get(upstreamModel),
          outputLimit: row?.maxOutput ?? fact?.maxOutput ?? unknownOutputLimit,
        });
      };

      const byGroup = new Map<string, Map<string, Route[]>>();
      for (const outlet of live.values()) {
        if (outlet.channel.status !== 'enabled') continue;
        for (const [name, upstreamModel] of Object.entries(outlet.channel.models)) {
          addModel(name, outlet.provider.manifest.owner, upstreamModel);
          for (const group of outlet.channel.groups) {
            const routes = byGroup.get(group) ?? new Map<string, Route[]>();
            byGroup.set(group, routes);
            const list = routes.get(name) ?? [];
            routes.set(name, list);
            list.push({ outlet, upstreamModel, weight: outlet.channel.weight });
          }
        }
      }
      const liveModels = new Set(models.keys());
      for (const [name, { provider }] of makers) addModel(name, provider.manifest.owner, name);
      const tiers = new Map(
        [...byGroup].map(([group, routes]) => [
          group,
          new Map([...routes].map(([name, list]) => [name, inTiers(list)])),
        ]),
      );
      const testTiers = new Map<string, readonly Tier[]>();

      /** A model of a channel is simulated by its maker, else by the provider of the first channel that has it. */
      const testRoutes = (name: string): readonly Tier[] => {
        const known = testTiers.get(name);
        if (known || !models.has(name)) return known ?? [];
        const any = providers.find(({ manifest }) => manifest.simulatesAny);
        const provider = makers.get(name)?.provider ?? any;
        const made = provider ? [[{ outlet: simulatorOf(provider), upstreamModel: name, weight: 1 }]] : [];
        testTiers.set(name, made);
        return made;
      };
      return {
        groups,
        models,
        patterns: [...models.values()]
          .filter(({ name }) => name.endsWith('*'))
          .sort((a, b) => b.name.length - a.name.length),
        outlets: live,
        simulator: (id) => {
          const provider = providers.find(({ manifest }) => manifest.id === id);
          return provider && simulatorOf(provider);
        },
        routes: (mode, group, model) =>
          mode === 'test' ? testRoutes(model) : (tiers.get(group)?.get(model) ?? []),
        usable: (mode, group) =>
          mode === 'test'
            ? [...models.values()]
            : [...liveModels].filter((name) => tiers.get(group)?.has(name)).map((name) => models.get(name)!),
      };
    },
    close() {
      for (const { outlet } of outlets.values()) closeOutlet(outlet);
      for (const outlet of simulated.values()) closeOutlet(outlet);
    },
  };
}

function priceFrom({ card, id, createdAt }: PriceVersion): Price {
  const compiled = compileCard(card);
  return { card: compiled, ceiling: ceilingOf(compiled), version: id, since: createdAt };
}

function inTiers(routes: readonly Route[]): readonly Tier[] {
  const priorities = [...new Set(routes.map((route) => route.outlet.channel.priority))].sort((a, b) => b - a);
  return priorities.map((priority) => routes.filter((route) => route.outlet.channel.priority === priority));
}
