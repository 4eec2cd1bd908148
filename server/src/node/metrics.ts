import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CallRecord } from '../spec/records.ts';
import type { TaskRow } from '../spec/task-rows.ts';
import type { Meter } from '../spec/usage.ts';

export type Readings = {
  readonly journalLag: () => { lagBytes: number; lagMs: number };
  readonly journalFailed: () => boolean;
  readonly openTasks: () => number;
  readonly breakers: () => readonly { channel: string; state: string }[];
};

/** The numbers of /metrics. Labels are few and bounded: no user, no token, no request id. */
export function createMetrics(readings: Readings) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];
  const calls = new Counter({
    name: 'key4u_requests_total',
    help: 'Calls that were relayed or refused after authentication',
    labelNames: ['endpoint', 'mode', 'status'],
    registers,
  });
  const faults = new Counter({
    name: 'key4u_faults_total',
    help: 'Calls that ended in a fault, by its code',
    labelNames: ['code', 'mode'],
    registers,
  });
  const duration = new Histogram({
    name: 'key4u_request_seconds',
    help: 'From the first byte of a request to its settlement',
    labelNames: ['endpoint', 'mode'],
    buckets: seconds,
    registers,
  });
  const firstByte = new Histogram({
    name: 'key4u_first_byte_seconds',
    help: 'Until the upstream had begun to answer',
    labelNames: ['endpoint', 'mode'],
    buckets: seconds,
    registers,
  });
  const units = new Counter({
    name: 'key4u_usage_units_total',
    help: 'Usage by meter',
    labelNames: ['meter', 'mode'],
    registers,
  });
  const cost = new Counter({
    name: 'key4u_cost_usd_total',
    help: 'Charges in USD',
    labelNames: ['mode'],
    registers,
  });
  const tasks = new Counter({
    name: 'key4u_tasks_total',
    help: 'Tasks that ended, by how',
    labelNames: ['kind', 'mode', 'status'],
    registers,
  });
  const polls = new Counter({
    name: 'key4u_task_polls_total',
    help: 'Questions to upstreams about their tasks',
    labelNames: ['provider'],
    registers,
  });
  const words = new Counter({
    name: 'key4u_unknown_words_total',
    help: 'States told by upstreams that nobody knows',
    labelNames: ['provider'],
    registers,
  });
  new Gauge({
    name: 'key4u_open_tasks',
    help: 'Tasks that this node looks after',
    registers,
    collect() {
      this.set(readings.openTasks());
    },
  });
  const open = new Gauge({ name: 'key4u_open_streams', help: 'Streams being relayed now', registers });
  new Gauge({
    name: 'key4u_journal_lag_bytes',
    help: 'Journal not yet in the database',
    registers,
    collect() {
      this.set(readings.journalLag().lagBytes);
    },
  });
  new Gauge({
    name: 'key4u_journal_lag_seconds',
    help: 'Age of the oldest record not yet in the database',
    registers,
    collect() {
      this.set(readings.journalLag().lagMs / 1000);
    },
  });
  new Gauge({
    name: 'key4u_journal_failed',
    help: '1 while the journal cannot be written',
    registers,
    collect() {
      this.set(readings.journalFailed() ? 1 : 0);
    },
  });
  new Gauge({
    name: 'key4u_breakers',
    help: 'Channel keys by the state of their breaker',
    labelNames: ['channel', 'state'],
    registers,
    collect() {
      this.reset();
      for (const { channel, state } of readings.breakers()) this.inc({ channel, state });
    },
  });

  /** Histograms are fed once a call; the label objects are made once. */
  const labels = new Map<string, { endpoint: string; mode: string }>();
  const labelsOf = ({ endpoint, mode }: CallRecord) => {
    const name = `${endpoint} ${mode}`;
    let found = labels.get(name);
    if (!found) {
      found = { endpoint, mode };
      labels.set(name, found);
    }
    return found;
  };
  /** Counts of this process that /metrics has not taken over yet: a plain map costs a call far less than labels do. */
  const pending = new Map<string, { labels: Record<string, string>; counter: Counter; sum: number }>();
  const count = (counter: Counter, name: string, labels: () => Record<string, string>, by: number): void => {
    const found = pending.get(name);
    if (found) found.sum += by;
    else pending.set(name, { labels: labels(), counter, sum: by });
  };
  const takeOver = () => {
    for (const { counter, labels: own, sum } of pending.values()) counter.inc(own, sum);
    pending.clear();
  };
  return {
    taskEnded({ kind, mode, status, fault, cost: charged }: TaskRow): void {
      tasks.inc({ kind, mode, status });
      if (fault) count(faults, `faults ${fault} ${mode}`, () => ({ code: fault, mode }), 1);
      if (charged > 0) cost.inc({ mode }, charged / 1e9);
    },
    /** `lane`: provider, channel and key. */
    taskPolled: (lane: string): void => polls.inc({ provider: lane.slice(0, lane.indexOf(':')) }),
    unknownWord: (provider: string): void => words.inc({ provider }),
    settled(record: CallRecord): void {
      const { mode, endpoint, status } = record;
      const both = labelsOf(record);
      count(
        calls,
        `calls ${endpoint} ${mode} ${status}`,
        () => ({ endpoint, mode, status: String(status) }),
        1,
      );
      const { fault } = record;
      if (fault) count(faults, `faults ${fault} ${mode}`, () => ({ code: fault, mode }), 1);
      duration.observe(both, record.ms / 1000);
      if (record.firstByteMs !== null) firstByte.observe(both, record.firstByteMs / 1000);
      for (const meter in record.usage)
        count(units, `units ${meter} ${mode}`, () => ({ meter, mode }), record.usage[meter as Meter] ?? 0);
      if (record.cost) count(cost, `cost ${mode}`, () => ({ mode }), record.cost / 1e9);
    },
    streamOpened: () => open.inc(),
    streamClosed: () => open.dec(),
    text() {
      takeOver();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
