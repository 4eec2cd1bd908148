import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { taskLog, taskRow } from '../../../../test/support/rows.ts';
import type { CallRecord } from '../../spec/records.ts';
import { openStore } from '../../store/index.ts';
import { type House, type Name, openHouse } from '../test-house.ts';

/** Overview, log, receipts and status, as their readers see them. */

let house: House;
let anas: Awaited<ReturnType<House['token']>>;
let other: Awaited<ReturnType<House['token']>>;

const hour = 3_600_000;
const ask = async (path: string, who: Name | undefined = 'ana') => {
  const answer = await house.call(who, 'GET', `/api/portal${path}`);
  return {
    ...answer,
    data: answer.headers['content-type']?.includes('json') ? answer.json().data : undefined,
  };
};
const ids = (data: { items: { request_id: string }[] }) => data.items.map((item) => item.request_id);

before(async () => {
  house = await openHouse(openStore);
  anas = await house.token('ana', { name: '=cmd|calc' });
  other = await house.token('ana', { name: 'second' });
});
after(() => house.close());

test('a row and its receipt tell a customer everything but the channel', async () => {
  const call = await house.settled('ana', anas, { notes: ['usage_missing: counted by the gateway'] });
  const { data, text } = await ask('/logs');
  const [row] = data.items;
  deepEqual(
    [row.request_id, row.key, row.input_tokens, row.cached_tokens, row.output_tokens, row.operator],
    [call.id, { id: anas.id, name: '=cmd|calc' }, 1003, 3, 500, null],
  );
  const receipt = await ask(`/logs/${call.id}`);
  for (const hidden of ['acme main', 'acme-1-2026', 'up-1', '"key":7', '"id":99'])
    ok(!text.includes(hidden) && !receipt.text.includes(hidden), hidden);
  deepEqual(receipt.data.attempts, [
    { channel: 1, outcome: 'upstream_failed', status: 500, ms: 40, operator: null },
    { channel: 2, outcome: 'ok', status: 200, ms: 1400, operator: null },
  ]);
  deepEqual(receipt.data.timeline, [
    { part: 'attempt', channel: 1, ms: 40 },
    { part: 'first_byte', channel: null, ms: 260 },
    { part: 'answer', channel: null, ms: 1200 },
  ]);
  deepEqual(receipt.data.notes, [{ code: 'usage_missing', text: 'counted by the gateway' }]);
  equal(receipt.data.price.total_usd, receipt.data.charged_usd);
  equal(receipt.data.agrees, true);

  const whole = await ask(`/logs/${call.id}?scope=all`, 'ada');
  equal(whole.data.operator.channel.name, 'acme main');
  equal(whole.data.operator.user.email, 'ana@example.com');
  deepEqual(whole.data.attempts[1].operator.channel, { id: house.channel.id, name: 'acme main' });
  equal(whole.data.upstream_id, 'up-1');
});

test('a call that its first channel served has one attempt', async () => {
  const call = await house.settled('ana', anas, { attempts: [] });
  const { data } = await ask(`/logs/${call.id}`);
  deepEqual(data.attempts, [{ channel: 1, outcome: 'ok', status: null, ms: 1500, operator: null }]);
});

test("nobody sees another's rows, receipts, charts or files, nor asks for everybody's", async () => {
  const call = await house.settled('ana', anas);
  equal((await ask(`/logs/${call.id}`, 'bob')).status, 404);
  equal((await ask(`/logs/${call.id}`, 'ada')).status, 404); // an operator says scope=all
  equal((await ask('/logs/req_unknown')).status, 404);
  deepEqual(ids((await ask('/logs', 'bob')).data), []);
  deepEqual(ids((await ask(`/logs?key=${anas.id}`, 'bob')).data), []);
  equal((await ask('/logs.csv', 'bob')).text.trim().split('\r\n').length, 1);
  equal((await ask(`/usage?key=${anas.id}`, 'bob')).data.totals.calls, 0);
  for (const path of ['/logs', '/usage', '/logs.csv', `/logs/${call.id}`])
    equal((await ask(`${path}?scope=all`)).status, 403, path);
  for (const path of [
    '/logs?user=1',
    '/logs?channel=1',
    '/logs?group=vip',
    '/usage?by=channel',
    '/usage?by=user',
  ])
    equal((await ask(path)).status, 400, path);
});

test('filters select, pages go on where the last one ended, and a tail gives what is new', async () => {
  house.clock.at += 48 * hour;
  const at = house.clock.at;
  const made: CallRecord[] = [];
  for (let n = 0; n < 7; n++) {
    house.clock.at = at + n;
    made.push(
      await house.settled('ana', n === 3 ? other : anas, {
        ...(n === 1 ? { model: 'other-model' } : {}),
        ...(n === 2 ? { fault: 'upstream_busy', status: 429, cost: 0, usage: {} } : {}),
        ...(n === 4 ? { mode: 'test' } : {}),
        ...(n === 5 ? { dialect: 'words', cost: 5_000_000_000 } : {}),
      }),
    );
  }
  const found = async (query: string) => ids((await ask(`/logs?period=1h&${query}`)).data);
  const these = (...which: number[]) => which.map((n) => made[n]!.id);
  deepEqual(await found(''), these(6, 5, 4, 3, 2, 1, 0));
  deepEqual(await found('model=other-model'), these(1));
  deepEqual(await found('outcome=fault'), these(2));
  deepEqual(await found('outcome=upstream_busy'), these(2));
  deepEqual(await found('outcome=upstream_cut'), []);
  deepEqual(await found('outcome=ok'), these(6, 5, 4, 3, 1, 0));
  deepEqual(await found(`key=${other.id}`), these(3));
  deepEqual(await found('mode=test'), these(4));
  deepEqual(await found('dialect=words'), these(5));
  deepEqual(await found('min_cost=5'), these(5));
  deepEqual(await found('min_cost=5.000000001'), []);
  deepEqual(ids((await ask(`/logs?id=${made[3]!.id}`)).data), these(3));
  ok(ids((await ask(`/logs?id=${made[3]!.id.slice(0, 12)}`)).data).includes(made[3]!.id));
  deepEqual(ids((await ask('/logs?id=req_%25')).data ?? { items: [] }), []);
  equal((await ask('/logs?outcome=nonsense')).status, 400);
  equal((await ask('/logs?period=1h&from=2026-01-01')).status, 400);
  equal((await ask('/logs?from=2026-02-01&to=2026-01-01')).status, 400);
  equal((await ask('/logs?before=x')).status, 400);
  deepEqual(ids((await ask(`/logs?from=${at + 2}&to=${at + 3}`)).data), these(3, 2));

  const seen: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const { data } = await ask(`/logs?period=1h&limit=3${next ? `&before=${encodeURIComponent(next)}` : ''}`);
    seen.push(...ids(data));
    next = data.next;
  }
  deepEqual(seen, these(6, 5, 4, 3, 2, 1, 0));

  const { newest } = (await ask('/logs?limit=1')).data;
  house.clock.at += 60_000;
  const late = await house.settled('ana', anas);
  const tail = await ask(`/logs?after=${encodeURIComponent(newest)}`);
  ok(ids(tail.data).includes(late.id));
  ok(!ids((await ask(`/logs?after=${encodeURIComponent(tail.data.newest)}`)).data).includes(made[0]!.id));

  const all = await ask(`/logs?scope=all&period=1h&user=ana@example.com&channel=${house.channel.id}`, 'ada');
  ok(ids(all.data).includes(late.id));
  deepEqual(ids((await ask('/logs?scope=all&period=1h&group=inner', 'ada')).data), []);
});

test('the file holds the same rows, exactly, and no formula', async () => {
  house.clock.at += 48 * hour;
  const call = await house.settled('ana', anas, { model: 'a,"b"', cost: 123 });
  const answer = await ask('/logs.csv?period=1h');
  equal(answer.status, 200);
  match(String(answer.headers['content-type']), /^text\/csv/);
  match(String(answer.headers['content-disposition']), /attachment; filename="key4u-log-2026-01-/);
  const lines = answer.text.split('\r\n');
  equal(
    lines[0],
    '\uFEFFat,request_id,mode,key,model,dialect,endpoint,stream,status,fault,input_tokens,output_tokens,cached_tokens,first_byte_ms,ms,cost_usd,task',
  );
  equal(
    lines[1],
    `${new Date(call.at).toISOString()},${call.id},live,'=cmd|calc,"a,""b""",talk,talk,true,200,,1003,500,3,300,1500,0.000000123,`,
  );
  equal(lines.length, 3);
  const whole = await ask('/logs.csv?scope=all&period=1h', 'ada');
  match(whole.text.split('\r\n')[1]!, /,ana@example.com,acme main,vip,acme-1-2026$/);
  for (let n = 0; n < 503; n++) await house.settled('ana', anas, { cost: 1 });
  equal((await ask('/logs.csv?period=1h')).text.trim().split('\r\n').length, 505);
});

test('a task stands in the log with its state, and what is still held', async () => {
  house.clock.at += 48 * hour;
  const { user } = house.staff.ana;
  await house.store.ledger.append(
    { user: null },
    { account: user.live.id, kind: 'topup', amount: 1000, cause: 'for a task' },
  );
  const at = house.clock.at;
  const row = taskRow({
    owner: user.id,
    token: anas.id,
    createdAt: at,
    logAt: at,
    model: 'acme-1',
    payers: [{ account: user.live.id, limited: false }],
  });
  await house.store.tasks.begin(row, { ...taskLog(row), notes: [`task: ${row.id} open`] }, 'n1', at + hour);
  await house.store.tasks.move(row.id, { at: at + 100, to: 'queued' });
  await house.store.tasks.move(row.id, { at: at + 3000, to: 'running' });
  deepEqual((await ask('/logs?period=1h')).data.items[0].task, { id: row.id, state: 'running' });
  const open = (await ask(`/logs/${row.requestId}`)).data;
  deepEqual([open.held_usd, open.released_usd, open.charged_usd], ['0.0000001', '0', '0']);
  deepEqual(open.timeline, [{ part: 'queued', channel: null, ms: 3000 }]);
  await house.store.tasks.move(row.id, { at: at + 9000, to: 'failed', fault: 'task_lost' });
  const ended = (await ask(`/logs/${row.requestId}`)).data;
  deepEqual([ended.held_usd, ended.released_usd, ended.fault], ['0', '0.0000001', 'task_lost']);
  deepEqual(ended.timeline[1], { part: 'running', channel: null, ms: 6000 });
});

test('the overview adds up, beside the time before', async () => {
  house.clock.at = Date.UTC(2026, 4, 10, 12, 30);
  const day = 24 * hour;
  const now = house.clock.at;
  const made = async (ago: number, more: object) => {
    house.clock.at = now - ago;
    await house.settled('bob', bobs, { attempts: [], usage: { input_tokens: 5 }, ...more });
  };
  const bobs = await house.token('bob', { name: 'of bob' });
  await made(0, { cost: 700_000_000 });
  await made(2 * hour, { cost: 300_000_000, model: 'x' });
  await made(day, { cost: 400_000_000, model: 'x' });
  await made(day, { cost: 0, fault: 'upstream_failed', status: 502, firstByteMs: null });
  await made(day, { cost: 0, fault: 'field_invalid', status: 400, firstByteMs: null });
  await made(9 * day, { cost: 100_000_000 });
  await made(hour, { cost: 9_000_000_000, mode: 'test' });
  house.clock.at = now;
  const { data } = await ask('/usage?period=7d&offset=420', 'bob');
  deepEqual(
    [data.totals.cost_usd, data.totals.calls, data.totals.faults, data.totals.failures],
    ['1.4', 5, 2, 1],
  );
  deepEqual([data.before.cost_usd, data.before.calls, data.bucket], ['0.1', 1, 'day']);
  equal(data.points.length, 7);
  equal(data.points[6].at, '2026-05-09T17:00:00.000Z'); // midnight at +7
  deepEqual(
    data.points.slice(5).map((point: { cost_usd: string }) => point.cost_usd),
    ['0.4', '1'],
  );
  deepEqual(data.points[5].by_fault, { field_invalid: 1, upstream_failed: 1 });
  deepEqual(
    data.series.map((one: { part: string; cost_usd: string }) => [one.part, one.cost_usd]),
    [
      ['acme-1', '0.7'],
      ['x', '0.7'],
    ],
  );
  deepEqual(
    data.by_fault.map(({ fault, failure }: { fault: string; failure: boolean }) => [fault, failure]),
    [
      ['field_invalid', false],
      ['upstream_failed', true],
    ],
  );
  ok(Math.abs(data.totals.first_byte_ms.p50 - 300) / 300 <= data.quantile_error);
  equal(data.balance.per_day_usd, '0.2');

  const hours = (await ask('/usage?period=24h&by=key', 'bob')).data;
  deepEqual([hours.bucket, hours.points.length, hours.totals.cost_usd], ['hour', 24, '1']);
  deepEqual([hours.series[0].part, hours.series[0].name], [String(bobs.id), 'of bob']);
  const tests = (await ask('/usage?mode=test', 'bob')).data;
  equal(tests.totals.cost_usd, '9');
  equal((await ask('/usage?period=90d&bucket=hour', 'bob')).status, 400);

  const all = (await ask('/usage?scope=all&by=channel&period=7d', 'ada')).data;
  deepEqual([all.series[0].name, all.series[0].cost_usd, all.balance], ['acme main', '1.4', null]);
  const users = (await ask('/usage?scope=all&by=user&period=7d', 'ada')).data;
  deepEqual(
    users.series.map((one: { name: string }) => one.name),
    ['bob@example.com'],
  );
  const none = (await ask('/usage', 'max')).data;
  deepEqual([none.series, none.totals.calls, none.balance.days_left], [[], 0, null]);
});

test('the status counts what the service failed, names no channel, and finds its incidents', async () => {
  house.clock.at = Date.UTC(2026, 5, 10, 12, 30);
  const now = house.clock.at;
  const made = async (ago: number, good: number, failed: number, wrong = 0) => {
    house.clock.at = now - ago;
    for (let n = 0; n < good; n++) await house.settled('ana', anas, { cost: 1 });
    for (let n = 0; n < failed; n++)
      await house.settled('ana', anas, { cost: 0, fault: 'upstream_failed', attempts: [] });
    for (let n = 0; n < wrong; n++)
      await house.settled('ana', anas, { cost: 0, fault: 'field_invalid', attempts: [] });
  };
  await made(0, 9, 1, 40);
  await made(24 * hour, 0, 2);
  await made(50 * hour, 7, 3);
  await made(51 * hour, 5, 5);
  await made(60 * hour, 8, 2); // 20 %, not more
  await made(62 * hour, 1, 8); // too few
  house.clock.at = now;
  const { data, text } = await ask('/status', undefined);
  const [model] = data.models;
  deepEqual([model.model, model.success, model.calls], ['acme-1', 0.9, 'some']);
  deepEqual(
    model.days.slice(-4).map((one: { day: number; success: number; calls: string }) => Object.values(one)),
    [
      [86, 0.1111, 'few'],
      [87, 0.6667, 'some'],
      [88, 0, 'few'],
      [89, 0.9, 'some'],
    ],
  );
  equal(model.state, 'down'); // the only key of its only channel rests
  equal(data.state, 'down');
  deepEqual(data.incidents, [
    {
      model: 'acme-1',
      from: '2026-06-08T09:00:00.000Z',
      to: '2026-06-08T11:00:00.000Z',
      success: 0.6,
    },
  ]);
  for (const hidden of ['acme main', String(house.channel.baseUrl)]) ok(!text.includes(hidden), hidden);
  await made(0, 5, 0);
  house.clock.at = now + 10_000;
  deepEqual((await ask('/status', undefined)).data, data); // kept
});
