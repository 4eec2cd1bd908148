import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { pages } from '../../server/src/manual/index.ts';
import { callOf, type ExamplePage } from '../../server/src/manual/page.ts';
import { addressOf } from '../../server/src/manual/reference.ts';
import { sampleOf, takenIn } from '../../server/src/manual/shape.ts';
import { startGateway, type TestGateway, testKey } from '../support/gateway.ts';

/**
 * The examples of the aggregators' rows, pasted as they stand on their pages: each is submitted with a test key and followed
 * until what it makes can be downloaded.
 */
const sections: ReadonlySet<string> = new Set([
  'flux-replicate',
  'replicate',
  'fal-painting',
  'fal',
  'fal-veo3',
]);

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
});
after(() => gateway.close());

const headers = { authorization: `Bearer ${testKey}`, 'content-type': 'application/json' };

type Row = { readonly rows: string; readonly page: string; readonly model: string; result: string };

/** What a task has made, as the gateway's own view tells it. */
async function made(task: string): Promise<string> {
  for (const end = Date.now() + 60_000; ; await wait(300)) {
    const shown = await fetch(`${gateway.url}/v1/tasks/${task}`, { headers });
    const {
      status,
      error,
      outputs,
      cost_usd: cost,
    } = (await shown.json()) as {
      status: string;
      error: { message: string } | null;
      outputs: { url?: string; text?: string; kind: string }[];
      cost_usd: string;
    };
    if (status === 'succeeded') {
      const output = outputs.find(({ url, text }) => url !== undefined || text !== undefined);
      assert.ok(output, 'it made something');
      if (output.url === undefined) return `text, ${output.text?.length} characters, ${cost} USD`;
      const file = await fetch(output.url);
      const bytes = Buffer.from(await file.arrayBuffer());
      assert.equal(file.status, 200, output.url);
      assert.ok(bytes.length > 100, `${bytes.length} bytes`);
      assert.notEqual(cost, '0', 'it is charged');
      return `${file.headers.get('content-type')}, ${bytes.length} bytes, ${cost} USD`;
    }
    assert.ok(status !== 'failed' && Date.now() < end, `${status}: ${error?.message}`);
  }
}

/** The first example of the page that makes something, sent as it stands. */
async function paste(page: ExamplePage): Promise<Row | undefined> {
  for (const example of page.examples) {
    const call = callOf(page, example);
    const shapes = [example.request, example.params, example.query];
    const isWhole = shapes.every((shape) => shape === undefined || takenIn(shape).length === 0);
    if (call.method !== 'POST' || !example.request || !isWhole || (example.expect.status ?? 200) >= 300)
      continue;
    const response = await fetch(gateway.url + addressOf(page, example), {
      method: 'POST',
      headers: { ...headers, ...example.headers },
      body: JSON.stringify(sampleOf(example.request)),
    });
    const text = await response.text();
    assert.ok(response.ok, `${page.id}: ${response.status} ${text}`);
    const task = response.headers.get('x-key4u-task');
    if (task === null) continue; // makes nothing
    const shown = (await (await fetch(`${gateway.url}/v1/tasks/${task}`, { headers })).json()) as {
      model: string;
    };
    return { rows: page.rows.join(' '), page: page.id, model: shown.model, result: await made(task) };
  }
  return undefined;
}

test('every example of the aggregators runs to a file that can be downloaded', async () => {
  const wanted = pages.filter(
    (page): page is ExamplePage => sections.has(page.section) && page.examples !== undefined,
  );
  const table: Row[] = [];
  const queue = [...wanted];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let page = queue.shift(); page; page = queue.shift()) {
        const row = await paste(page);
        if (row) table.push(row);
      }
    }),
  );
  table.sort((a, b) => a.page.localeCompare(b.page));
  for (const { rows, page, model, result } of table)
    console.log(`${rows.padEnd(10)} ${page.padEnd(50)} ${model.padEnd(50)} ${result}`);
  assert.ok(table.length >= 50, `${table.length} examples`);
});
