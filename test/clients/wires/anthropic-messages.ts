import { randomText } from '../../../server/src/base/ids.ts';
import { generationOf } from '../../../server/src/providers/_families/anthropic/generations.ts';
import { eventsOf } from '../../../server/src/providers/_families/anthropic/simulator/events.ts';
import { signThought } from '../../../server/src/providers/_families/anthropic/simulator/signature.ts';
import { anthropic } from '../../../server/src/providers/anthropic/index.ts';
import {
  fieldsOf,
  isObject,
  type Json,
  objectsIn,
  plain,
  type ScriptedWire,
  textOf,
  tokensOf,
} from './shared.ts';

const blocksOf = (message: Json) => objectsIn(message['content']);

export const anthropicMessages: ScriptedWire = {
  provider: anthropic,
  answers: (path) => path === '/v1/messages',
  keyOf: (headers) => headers.get('x-api-key') ?? '',
  read({ body }) {
    const messages = objectsIn(body['messages']);
    const choice = isObject(body['tool_choice']) ? body['tool_choice'] : {};
    const ofType = (type: string) =>
      messages.flatMap((message) => blocksOf(message).filter((block) => block['type'] === type));
    return {
      tools: objectsIn(body['tools'])
        .filter((tool) => isObject(tool['input_schema']))
        .map((tool) => ({ name: textOf(tool['name']), fields: fieldsOf(tool['input_schema']) })),
      parallel: choice['disable_parallel_tool_use'] !== true,
      calls: ofType('tool_use').map(({ name, input }) => JSON.stringify({ name, input })),
      results: ofType('tool_result').map(({ content }) => plain(content)),
      stream: body['stream'] === true,
    };
  },
  /** Stricter than the real one, which wants the thought before calls in one mode only: here nothing may be lost. */
  objection({ body, signed }) {
    for (const [index, message] of objectsIn(body['messages']).entries()) {
      const blocks = blocksOf(message);
      const foreign = blocks.findIndex(
        (block) => block['type'] === 'thinking' && !signed.has(textOf(block['signature'])),
      );
      if (foreign >= 0)
        return `messages.${index}.content.${foreign}: Invalid \`signature\` in \`thinking\` block`;
      const calls = message['role'] === 'assistant' && blocks.some(({ type }) => type === 'tool_use');
      if (calls && signed.size > 0 && blocks[0]?.['type'] !== 'thinking')
        return `messages.${index}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${textOf(blocks[0]?.['type'])}\`.`;
    }
    return undefined;
  },
  refusal: (message) =>
    Response.json({ type: 'error', error: { type: 'invalid_request_error', message } }, { status: 400 }),
  write({ thought, text, uses }, { body, signed }) {
    const generation = generationOf(textOf(body['model']));
    const thinking = isObject(body['thinking']) ? body['thinking'] : {};
    const mode = textOf(thinking['type']);
    const thinks =
      thought !== '' &&
      (mode === 'enabled' || mode === 'adaptive' || (mode === '' && generation.off !== 'absent'));
    const shown =
      thinking['display'] === 'summarized' || (thinking['display'] == null && !generation.hidesThoughts);
    const signature = signThought(thought);
    if (thinks) signed.add(signature);
    const content = [
      ...(thinks ? [{ type: 'thinking', thinking: shown ? thought : '', signature }] : []),
      { type: 'text', text },
      ...uses.map(({ tool, input }) => ({
        type: 'tool_use',
        id: `toolu_01${randomText(22)}`,
        name: tool.name,
        input,
        caller: { type: 'direct' },
      })),
    ];
    const read = tokensOf(body['system'] ?? '');
    const message = {
      id: `msg_01${randomText(22)}`,
      type: 'message',
      role: 'assistant',
      model: textOf(body['model']),
      content,
      stop_reason: uses.length > 0 ? 'tool_use' : 'end_turn',
      stop_sequence: null,
      stop_details: null,
      usage: {
        input_tokens: tokensOf(body['messages']),
        cache_creation_input_tokens: tokensOf(body['tools'] ?? []),
        cache_read_input_tokens: read,
        cache_creation: {
          ephemeral_5m_input_tokens: tokensOf(body['tools'] ?? []),
          ephemeral_1h_input_tokens: 0,
        },
        output_tokens: tokensOf(content),
        output_tokens_details: { thinking_tokens: thinks ? tokensOf(thought) : 0 },
        service_tier: 'standard',
      },
    };
    return {
      whole: message,
      frames: [...eventsOf(message)].map(
        (event) => `event: ${textOf(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`,
      ),
    };
  },
};
