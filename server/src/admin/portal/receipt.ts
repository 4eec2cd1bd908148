import { z } from 'zod';
import type { CallRow } from '../../spec/records.ts';
import { isFinal } from '../../spec/task.ts';
import type { TaskRow } from '../../spec/task-rows.ts';
import type { AdminDeps } from '../deps.ts';
import { formatUsd, time, timeText, usdText } from '../fields.ts';
import { receipt, receiptReply } from '../operator/receipt.ts';
import { logRowReply, logRows, taskIdOf } from './log-row.ts';

const span = z.object({
  part: z
    .enum(['attempt', 'first_byte', 'answer', 'whole', 'queued', 'running'])
    .describe(
      'attempt: a channel that did not serve; first_byte: until the answer began; answer: until it was whole; whole: not told apart; queued, running: of a task',
    ),
  channel: z.number().int().nullable().describe('Place among the channels of this call'),
  ms: z.number(),
});

/** What a call cost, line by line, and how it went. Customers see channels as numbers: the first that was asked is 1. */
export const portalReceiptReply = logRowReply.extend({
  started_at: time,
  group: z.string(),
  ip: z.string().nullable(),
  facts: receiptReply.shape.facts,
  usage: receiptReply.shape.usage,
  price: receiptReply.shape.price,
  hold_usd: usdText.describe('Reserved before the call'),
  charged_usd: usdText,
  released_usd: usdText.describe('Of the hold, given back'),
  held_usd: usdText.describe('Of the hold, still reserved: a task that has not ended'),
  cache: receiptReply.shape.cache,
  agrees: receiptReply.shape.agrees,
  timeline: z.array(span).describe('Only what was measured, in its order'),
  attempts: z.array(
    z.object({
      channel: z.number().int().describe('Place among the channels of this call'),
      outcome: z.string().describe('"ok", or why it did not serve'),
      status: z.number().int().nullable(),
      ms: z.number(),
      operator: z
        .object({
          channel: z.object({ id: z.number().int(), name: z.string() }),
          key: z.number().int().nullable().describe('Id of the key; null: not written down'),
        })
        .nullable(),
    }),
  ),
  notes: z.array(z.object({ code: z.string(), text: z.string().describe('In English; may be empty') })),
  upstream_id: z.string().nullable().describe('Operators only'),
  endpoint_path: z
    .object({ method: z.string(), path: z.string() })
    .nullable()
    .describe('Where it was sent; `:model` or `*` stands for the model'),
});

/** Numbers for channels, in the order in which they were asked. */
function placesOf(call: CallRow): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  for (const { channel } of call.attempts) if (!places.has(channel)) places.set(channel, places.size + 1);
  return places;
}

type TimeSpan = z.input<typeof span>;
type Attempts = z.input<typeof portalReceiptReply>['attempts'];

function timelineOf(call: CallRow, task: TaskRow | undefined): TimeSpan[] {
  if (task) {
    const queued = task.startedAt ?? task.finishedAt;
    return [
      ...(queued === null
        ? []
        : [{ part: 'queued' as const, channel: null, ms: Math.max(queued - task.createdAt, 0) }]),
      ...(task.startedAt !== null && task.finishedAt !== null
        ? [
            {
              part: 'running' as const,
              channel: null,
              ms: Math.max(task.finishedAt - task.startedAt, 0),
            },
          ]
        : []),
    ];
  }
  const places = placesOf(call);
  const gone = call.attempts.filter(({ outcome }) => outcome !== 'ok');
  const before = gone.map(
    ({ channel, ms }): TimeSpan => ({ part: 'attempt', channel: places.get(channel) ?? null, ms }),
  );
  const lost = gone.reduce((sum, { ms }) => sum + ms, 0);
  // How long a refusal took says nothing of an answer.
  if (call.firstByteMs === null && call.fault !== null) return before;
  if (call.firstByteMs === null)
    return [...before, { part: 'whole', channel: null, ms: Math.max(call.ms - lost, 0) }];
  return [
    ...before,
    { part: 'first_byte', channel: null, ms: Math.max(call.firstByteMs - lost, 0) },
    { part: 'answer', channel: null, ms: Math.max(call.ms - call.firstByteMs, 0) },
  ];
}

/** A call that its first channel served has no list of them in the log. */
function attemptsOf(
  call: CallRow,
  full: z.input<typeof receiptReply>,
  places: ReadonlyMap<number, number>,
  operator: boolean,
): Attempts {
  if (full.attempts.length === 0 && full.channel)
    return [
      {
        channel: 1,
        outcome: call.fault ?? 'ok',
        status: null,
        ms: call.ms,
        operator: operator ? { channel: full.channel, key: null } : null,
      },
    ];
  return full.attempts.map(({ channel, key, outcome, status, ms }) => ({
    channel: places.get(channel.id) ?? 0,
    outcome,
    status,
    ms,
    operator: operator ? { channel, key } : null,
  }));
}

/** "code: words" as it stands in the log. */
function noteOf(note: string): { code: string; text: string } {
  const match = /^([a-z][a-z0-9_]*): (.*)$/s.exec(note);
  return match ? { code: match[1]!, text: match[2]! } : { code: '', text: note };
}

function pathOf({ dialects }: AdminDeps, { dialect, endpoint }: CallRow) {
  const found = dialects
    .find(({ id }) => id === dialect)
    ?.endpoints.find((each) => 'name' in each && each.name === endpoint);
  return found ? { method: found.method, path: found.path } : null;
}

export async function portalReceipt(
  deps: AdminDeps,
  call: CallRow,
  operator: boolean,
): Promise<z.input<typeof portalReceiptReply>> {
  const taskId = taskIdOf(call);
  const [full, [row], task] = await Promise.all([
    receipt(deps, call),
    logRows(deps, [call], operator),
    taskId === undefined ? undefined : deps.store.tasks.byId(taskId),
  ]);
  const open = task !== undefined && !isFinal(task.status);
  const places = placesOf(call);
  return {
    ...row!,
    started_at: timeText(call.startedAt),
    group: call.group,
    ip: call.ip,
    facts: full.facts,
    usage: full.usage,
    price: full.price,
    hold_usd: full.hold_usd,
    charged_usd: full.charged_usd,
    released_usd: open ? '0' : full.released_usd,
    held_usd: open ? formatUsd(task.hold) : '0',
    cache: full.cache,
    agrees: full.agrees,
    timeline: timelineOf(call, task),
    attempts: attemptsOf(call, full, places, operator),
    notes: call.notes.map(noteOf),
    upstream_id: operator ? call.upstreamId : null,
    endpoint_path: pathOf(deps, call),
  };
}
