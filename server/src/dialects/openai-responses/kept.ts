import { createHash } from 'node:crypto';
import { isObject, type Json, listOf, parseJson, stringIn } from '../../base/json.ts';
import { topLevelSpans } from '../../base/json-span.ts';
import type { KeptAnswer, KeptFront, WireAnswer } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { itemsOf, typeOf } from './items.ts';
import { bareResponse, beginResponse } from './response.ts';

/** Responses that were stored: shown again, gone on from, listed. Source: the OpenAPI document, paths /responses/{id}. */

const json = (value: unknown): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

/** The response in a body, or in the last event of a stream that has one. */
function responseIn(bytes: string): Json | undefined {
  if (bytes.trimStart().startsWith('{')) return asResponse(parseJson(bytes));
  const lines = bytes.split(/\r\n|\n|\r/).filter((line) => line.startsWith('data:'));
  for (const line of lines.toReversed()) {
    const event = parseJson(line.slice('data:'.length));
    const response = isObject(event) ? asResponse(event['response']) : undefined;
    if (response) return response;
  }
  return undefined;
}

const asResponse = (value: unknown): Json | undefined =>
  isObject(value) && value['object'] === 'response' && typeof value['id'] === 'string' ? value : undefined;

const listIn = (json: string): readonly unknown[] => listOf(parseJson(json));

const outputOf = (answer: string): readonly unknown[] => {
  const output = responseIn(answer)?.['output'];
  return listOf(output);
};

/** Items whose id an upstream would look for among what it stored itself; the item says all without it. */
const wholeWithoutId = new Set<unknown>(['message', 'function_call', 'custom_tool_call']);

/**
 * An item of an earlier answer as input. A thought without its encrypted form is worth nothing to an upstream that did
 * not store it, and is refused by OpenAI.
 */
function again(item: unknown): readonly unknown[] {
  if (!isObject(item)) return [];
  if (item['type'] === 'reasoning' && typeof item['encrypted_content'] !== 'string') return [];
  if (!wholeWithoutId.has(item['type'])) return [item];
  const { id: _id, ...rest } = item;
  return [rest];
}

/** The whole input: earlier turns, the earlier answer, what is new. References to earlier items are written out. */
function joined(earlier: KeptAnswer, own: readonly unknown[]): readonly unknown[] {
  const input = listIn(earlier.input);
  const output = outputOf(earlier.answer);
  const known = new Map<unknown, unknown>();
  for (const item of [...input, ...output])
    if (isObject(item) && item['id'] !== undefined) known.set(item['id'], item);
  const resolved = own.flatMap((item) => {
    if (!isObject(item) || typeOf(item) !== 'item_reference') return [item];
    const found = known.get(item['id']);
    return found === undefined ? [item] : again(found);
  });
  return [...input, ...output.flatMap(again), ...resolved];
}

/**
 * Writes fields of a body anew, or takes them out (`undefined`); the values of all others keep their bytes. A name that
 * stands twice keeps its last value, as JSON.parse has it.
 */
function rewritten(body: Buffer, fields: Readonly<Record<string, string | undefined>>): Buffer {
  const parts: string[] = [];
  for (const [name, { start, end }] of topLevelSpans(body))
    if (!(name in fields)) parts.push(`${JSON.stringify(name)}:${body.toString('utf8', start, end)}`);
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) parts.push(`${JSON.stringify(name)}:${value}`);
  return Buffer.from(`{${parts.join(',')}}`);
}

function inputField(body: Buffer): unknown {
  const span = topLevelSpans(body).get('input');
  return span ? JSON.parse(body.toString('utf8', span.start, span.end)) : undefined;
}

const statuses: Readonly<Record<KeptAnswer['status'], string | undefined>> = {
  running: 'in_progress',
  failed: 'failed',
  cancelled: 'cancelled',
  done: undefined,
};

const mostListed = 100;

/** What the schema of a listed item demands and clients may leave out when they send it. */
function listed(item: Json, id: string, index: number): Json {
  const type = typeOf(item) ?? 'message';
  const made = createHash('sha256').update(`${id}:${index}`).digest('hex').slice(0, 32);
  const own = stringIn(item['id']) ?? `${prefixes[type] ?? 'item'}_${made}`;
  if (type !== 'message')
    return type === 'reasoning' ? { ...item, id: own } : { status: 'completed', ...item, id: own };
  return { status: 'completed', ...item, type, id: own, content: contentOf(item) };
}

const prefixes: Readonly<Record<string, string>> = {
  message: 'msg',
  function_call: 'fc',
  function_call_output: 'fco',
  custom_tool_call: 'ctc',
  custom_tool_call_output: 'ctco',
  reasoning: 'rs',
  compaction: 'cmp',
};

function contentOf(item: Json): readonly unknown[] {
  const { content } = item;
  if (typeof content === 'string')
    return item['role'] === 'assistant'
      ? [{ type: 'output_text', text: content, annotations: [], logprobs: [] }]
      : [{ type: 'input_text', text: content }];
  return listOf(content).map((part: unknown) => {
    if (!isObject(part)) return part;
    if (part['type'] === 'input_image') return { detail: 'auto', ...part };
    return part['type'] === 'output_text' ? { annotations: [], logprobs: [], ...part } : part;
  });
}

function refuse(param: string, message: string): never {
  throw new GatewayError('field_invalid', message, { param });
}

export const kept: KeptFront = {
  answerOf(bytes) {
    const response = responseIn(bytes);
    return response && { id: String(response['id']), answer: JSON.stringify(response) };
  },
  expand: (body, earlier) =>
    rewritten(body, {
      previous_response_id: undefined,
      input: JSON.stringify(joined(earlier, itemsOf(inputField(body)))),
    }),
  inputOf: (body) => JSON.stringify(itemsOf(inputField(body))),
  show({ id, status, answer }) {
    const response = responseIn(answer) ?? bareResponse(id, '', 0);
    const word = statuses[status];
    return json(word === undefined ? response : { ...response, status: word });
  },
  begin(call, id, at) {
    const response = { ...beginResponse({ id, model: call.model, at, call }), background: true };
    return { id: `resp_${id}`, answer: JSON.stringify({ ...response, status: 'queued' }) };
  },
  finished(answer, begun) {
    const { id } = JSON.parse(begun) as Json;
    return JSON.stringify({ ...responseIn(answer), id, background: true });
  },
  broken: (begun, error) =>
    JSON.stringify({
      ...(JSON.parse(begun) as Json),
      status: 'failed',
      error: { code: 'server_error', message: error.message },
    }),
  isBackground: (answer) => responseIn(answer)?.['background'] === true,
  deleted: (id) => json({ id, object: 'response', deleted: true }),
  /** Throws field_invalid for an order, a limit or an id that cannot be. */
  listInput({ id, input }, query) {
    const order = query.get('order') ?? 'desc';
    if (order !== 'asc' && order !== 'desc') refuse('order', 'order must be asc or desc');
    const limit = Number(query.get('limit') ?? 20);
    if (!Number.isInteger(limit) || limit < 1 || limit > mostListed)
      refuse('limit', `limit must be a whole number from 1 to ${mostListed}`);
    const items = listIn(input).flatMap((item, index) => (isObject(item) ? [listed(item, id, index)] : []));
    if (order === 'desc') items.reverse();
    const after = query.get('after');
    const from = after === null ? 0 : items.findIndex((item) => item['id'] === after) + 1;
    if (after !== null && from === 0)
      refuse('after', `there is no item '${after.slice(0, 100)}' in this response`);
    const data = items.slice(from, from + limit);
    return json({
      object: 'list',
      data,
      first_id: data[0]?.['id'] ?? '',
      last_id: data.at(-1)?.['id'] ?? '',
      has_more: from + limit < items.length,
    });
  },
};
