import { errorText, fieldsOf, listOf, type Piece, parsed, type Reader, textOf, usageOf } from './pieces.ts';
import {
  type ApiRequest,
  type Attachment,
  type ChatSettings,
  dataUrl,
  given,
  type Turn,
  type UserTurn,
} from './turns.ts';

/** OpenAI's chat completions: `chat.completion.chunk` events, then `[DONE]`. */

export const openReader = (): Reader => {
  return ({ data }) => {
    const chunk = parsed(data);
    if (!chunk) return [];
    if (chunk['error'] !== undefined) return [{ type: 'error', message: errorText(chunk) }];
    const pieces: Piece[] = [];
    const [choice] = listOf(chunk['choices']);
    if (choice) {
      const delta = fieldsOf(choice['delta'] ?? choice['message']);
      // Makers differ in the name.
      const thinking = textOf(delta['reasoning_content']) || textOf(delta['reasoning']);
      if (thinking) pieces.push({ type: 'thinking', text: thinking });
      const text = textOf(delta['content']);
      if (text) pieces.push({ type: 'text', text });
      for (const image of listOf(delta['images'])) {
        const url = textOf(fieldsOf(image['image_url'])['url']);
        if (url) pieces.push({ type: 'image', url });
      }
      for (const [place, call] of listOf(delta['tool_calls']).entries()) {
        const made = fieldsOf(call['function']);
        pieces.push({
          type: 'tool',
          at: typeof call['index'] === 'number' ? call['index'] : place,
          id: textOf(call['id']),
          name: textOf(made['name']),
          input: textOf(made['arguments']),
        });
      }
      const reason = textOf(choice['finish_reason']);
      if (reason) pieces.push({ type: 'finish', reason });
    }
    const usage = chunk['usage'];
    if (usage) {
      const counts = fieldsOf(usage);
      pieces.push({
        type: 'usage',
        usage: usageOf({
          input: counts['prompt_tokens'],
          output: counts['completion_tokens'],
          cached: fieldsOf(counts['prompt_tokens_details'])['cached_tokens'],
          thinking: fieldsOf(counts['completion_tokens_details'])['reasoning_tokens'],
        }),
      });
    }
    return pieces;
  };
};

const partOf = (one: Attachment): object =>
  one.kind === 'image'
    ? { type: 'image_url', image_url: { url: dataUrl(one) } }
    : one.kind === 'audio'
      ? {
          type: 'input_audio',
          input_audio: { data: one.base64, format: /wav/.test(one.mediaType) ? 'wav' : 'mp3' },
        }
      : { type: 'file', file: { filename: one.name, file_data: dataUrl(one) } };

const contentOf = ({ text, attachments }: UserTurn): unknown =>
  attachments.length === 0 ? text : [...attachments.map(partOf), ...(text ? [{ type: 'text', text }] : [])];

const messagesOf = (turn: Turn): object[] =>
  turn.role === 'user'
    ? [{ role: 'user', content: contentOf(turn) }]
    : [
        {
          role: 'assistant',
          content: turn.text || (turn.tools.length > 0 ? null : ''),
          ...(turn.tools.length > 0
            ? {
                tool_calls: turn.tools.map(({ id, name, input }) => ({
                  id,
                  type: 'function',
                  function: { name, arguments: input || '{}' },
                })),
              }
            : {}),
        },
        ...turn.tools.map(({ id, output }) => ({ role: 'tool', tool_call_id: id, content: output ?? '' })),
      ];

export const write = (turns: readonly Turn[], settings: ChatSettings): ApiRequest => ({
  path: '/v1/chat/completions',
  body: given({
    model: settings.model,
    messages: [
      ...(settings.system ? [{ role: 'system', content: settings.system }] : []),
      ...turns.flatMap(messagesOf),
    ],
    stream: true,
    stream_options: { include_usage: true },
    // The name that reasoning models take; where a model knows only the older one, the gateway says it so.
    max_completion_tokens: settings.maxTokens,
    temperature: settings.temperature,
    top_p: settings.topP,
    reasoning_effort: settings.effort,
    tools:
      settings.tools.length > 0
        ? settings.tools.map((tool) => ({ type: 'function', function: tool }))
        : undefined,
    ...settings.extra,
  }),
});
