import { errorText, fieldsOf, type Piece, parsed, type Reader, textOf, usageOf } from './pieces.ts';
import {
  type ApiRequest,
  type Attachment,
  type ChatSettings,
  type Effort,
  given,
  inputOf,
  type Turn,
} from './turns.ts';

/** Anthropic's Messages: blocks that start, grow and stop between `message_start` and `message_stop`. */

export const dialect = 'anthropic-messages';

export const openReader = (): Reader => {
  let calls = 0;
  const blocks = new Map<number, { type: string; at: number; thinking: string; signature: string }>();
  return ({ data }) => {
    const event = parsed(data);
    if (!event) return [];
    const at = Number(event['index'] ?? 0);
    const pieces: Piece[] = [];
    const usage = (counts: unknown) => {
      const { input_tokens, output_tokens, cache_read_input_tokens } = fieldsOf(counts);
      pieces.push({
        type: 'usage',
        usage: usageOf({ input: input_tokens, output: output_tokens, cached: cache_read_input_tokens }),
      });
    };
    switch (event['type']) {
      case 'message_start':
        usage(fieldsOf(event['message'])['usage']);
        break;
      case 'content_block_start': {
        const block = fieldsOf(event['content_block']);
        const type = textOf(block['type']);
        blocks.set(at, { type, at: calls, thinking: textOf(block['thinking']), signature: '' });
        if (type === 'text' && textOf(block['text']))
          pieces.push({ type: 'text', text: textOf(block['text']) });
        if (type === 'redacted_thinking') pieces.push({ type: 'carry', item: block });
        if (type === 'tool_use')
          pieces.push({ type: 'tool', at: calls++, id: textOf(block['id']), name: textOf(block['name']) });
        break;
      }
      case 'content_block_delta': {
        const delta = fieldsOf(event['delta']);
        const block = blocks.get(at);
        if (delta['type'] === 'text_delta') pieces.push({ type: 'text', text: textOf(delta['text']) });
        if (delta['type'] === 'thinking_delta') {
          if (block) block.thinking += textOf(delta['thinking']);
          pieces.push({ type: 'thinking', text: textOf(delta['thinking']) });
        }
        if (delta['type'] === 'signature_delta' && block) block.signature += textOf(delta['signature']);
        if (delta['type'] === 'input_json_delta' && block)
          pieces.push({ type: 'tool', at: block.at, input: textOf(delta['partial_json']) });
        break;
      }
      case 'content_block_stop': {
        const block = blocks.get(at);
        if (block?.type === 'thinking' && block.signature)
          pieces.push({
            type: 'carry',
            item: { type: 'thinking', thinking: block.thinking, signature: block.signature },
          });
        break;
      }
      case 'message_delta': {
        usage(event['usage']);
        const reason = textOf(fieldsOf(event['delta'])['stop_reason']);
        if (reason) pieces.push({ type: 'finish', reason });
        break;
      }
      case 'error':
        pieces.push({ type: 'error', message: errorText(event) });
        break;
    }
    return pieces;
  };
};

const fromBase64 = (base64: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));

function blockOf(one: Attachment): object {
  const source = { type: 'base64', media_type: one.mediaType, data: one.base64 };
  if (one.kind === 'image') return { type: 'image', source };
  if (one.mediaType === 'application/pdf') return { type: 'document', title: one.name, source };
  return {
    type: 'document',
    title: one.name,
    source: { type: 'text', media_type: 'text/plain', data: fromBase64(one.base64) },
  };
}

const messagesOf = (turn: Turn): object[] =>
  turn.role === 'user'
    ? [
        {
          role: 'user',
          content:
            turn.attachments.length === 0
              ? turn.text
              : [...turn.attachments.map(blockOf), ...(turn.text ? [{ type: 'text', text: turn.text }] : [])],
        },
      ]
    : [
        {
          role: 'assistant',
          content: [
            ...(turn.dialect === dialect ? turn.carry : []),
            ...(turn.text ? [{ type: 'text', text: turn.text }] : []),
            ...turn.tools.map((call) => ({
              type: 'tool_use',
              id: call.id,
              name: call.name,
              input: inputOf(call),
            })),
          ],
        },
        ...(turn.tools.length > 0
          ? [
              {
                role: 'user',
                content: turn.tools.map(({ id, output }) => ({
                  type: 'tool_result',
                  tool_use_id: id,
                  content: output ?? '',
                })),
              },
            ]
          : []),
      ];

/** Tokens that it may think; they count against the limit of the answer. */
const budgets: Readonly<Record<Effort, number>> = { low: 1024, medium: 4096, high: 12_288 };
/** This wire has no answer without a limit. */
const usualTokens = 4096;

export const write = (turns: readonly Turn[], settings: ChatSettings): ApiRequest => {
  const budget = settings.effort ? budgets[settings.effort] : 0;
  return {
    path: '/v1/messages',
    headers: { 'anthropic-version': '2023-06-01' },
    body: given({
      model: settings.model,
      max_tokens: (settings.maxTokens ?? usualTokens) + budget,
      system: settings.system || undefined,
      messages: turns.flatMap(messagesOf),
      stream: true,
      thinking: budget ? { type: 'enabled', budget_tokens: budget } : undefined,
      // Thinking leaves no choice of these.
      temperature: budget ? undefined : settings.temperature,
      top_p: budget ? undefined : settings.topP,
      tools:
        settings.tools.length > 0
          ? settings.tools.map(({ name, description, parameters }) =>
              given({ name, description, input_schema: parameters }),
            )
          : undefined,
      ...settings.extra,
    }),
  };
};
