import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { convertedCompletion } from '../../samples/converted-chat.ts';
import { claude, createMessage, message, messageUsageFields } from '../../samples/messages.ts';

const said = 'You said: “Hello!”. This is a simulated answer of claude-sonnet-4-5.';

export default page({
  section: 'claude',
  slug: 'message-object',
  rows: ['R033'],
  title: { en: 'Chat completion object', vi: 'Đối tượng câu trả lời (message)' },
  intro: {
    en: 'What a call of a Claude model without `stream` answers. In Anthropic’s native format (`/v1/messages`) it is a message, explained here field by field; through `/v1/chat/completions` it is the same chat completion object as for every other model.',
    vi: 'Nội dung trả về khi gọi model Claude không dùng `stream`. Ở định dạng gốc của Anthropic (`/v1/messages`), đó là một message, được giải thích từng trường bên dưới; qua `/v1/chat/completions`, đó là đối tượng chat completion giống như với mọi model khác.',
  },
  call: createMessage,
  examples: [
    {
      title: { en: 'The native format', vi: 'Định dạng gốc' },
      request: { model: claude, max_tokens: 1024, messages: [{ role: 'user', content: 'Hello!' }] },
      expect: { reply: message(claude, [{ type: 'text', text: said }], { input: 8, output: 23 }) },
    },
    {
      title: { en: 'The same call in OpenAI’s format', vi: 'Cùng cuộc gọi ở định dạng OpenAI' },
      call: createChat,
      request: { model: claude, messages: [{ role: 'user', content: 'Hello!' }] },
      expect: { reply: convertedCompletion(claude, { content: said }, { input: 8, output: 23 }) },
    },
  ],
  object: {
    at: [],
    fields: [
      { name: 'id', type: 'string', text: { en: 'Name of this message.', vi: 'Mã của message này.' } },
      { name: 'type', type: 'string', text: { en: 'Always `message`.', vi: 'Luôn là `message`.' } },
      { name: 'role', type: 'string', text: { en: 'Always `assistant`.', vi: 'Luôn là `assistant`.' } },
      { name: 'model', type: 'string', text: { en: 'The model that answered.', vi: 'Model đã trả lời.' } },
      {
        name: 'content',
        type: 'array',
        text: {
          en: 'The answer as blocks, in order; see the table of blocks.',
          vi: 'Câu trả lời gồm các khối theo thứ tự; xem bảng các loại khối.',
        },
      },
      {
        name: 'content[].type',
        type: 'string',
        text: { en: 'Kind of the block.', vi: 'Loại khối.' },
      },
      {
        name: 'content[].text',
        type: 'string',
        text: { en: 'Of a text block: the words.', vi: 'Với khối văn bản: nội dung.' },
      },
      {
        name: 'stop_reason',
        type: 'string',
        text: {
          en: '`end_turn` (finished), `max_tokens`, `stop_sequence`, `tool_use`, `pause_turn`, `refusal` or `model_context_window_exceeded`.',
          vi: '`end_turn` (trả lời xong), `max_tokens`, `stop_sequence`, `tool_use`, `pause_turn`, `refusal` hoặc `model_context_window_exceeded`.',
        },
      },
      {
        name: 'stop_sequence',
        type: 'string | null',
        text: { en: 'The stop text that was met.', vi: 'Chuỗi dừng đã gặp.' },
      },
      {
        name: 'stop_details',
        type: 'object | null',
        text: {
          en: 'Of a refusal: its `category` and an `explanation`.',
          vi: 'Khi model từ chối: `category` và `explanation`.',
        },
      },
      {
        name: 'usage',
        type: 'object',
        text: {
          en: 'What was used; the charge is made from it. The three kinds of input tokens do not overlap: add them up.',
          vi: 'Lượng đã dùng; chi phí được tính từ đây. Ba loại token đầu vào không trùng nhau: cộng lại mới ra tổng.',
        },
      },
      ...messageUsageFields(),
      {
        name: 'usage.output_tokens_details',
        type: 'object',
        text: { en: 'Parts of the output.', vi: 'Các phần của đầu ra.' },
      },
      {
        name: 'usage.output_tokens_details.thinking_tokens',
        type: 'integer',
        text: {
          en: 'Of thoughts, shown or not; they are in `output_tokens` already.',
          vi: 'Của phần suy luận, dù có hiển thị hay không; đã nằm trong `output_tokens`.',
        },
      },
      {
        name: 'usage.server_tool_use',
        type: 'object',
        text: { en: 'Calls of Anthropic’s own tools.', vi: 'Số lần gọi công cụ của Anthropic.' },
      },
      {
        name: 'usage.server_tool_use.web_search_requests',
        type: 'integer',
        text: { en: 'Searches, charged one by one.', vi: 'Số lần tìm kiếm web, tính tiền theo lần.' },
      },
      {
        name: 'usage.server_tool_use.web_fetch_requests',
        type: 'integer',
        text: {
          en: 'Pages read; they cost their tokens only.',
          vi: 'Số trang web đã đọc; chỉ tính tiền token.',
        },
      },
      {
        name: 'usage.service_tier',
        type: 'string',
        text: { en: 'The tier that was used.', vi: 'Hạng dịch vụ đã dùng.' },
      },
      {
        name: 'usage.inference_geo',
        type: 'string',
        text: { en: 'Where the model ran.', vi: 'Nơi model đã chạy.' },
      },
    ],
  },
  tables: [
    {
      title: { en: 'Blocks of `content`', vi: 'Các loại khối trong `content`' },
      columns: [
        { en: 'Type', vi: 'Loại' },
        { en: 'Fields', vi: 'Trường' },
        { en: 'Meaning', vi: 'Ý nghĩa' },
      ],
      rows: [
        ['text', '`text`, `citations`', { en: 'A piece of the answer.', vi: 'Một phần của câu trả lời.' }],
        [
          'thinking',
          '`thinking`, `signature`',
          {
            en: 'What the model thought. Send it back unchanged while it works with tools.',
            vi: 'Điều model đã suy luận. Khi model đang dùng công cụ, hãy gửi lại nguyên vẹn.',
          },
        ],
        [
          'redacted_thinking',
          '`data`',
          { en: 'A thought that is encrypted whole.', vi: 'Phần suy luận được mã hóa hoàn toàn.' },
        ],
        [
          'tool_use',
          '`id`, `name`, `input`',
          {
            en: 'A call of one of your tools; answer it with a `tool_result`.',
            vi: 'Lời gọi một công cụ của bạn; hãy trả lời bằng khối `tool_result`.',
          },
        ],
        [
          'server_tool_use, web_search_tool_result …',
          '`id`, `name`, `input`; `tool_use_id`, `content`',
          {
            en: 'What Anthropic’s own tools did. Send it back unchanged.',
            vi: 'Việc mà công cụ của Anthropic đã làm. Hãy gửi lại nguyên vẹn.',
          },
        ],
      ],
    },
  ],
  notes: [
    {
      en: 'Clients of `/v1/chat/completions` get the sums: `prompt_tokens` holds all three kinds of input.',
      vi: 'Với `/v1/chat/completions`, bạn nhận số tổng: `prompt_tokens` gồm cả ba loại token đầu vào.',
    },
  ],
  seeAlso: ['claude/message-stream-events', 'chatgpt-chat/chat-completion-object'],
});
