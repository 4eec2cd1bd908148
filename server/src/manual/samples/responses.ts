import type { CallRef, StreamStep } from '../page.ts';
import { many, once } from '../page.ts';
import { type Shape, text, unixSeconds, whole } from '../shape.ts';

/** What the pages on OpenAI's Responses share: their endpoints, and the objects and events. */

export const createResponse: CallRef = {
  dialect: 'openai-responses',
  method: 'POST',
  route: '/v1/responses',
};

export const responseId = text('resp_67ccd2bed1ec8190b14f964abc0542670bb6a6b452d3795b', /^resp_\w{16,}$/);
const reasoningId = text('rs_6820f383d7c08191846711c5df8233bc0ac5ba57aafcbac7', /^rs_\w{16,}$/);
const messageId = text('msg_67ccd2bf17f0819081ff3bb2cf6508e60bb6a6b452d3795b', /^msg_\w{16,}$/);
const functionId = text('fc_67ca09c6bedc8190a7abfec07b1a1332096610f474011cc0', /^fc_\w{16,}$/);
export const searchId = text('ws_67ccf18ef5fc8190b16dbee19bc54e5f087bb177ab789d5c', /^ws_\w{16,}$/);
export const callId = text('call_unLAR8MvFNptuiZK6K6HCy5k', /^call_\w{8,}$/);
/** Encrypted thoughts; only their maker reads them. */
export const encrypted = text('gAAAAABoGMOZ9mHbQ1jqJrYyqAbeU8F0x2Ff0LYbKfKLe9pDY6nq', /^[\w+/=.-]{32,}$/);

/** Tokens of one answer; `thought` are part of `output`. */
type Counts = { readonly input: number; readonly output: number; readonly thought?: number };

export const responseUsage = ({ input, output, thought = 0 }: Counts): Shape => ({
  input_tokens: input,
  input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
  output_tokens: output,
  output_tokens_details: { reasoning_tokens: thought },
  total_tokens: input + output,
});

export const outputText = (words: Shape, annotations: readonly Shape[] = []): Shape => ({
  type: 'output_text',
  text: words,
  annotations,
  logprobs: [],
});

export const messageItem = (words: Shape, annotations: readonly Shape[] = []): Shape => ({
  id: messageId,
  type: 'message',
  status: 'completed',
  role: 'assistant',
  content: [outputText(words, annotations)],
});

/** `summary` absent: none was asked for. */
export const reasoningItem = (summary?: Shape): Shape => ({
  id: reasoningId,
  type: 'reasoning',
  summary: summary === undefined ? [] : [{ type: 'summary_text', text: summary }],
  encrypted_content: encrypted,
});

export const functionItem = (name: string, args: Shape): Shape => ({
  id: functionId,
  type: 'function_call',
  status: 'completed',
  call_id: callId,
  name,
  arguments: args,
});

/** What a page's request changes in the object that comes back. */
export type Echo = { readonly [name: string]: Shape };

const frame = (model: string, echo: Echo): Echo => ({
  id: responseId,
  object: 'response',
  created_at: unixSeconds(1741476542),
  background: false,
  error: null,
  incomplete_details: null,
  instructions: null,
  max_output_tokens: null,
  max_tool_calls: null,
  metadata: {},
  model,
  parallel_tool_calls: true,
  previous_response_id: null,
  prompt_cache_key: null,
  reasoning: { effort: null, summary: null },
  safety_identifier: null,
  service_tier: 'default',
  store: true,
  temperature: 1,
  text: { format: { type: 'text' }, verbosity: 'medium' },
  tool_choice: 'auto',
  tools: [],
  top_logprobs: 0,
  top_p: 1,
  truncation: 'disabled',
  user: null,
  ...echo,
});

/** A whole response. */
export const response = (
  model: string,
  output: readonly Shape[],
  counts: Counts,
  echo: Echo = {},
): { readonly [name: string]: Shape } => ({
  ...frame(model, echo),
  completed_at: unixSeconds(1741476543),
  status: 'completed',
  output,
  usage: responseUsage(counts),
});

const sequence = whole(4);
const step = (
  event: { readonly [name: string]: Shape },
  words: { readonly en: string; readonly vi: string },
): StreamStep => once({ ...event, sequence_number: sequence }, words);
const steps = (
  event: { readonly [name: string]: Shape },
  words: { readonly en: string; readonly vi: string },
): StreamStep => many({ ...event, sequence_number: sequence }, words);

const padding = text('Qup1', /^\w+$/);

/** An item's events, and the item as it stands in the whole output. `at`: its place there. */
export type StreamedItem = { readonly steps: readonly StreamStep[]; readonly item: Shape };

const itemDone = (at: number, item: Shape): StreamStep =>
  step(
    { type: 'response.output_item.done', output_index: at, item },
    { en: 'The item is complete.', vi: 'Mục này đã hoàn tất.' },
  );

export function streamedMessage(at: number, words: Shape): StreamedItem {
  const item = messageItem(words);
  const place = { item_id: messageId, output_index: at, content_index: 0 };
  return {
    item,
    steps: [
      step(
        {
          type: 'response.output_item.added',
          output_index: at,
          item: { id: messageId, type: 'message', status: 'in_progress', role: 'assistant', content: [] },
        },
        { en: 'A message begins.', vi: 'Bắt đầu một tin nhắn.' },
      ),
      step(
        { type: 'response.content_part.added', ...place, part: outputText('') },
        { en: 'Its text begins.', vi: 'Bắt đầu phần văn bản.' },
      ),
      steps(
        {
          type: 'response.output_text.delta',
          ...place,
          delta: text(' Hello', /./s),
          logprobs: [],
          obfuscation: padding,
        },
        {
          en: 'Pieces of the text: join those with the same `item_id`.',
          vi: 'Từng mẩu văn bản: ghép các mẩu có cùng `item_id`.',
        },
      ),
      step(
        { type: 'response.output_text.done', ...place, text: words, logprobs: [] },
        { en: 'The whole text.', vi: 'Toàn bộ văn bản.' },
      ),
      step(
        { type: 'response.content_part.done', ...place, part: outputText(words) },
        { en: 'The part is complete.', vi: 'Phần này đã hoàn tất.' },
      ),
      itemDone(at, item),
    ],
  };
}

export function streamedReasoning(at: number, summary: Shape): StreamedItem {
  const item = reasoningItem(summary);
  const place = { item_id: reasoningId, output_index: at, summary_index: 0 };
  return {
    item,
    steps: [
      step(
        { type: 'response.output_item.added', output_index: at, item: reasoningItem() },
        { en: 'A reasoning item begins.', vi: 'Bắt đầu một mục suy luận.' },
      ),
      step(
        {
          type: 'response.reasoning_summary_part.added',
          ...place,
          part: { type: 'summary_text', text: '' },
        },
        { en: 'A part of the summary begins.', vi: 'Bắt đầu một phần của bản tóm tắt.' },
      ),
      steps(
        {
          type: 'response.reasoning_summary_text.delta',
          ...place,
          delta: text('The user', /./s),
          obfuscation: padding,
        },
        { en: 'Pieces of the summary.', vi: 'Từng mẩu của bản tóm tắt.' },
      ),
      step(
        { type: 'response.reasoning_summary_text.done', ...place, text: summary },
        { en: 'The whole text of the part.', vi: 'Toàn bộ văn bản của phần này.' },
      ),
      step(
        {
          type: 'response.reasoning_summary_part.done',
          ...place,
          part: { type: 'summary_text', text: summary },
        },
        { en: 'The part is complete.', vi: 'Phần này đã hoàn tất.' },
      ),
      itemDone(at, item),
    ],
  };
}

export function streamedCall(at: number, name: string, args: Shape): StreamedItem {
  const item = functionItem(name, args);
  const place = { item_id: functionId, output_index: at };
  return {
    item,
    steps: [
      step(
        {
          type: 'response.output_item.added',
          output_index: at,
          item: {
            id: functionId,
            type: 'function_call',
            status: 'in_progress',
            call_id: callId,
            name,
            arguments: '',
          },
        },
        {
          en: 'A call begins: its name and `call_id`, no arguments yet.',
          vi: 'Bắt đầu một lời gọi: có tên hàm và `call_id`, chưa có tham số.',
        },
      ),
      steps(
        {
          type: 'response.function_call_arguments.delta',
          ...place,
          delta: text('{"a"', /./s),
          obfuscation: padding,
        },
        { en: 'Pieces of the arguments.', vi: 'Từng mẩu của tham số.' },
      ),
      step(
        { type: 'response.function_call_arguments.done', ...place, arguments: args, name },
        { en: 'All arguments, as JSON text.', vi: 'Toàn bộ tham số, dạng văn bản JSON.' },
      ),
      itemDone(at, item),
    ],
  };
}

/** A stream of these items. */
export function responseStream(
  model: string,
  items: readonly StreamedItem[],
  counts: Counts,
  echo: Echo = {},
): readonly StreamStep[] {
  const begun = {
    ...frame(model, echo),
    completed_at: null,
    status: 'in_progress',
    output: [],
    usage: null,
  };
  return [
    step(
      { type: 'response.created', response: begun },
      { en: 'The response is made; nothing is in it yet.', vi: 'Phản hồi được tạo, chưa có nội dung.' },
    ),
    step(
      { type: 'response.in_progress', response: begun },
      { en: 'The model has begun.', vi: 'Model bắt đầu làm việc.' },
    ),
    ...items.flatMap((one) => one.steps),
    step(
      {
        type: 'response.completed',
        response: response(
          model,
          items.map(({ item }) => item),
          counts,
          echo,
        ),
      },
      {
        en: 'The end, with the whole response and the token counts. There is no `[DONE]`.',
        vi: 'Kết thúc, kèm toàn bộ phản hồi và số token. Không có `[DONE]`.',
      },
    ),
  ];
}
