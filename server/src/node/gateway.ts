import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { isConfirmed, openAccounts } from '../accounts/index.ts';
import { type AdminDeps, readSetting, settings } from '../admin/index.ts';
import { systemClock } from '../base/clock.ts';
import { createEgress } from '../base/egress.ts';
import { redact, redactForClient } from '../base/redact.ts';
import { openVault, sameSecret } from '../base/secret.ts';
import { serveSimulators } from '../base/serve-simulated.ts';
import { factWords } from '../catalogue/fact-words.ts';
import { makers } from '../catalogue/makers.ts';
import { dialects } from '../dialects/index.ts';
import { Journal } from '../ledger/journal.ts';
import { Purses } from '../ledger/purses.ts';
import { providers } from '../providers/index.ts';
import { Callers } from '../relay/callers.ts';
import { estimate } from '../relay/estimate.ts';
import { KeptAnswers } from '../relay/kept.ts';
import { createRelay } from '../relay/pipeline.ts';
import { defaultSettings, type RelayDeps, type RelaySettings } from '../relay/ports.ts';
import { probeOpenBreakers } from '../relay/probe.ts';
import { ShortKeys } from '../relay/secrets.ts';
import { createCompiler } from '../relay/snapshot.ts';
import { Thoughts } from '../relay/thoughts.ts';
import type { SimulateRealtime } from '../spec/realtime.ts';
import type { Store } from '../spec/store.ts';
import { openFileFolder } from '../store/file-folder.ts';
import { openStore } from '../store/index.ts';
import { Tasks } from '../tasks/engine.ts';
import { accountsDesk } from './accounts-desk.ts';
import { breakerStates, catalogueOf, endpointTypes, filePort, taskPort } from './admin-ports.ts';
import { startApplier } from './applier.ts';
import { backupPort } from './backup-port.ts';
import { fetchModels, testChannel } from './channel-desk.ts';
import { createCompute } from './compute.ts';
import type { Config } from './config.ts';
import { openDataFolder } from './data-folder.ts';
import { openFiles } from './files.ts';
import { type FirstStart, firstStart } from './first-start.ts';
import { followChanges } from './follow-changes.ts';
import { addressReader, createApp, originReader } from './http.ts';
import { createMetrics } from './metrics.ts';
import { openPortal, portalFolder } from './portal.ts';
import { Pulse } from './pulse.ts';
import { cleaned, literalsOf } from './redaction.ts';
import { openTasks } from './tasks.ts';
import { version } from './version.ts';

export type Gateway = {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly operatorToken: string;
  readonly firstStart: FirstStart | undefined;
  readonly waitsFor: () => { openStreams: number; boundMs: number };
  listen(): Promise<string>;
  close(): Promise<void>;
};

const tickMs = 1000;
const beatMs = 5000;
const giveBackMs = 60_000;
/** A node that could not show itself for so long takes no more holds: others may soon take it for dead. */
const distrustMs = 10 * 60_000;
/** A node that has been silent for so long is dead, and its leases go back. */
const deadMs = 15 * 60_000;
const changesKeptMs = 24 * 3_600_000;
const dayMs = 24 * 3_600_000;
/** Sums of the log by hour outlive the log: charts look back a year. */
const sumsKeptMs = 400 * dayMs;

/** Times and bounds that no operator should need to change, but that tests make small. */
export type Overrides = {
  readonly settings?: Partial<RelaySettings>;
  readonly headersMs?: number;
};

/** Opens everything and wires it. Nothing listens until `listen`. Throws an Error in words when it cannot start. */
export async function createGateway(config: Config, overrides: Overrides = {}): Promise<Gateway> {
  const clock = systemClock;
  const startedAt = clock.now();
  const log = pino({ level: config.logLevel, base: { app: 'key4u' } });
  const folder = openDataFolder(config.dataDir, config.masterKey);
  const undo: (() => unknown)[] = [() => folder.release()];
  try {
    return await assemble();
  } catch (error) {
    for (const step of undo.reverse()) await Promise.resolve(step()).catch(() => {});
    throw error;
  }

  async function assemble(): Promise<Gateway> {
    const warn = (what: string, detail: Readonly<Record<string, unknown>>) => log.warn(cleaned(detail), what);
    const vault = openVault(folder.masterKey);
    const store = await openStore({
      dataDir: folder.path,
      databaseUrl: config.databaseUrl,
      vault,
      clock,
    }).catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Error(
        `the database cannot be opened: ${redact(why)}${config.databaseUrl ? '; check DATABASE_URL and that the server is running' : ''}`,
        { cause },
      );
    });
    undo.push(() => store.close());

    // What an earlier process of this node left: first its journal, then its leases and half-done keys.
    const applier = startApplier(
      {
        dataDir: folder.path,
        databaseUrl: config.databaseUrl,
        masterKey: folder.masterKey,
        folder: folder.journal,
        node: folder.node,
      },
      clock.now,
      warn,
    );
    undo.push(() => applier.stop());
    const replayed = await applier.caughtUp;
    if (replayed > 0)
      log.info({ records: replayed }, 'records of the last run were brought into the database');
    await store.nodes.returnLeases(folder.node);
    await store.idempotency.sweep(folder.node, clock.now());
    await store.kept.abandon(folder.node);
    const made = await firstStart(store, config.first);
    await store.prices.adopt(
      providers.flatMap(({ manifest }) => manifest.models.map(({ id, card }) => ({ model: id, card }))),
    );

    const position = await store.ledger.position(folder.node);
    const journal = new Journal(
      folder.journal,
      config.durability,
      (file, bytes) => applier.kick(file, bytes),
      position?.file,
    );
    const purses = new Purses(store.ledger, folder.node, clock, {
      trustMs: distrustMs,
      settled: async () => {
        await journal.flush();
        await applier.through();
      },
    });
    const callers = new Callers(store.tokens, clock);
    const compute = createCompute();
    undo.push(() => compute.close());
    const simulators = await serveSimulators(
      Object.fromEntries(providers.map((provider) => [provider.manifest.id, provider.simulator()])),
      { host: '127.0.0.1', port: 0 },
      simulatedSessions(providers),
    );
    undo.push(() => simulators.close());

    const compiler = createCompiler(
      providers,
      (id) => `${simulators.url}/${id}`,
      clock,
      (problem) => log.error(problem),
    );
    const seen = await store.changes.latest(); // before anything is read, or a change in between would go unheard
    const compiled = async () => {
      const snapshot = compiler.compile(await sourceOf(store));
      return { snapshot, literals: literalsOf(snapshot), catalogue: catalogueOf(snapshot, dialects) };
    };
    let current = await compiled();
    const recompile = async () => {
      current = await compiled();
    };

    const metrics = createMetrics({
      journalLag: () => applier.lag(clock.now()),
      journalFailed: () => journal.failure !== undefined,
      openTasks: () => tasks.count,
      breakers: () =>
        breakerStates(current.snapshot).map(({ channel, state }) => ({
          channel: current.snapshot.outlets.get(channel)?.channel.name ?? String(channel),
          state,
        })),
    });
    const pulse = new Pulse();
    const relaySettings: RelaySettings = {
      ...defaultSettings,
      bodyLimit: config.bodyLimitMb * 1024 * 1024,
      ...overrides.settings,
    };
    const bytes = await openFileFolder(config.filesDir ?? folder.files);
    const files = openFiles(store, bytes, vault, clock, relaySettings.bodyLimit);
    const egress = createEgress({ allowPrivate: config.allowPrivateUrls });
    const redactShown = (text: string) => redactForClient(text, current.literals);
    const tasks = openTasks({
      store,
      clock,
      node: folder.node,
      dialects,
      egress,
      bytes,
      sign: (text) => vault.lookup(text),
      redact: redactShown,
      snapshot: () => current.snapshot,
      largestResult: config.resultLimitMb * 1024 * 1024,
      watch: {
        warn,
        ended: (row) => {
          metrics.taskEnded(row);
          pulse.taskEnded(row, clock.now());
        },
        polled: metrics.taskPolled,
        unknownWord(provider, word) {
          metrics.unknownWord(provider);
          warn('an upstream told a state that nobody knows', { provider, word: word.slice(0, 100) });
        },
      },
    });
    const shortKeys = new ShortKeys(vault, clock);
    let stopping = false;
    const deps: RelayDeps = {
      clock,
      node: folder.node,
      settings: relaySettings,
      snapshot: () => current.snapshot,
      callers,
      purses,
      journal,
      compute,
      idempotency: store.idempotency,
      egress,
      thoughts: new Thoughts(clock),
      kept: new KeptAnswers(store.kept, clock),
      files,
      tasks,
      taskRows: store.tasks,
      sign: (text) => vault.lookup(text),
      originOf: originReader(config),
      async balanceOf({ userId, mode }) {
        const user = await store.users.byId(userId);
        return user?.[mode].balance ?? 0;
      },
      publicUrl: config.publicUrl,
      shortKeys,
      watch: {
        settled: (record) => {
          metrics.settled(record);
          pulse.settled(record);
          if (log.isLevelEnabled('debug'))
            log.debug(
              {
                requestId: record.id,
                model: record.model,
                channel: record.channel,
                status: record.status,
                fault: record.fault,
                ms: record.ms,
              },
              'call',
            );
        },
        streamOpened: metrics.streamOpened,
        streamClosed: metrics.streamClosed,
        warn,
      },
      redact: redactShown,
      addressOf: addressReader(config.trustedProxies),
      stopping: () => stopping,
    };
    const relay = createRelay(deps);

    const changes = await followChanges(store, seen, {
      config: recompile,
      callers,
      purses,
      closeBreaker(channel, key) {
        const keys = current.snapshot.outlets.get(channel)?.keys ?? [];
        for (const one of keys) if (one.key.id === key) one.breaker.succeeded();
      },
      warn,
    });
    undo.push(() => changes.stop());
    let heardAt = 0;
    const beat = async () => {
      const at = clock.now();
      await store.nodes.beat(folder.node, at);
      heardAt = at;
      purses.heardAt(at);
      await purses.mend();
    };
    await beat();
    const open = await tasks.resume();
    if (open > 0) log.info({ tasks: open }, 'open tasks are looked after again');
    // While the database is away nothing is given back that could still be used; mending waits for it as well.
    const giveBack = async () => {
      if (clock.now() - heardAt > 2 * beatMs) return;
      await purses.giveBackIdle();
      for (const node of await store.nodes.returnLeasesOfDead(clock.now() - deadMs)) {
        await store.kept.abandon(node);
        log.warn({ node }, 'a node has died; what it had leased is free again');
      }
    };
    const hourly = async () => {
      const now = clock.now();
      const days = await readSetting(store, settings.logRetentionDays);
      const dropped = await store.calls.dropBefore(now - days * dayMs);
      if (dropped.length > 0)
        log.info({ months: dropped }, 'months of the log that are past their retention were dropped');
      await store.insight.prune(Math.floor((now - sumsKeptMs) / 3_600_000));
      await store.changes.prune(now - changesKeptMs);
      await store.idempotency.sweep(undefined, now);
      await store.kept.sweep(now);
      await store.visitors.endBefore(now - dayMs, now);
      await store.auth.sweep(now);
      await files.sweep(now);
      for (const file of await store.tasks.sweep(now)) await bytes.remove(file);
    };
    const timers = [
      setInterval(() => tasks.tick(), Tasks.tickMs),
      setInterval(() => {
        const now = clock.now();
        relay.tick(now);
        probeOpenBreakers(clock, current.snapshot.outlets.values());
      }, tickMs),
      setInterval(() => void beat().catch(() => {}), beatMs), // an absent database is told by the applier
      setInterval(() => void giveBack().catch(() => {}), giveBackMs),
      setInterval(
        () =>
          void hourly().catch((error: unknown) =>
            warn('the hourly clean-up failed', { cause: String(error) }),
          ),
        3_600_000,
      ),
    ];
    for (const timer of timers) timer.unref();
    undo.push(() => timers.forEach(clearInterval));

    const desk = accountsDesk(
      { dataDir: folder.path, databaseUrl: config.databaseUrl, masterKey: folder.masterKey },
      warn,
    );
    undo.push(() => desk.close());
    const accounts = openAccounts({ store, vault, now: clock.now, desk });
    const operatorToken = `operator-${randomUUID()}`;
    const admin: AdminDeps = {
      store: withOperator(store, operatorToken),
      clock,
      version,
      startedAt,
      providers,
      makers,
      factWords,
      dialects,
      endpointTypes: endpointTypes(dialects),
      clients: async () => (await import('../manual/client-sheets.ts')).clientSheets(),
      catalogue: () => current.catalogue,
      health: () => ({
        node: folder.node,
        breakers: breakerStates(current.snapshot),
        journal: applier.lag(clock.now()),
        openStreams: relay.streams.count,
        channels: pulse.channels(clock.now()),
        memoryBytes: process.memoryUsage.rss(),
      }),
      sessions: {
        of: accounts.sessionOf,
        confirm: accounts.confirm,
        isConfirmed: (who) => isConfirmed(who, clock.now()),
      },
      async confirmedAs(headers) {
        const who = await accounts.sessionOf(headers);
        return who && isConfirmed(who, clock.now()) ? who.user.id : undefined;
      },
      addressOf: deps.addressOf,
      originOf: deps.originOf,
      publicUrl: config.publicUrl,
      shortKey: (key, seconds) => shortKeys.make(key, { seconds, model: undefined, everywhere: true }),
      async estimate(key, { path, body }) {
        const bytes = Buffer.from(JSON.stringify(body));
        return estimate(deps, dialects, await callers.find(key), { path, body: bytes });
      },
      sign: deps.sign,
      stripeUrl: config.stripeUrl,
      backup: backupPort({
        databaseUrl: config.databaseUrl,
        folder,
        filesDir: config.filesDir ?? folder.files,
        store,
        version,
        now: clock.now,
        settled: async () => {
          await journal.flush();
          await applier.through();
        },
      }),
      warn,
      tasks: taskPort(deps),
      files: filePort(files, vault, dialects),
      testChannel: (id, model, key) => testChannel(clock, current.snapshot, id, model, key),
      fetchModels: (channel) => fetchModels(clock, providers, channel),
      samples: async (model, endpoint) => (await import('./model-samples.ts')).modelSamples(model, endpoint),
    };
    const app = createApp({
      dialects,
      relay,
      admin,
      metrics,
      portal: openPortal(portalFolder),
      accounts,
      manual: { folder: join(portalFolder, 'manual'), originOf: deps.originOf },
      addressOf: deps.addressOf,
      originOf: deps.originOf,
      ...(overrides.headersMs === undefined ? {} : { headersMs: overrides.headersMs }),
      notReady: () => [
        ...(stopping ? ['stopping'] : []),
        ...(journal.failure ? [journal.failure.message] : []),
        ...(purses.trusted
          ? []
          : ['the database has been away for more than ten minutes: no new calls on limited balances']),
      ],
    });
    undo.push(() => app.close());
    await app.ready();

    return {
      app,
      store,
      operatorToken,
      firstStart: made,
      waitsFor: () => ({ openStreams: relay.open(), boundMs: config.stopMs }),
      async listen() {
        await app.listen({ host: config.host, port: config.port }).catch((cause: unknown) => {
          const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
          if (code === 'EADDRINUSE')
            throw new Error(`port ${config.port} on ${config.host} is taken; set PORT to another`, { cause });
          if (code === 'EACCES')
            throw new Error(
              `port ${config.port} may not be opened by this user; set PORT to one above 1023`,
              { cause },
            );
          throw cause;
        });
        const { port } = app.server.address() as AddressInfo;
        const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
        const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
        folder.announce({ url, pid: process.pid, operatorToken });
        log.info({ url }, 'listening');
        return url;
      },
      async close() {
        if (stopping) return;
        stopping = true;
        app.server.close(); // no new connections; open ones go on
        app.server.closeIdleConnections();
        const until = clock.now() + config.stopMs;
        while (relay.open() > 0 && clock.now() < until)
          await new Promise((resolve) => setTimeout(resolve, 50));
        relay.streams.breakAll();
        relay.breakSessions();
        for (let waited = 0; relay.open() > 0 && waited < 2000; waited += 50)
          await new Promise((resolve) => setTimeout(resolve, 50));
        await tasks.stop();
        await journal.close();
        for (const timer of timers) clearInterval(timer);
        changes.stop();
        await applier.stop();
        await purses.giveBackAll();
        app.server.closeAllConnections();
        await app.close();
        compiler.close();
        await simulators.close().catch(() => {});
        await compute.close();
        await desk.close();
        await store.close().catch(() => {});
        folder.release();
        log.info('stopped; every record is on disk');
      },
    };
  }
}

/** What the simulators offer over WebSockets, by provider. */
export const simulatedSessions = (of: typeof providers): Record<string, SimulateRealtime> =>
  Object.fromEntries(
    of.flatMap(({ manifest, realtimeSimulator }) =>
      realtimeSimulator ? [[manifest.id, realtimeSimulator()] as const] : [],
    ),
  );

const sourceOf = async (store: Store) => ({
  channels: await store.channels.list(),
  groups: await store.groups.list(),
  prices: await store.prices.current(),
  models: await store.models.list(),
});

/** The command line of this machine is known by a token that lives as long as the process; it acts for user 1. */
function withOperator(store: Store, operatorToken: string): Store {
  return {
    ...store,
    users: {
      ...store.users,
      byAccessToken: (sent) =>
        sameSecret(sent, operatorToken) ? store.users.byId(1) : store.users.byAccessToken(sent),
    },
  };
}
