import { randomText } from '../../../server/src/base/ids.ts';
import { openaiCompatible } from '../../../server/src/providers/openai-compatible/index.ts';
import {
  fieldsOf,
  isObject,
  type Json,
  objectsIn,
  pieces,
  plain,
  type ScriptedWire,
  textOf,
  tokensOf,
} from './shared.ts';

/** A compatible server that shows its thoughts as `reasoning_content`. */
export const openAiChat: ScriptedWire = {
  provider: openaiCompatible,
  answers: (path) => path === '/chat/completions',
  keyOf: (headers) => (headers.get('authorization') ?? '').replace(/^Bearer /, ''),
  read({ body }) {
    const messages = objectsIn(body['messages']);
    return {
      tools: objectsIn(body['tools']).map((tool) => {
        const inner = isObject(tool[textOf(tool['type'])]) ? (tool[textOf(tool['type'])] as Json) : {};
        return {
          name: textOf(inner['name']),
          fields: fieldsOf(inner['parameters']),
          ...(tool['type'] === 'custom' ? { custom: true } : {}),
        };
      }),
      parallel: body['parallel_tool_calls'] !== false,
      calls: messages.flatMap((message) =>
        objectsIn(message['tool_calls']).map((call) => JSON.stringify(call['function'] ?? call['custom'])),
      ),
      results: messages.filter(({ role }) => role === 'tool').map(({ content }) => plain(content)),
      stream: body['stream'] === true,
    };
  },
  objection: () => undefined,
  refusal: (message) =>
    Response.json(
      { error: { message, type: 'invalid_request_error', param: null, code: null } },
      { status: 400 },
    ),
  write({ thought, text, uses }, { body }) {
    const calls = uses.map(({ tool, input }) => ({
      id: `call_${randomText(24)}`,
      kind: tool.custom === true ? 'custom' : 'function',
      name: tool.name,
      text: typeof input === 'string' ? input : JSON.stringify(input),
    }));
    /** A call as the wire writes it, with this much of its text. */
    const called = ({ id, kind, name }: (typeof calls)[number], text: string) => ({
      id,
      type: kind,
      [kind]: { name, [kind === 'custom' ? 'input' : 'arguments']: text },
    });
    const finish = calls.length > 0 ? 'tool_calls' : 'stop';
    const input = tokensOf(body['messages']) + tokensOf(body['tools'] ?? []);
    const output = tokensOf([thought, text, calls]);
    const usage = {
      prompt_tokens: input,
      completion_tokens: output,
      total_tokens: input + output,
      prompt_tokens_details: { cached_tokens: Math.floor(input / 2) },
      completion_tokens_details: { reasoning_tokens: tokensOf(thought) },
    };
    const head = { id: 'chatcmpl-scripted', created: 1_790_000_000, model: textOf(body['model']) };
    const chunk = (choices: readonly object[], more: object = {}) =>
      `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices, ...more })}\n\n`;
    const delta = (inner: object, finish_reason: string | null = null) =>
      chunk([{ index: 0, delta: inner, logprobs: null, finish_reason }]);
    const options = body['stream_options'];
    return {
      whole: {
        ...head,
        object: 'chat.completion',
        choices: [
          {
            index: 0,
            message: {
              role: 'assistant',
              content: text,
              reasoning_content: thought,
              ...(calls.length > 0 ? { tool_calls: calls.map((call) => called(call, call.text)) } : {}),
            },
            finish_reason: finish,
          },
        ],
        usage,
      },
      frames: [
        delta({ role: 'assistant', content: '' }),
        ...pieces(thought).map((piece) => delta({ reasoning_content: piece })),
        ...pieces(text).map((piece) => delta({ content: piece })),
        ...calls.flatMap((call, index) => [
          delta({ tool_calls: [{ index, ...called(call, '') }] }),
          ...pieces(call.text).map((piece) =>
            delta({
              tool_calls: [
                { index, [call.kind]: { [call.kind === 'custom' ? 'input' : 'arguments']: piece } },
              ],
            }),
          ),
        ]),
        delta({}, finish),
        ...(isObject(options) && options['include_usage'] === true ? [chunk([], { usage })] : []),
        'data: [DONE]\n\n',
      ],
    };
  },
};
