import { isObject, type Json, listOf, objectIn, objectOf, textOf } from '../../../../base/json.ts';
import { generationOf } from '../generations.ts';
import { invalid } from './api-error.ts';
import { isOurs } from './signature.ts';

/** Fields that need no beta header. Source: Anthropic SDK 1.12.0, `MessageCreateParamsBase`. */
const known = new Set(
  `model max_tokens messages system stream temperature top_p top_k stop_sequences tools tool_choice thinking
  output_config cache_control metadata service_tier container inference_geo speed diagnostics user_profile_id
  workspace_id`.split(/\s+/),
);

type Bounds = { readonly model: string; readonly maxOutput: number | undefined; readonly counts: boolean };

/** Refuses what Anthropic's API refuses, in its words where they are known. `betas`: was a beta header sent. */
export function checkRequest(body: Json, bounds: Bounds, betas: boolean): void {
  for (const name of Object.keys(body))
    if (!known.has(name) && !betas) throw invalid(`${name}: Extra inputs are not permitted`);
  if (!bounds.counts) checkLimit(body, bounds);
  const { messages } = body;
  if (messages === undefined) throw invalid('messages: Field required');
  if (!Array.isArray(messages)) throw invalid('messages: Input should be a valid list');
  if (messages.length === 0) throw invalid('messages: at least one message is required');
  checkSystem(body['system']);
  checkTools(body);
  checkThinking(body, bounds);
  checkSampling(body, bounds.model);
  checkMessages(messages, bounds.model);
  checkTurns(messages, body, bounds.model);
  const marks = countMarks(body);
  if (marks > 4) throw invalid(`A maximum of 4 blocks with cache_control may be provided. Found ${marks}.`);
}

function checkLimit(body: Json, { model, maxOutput }: Bounds): void {
  const limit = body['max_tokens'];
  if (limit === undefined) throw invalid('max_tokens: Field required');
  if (typeof limit !== 'number' || !Number.isInteger(limit))
    throw invalid('max_tokens: Input should be a valid integer');
  if (limit < 0) throw invalid('max_tokens: Input should be greater than or equal to 0');
  if (maxOutput !== undefined && limit > maxOutput)
    throw invalid(
      `max_tokens: ${limit} > ${maxOutput}, which is the maximum allowed number of output tokens for ${model}`,
    );
}

function checkSystem(system: unknown): void {
  if (system === undefined || typeof system === 'string') return;
  if (!Array.isArray(system)) throw invalid('system: Input should be a valid list');
  for (const [index, block] of system.entries()) {
    if (!isObject(block) || block['type'] !== 'text')
      throw invalid(
        `system.${index}: Input tag '${tagOf(block)}' found using 'type' does not match any of the expected tags: 'text'`,
      );
    if (textOf(block['text']) === '') throw invalid('system: text content blocks must be non-empty');
  }
}

const tagOf = (block: unknown) => (isObject(block) ? textOf(block['type']) : '');

function checkTools(body: Json): void {
  const generation = generationOf(textOf(body['model']));
  for (const [index, tool] of listOf(body['tools']).entries()) {
    if (!isObject(tool)) throw invalid(`tools.${index}: Input should be a valid dictionary`);
    const type = tool['type'];
    if (type !== undefined && type !== 'custom') continue; // a tool that the maker defined
    if (!/^[a-zA-Z0-9_-]{1,128}$/.test(textOf(tool['name'])))
      throw invalid(`tools.${index}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'`);
    const schema = tool['input_schema'];
    if (!isObject(schema)) throw invalid(`tools.${index}.custom.input_schema: Field required`);
    if (schema['type'] !== 'object')
      throw invalid(`tools.${index}.custom.input_schema.type: Input should be 'object'`);
  }
  const choice = objectIn(body['tool_choice']);
  if (!choice) return;
  const forced = choice['type'] === 'any' || choice['type'] === 'tool';
  if (forced && !generation.forcedTools)
    throw invalid('tool_choice: type "tool" and "any" are not supported for this model.');
  if (listOf(body['tools']).length === 0)
    throw invalid('tool_choice: may only be specified while providing tools');
  if (choice['type'] === 'tool') {
    const name = textOf(choice['name']);
    const found = listOf(body['tools']).some((tool) => isObject(tool) && tool['name'] === name);
    if (!found) throw invalid(`Tool '${name}' not found in provided tools`);
  }
}

function checkThinking(body: Json, { model, counts }: Bounds): void {
  const generation = generationOf(model);
  const config = objectOf(body['output_config']);
  const { effort } = config;
  if (typeof effort === 'string' && !generation.efforts.some((one) => one === effort)) {
    if (generation.efforts.length === 0) throw invalid('This model does not support the effort parameter.');
    throw invalid(
      `This model does not support effort level '${effort}'. Supported levels: ${generation.efforts.toSorted().join(', ')}.`,
    );
  }
  if (config['format'] !== undefined && !generation.schema)
    throw invalid(`output_config.format: '${model}' does not support output format.`);
  const thinking = objectIn(body['thinking']);
  if (!thinking) return;
  const type = textOf(thinking['type']);
  const isOld = generation.thinking !== 'adaptive';
  const isFourSix = !isOld && !generation.hidesThoughts;
  if (type === 'enabled' && !isOld && !isFourSix)
    throw invalid(
      '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
    );
  if (type === 'adaptive' && isOld) throw invalid('adaptive thinking is not supported on this model');
  if (type === 'disabled' && (generation.off === 'never' || generation.off === 'between_tools'))
    throw invalid(
      '"thinking.type.disabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
    );
  if (type === 'between_tools' && generation.off !== 'between_tools')
    throw invalid('"thinking.type.between_tools" is not supported for this model.');
  const budget = thinking['budget_tokens'];
  if (type === 'enabled') {
    if (typeof budget !== 'number') throw invalid('thinking.enabled.budget_tokens: Field required');
    if (budget < 1024)
      throw invalid('thinking.enabled.budget_tokens: Input should be greater than or equal to 1024');
    if (!counts && typeof body['max_tokens'] === 'number' && body['max_tokens'] <= budget)
      throw invalid(
        '`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size',
      );
  }
  if (type !== 'enabled' && type !== 'adaptive') return;
  const choice = isObject(body['tool_choice']) ? textOf(body['tool_choice']['type']) : '';
  if (choice === 'any' || choice === 'tool')
    throw invalid('Thinking may not be enabled when tool_choice forces tool use.');
  if (typeof body['temperature'] === 'number' && body['temperature'] !== 1)
    throw invalid('`temperature` may only be set to 1 when thinking is enabled.');
  if (body['top_k'] != null) throw invalid('`top_k` must be unset when thinking is enabled.');
}

function checkSampling(body: Json, model: string): void {
  const { sampling } = generationOf(model);
  const { temperature, top_p: topP, top_k: topK } = body;
  if (typeof temperature === 'number' && (temperature < 0 || temperature > 1))
    throw invalid('temperature: range: 0..1');
  if (sampling === 'both') return;
  if (sampling === 'one') {
    if (temperature != null && topP != null)
      throw invalid(
        '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
      );
    return;
  }
  if (temperature != null && temperature !== 1) throw invalid('`temperature` is deprecated for this model.');
  if (typeof topP === 'number' && topP < 0.99) throw invalid('`top_p` is deprecated for this model.');
  if (topK != null) throw invalid('`top_k` is deprecated for this model.');
}

function checkMessages(messages: readonly unknown[], model: string): void {
  const { systemInside } = generationOf(model);
  for (const [index, message] of messages.entries()) {
    if (!isObject(message)) throw invalid(`messages.${index}: Input should be a valid dictionary`);
    const { role, content } = message;
    if (role === 'system' && !systemInside)
      throw invalid("messages: role 'system' is not supported on this model");
    if (role !== 'user' && role !== 'assistant' && role !== 'system')
      throw invalid(`messages.${index}.role: Input should be 'user' or 'assistant'`);
    if (content === undefined) throw invalid(`messages.${index}.content: Field required`);
    const isLast = index === messages.length - 1;
    if (typeof content === 'string') {
      if (content === '' && !(isLast && role === 'assistant'))
        throw invalid(`messages.${index}: ${role} messages must have non-empty content`);
      continue;
    }
    if (!Array.isArray(content)) throw invalid(`messages.${index}.content: Input should be a valid list`);
    if (content.length === 0 && !(isLast && role === 'assistant'))
      throw invalid(`messages.${index}: ${role} messages must have non-empty content`);
    for (const [place, block] of content.entries()) checkBlock(block, `messages.${index}.content.${place}`);
  }
}

function checkBlock(block: unknown, place: string): void {
  if (!isObject(block)) throw invalid(`${place}: Input should be a valid dictionary`);
  switch (block['type']) {
    case 'text':
      if (textOf(block['text']) === '') throw invalid('messages: text content blocks must be non-empty');
      if (textOf(block['text']).trim() === '')
        throw invalid('messages: text content blocks must contain non-whitespace text');
      return;
    case 'image':
    case 'document':
      checkSource(block, place);
      return;
    case 'tool_use':
      if (!/^[a-zA-Z0-9_-]+$/.test(textOf(block['id'])))
        throw invalid(`${place}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'`);
      if (!isObject(block['input']))
        throw invalid(`${place}.tool_use.input: Input should be a valid dictionary`);
      return;
    case 'thinking':
      if (!isOurs(textOf(block['signature']), textOf(block['thinking'])))
        throw invalid(`${place}: Invalid \`signature\` in \`thinking\` block`);
      return;
    case 'redacted_thinking':
      if (!isOurs(textOf(block['data']), ''))
        throw invalid(`${place}: Invalid \`data\` in \`redacted_thinking\` block`);
      return;
    case undefined:
      throw invalid(`${place}.type: Field required`);
    default:
  }
}

function checkSource(block: Json, place: string): void {
  const type = textOf(block['type']);
  const source = objectIn(block['source']);
  if (!source) throw invalid(`${place}.${type}.source: Field required`);
  if (source['type'] === 'url' && !/^https?:\/\//i.test(textOf(source['url'])))
    throw invalid(`${place}.${type}.source.url: Only HTTPS URLs are supported`);
  if (source['type'] !== 'base64') return;
  const media = textOf(source['media_type']);
  if (type === 'image' && !/^image\/(png|jpeg|gif|webp)$/.test(media))
    throw invalid(
      `${place}.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'`,
    );
  if (type === 'document' && media !== 'application/pdf')
    throw invalid(`${place}.document.source.base64.media_type: Input should be 'application/pdf'`);
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(textOf(source['data']).slice(0, 4096)))
    throw invalid(`${place}.${type}.source.base64: invalid base64 data`);
}

const blocksOf = (message: unknown): readonly Json[] =>
  isObject(message) ? listOf(message['content']).filter(isObject) : [];
const roleOf = (message: unknown) => (isObject(message) ? message['role'] : undefined);

/** Calls and results that belong together, the end of the conversation, and thoughts before calls. */
function checkTurns(messages: readonly unknown[], body: Json, model: string): void {
  const { prefill } = generationOf(model);
  if (roleOf(messages[0]) !== 'user') throw invalid('messages: first message must use the "user" role');
  for (const [index, message] of messages.entries()) {
    const calls = roleOf(message) === 'assistant' ? idsOf(blocksOf(message), 'tool_use', 'id') : [];
    const given = idsOf(blocksOf(messages[index + 1]), 'tool_result', 'tool_use_id');
    const missing = calls.filter((id) => !given.includes(id));
    if (missing.length > 0)
      throw invalid(
        `messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
      );
    const asked = idsOf(blocksOf(messages[index - 1]), 'tool_use', 'id');
    for (const [place, block] of blocksOf(message).entries()) {
      const id = textOf(block['tool_use_id']);
      if (block['type'] === 'tool_result' && !asked.includes(id))
        throw invalid(
          `messages.${index}.content.${place}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
        );
    }
  }
  if (roleOf(messages.at(-1)) === 'assistant' && !prefill)
    throw invalid(
      'This model does not support assistant message prefill. The conversation must end with a user message.',
    );
  const thinking = isObject(body['thinking']) ? body['thinking']['type'] : undefined;
  if (thinking !== 'enabled') return;
  const last = messages.findLastIndex((message) => roleOf(message) === 'assistant');
  const found = blocksOf(messages[last])[0]?.['type'];
  const inLoop = blocksOf(messages[last + 1]).some((block) => block['type'] === 'tool_result');
  if (inLoop && found !== 'thinking' && found !== 'redacted_thinking')
    throw invalid(
      `messages.${last}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${String(found)}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block (preceeding the lastmost set of \`tool_use\` and \`tool_result\` blocks).`,
    );
}

const idsOf = (blocks: readonly Json[], type: string, field: string): string[] =>
  blocks.filter((block) => block['type'] === type).map((block) => textOf(block[field]));

function countMarks(body: Json): number {
  const lists = [
    ...listOf(body['tools']),
    ...listOf(body['system']),
    ...listOf(body['messages']).flatMap((message) => blocksOf(message)),
  ];
  return lists.filter((block) => isObject(block) && block['cache_control'] != null).length;
}
