import { z } from 'zod';
import { quantileError, quantileOf } from '../../base/log-histogram.ts';
import type { FaultCode } from '../../spec/fault.ts';
import {
  type Amounts,
  hourMs,
  hourOf,
  isFailure,
  type Latency,
  type UsageFilter,
  type UsagePart,
  type UsageTotals,
} from '../../spec/insight.ts';
import type { User } from '../../spec/records.ts';
import type { AdminDeps } from '../deps.ts';
import { formatUsd, idText, modeField, time, timeText, usdText } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { ownerOf, scopeField, spanOf, spanQuery } from './period.ts';

const quantiles = z
  .object({ p50: z.number().int(), p95: z.number().int() })
  .nullable()
  .describe('Milliseconds, of calls without a fault; null: there were none');

const amounts = {
  calls: z.number().int(),
  faults: z.number().int().describe('Calls that ended in a fault'),
  failures: z.number().int().describe("Of them, those that were not the client's"),
  cost_usd: usdText,
  input_tokens: z.number().describe('All that was read, cached tokens too'),
  output_tokens: z.number(),
  cached_tokens: z.number(),
};
const sums = z.object({ ...amounts, first_byte_ms: quantiles, ms: quantiles });

const reply = z.object({
  from: time,
  to: time.describe('The end of the running hour'),
  bucket: z.enum(['hour', 'day']),
  offset_minutes: z.number().int().describe('Whole hours: sums are kept by the hour'),
  mode: modeField,
  scope: z.enum(['mine', 'all']),
  by: z.enum(['model', 'key', 'channel', 'user']),
  quantile_error: z.number().describe('The part by which a quantile may be off'),
  totals: sums,
  before: sums.describe('The same of the time before, as long'),
  by_fault: z.array(z.object({ fault: z.string(), failure: z.boolean(), calls: z.number().int() })),
  points: z.array(sums.extend({ at: time, by_fault: z.record(z.string(), z.number().int()) })),
  series: z.array(
    sums.extend({
      part: z.string().nullable().describe('Name of the model or id; null: all the others'),
      name: z.string(),
      points: z
        .array(z.object({ at: time, calls: z.number().int(), faults: z.number().int(), cost_usd: usdText }))
        .describe('Only those in which something was'),
    }),
  ),
  balance: z
    .object({
      usd: usdText,
      limited: z.boolean(),
      per_day_usd: usdText.describe('Average of the last seven days'),
      days_left: z.number().nullable().describe('Null: nothing was spent, or nothing limits it'),
    })
    .nullable()
    .describe('Of the caller; null with scope=all'),
});

type Sums = Amounts & { faults: number; failures: number };
const nothing: Sums = { calls: 0, faults: 0, failures: 0, cost: 0, input: 0, output: 0, cached: 0 };

/** Codes in the sums were written by this gateway, perhaps by an older one that knew others. */
const failed = (fault: string): boolean => {
  try {
    return isFailure(fault as FaultCode);
  } catch {
    return false;
  }
};

const plus = (sum: Sums, { fault, ...more }: Amounts & { fault: string }): Sums => ({
  calls: sum.calls + more.calls,
  faults: sum.faults + (fault === '' ? 0 : more.calls),
  failures: sum.failures + (fault !== '' && failed(fault) ? more.calls : 0),
  cost: sum.cost + more.cost,
  input: sum.input + more.input,
  output: sum.output + more.output,
  cached: sum.cached + more.cached,
});

const quantilesOf = (counts: readonly number[] | undefined) => {
  const p50 = counts && quantileOf(counts, 0.5);
  const p95 = counts && quantileOf(counts, 0.95);
  return p50 && p95 ? { p50, p95 } : null;
};

const view = (sum: Sums, latency: Latency | undefined) => ({
  calls: sum.calls,
  faults: sum.faults,
  failures: sum.failures,
  cost_usd: formatUsd(sum.cost),
  input_tokens: sum.input,
  output_tokens: sum.output,
  cached_tokens: sum.cached,
  first_byte_ms: quantilesOf(latency?.firstByte),
  ms: quantilesOf(latency?.whole),
});

const totalsView = ({ byFault, latency }: UsageTotals) => view(byFault.reduce(plus, nothing), latency);

const mostHourBuckets = 8 * 24;

/** Whole hours, and with days whole days of the caller's: the running one is the last. */
function hoursOf(from: number, to: number, bucket: 'hour' | 'day', offsetHours: number, rolling: boolean) {
  const toHour = Math.ceil(to / hourMs) + (rolling && to % hourMs === 0 ? 1 : 0);
  const first = rolling ? toHour - Math.round((to - from) / hourMs) : hourOf(from);
  if (bucket === 'hour' || !rolling) return { fromHour: first, toHour };
  const today = Math.floor((toHour - 1 + offsetHours) / 24);
  const days = Math.max(1, Math.round((to - from) / (24 * hourMs)));
  return { fromHour: (today - days + 1) * 24 - offsetHours, toHour };
}

async function namesOf({ store }: AdminDeps, by: UsagePart, parts: readonly (string | number)[]) {
  if (by === 'model') return new Map<string | number, string>();
  const ids = parts.map(Number);
  if (by === 'key') return store.insight.keyNames(ids);
  if (by === 'user') return store.insight.userEmails(ids);
  return new Map((await store.channels.list()).map(({ id, name }) => [id, name]));
}

async function balanceOf({ store, clock }: AdminDeps, user: User) {
  const { balance, limited } = user.live;
  const hour = hourOf(clock.now());
  const week = await store.insight.totals({
    mode: 'live',
    user: user.id,
    fromHour: hour - 7 * 24 + 1,
    toHour: hour + 1,
  });
  const perDay = Math.round(week.byFault.reduce((sum, { cost }) => sum + cost, 0) / 7);
  return {
    usd: formatUsd(balance),
    limited,
    per_day_usd: formatUsd(perDay),
    days_left: limited && perDay > 0 ? Math.max(0, Math.round((balance / perDay) * 10) / 10) : null,
  };
}

export const portalUsageRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/portal/usage',
    auth: 'user',
    limit: { calls: 120, perMs: 60_000 },
    summary: {
      en: 'Spend, calls, tokens, latency and faults over time, by model, key, channel or user',
      vi: 'Chi tiêu, cuộc gọi, token, độ trễ và lỗi theo thời gian, theo model, khóa, kênh hoặc người dùng',
    },
    query: z.strictObject({
      scope: scopeField,
      ...spanQuery,
      mode: modeField.default('live'),
      by: z.enum(['model', 'key', 'channel', 'user']).default('model'),
      bucket: z.enum(['hour', 'day']).optional().describe('Absent: hours up to two days, else days'),
      offset: z.coerce
        .number()
        .int()
        .min(-14 * 60)
        .max(14 * 60)
        .default(0)
        .describe('Minutes east of UTC: where days begin'),
      model: z.string().min(1).max(200).optional(),
      key: idText.optional().describe('Id of the key'),
      series: z.coerce.number().int().min(1).max(50).default(8),
    }),
    reply,
    handler: async ({ caller, query }, deps) => {
      const { by, mode, scope, series } = query;
      const owner = ownerOf(caller.user, scope);
      if (owner !== undefined && (by === 'channel' || by === 'user'))
        throw new Refusal('field_invalid', `by: "${by}" only with scope=all`);
      if (by === 'channel' && query.key !== undefined)
        throw new Refusal('field_invalid', 'key: not together with by=channel');
      const span = spanOf(query, deps.clock.now(), '7d');
      const bucket = query.bucket ?? (span.to - span.from <= 48 * hourMs ? 'hour' : 'day');
      const offsetHours = Math.round(query.offset / 60);
      const { fromHour, toHour } = hoursOf(
        span.from,
        span.to,
        bucket,
        offsetHours,
        query.from === undefined && query.to === undefined,
      );
      if (bucket === 'hour' && toHour - fromHour > mostHourBuckets)
        throw new Refusal('field_invalid', 'bucket: hours for at most 8 days');
      const filter: UsageFilter = {
        mode,
        fromHour,
        toHour,
        ...(owner === undefined ? {} : { user: owner }),
        ...(query.key === undefined ? {} : { token: query.key }),
        ...(query.model === undefined ? {} : { model: query.model }),
      };
      const bucketHours = bucket === 'day' ? 24 : 1;
      const [report, before, totals, balance] = await Promise.all([
        deps.store.insight.usage({ ...filter, by, bucketHours, offsetHours, most: series }),
        deps.store.insight.totals({ ...filter, fromHour: 2 * fromHour - toHour, toHour: fromHour }),
        deps.store.insight.totals(filter),
        owner === undefined ? null : balanceOf(deps, caller.user),
      ]);
      const names = await namesOf(deps, by, report.parts);
      const atOf = (number: number) => timeText((number * bucketHours - offsetHours) * hourMs);
      const first = Math.floor((fromHour + offsetHours) / bucketHours);
      const last = Math.floor((toHour - 1 + offsetHours) / bucketHours);
      const inBucket = Map.groupBy(report.cells, (cell) => cell.bucket);
      const inPart = Map.groupBy(report.cells, (cell) => cell.part);
      const parts = [...report.parts, ...(inPart.has(null) ? [null] : [])];
      return {
        from: timeText(fromHour * hourMs),
        to: timeText(toHour * hourMs),
        bucket,
        offset_minutes: offsetHours * 60,
        mode,
        scope,
        by,
        quantile_error: quantileError,
        totals: totalsView(totals),
        before: totalsView(before),
        by_fault: totals.byFault
          .filter(({ fault }) => fault !== '')
          .map(({ fault, calls }) => ({ fault, failure: failed(fault), calls })),
        points: Array.from({ length: last - first + 1 }, (_, index) => {
          const cells = inBucket.get(first + index) ?? [];
          const byFault: Record<string, number> = {};
          for (const { fault, calls } of cells)
            if (fault !== '') byFault[fault] = (byFault[fault] ?? 0) + calls;
          return {
            at: atOf(first + index),
            ...view(cells.reduce(plus, nothing), report.byBucket.get(first + index)),
            by_fault: byFault,
          };
        }),
        series: parts.map((part) => {
          const cells = inPart.get(part) ?? [];
          const inEach = [...Map.groupBy(cells, (cell) => cell.bucket)].sort(([a], [b]) => a - b);
          return {
            part: part === null ? null : String(part),
            name: part === null ? '' : (names.get(part as number) ?? (by === 'model' ? String(part) : '')),
            ...view(cells.reduce(plus, nothing), report.byPart.get(part)),
            points: inEach.map(([number, own]) => {
              const sum = own.reduce(plus, nothing);
              return {
                at: atOf(number),
                calls: sum.calls,
                faults: sum.faults,
                cost_usd: formatUsd(sum.cost),
              };
            }),
          };
        }),
        balance,
      };
    },
  }),
];
