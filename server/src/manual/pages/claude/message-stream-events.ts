import { page } from '../../page.ts';
import {
  claude,
  createMessage,
  messageStream,
  messageUsageFields,
  textSteps,
} from '../../samples/messages.ts';

export default page({
  section: 'claude',
  slug: 'message-stream-events',
  rows: ['R034'],
  title: { en: 'Chat completion block object', vi: 'Đối tượng mẩu stream (sự kiện)' },
  intro: {
    en: 'What one event of a streamed `/v1/messages` call holds. Every event has a line `event:` with the same word as its field `type`. Through `/v1/chat/completions` a Claude model streams the same chunks as every other model.',
    vi: 'Nội dung một sự kiện khi gọi `/v1/messages` ở dạng stream. Mỗi sự kiện có một dòng `event:` trùng với trường `type`. Qua `/v1/chat/completions`, model Claude trả về các mẩu (chunk) giống mọi model khác.',
  },
  call: createMessage,
  examples: [
    {
      title: { en: 'A call that gives these events', vi: 'Cuộc gọi trả về các sự kiện này' },
      request: {
        model: claude,
        max_tokens: 1024,
        messages: [{ role: 'user', content: 'Hello!' }],
        stream: true,
      },
      expect: { stream: messageStream(claude, [textSteps(0)], { input: 8, output: 23 }) },
    },
  ],
  object: {
    at: [],
    fields: [
      {
        name: 'type',
        type: 'string',
        text: {
          en: '`message_start`, `content_block_start`, `content_block_delta`, `content_block_stop`, `message_delta`, `message_stop`, `ping` or `error`. Skip what you do not know.',
          vi: '`message_start`, `content_block_start`, `content_block_delta`, `content_block_stop`, `message_delta`, `message_stop`, `ping` hoặc `error`. Hãy bỏ qua loại bạn không biết.',
        },
      },
      {
        name: 'message',
        type: 'object',
        text: {
          en: 'Of `message_start`: the message as it begins, without content.',
          vi: 'Trong `message_start`: message lúc bắt đầu, chưa có nội dung.',
        },
      },
      { name: 'message.id', type: 'string', text: { en: 'Name of the message.', vi: 'Mã của message.' } },
      { name: 'message.type', type: 'string', text: { en: 'Always `message`.', vi: 'Luôn là `message`.' } },
      {
        name: 'message.role',
        type: 'string',
        text: { en: 'Always `assistant`.', vi: 'Luôn là `assistant`.' },
      },
      {
        name: 'message.model',
        type: 'string',
        text: { en: 'The model that answers.', vi: 'Model đang trả lời.' },
      },
      { name: 'message.content', type: 'array', text: { en: 'Empty here.', vi: 'Ở đây luôn rỗng.' } },
      { name: 'message.stop_reason', type: 'null', text: { en: 'Not known yet.', vi: 'Chưa biết.' } },
      { name: 'message.stop_sequence', type: 'null', text: { en: 'Not known yet.', vi: 'Chưa biết.' } },
      { name: 'message.stop_details', type: 'null', text: { en: 'Not known yet.', vi: 'Chưa biết.' } },
      {
        name: 'message.usage',
        type: 'object',
        text: {
          en: 'The input is final, the output only begins.',
          vi: 'Số token đầu vào đã chính xác, đầu ra mới bắt đầu.',
        },
      },
      ...messageUsageFields('message.'),
      {
        name: 'message.usage.service_tier',
        type: 'string',
        text: { en: 'The tier that is used.', vi: 'Hạng dịch vụ được dùng.' },
      },
      {
        name: 'message.usage.inference_geo',
        type: 'string',
        text: { en: 'Where the model runs.', vi: 'Nơi model chạy.' },
      },
      {
        name: 'index',
        type: 'integer',
        text: { en: 'Which block the event belongs to, from 0.', vi: 'Sự kiện thuộc khối nào, từ 0.' },
      },
      {
        name: 'content_block',
        type: 'object',
        text: {
          en: 'Of `content_block_start`: the block as it begins.',
          vi: 'Trong `content_block_start`: khối lúc bắt đầu.',
        },
      },
      {
        name: 'content_block.type',
        type: 'string',
        text: {
          en: '`text`, `thinking`, `tool_use` and others.',
          vi: '`text`, `thinking`, `tool_use` và các loại khác.',
        },
      },
      { name: 'content_block.text', type: 'string', text: { en: 'Empty here.', vi: 'Ở đây luôn rỗng.' } },
      {
        name: 'delta',
        type: 'object',
        text: {
          en: 'Of `content_block_delta`: a piece of the block. Of `message_delta`: what is known at the end.',
          vi: 'Trong `content_block_delta`: một mẩu của khối. Trong `message_delta`: thông tin biết được khi kết thúc.',
        },
      },
      {
        name: 'delta.type',
        type: 'string',
        text: {
          en: '`text_delta`, `thinking_delta`, `signature_delta`, `input_json_delta` or `citations_delta`.',
          vi: '`text_delta`, `thinking_delta`, `signature_delta`, `input_json_delta` hoặc `citations_delta`.',
        },
      },
      { name: 'delta.text', type: 'string', text: { en: 'A piece of text.', vi: 'Một mẩu văn bản.' } },
      {
        name: 'delta.thinking',
        type: 'string, in thinking blocks',
        text: { en: 'A piece of a thought.', vi: 'Một mẩu suy luận.' },
      },
      {
        name: 'delta.partial_json',
        type: 'string, in calls',
        text: { en: 'A piece of the input of a tool.', vi: 'Một mẩu tham số của công cụ.' },
      },
      {
        name: 'delta.stop_reason',
        type: 'string',
        text: { en: 'Why the model stopped.', vi: 'Lý do model dừng.' },
      },
      {
        name: 'delta.stop_sequence',
        type: 'string | null',
        text: { en: 'The stop text that was met.', vi: 'Chuỗi dừng đã gặp.' },
      },
      {
        name: 'delta.stop_details',
        type: 'object | null',
        text: { en: 'More about a refusal.', vi: 'Chi tiết khi model từ chối.' },
      },
      {
        name: 'usage',
        type: 'object',
        text: {
          en: 'Of `message_delta`: the final counts; they replace those of the start.',
          vi: 'Trong `message_delta`: số token cuối cùng, thay cho số lúc bắt đầu.',
        },
      },
      {
        name: 'usage.input_tokens',
        type: 'integer',
        text: { en: 'As in the message object.', vi: 'Như trong đối tượng message.' },
      },
      {
        name: 'usage.cache_creation_input_tokens',
        type: 'integer',
        text: { en: 'As in the message object.', vi: 'Như trong đối tượng message.' },
      },
      {
        name: 'usage.cache_read_input_tokens',
        type: 'integer',
        text: { en: 'As in the message object.', vi: 'Như trong đối tượng message.' },
      },
      {
        name: 'usage.output_tokens',
        type: 'integer',
        text: { en: 'All output tokens.', vi: 'Tổng token đầu ra.' },
      },
      {
        name: 'usage.output_tokens_details',
        type: 'object',
        text: { en: 'Parts of the output.', vi: 'Các phần của đầu ra.' },
      },
      {
        name: 'usage.output_tokens_details.thinking_tokens',
        type: 'integer',
        text: { en: 'Of thoughts.', vi: 'Của phần suy luận.' },
      },
      {
        name: 'usage.server_tool_use',
        type: 'object',
        text: { en: 'Calls of Anthropic’s own tools.', vi: 'Số lần gọi công cụ của Anthropic.' },
      },
      {
        name: 'usage.server_tool_use.web_search_requests',
        type: 'integer',
        text: { en: 'Searches.', vi: 'Số lần tìm kiếm web.' },
      },
      {
        name: 'usage.server_tool_use.web_fetch_requests',
        type: 'integer',
        text: { en: 'Pages read.', vi: 'Số trang web đã đọc.' },
      },
    ],
  },
  notes: [
    {
      en: 'An error in mid-stream comes as `event: error` with `{"type":"error","error":{"type":…,"message":…}}`; no `message_stop` follows.',
      vi: 'Lỗi giữa luồng đến dưới dạng `event: error` với `{"type":"error","error":{"type":…,"message":…}}`; sau đó không có `message_stop`.',
    },
    {
      en: 'Models of other makers, called through `/v1/messages`, send the same events.',
      vi: 'Model của hãng khác khi gọi qua `/v1/messages` cũng gửi các sự kiện này.',
    },
  ],
  seeAlso: ['claude/message-object', 'chatgpt-chat/chat-completion-chunk-object'],
});
