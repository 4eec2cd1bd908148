import type { CallRef, Field, StreamStep } from '../page.ts';
import { many, once } from '../page.ts';
import { type Shape, text } from '../shape.ts';

/** What the pages on Claude share: their endpoints, and the objects and events of Anthropic's Messages. */

export const createMessage: CallRef = {
  dialect: 'anthropic-messages',
  method: 'POST',
  route: '/v1/messages',
};
export const countTokens: CallRef = {
  dialect: 'anthropic-messages',
  method: 'POST',
  route: '/v1/messages/count_tokens',
};

/** The same call through an OpenAI-style chat, whose answers carry no fingerprint of a system. */
export const claude = 'claude-sonnet-4-5';

const id = text('msg_01XFDUDYJgAACzvnptvVoYEL', /^msg_\w{8,}$/);
export const toolUseId = text('toolu_01A09q90qw90lq917835lq9', /^toolu_\w{8,}$/);
/** Opaque: whoever sends the thought back must not change it. */
export const signature = text('EqQBCgIYAhIM1gbcDa9GJwZA2b3hGgxBdjrkzLoky3dl1pkiMOYds', /^[\w+/=.-]{32,}$/);

/** Tokens of one answer; `thought` are part of `output`. */
type Counts = { readonly input: number; readonly output: number; readonly thought?: number };

const searches = { web_search_requests: 0, web_fetch_requests: 0 };
const inputOf = (input: number) => ({
  input_tokens: input,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
});
const foot = { service_tier: 'standard', inference_geo: 'global' };
const written = { cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 } };

/** A whole message. */
export const message = (
  model: string,
  content: readonly Shape[],
  { input, output, thought = 0 }: Counts,
  stop = 'end_turn',
): Shape => ({
  id,
  type: 'message',
  role: 'assistant',
  model,
  content,
  stop_reason: stop,
  stop_sequence: null,
  stop_details: null,
  usage: {
    ...inputOf(input),
    ...written,
    output_tokens: output,
    output_tokens_details: { thinking_tokens: thought },
    server_tool_use: searches,
    ...foot,
  },
});

export const startStep = (model: string, input: number): StreamStep =>
  once(
    {
      type: 'message_start',
      message: {
        id,
        type: 'message',
        role: 'assistant',
        model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        stop_details: null,
        usage: { ...inputOf(input), ...written, output_tokens: 1, ...foot },
      },
    },
    {
      en: 'The message begins: its id, its model, the tokens of the input.',
      vi: 'Tin nhắn bắt đầu: có id, model và số token đầu vào.',
    },
  );

const ping = once(
  { type: 'ping' },
  { en: 'Keeps the connection open; skip it.', vi: 'Giữ kết nối; bạn có thể bỏ qua.' },
);
const blockStop = (index: number): StreamStep =>
  once(
    { type: 'content_block_stop', index },
    { en: 'The block is complete.', vi: 'Khối nội dung đã hoàn tất.' },
  );

const delta = (index: number, inner: { readonly [name: string]: Shape }): Shape => ({
  type: 'content_block_delta',
  index,
  delta: inner,
});

export const textSteps = (index: number): readonly StreamStep[] => [
  once(
    { type: 'content_block_start', index, content_block: { type: 'text', text: '' } },
    { en: 'A block of text begins.', vi: 'Bắt đầu một khối văn bản.' },
  ),
  many(delta(index, { type: 'text_delta', text: text(' Hello', /./s) }), {
    en: 'Pieces of the text: join those with the same `index`.',
    vi: 'Từng mẩu văn bản: ghép các mẩu có cùng `index`.',
  }),
  blockStop(index),
];

export const thinkingSteps = (index: number): readonly StreamStep[] => [
  once(
    { type: 'content_block_start', index, content_block: { type: 'thinking', thinking: '', signature: '' } },
    { en: 'A block of thoughts begins.', vi: 'Bắt đầu một khối suy luận.' },
  ),
  many(delta(index, { type: 'thinking_delta', thinking: text('The user', /./s) }), {
    en: 'Pieces of the thoughts.',
    vi: 'Từng mẩu của phần suy luận.',
  }),
  once(delta(index, { type: 'signature_delta', signature }), {
    en: 'The signature of the whole thought: keep it with the text.',
    vi: 'Chữ ký của toàn bộ phần suy luận: hãy giữ cùng với văn bản.',
  }),
  blockStop(index),
];

export const callSteps = (index: number, name: string): readonly StreamStep[] => [
  once(
    {
      type: 'content_block_start',
      index,
      content_block: { type: 'tool_use', id: toolUseId, name, input: {} },
    },
    {
      en: 'A call begins: its id and name, no input yet.',
      vi: 'Bắt đầu một lời gọi: có id và tên hàm, chưa có tham số.',
    },
  ),
  many(delta(index, { type: 'input_json_delta', partial_json: text('{"location', /^/) }), {
    en: 'Pieces of the input as JSON text; the first is often empty.',
    vi: 'Từng mẩu tham số ở dạng văn bản JSON; mẩu đầu thường rỗng.',
  }),
  blockStop(index),
];

/** How every stream ends. */
export const stopSteps = (
  { input, output, thought = 0 }: Counts,
  stop = 'end_turn',
): readonly StreamStep[] => [
  once(
    {
      type: 'message_delta',
      delta: { stop_reason: stop, stop_sequence: null, stop_details: null },
      usage: {
        ...inputOf(input),
        output_tokens: output,
        output_tokens_details: { thinking_tokens: thought },
        server_tool_use: searches,
      },
    },
    {
      en: 'Why the model stopped, and the final token counts.',
      vi: 'Lý do model dừng và số token cuối cùng.',
    },
  ),
  once(
    { type: 'message_stop' },
    {
      en: 'The closing mark. A stream that ends without it was cut.',
      vi: 'Dấu kết thúc. Luồng không có dấu này là luồng bị đứt giữa chừng.',
    },
  ),
];

/** A stream of blocks: the pings of the upstream come after the first block. */
export const messageStream = (
  model: string,
  blocks: readonly (readonly StreamStep[])[],
  counts: Counts,
  stop?: string,
): readonly StreamStep[] => [
  startStep(model, counts.input),
  ...(blocks[0] ?? []),
  ping,
  ...blocks.slice(1).flat(),
  ...stopSteps(counts, stop),
];

/** The parts of a message's `usage`, for tables of fields. `prefix` stands before each name. */
export const messageUsageFields = (prefix = ''): readonly Field[] => [
  {
    name: `${prefix}usage.input_tokens`,
    type: 'integer',
    text: {
      en: 'Input tokens that were neither read from the cache nor written to it.',
      vi: 'Token đầu vào không lấy từ bộ nhớ đệm và cũng không ghi vào bộ nhớ đệm.',
    },
  },
  {
    name: `${prefix}usage.cache_creation_input_tokens`,
    type: 'integer',
    text: {
      en: 'Written to the cache: 1.25 times the input price for 5 minutes, twice for 1 hour.',
      vi: 'Ghi vào bộ nhớ đệm: bằng 1,25 lần giá đầu vào nếu giữ 5 phút, 2 lần nếu giữ 1 giờ.',
    },
  },
  {
    name: `${prefix}usage.cache_read_input_tokens`,
    type: 'integer',
    text: {
      en: 'Read from the cache, at a tenth of the input price or less.',
      vi: 'Đọc từ bộ nhớ đệm, giá bằng một phần mười giá đầu vào hoặc thấp hơn.',
    },
  },
  {
    name: `${prefix}usage.cache_creation`,
    type: 'object',
    text: {
      en: 'The written tokens by how long they are kept.',
      vi: 'Token đã ghi, chia theo thời gian giữ.',
    },
  },
  {
    name: `${prefix}usage.cache_creation.ephemeral_5m_input_tokens`,
    type: 'integer',
    text: { en: 'For 5 minutes.', vi: 'Giữ 5 phút.' },
  },
  {
    name: `${prefix}usage.cache_creation.ephemeral_1h_input_tokens`,
    type: 'integer',
    text: { en: 'For 1 hour.', vi: 'Giữ 1 giờ.' },
  },
  {
    name: `${prefix}usage.output_tokens`,
    type: 'integer',
    text: { en: 'All output tokens, thoughts included.', vi: 'Tổng token đầu ra, gồm cả phần suy luận.' },
  },
];
