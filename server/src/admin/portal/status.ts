import { z } from 'zod';
import { quantileOf } from '../../base/log-histogram.ts';
import { hourMs, hourOf, type ModelSpan } from '../../spec/insight.ts';
import type { Channel } from '../../spec/records.ts';
import type { AdminDeps } from '../deps.ts';
import { time, timeText } from '../fields.ts';
import { keptFor } from '../kept-for.ts';
import { defineRoute } from '../route.ts';

/**
 * How each model does, for everybody. Only what the service itself got wrong counts; channels have no names here, and
 * calls are told in bands, because their number is the operator's business.
 */
const states = ['working', 'degraded', 'down', 'quiet'] as const;
type State = (typeof states)[number];

const days = 90;
const incidentDays = 30;
/** An hour in which more than this part of at least so many calls failed is an incident. */
const incidentShare = 0.2;
const incidentCalls = 10;
/** Fewer calls than this say nothing about now. */
const tellingCalls = 5;
const mostIncidents = 100;

const bands = ['few', 'some', 'many'] as const;
const bandOf = (calls: number): (typeof bands)[number] =>
  calls < 10 ? 'few' : calls < 100 ? 'some' : 'many';

const success = z.number().min(0).max(1).describe('Share of calls that the service did not fail');

const reply = z.object({
  at: time.describe('When this was found; it is kept for half a minute'),
  state: z.enum(states),
  days_from: time.describe('The first of the 90 days (UTC)'),
  models: z.array(
    z.object({
      model: z.string(),
      owner: z.string(),
      kinds: z.array(z.string()),
      state: z
        .enum(states)
        .describe('By the channels that serve it and the faults of the last hour; "quiet": no call in 24 h'),
      success: success.nullable().describe('Over 24 hours; null: no call'),
      first_byte_ms: z.number().int().nullable().describe('Median over 24 hours, within a quarter'),
      calls: z.enum(bands).nullable().describe('Over 24 hours: under 10, under 100, or more'),
      days: z
        .array(
          z.object({
            day: z
              .number()
              .int()
              .min(0)
              .max(days - 1),
            success,
            calls: z.enum(bands),
          }),
        )
        .describe('Only days with calls; 0 is the first day'),
    }),
  ),
  incidents: z
    .array(
      z.object({
        model: z.string(),
        from: time,
        to: time.nullable().describe('Null: it goes on'),
        success,
      }),
    )
    .describe(
      `Hours of the last ${incidentDays} days in which more than ${incidentShare * 100} % of at least ${incidentCalls} calls failed, newest first`,
    ),
});

type Reply = z.input<typeof reply>;

const shareOf = (good: number, failed: number): number =>
  Math.round((good / (good + failed)) * 10_000) / 10_000;

/** What no longer changes, or hardly: days before today. */
const pastDays = keptFor(hourMs, async ({ store, clock }) => {
  const today = Math.floor(hourOf(clock.now()) / 24);
  return { today, spans: await store.insight.modelSpans((today - days) * 24, today * 24, 24) };
});

const badHours = keptFor(5 * 60_000, ({ store, clock }) =>
  store.insight.badHours(hourOf(clock.now()) - incidentDays * 24, incidentShare, incidentCalls),
);

/** Hours next to each other are one incident. */
function incidentsOf(
  bad: readonly ModelSpan[],
  hour: number,
  shown: ReadonlySet<string>,
): Reply['incidents'] {
  const found: { model: string; from: number; to: number; good: number; failed: number }[] = [];
  for (const { model, span, good, failed } of bad) {
    if (!shown.has(model)) continue;
    const last = found.at(-1);
    if (last && last.model === model && span <= last.to) {
      last.to = span + 1;
      last.good += good;
      last.failed += failed;
    } else found.push({ model, from: span, to: span + 1, good, failed });
  }
  return found
    .sort((one, other) => other.from - one.from)
    .slice(0, mostIncidents)
    .map(({ model, from, to, good, failed }) => ({
      model,
      from: timeText(from * hourMs),
      to: to > hour ? null : timeText(to * hourMs),
      success: shareOf(good, failed),
    }));
}

/** For each model, whether its channels rest: 'all' of them, 'some', or 'none'. A busy key rests as it was told to. */
async function restOf(deps: AdminDeps): Promise<(model: string) => 'all' | 'some' | 'none'> {
  const { breakers } = deps.health();
  const resting = ({ id, keys }: Channel) => {
    const open = breakers.filter(
      ({ channel, state, reason }) => channel === id && state === 'open' && reason !== 'upstream_busy',
    );
    return open.length >= keys.filter(({ status }) => status === 'enabled').length;
  };
  const channels = (await deps.store.channels.list()).filter(({ status }) => status === 'enabled');
  return (model) => {
    const serving = channels.filter((channel) => Object.hasOwn(channel.models, model));
    const asleep = serving.filter(resting).length;
    if (asleep === 0) return 'none';
    return asleep === serving.length ? 'all' : 'some';
  };
}

function stateOf(rest: 'all' | 'some' | 'none', hour: ModelSpan | undefined, day: number): State {
  const good = hour?.good ?? 0;
  const failed = hour?.failed ?? 0;
  const telling = good + failed >= tellingCalls;
  if (rest === 'all' || (telling && failed > good)) return 'down';
  if (rest === 'some' || (telling && failed * 20 > good + failed)) return 'degraded';
  return day === 0 ? 'quiet' : 'working';
}

function overall(models: readonly { state: State }[]): State {
  const known = models.filter(({ state }) => state !== 'quiet');
  if (known.length === 0) return 'quiet';
  if (known.every(({ state }) => state === 'down')) return 'down';
  return known.every(({ state }) => state === 'working') ? 'working' : 'degraded';
}

const merged = (spans: readonly ModelSpan[]): ReadonlyMap<string, ModelSpan> => {
  const found = new Map<string, ModelSpan>();
  for (const span of spans) {
    const sum = found.get(span.model);
    found.set(span.model, {
      ...span,
      good: span.good + (sum?.good ?? 0),
      failed: span.failed + (sum?.failed ?? 0),
    });
  }
  return found;
};

const status = keptFor(30_000, async (deps): Promise<Reply> => {
  const now = deps.clock.now();
  const hour = hourOf(now);
  const { insight } = deps.store;
  const past = await pastDays(deps);
  const firstDay = Math.floor(hour / 24) - days + 1;
  const [recent, latest, firstBytes, bad, rest] = await Promise.all([
    insight.modelSpans(past.today * 24, hour + 1, 24),
    insight.modelSpans(hour - 23, hour + 1, 1),
    insight.modelFirstBytes(hour - 23),
    badHours(deps),
    restOf(deps),
  ]);
  const ofDay = merged(latest);
  const ofHour = merged(latest.filter(({ span }) => span >= hour - 1));
  const history = Map.groupBy([...past.spans, ...recent], ({ model }) => model);
  const catalogue = deps.catalogue();
  const offered = new Map(
    catalogue.groups
      .filter(({ open }) => open)
      .flatMap(({ name }) => catalogue.modelsOf(name, 'live').map((model) => [model.id, model] as const)),
  );
  const models = [...offered.values()]
    .sort((one, other) => one.id.localeCompare(other.id))
    .map(({ id, owner, kinds }) => {
      const day = ofDay.get(id);
      const judged = (day?.good ?? 0) + (day?.failed ?? 0);
      const counts = firstBytes.get(id);
      return {
        model: id,
        owner,
        kinds: [...kinds],
        state: stateOf(rest(id), ofHour.get(id), judged),
        success: day && judged > 0 ? shareOf(day.good, day.failed) : null,
        first_byte_ms: counts ? quantileOf(counts, 0.5) : null,
        calls: judged > 0 ? bandOf(judged) : null,
        days: (history.get(id) ?? [])
          .filter(({ span }) => span >= firstDay)
          .map(({ span, good, failed }) => ({
            day: span - firstDay,
            success: shareOf(good, failed),
            calls: bandOf(good + failed),
          }))
          .sort((one, other) => one.day - other.day),
      };
    });
  return {
    at: timeText(now),
    state: overall(models),
    days_from: timeText(firstDay * 24 * hourMs),
    models,
    incidents: incidentsOf(bad, hour, new Set(offered.keys())),
  };
});

export const portalStatusRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/portal/status',
    auth: 'nobody',
    summary: {
      en: 'How each model does now and did over 90 days',
      vi: 'Tình trạng từng model hiện tại và trong 90 ngày qua',
    },
    reply,
    handler: (_ask, deps) => status(deps),
  }),
];
