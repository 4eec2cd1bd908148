import { z } from 'zod';
import { byteOrderMark, csvLine } from '../../base/csv.ts';
import type { CallFilter, CallPlace } from '../../spec/store.ts';
import type { AdminDeps } from '../deps.ts';
import { timeText } from '../fields.ts';
import { found } from '../refusal.ts';
import { defineFile, defineRoute } from '../route.ts';
import { filterOf, filterQuery, placeField, placeText } from './log-filter.ts';
import { type LogRow, logRowReply, logRows } from './log-row.ts';
import { ownerOf, scopeField } from './period.ts';
import { portalReceipt, portalReceiptReply } from './receipt.ts';

/**
 * Nodes bring their calls to the database each in its own time, so a row may come to stand behind one that was there
 * before. A live tail therefore looks back this far and gives some rows twice; the page knows them by their ids.
 */
const lookBackMs = 15_000;

const rowsAtOnce = 500;

/** All rows that match, a page at a time: what nobody takes is not read. */
async function* csvOf(deps: AdminDeps, filter: CallFilter, operator: boolean) {
  yield byteOrderMark + csvLine([...columns, ...(operator ? operatorColumns : [])]);
  let place: CallPlace | undefined;
  for (;;) {
    const calls = await deps.store.calls.behind(filter, place, rowsAtOnce);
    const rows = await logRows(deps, calls, operator);
    yield rows.map((row) => csvLine(cellsOf(row))).join('');
    const last = calls.at(-1);
    if (!last || calls.length < rowsAtOnce) return;
    place = { at: last.at, id: last.id };
  }
}

const columns = [
  'at',
  'request_id',
  'mode',
  'key',
  'model',
  'dialect',
  'endpoint',
  'stream',
  'status',
  'fault',
  'input_tokens',
  'output_tokens',
  'cached_tokens',
  'first_byte_ms',
  'ms',
  'cost_usd',
  'task',
];
const operatorColumns = ['user', 'channel', 'group', 'upstream_model'];

const cellsOf = (row: LogRow) => [
  row.at,
  row.request_id,
  row.mode,
  row.key?.name ?? null,
  row.model,
  row.dialect,
  row.endpoint,
  row.stream,
  row.status,
  row.fault,
  row.input_tokens,
  row.output_tokens,
  row.cached_tokens,
  row.first_byte_ms,
  row.ms,
  row.cost_usd,
  row.task?.id ?? null,
  ...(row.operator
    ? [
        row.operator.user?.email ?? null,
        row.operator.channel?.name ?? null,
        row.operator.group,
        row.operator.upstream_model,
      ]
    : []),
];

export const portalLogRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/portal/logs',
    auth: 'user',
    summary: {
      en: 'Log of calls, newest first, and its live tail',
      vi: 'Nhật ký cuộc gọi, mới nhất trước, và phần đang chạy',
    },
    query: z.strictObject({
      ...filterQuery,
      limit: z.coerce.number().int().min(1).max(200).default(50),
      before: placeField.optional().describe('`next` of an earlier answer: the rows behind it'),
      after: placeField
        .optional()
        .describe('`newest` of an earlier answer: what came since, and a few rows before it once more'),
    }),
    reply: z.object({
      items: z.array(logRowReply),
      next: z.string().nullable().describe('For `before`; null: there is nothing behind these'),
      newest: z.string().describe('For `after`'),
      from: z.string().describe('How far back this log was asked for: ISO 8601'),
    }),
    handler: async ({ caller, query }, deps) => {
      const filter = await filterOf(deps, caller.user, query);
      const { after, before, limit } = query;
      const from = Math.max(filter.from ?? 0, after ? after.at - lookBackMs : 0);
      const calls = await deps.store.calls.behind({ ...filter, from }, before, limit + 1);
      const shown = calls.slice(0, limit);
      const [first, last] = [shown[0], shown.at(-1)];
      return {
        items: await logRows(deps, shown, query.scope === 'all'),
        next: calls.length > limit && last ? placeText(last) : null,
        newest: first ? placeText(first) : placeText(after ?? { at: deps.clock.now(), id: '' }),
        from: timeText(filter.from ?? 0),
      };
    },
  }),
  defineFile({
    method: 'GET',
    path: '/api/portal/logs.csv',
    auth: 'user',
    produces: 'text/csv',
    limit: { calls: 10, perMs: 60_000 },
    summary: { en: 'The log as a CSV file', vi: 'Nhật ký dưới dạng tệp CSV' },
    query: z.strictObject(filterQuery),
    handler: async ({ caller, query }, deps) => {
      const filter = await filterOf(deps, caller.user, query);
      return {
        mediaType: 'text/csv; charset=utf-8',
        name: `key4u-log-${timeText(deps.clock.now()).slice(0, 10)}.csv`,
        body: csvOf(deps, filter, query.scope === 'all'),
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/portal/logs/:id',
    auth: 'user',
    summary: {
      en: 'Receipt of a call: its price line by line, and how it went',
      vi: 'Biên nhận của một cuộc gọi: giá từng dòng và diễn biến',
    },
    params: z.object({ id: z.string().min(1).max(100).describe('Request id') }),
    query: z.strictObject({ scope: scopeField }),
    reply: portalReceiptReply,
    handler: async ({ caller, params, query }, deps) => {
      const owner = ownerOf(caller.user, query.scope);
      const call = await deps.store.calls.byRequestId(params.id);
      const seen = call && (owner === undefined || call.user === owner) ? call : undefined;
      return portalReceipt(deps, found(seen, 'call'), owner === undefined);
    },
  }),
];
