import { errorText, fieldsOf, listOf, type Piece, parsed, type Reader, textOf, usageOf } from './pieces.ts';
import { type ApiRequest, type Attachment, type ChatSettings, dataUrl, given, type Turn } from './turns.ts';

/** OpenAI's Responses: typed events from `response.created` to `response.completed`. */

export const dialect = 'openai-responses';

export const openReader = (): Reader => {
  /** Places of the calls by the item that they are. */
  const places = new Map<string, number>();
  const placeOf = (item: string): number => {
    const known = places.get(item) ?? places.size;
    places.set(item, known);
    return known;
  };
  return ({ data }) => {
    const event = parsed(data);
    if (!event) return [];
    const type = textOf(event['type']);
    const pieces: Piece[] = [];
    switch (type) {
      case 'response.output_text.delta':
      case 'response.refusal.delta':
        pieces.push({ type: 'text', text: textOf(event['delta']) });
        break;
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        pieces.push({ type: 'thinking', text: textOf(event['delta']) });
        break;
      case 'response.reasoning_summary_part.added':
        pieces.push({ type: 'thinking', text: '\n\n' });
        break;
      case 'response.output_item.added': {
        const item = fieldsOf(event['item']);
        if (item['type'] === 'function_call')
          pieces.push({
            type: 'tool',
            at: placeOf(textOf(item['id'])),
            id: textOf(item['call_id']),
            name: textOf(item['name']),
          });
        break;
      }
      case 'response.function_call_arguments.delta':
        pieces.push({
          type: 'tool',
          at: placeOf(textOf(event['item_id'])),
          input: textOf(event['delta']),
        });
        break;
      case 'response.output_item.done': {
        const item = fieldsOf(event['item']);
        if (item['type'] === 'image_generation_call' && textOf(item['result']))
          pieces.push({ type: 'image', url: `data:image/png;base64,${textOf(item['result'])}` });
        if (item['type'] === 'reasoning' && textOf(item['encrypted_content'])) {
          const { status: _status, ...kept } = item;
          pieces.push({ type: 'carry', item: kept });
        }
        break;
      }
      case 'response.completed':
      case 'response.incomplete': {
        const response = fieldsOf(event['response']);
        const usage = fieldsOf(response['usage']);
        pieces.push({
          type: 'usage',
          usage: usageOf({
            input: usage['input_tokens'],
            output: usage['output_tokens'],
            cached: fieldsOf(usage['input_tokens_details'])['cached_tokens'],
            thinking: fieldsOf(usage['output_tokens_details'])['reasoning_tokens'],
          }),
        });
        const reason = textOf(fieldsOf(response['incomplete_details'])['reason']);
        const called = listOf(response['output']).some((item) => item['type'] === 'function_call');
        pieces.push({ type: 'finish', reason: reason || (called ? 'tool_calls' : 'stop') });
        break;
      }
      case 'response.failed':
      case 'error':
        pieces.push({ type: 'error', message: errorText(event) });
        break;
      default:
        if (event['error']) pieces.push({ type: 'error', message: errorText(event) });
    }
    return pieces;
  };
};

const partOf = (one: Attachment): object =>
  one.kind === 'image'
    ? { type: 'input_image', image_url: dataUrl(one) }
    : { type: 'input_file', filename: one.name, file_data: dataUrl(one) };

const itemsOf = (turn: Turn): unknown[] =>
  turn.role === 'user'
    ? [
        {
          role: 'user',
          content: [
            ...turn.attachments.map(partOf),
            ...(turn.text ? [{ type: 'input_text', text: turn.text }] : []),
          ],
        },
      ]
    : [
        ...(turn.dialect === dialect ? turn.carry : []),
        ...(turn.text ? [{ role: 'assistant', content: [{ type: 'output_text', text: turn.text }] }] : []),
        ...turn.tools.map(({ id, name, input }) => ({
          type: 'function_call',
          call_id: id,
          name,
          arguments: input || '{}',
        })),
        ...turn.tools.map(({ id, output }) => ({
          type: 'function_call_output',
          call_id: id,
          output: output ?? '',
        })),
      ];

export const write = (turns: readonly Turn[], settings: ChatSettings): ApiRequest => ({
  path: '/v1/responses',
  body: given({
    model: settings.model,
    instructions: settings.system || undefined,
    input: turns.flatMap(itemsOf),
    stream: true,
    // Nothing is kept: the signed thoughts come along instead.
    store: false,
    include: settings.effort ? ['reasoning.encrypted_content'] : undefined,
    max_output_tokens: settings.maxTokens,
    temperature: settings.temperature,
    top_p: settings.topP,
    reasoning: settings.effort ? { effort: settings.effort, summary: 'auto' } : undefined,
    tools:
      settings.tools.length > 0 ? settings.tools.map((tool) => ({ type: 'function', ...tool })) : undefined,
    ...settings.extra,
  }),
});
