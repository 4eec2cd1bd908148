import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openAiSpec } from '../../../../test/support/openai-spec.ts';
import { isObject, type Json } from '../../base/json.ts';
import { readRequest } from './canonical.ts';
import { reader } from './read.ts';
import { responseBody } from './wire.ts';
import { writeAnswer } from './write.ts';

/**
 * Answers of real models, sent back as the next turn's input as clients send them (recorded by vercel/ai,
 * the fixtures of its providers, Apache-2.0): read and written again, nothing of them is lost.
 */
const root = fileURLToPath(new URL('../../../../../shared/recordings/vercel-ai/', import.meta.url));
const recorded = existsSync(root)
  ? readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.json'))
      .flatMap((path) => {
        const value: unknown = JSON.parse(readFileSync(join(root, path), 'utf8'));
        const output = isObject(value) && value['object'] === 'response' ? value['output'] : undefined;
        return Array.isArray(output) ? [{ path, output, tools: (value as Json)['tools'] }] : [];
      })
  : [];
if (recorded.length === 0) console.log('# the recordings are not here: nothing is read');

const check = openAiSpec();

/** What of an item a model or a person would miss. Ids of messages, thoughts and calls are ours. */
function kept(item: Json): unknown {
  switch (item['type']) {
    case 'message':
      return (item['content'] as Json[])
        .map((part) => [part['type'], part['text'] ?? part['refusal']])
        .filter(([, text]) => text !== '');
    case 'reasoning': {
      const texts = (list: unknown) =>
        Array.isArray(list) ? list.map((part: Json) => part['text']).join('\n\n') : '';
      const said = texts(item['content']) || texts(item['summary']);
      return said === '' && !item['encrypted_content']
        ? []
        : ['reasoning', said, item['encrypted_content'] ?? null];
    }
    case 'function_call':
      return [
        item['name'],
        item['namespace'] === item['name'] ? null : (item['namespace'] ?? null),
        item['call_id'],
        item['arguments'] || '{}',
      ];
    case 'custom_tool_call':
      return [item['name'], item['call_id'], item['input']];
    default:
      return item;
  }
}

const said = (items: readonly Json[]): unknown[] => {
  const list: unknown[] = [];
  for (const item of items) {
    const one = kept(item);
    if (Array.isArray(one) && one.length === 0) continue;
    // Messages that follow each other become one with several parts.
    const last = list.at(-1);
    if (item['type'] === 'message' && Array.isArray(last) && Array.isArray(last[0]) && Array.isArray(one))
      last.push(...one);
    else list.push(one);
  }
  return list;
};

for (const { path, output, tools } of recorded)
  test(path, () => {
    const body = Buffer.from(JSON.stringify({ model: 'm', input: output, tools }));
    const call = reader('responses', responseBody)(body, { params: {}, query: '', headers: {} });
    const request = readRequest(call);
    const blocks = request.messages.flatMap((message) => message.blocks);
    const answer = { blocks, finish: { reason: 'stop' as const } };
    const written = JSON.parse(writeAnswer(answer, { id: '0', model: 'm', at: 0, call, request })) as Json & {
      output: Json[];
    };
    assert.deepEqual(said(written.output), said(output as Json[]));
    // Old recordings miss fields that the schema demands today; what this dialect makes itself has them.
    const own = {
      ...written,
      output: written.output.filter((item) => String(item['id']).includes('_0_')),
      tools: [],
    };
    if (check) assert.deepEqual(check('Response', own), []);
  });
