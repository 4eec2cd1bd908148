import { z } from 'zod';
import { totalsOf } from '../../spec/chat-parts.ts';
import { isFailure } from '../../spec/insight.ts';
import type { CallRow } from '../../spec/records.ts';
import { type TaskStatus, taskStatuses } from '../../spec/task.ts';
import type { AdminDeps } from '../deps.ts';
import { formatUsd, modeField, time, timeText, usdText } from '../fields.ts';

const nameRef = z.object({ id: z.number().int(), name: z.string() });

/** A call as a row of the log. Which channel served it is in the operators' part alone. */
export const logRowReply = z.object({
  request_id: z.string(),
  at: time,
  mode: modeField,
  model: z.string(),
  key: nameRef.nullable(),
  dialect: z.string(),
  endpoint: z.string(),
  stream: z.boolean(),
  status: z.number().int(),
  fault: z.string().nullable(),
  failure: z.boolean().describe("The fault is not the client's"),
  input_tokens: z.number().describe('All that was read, cached tokens too'),
  output_tokens: z.number(),
  cached_tokens: z.number(),
  first_byte_ms: z.number().nullable(),
  ms: z.number(),
  cost_usd: usdText,
  task: z.object({ id: z.string(), state: z.enum(taskStatuses).nullable() }).nullable(),
  operator: z
    .object({
      user: z.object({ id: z.number().int(), email: z.string() }).nullable(),
      channel: nameRef.nullable(),
      group: z.string(),
      upstream_model: z.string().nullable(),
    })
    .nullable()
    .describe('With scope=all only'),
});

export type LogRow = z.input<typeof logRowReply>;

/** The log row of a task names it in its first note. */
export const taskIdOf = ({ notes }: CallRow): string | undefined => /^task: (\S+)/.exec(notes[0] ?? '')?.[1];

const present = (ids: readonly (number | null)[]): number[] => [...new Set(ids.filter((id) => id !== null))];

/** Rows with the names of everything that they name: one question for each kind of name. */
export async function logRows(
  { store }: AdminDeps,
  calls: readonly CallRow[],
  operator: boolean,
): Promise<LogRow[]> {
  const tasks = calls.flatMap((call) => taskIdOf(call) ?? []);
  const [keys, states, users, channels] = await Promise.all([
    store.insight.keyNames(present(calls.map(({ token }) => token))),
    store.insight.taskStates(tasks),
    operator ? store.insight.userEmails(present(calls.map(({ user }) => user))) : new Map<number, string>(),
    operator ? store.channels.list() : [],
  ]);
  const channelNames = new Map(channels.map(({ id, name }) => [id, name]));
  return calls.map((call) => {
    const { input, output, cached } = totalsOf(call.usage);
    return {
      request_id: call.id,
      at: timeText(call.at),
      mode: call.mode,
      model: call.model,
      key: call.token === null ? null : { id: call.token, name: keys.get(call.token) ?? '' },
      dialect: call.dialect,
      endpoint: call.endpoint,
      stream: call.stream,
      status: call.status,
      fault: call.fault,
      failure: isFailure(call.fault),
      input_tokens: input,
      output_tokens: output,
      cached_tokens: cached,
      first_byte_ms: call.firstByteMs,
      ms: call.ms,
      cost_usd: formatUsd(call.cost),
      task: taskOf(call, states),
      operator: operator
        ? {
            user: call.user === null ? null : { id: call.user, email: users.get(call.user) ?? '' },
            channel:
              call.channel === null ? null : { id: call.channel, name: channelNames.get(call.channel) ?? '' },
            group: call.group,
            upstream_model: call.upstreamModel,
          }
        : null,
    };
  });
}

/** A task that was forgotten has no state any more. */
function taskOf(call: CallRow, states: ReadonlyMap<string, TaskStatus>): LogRow['task'] {
  const id = taskIdOf(call);
  return id === undefined ? null : { id, state: states.get(id) ?? null };
}
