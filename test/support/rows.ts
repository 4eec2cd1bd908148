import { newId, randomText } from '../../server/src/base/ids.ts';
import type { CallRecord, ChannelOptions } from '../../server/src/spec/records.ts';
import type { Actor, NewChannel, NewToken, NewUser, Refused } from '../../server/src/spec/store.ts';
import type { TaskRow } from '../../server/src/spec/task-rows.ts';
import { testStart } from './databases.ts';

/** Rows that are in order; a test says only what matters to it. */

export const system: Actor = { user: null };

let made = 0;

export const newUser = (some: Partial<NewUser> = {}): NewUser => ({
  email: `user${++made}@example.com`,
  name: 'A user',
  password: 'hashed',
  role: 'user',
  group: 'default',
  limited: true,
  ...some,
});

export const newToken = (userId: number, some: Partial<NewToken> = {}): NewToken => ({
  userId,
  name: 'A token',
  key: `sk-${randomText(48)}`,
  mode: 'live',
  group: null,
  models: null,
  allowIps: [],
  expiresAt: null,
  limit: null,
  ...some,
});

export const channelOptions: ChannelOptions = {
  headers: {},
  settings: {},
  proxyUrl: null,
  connectTimeoutMs: 5000,
  firstByteTimeoutMs: 60_000,
  idleTimeoutMs: 60_000,
  whenClientLeaves: 'cancel',
  drainMs: 0,
  results: 'copy',
};

export const newChannel = (some: Partial<NewChannel> = {}): NewChannel => ({
  name: `channel ${++made}`,
  provider: 'openai',
  baseUrl: 'https://upstream.example/v1',
  keys: ['sk-upstream-0123456789abcdef'],
  models: { 'gpt-4o': 'gpt-4o' },
  groups: ['default'],
  priority: 0,
  weight: 1,
  status: 'enabled',
  options: channelOptions,
  ...some,
});

/** A settled call. `draws` follow from `pays`, accounts that pay `cost`. */
export function callRecord(
  some: Partial<CallRecord> & { pays?: readonly number[]; limited?: boolean } = {},
): CallRecord {
  const { pays = [], limited = true, ...fields } = some;
  const at = fields.at ?? testStart;
  const cost = fields.cost ?? 1000;
  return {
    id: newId('req', at),
    at,
    startedAt: at - 1200,
    user: null,
    token: null,
    mode: 'live',
    dialect: 'openai-chat',
    endpoint: 'chat',
    model: 'gpt-4o',
    channel: 1,
    upstreamModel: 'gpt-4o',
    upstreamId: null,
    group: 'default',
    ratio: '1',
    stream: false,
    status: 200,
    fault: null,
    usage: { input_tokens: 10, output_tokens: 20 },
    facts: {},
    price: null,
    hold: 2000,
    cost,
    firstByteMs: 300,
    ms: 1200,
    attempts: [{ channel: 1, key: 1, outcome: 'ok', status: 200, ms: 1200 }],
    notes: [],
    ip: '203.0.113.9',
    draws: pays.map((account) => ({ account, amount: cost, limited })),
    ...fields,
  };
}

/** The row of an answer that was expected not to be a refusal. */
export function granted<T extends object>(answer: T | Refused | undefined): T {
  if (answer === undefined) throw new Error('not found');
  if ('refused' in answer) throw new Error(`refused: ${answer.refused}`);
  return answer;
}

/** An open task of 100 nano-USD. Payers and price are the test's to say. */
export function taskRow(some: Partial<TaskRow> = {}): TaskRow {
  const at = some.createdAt ?? testStart;
  return {
    id: newId('task', at),
    requestId: newId('req', at),
    owner: 1,
    token: 1,
    mode: 'live',
    dialect: 'a-dialect',
    kind: 'video',
    action: 'make',
    model: 'a-model',
    prompt: 'a red kite',
    memo: {},
    status: 'sending',
    progress: 0,
    reason: null,
    fault: null,
    provider: null,
    channel: null,
    channelKey: null,
    wire: null,
    upstreamModel: null,
    upstreamAction: null,
    handle: null,
    native: null,
    outputs: [],
    parent: null,
    group: 'default',
    ratio: '1',
    price: 1,
    usage: {},
    facts: {},
    hold: 100,
    cost: 0,
    payers: [],
    hook: null,
    origin: 'http://gateway.example',
    createdAt: at,
    startedAt: null,
    finishedAt: null,
    giveUpAt: at + 3_600_000,
    expiresAt: at + 30 * 24 * 3_600_000,
    logAt: at,
    version: 1,
    answer: null,
    ...some,
  };
}

/** Its row in the log, as it stands when it begins. */
export const taskLog = (row: TaskRow): CallRecord =>
  callRecord({
    id: row.requestId,
    at: row.logAt,
    user: row.owner,
    token: row.token,
    model: row.model,
    mode: row.mode,
    hold: row.hold,
    cost: 0,
    usage: {},
    price: row.price,
  });
