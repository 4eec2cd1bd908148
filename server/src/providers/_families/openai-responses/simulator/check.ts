import { ApiError, badField } from '../../openai-compatible/simulator/api-error.ts';
import { strictFault } from '../../openai-compatible/simulator/strict-schema.ts';
import { plain } from './as-chat.ts';
import { demandOwn } from './sealed.ts';
import type { CreateRequest, InputItem } from './wire.ts';

export type ModelRules = {
  readonly id: string;
  /** Words that `reasoning.effort` takes; empty: the model does not reason. Undefined: anything goes. */
  readonly efforts: readonly string[] | undefined;
};

/** Rules beyond the schema, with the upstream's words and codes. Throws the first that is broken. */
export function checkRequest(request: CreateRequest, model: ModelRules): void {
  if (request.input == null && request.previous_response_id == null)
    throw badField("Missing required parameter: 'input'.", 'input', 'missing_required_parameter');
  checkReasoning(request, model);
  if (request.background && request.store === false)
    throw badField("Background mode requires 'store' to be true.", 'background', 'invalid_value');
  checkTools(request);
  const format = request.text?.format;
  if (format?.type === 'json_schema' && format.strict === true) {
    const fault = strictFault(format.schema, 'text.format.schema', `response_format '${format.name}'`);
    if (fault) throw new ApiError(400, fault.message, { param: fault.param, code: 'invalid_json_schema' });
  }
}

function checkReasoning(request: CreateRequest, { id, efforts }: ModelRules): void {
  if (efforts === undefined) return;
  const effort = request.reasoning?.effort;
  if (efforts.length === 0) {
    for (const name of ['effort', 'summary'] as const) {
      if (request.reasoning?.[name] == null) continue;
      throw badField(
        `Unsupported parameter: 'reasoning.${name}' is not supported with this model.`,
        `reasoning.${name}`,
        'unsupported_parameter',
      );
    }
    if (request.include?.includes('reasoning.encrypted_content'))
      throw badField('Encrypted content is not supported with this model.', 'include');
    return;
  }
  if (effort != null && !efforts.includes(effort)) {
    throw badField(
      `Unsupported value: '${effort}' is not supported with the '${id}' model. Supported values are: ${efforts.map((word) => `'${word}'`).join(', ')}.`,
      'reasoning.effort',
      'unsupported_value',
    );
  }
  if (effort === 'none') return;
  for (const name of ['temperature', 'top_p'] as const) {
    if (request[name] == null || request[name] === 1) continue;
    throw badField(`Unsupported parameter: '${name}' is not supported with this model.`, name);
  }
}

function checkTools(request: CreateRequest): void {
  const tools = request.tools ?? [];
  const names = new Set(tools.map((tool) => ('name' in tool ? String(tool.name) : tool.type)));
  const choice = request.tool_choice;
  if (typeof choice === 'object' && choice !== null && choice.type !== 'allowed_tools') {
    const wanted = typeof choice['name'] === 'string' ? choice['name'] : choice.type;
    if (!names.has(wanted) && !tools.some(({ type }) => type === wanted))
      throw badField(`Tool choice '${wanted}' not found in 'tools' parameter.`, 'tool_choice');
  }
  if (choice === 'required' && tools.length === 0)
    throw badField("Tool choice 'required' must be specified with 'tools' parameter.", 'tool_choice');
  for (const [index, tool] of tools.entries()) {
    if (tool.type !== 'function') continue;
    const schema = tool.parameters ?? {};
    if (schema['type'] !== 'object' && tool.parameters != null)
      throw new ApiError(
        400,
        `Invalid schema for function '${tool.name}': schema must be a JSON Schema of 'type: "object"', got 'type: "${String(schema['type'] ?? 'None')}"'.`,
        { param: `tools[${index}].parameters`, code: 'invalid_function_parameters' },
      );
    // Absent means strict, unlike in a chat, but then a loose schema is made strict instead of refused.
    if (tool.strict !== true) continue;
    const fault = strictFault(schema, `tools[${index}].parameters`, `function '${tool.name}'`);
    if (fault)
      throw new ApiError(400, fault.message, { param: fault.param, code: 'invalid_function_parameters' });
  }
}

/**
 * The conversation as a whole: every call has its output and every output its call, thoughts stand before what they led
 * to and are this account's own. `isStored`: does an item of this id lie in a stored response?
 */
export function checkItems(
  items: readonly InputItem[],
  account: { readonly key: string; readonly isStored: (id: string) => boolean },
): void {
  const calls = new Set<string>();
  const answered = new Set<string>();
  for (const item of items) {
    if (item.type === 'function_call' || item.type === 'custom_tool_call') calls.add(item.call_id);
    if (item.type !== 'function_call_output' && item.type !== 'custom_tool_call_output') continue;
    if (!calls.has(item.call_id))
      throw badField(`No tool call found for function call output with call_id ${item.call_id}.`, 'input');
    answered.add(item.call_id);
  }
  for (const call of calls)
    if (!answered.has(call)) throw badField(`No tool output found for function call ${call}.`, 'input');
  for (const [place, item] of items.entries()) {
    if (item.type === 'compaction') demandOwn(account.key, item.encrypted_content);
    if (item.type !== 'reasoning') continue;
    const id = item.id ?? '';
    if (item.encrypted_content != null) demandOwn(account.key, item.encrypted_content);
    else if (!account.isStored(id))
      throw new ApiError(
        404,
        `Item with id '${id}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` set to true, or remove this item from your input.`,
        { param: 'input' },
      );
    const next = items.slice(place + 1).find(({ type }) => type !== 'reasoning');
    if (!next || !mayFollow(next))
      throw badField(
        `Item '${id}' of type 'reasoning' was provided without its required following item.`,
        'input',
      );
  }
}

const mayFollow = (item: InputItem): boolean =>
  item.type === undefined || item.type === 'message'
    ? item.role === 'assistant'
    : !item.type.endsWith('_output') && item.type !== 'compaction';

/** JSON mode wants the word in the conversation. */
export function checkJsonWord(request: CreateRequest, items: readonly InputItem[]): void {
  if (request.text?.format?.type !== 'json_object') return;
  const said = [
    request.instructions ?? '',
    ...items.map((item) => (item.type === undefined || item.type === 'message' ? plain(item.content) : '')),
  ].join(' ');
  if (/json/i.test(said)) return;
  throw badField(
    "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
    'input',
  );
}
