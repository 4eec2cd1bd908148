import { randomText } from '../../../server/src/base/ids.ts';
import {
  type OutputItem,
  responseOf,
} from '../../../server/src/providers/_families/openai-responses/simulator/answer.ts';
import { eventsOf } from '../../../server/src/providers/_families/openai-responses/simulator/events.ts';
import { mint } from '../../../server/src/providers/_families/openai-responses/simulator/sealed.ts';
import { createRequest } from '../../../server/src/providers/_families/openai-responses/simulator/wire.ts';
import { openai } from '../../../server/src/providers/openai/index.ts';
import type { Tool } from '../script.ts';
import { fieldsOf, type Json, objectsIn, plain, type ScriptedWire, textOf, tokensOf } from './shared.ts';

/** Tools of a list, with those inside its namespaces. */
const toolsIn = (list: unknown, namespace?: string): readonly Tool[] =>
  objectsIn(list).flatMap((tool) =>
    tool['type'] === 'namespace'
      ? toolsIn(tool['tools'], textOf(tool['name']))
      : [
          {
            name: textOf(tool['name']),
            fields: fieldsOf(tool['parameters']),
            ...(tool['type'] === 'custom' ? { custom: true } : {}),
            ...(namespace === undefined ? {} : { namespace }),
          },
        ],
  );

const itemsOf = (body: Json) => objectsIn(body['input']);
const isCall = ({ type }: Json) => type === 'function_call' || type === 'custom_tool_call';
const isOutput = ({ type }: Json) => type === 'function_call_output' || type === 'custom_tool_call_output';

export const openAiResponses: ScriptedWire = {
  provider: openai,
  answers: (path) => path === '/responses',
  keyOf: (headers) => (headers.get('authorization') ?? '').replace(/^Bearer /, ''),
  read({ body }) {
    const items = itemsOf(body);
    return {
      // Newer models are told their tools in the conversation.
      tools: [
        ...toolsIn(body['tools']),
        ...items.flatMap(({ type, tools }) => (type === 'additional_tools' ? toolsIn(tools) : [])),
      ],
      parallel: body['parallel_tool_calls'] !== false,
      calls: items
        .filter(isCall)
        .map(({ name, arguments: args, input }) => `${textOf(name)} ${textOf(args ?? input)}`),
      results: items.filter(isOutput).map(({ output }) => plain(output)),
      stream: body['stream'] === true,
    };
  },
  /** Encrypted thoughts that were handed out must stand before their calls again, and be ours. */
  objection({ body, signed }) {
    let thought = false;
    for (const [index, item] of itemsOf(body).entries()) {
      if (item['type'] === 'reasoning') {
        thought = true;
        if (!signed.has(textOf(item['encrypted_content'])))
          return `The encrypted content of input[${index}] could not be verified.`;
      } else if (isCall(item) && !thought && signed.size > 0)
        return `Item of type '${textOf(item['type'])}' at input[${index}] was provided without its required 'reasoning' item.`;
      else if (isOutput(item)) thought = isCall(itemsOf(body)[index + 1] ?? {});
    }
    return undefined;
  },
  refusal: (message) =>
    Response.json(
      { error: { message, type: 'invalid_request_error', param: 'input', code: null } },
      { status: 400 },
    ),
  write({ thought, text, uses }, { body, key, signed }) {
    const request = createRequest.parse(body);
    const sealed = request.include?.includes('reasoning.encrypted_content') === true ? mint(key) : undefined;
    if (sealed !== undefined) signed.add(sealed);
    const output: OutputItem[] = [
      {
        id: `rs_${randomText(48).toLowerCase()}`,
        type: 'reasoning',
        summary: request.reasoning?.summary == null ? [] : [{ type: 'summary_text', text: thought }],
        ...(sealed === undefined ? {} : { encrypted_content: sealed }),
      },
      {
        id: `msg_${randomText(48).toLowerCase()}`,
        type: 'message',
        status: 'completed',
        role: 'assistant',
        phase: uses.length > 0 ? 'commentary' : 'final_answer',
        content: [{ type: 'output_text', text, annotations: [], logprobs: [] }],
      },
      ...uses.map(({ tool, input }): OutputItem => {
        const head = {
          status: 'completed',
          call_id: `call_${randomText(24)}`,
          name: tool.name,
          ...(tool.namespace === undefined ? {} : { namespace: tool.namespace }),
        };
        return tool.custom === true
          ? {
              ...head,
              id: `ctc_${randomText(48).toLowerCase()}`,
              type: 'custom_tool_call',
              input: String(input),
            }
          : {
              ...head,
              id: `fc_${randomText(48).toLowerCase()}`,
              type: 'function_call',
              arguments: JSON.stringify(input),
            };
      }),
    ];
    const given = tokensOf(body['input']) + tokensOf(body['tools'] ?? []);
    const made = tokensOf(output);
    const response = responseOf(
      { request, model: request.model, created: 1_790_000_000, thinks: true },
      {
        status: 'completed',
        output,
        usage: {
          input_tokens: given,
          input_tokens_details: { cached_tokens: Math.floor(given / 2), cache_write_tokens: 0 },
          output_tokens: made,
          output_tokens_details: { reasoning_tokens: tokensOf(thought) },
          total_tokens: given + made,
        },
      },
    );
    return {
      whole: response,
      frames: eventsOf(response, { pads: true }).map(
        (event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`,
      ),
    };
  },
};
