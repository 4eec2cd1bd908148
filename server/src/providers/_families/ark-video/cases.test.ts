import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { viewOf } from '../../../../../test/support/task-view.ts';
import { arkVideo } from '../../../dialects/ark-video/index.ts';
import { taskOf } from '../../../dialects/ark-video/write.ts';
import type { TaskSend } from '../../../spec/task.ts';

import { arkVideoPort } from './port.ts';

/** Documented exchanges, one for each row: what the client sends, what is held, what Ark shows at the end, what is charged. */
const object = z.record(z.string(), z.unknown());
const numbers = z.object({
  usage: z.record(z.string(), z.number()),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
const exchange = z.object({
  row: z.string(),
  source: z.string(),
  action: z.string(),
  client: object,
  measured: numbers,
  shown: object,
  settled: numbers,
});

const folder = new URL('./cases/', import.meta.url);
const port = arkVideoPort({ prefix: '' });
const create = arkVideo.endpoints[0]!;
assert.ok(create.does === 'submit-task');

for (const file of readdirSync(folder))
  test(file.replace('.json', ''), async () => {
    const one = exchange.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
    assert.ok(create.rows.includes(one.row));
    const call = create.read(Buffer.from(JSON.stringify(one.client)), { params: {}, query: '', headers: {} });
    assert.equal(call.action, one.action);
    assert.deepEqual(call.body, one.client);
    const start = { action: call.action, body: call.body, upstreamModel: call.model, facts: {} };
    assert.deepEqual(port.measure(start), one.measured);

    const asked: unknown[] = [];
    const send: TaskSend = async ({ method, path, json, starts }) => {
      asked.push([method, path, json, starts]);
      const answer = method === 'POST' ? { id: one.shown['id'] } : one.shown;
      const body = Buffer.from(JSON.stringify(answer));
      return { status: 200, headers: {}, body, json: object.parse(answer) };
    };
    const { handle } = await port.start(
      { ...start, access: { key: 'k', settings: {} }, taskId: 'task_1', parents: {} },
      send,
    );
    const report = await port.poll(handle, send);
    assert.deepEqual(asked, [
      ['POST', '/contents/generations/tasks', one.client, true],
      ['GET', `/contents/generations/tasks/${one.shown['id']}`, undefined, undefined],
    ]);
    assert.equal(report.status, 'succeeded');
    // The core lays what is reported over what was measured.
    assert.deepEqual({ usage: report.usage, facts: { ...one.measured.facts, ...report.facts } }, one.settled);
    assert.ok(
      one.measured.usage['output_tokens']! >= one.settled.usage['output_tokens']!,
      'the hold is too small',
    );

    const link = 'https://gateway.example/results/1';
    const view = viewOf({
      model: call.model,
      status: 'succeeded',
      native: one.shown,
      outputs: [{ kind: 'video', url: link, index: 0 }],
      createdAt: 1_767_323_045_000,
      finishedAt: 1_767_323_107_000,
    });
    assert.deepEqual(taskOf(view), { ...one.shown, id: view.id, content: { video_url: link } });
  });
