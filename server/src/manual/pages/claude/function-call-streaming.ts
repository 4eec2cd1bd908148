import { page } from '../../page.ts';
import { callSteps, claude, createMessage, message, messageStream } from '../../samples/messages.ts';

const question = { role: 'user', content: 'What is the weather in "Hanoi"?' };
const tools = [
  {
    name: 'get_weather',
    description: 'Get the weather in a city.',
    input_schema: {
      type: 'object',
      properties: { location: { type: 'string', description: 'The name of the city.' } },
      required: ['location'],
    },
  },
];
const id = 'toolu_01A09q90qw90lq917835lq9';

export default page({
  section: 'claude',
  slug: 'function-call-streaming',
  rows: ['R036'],
  title: {
    en: 'Create function call (streaming) [native format]',
    vi: 'Gọi hàm (stream) [định dạng gốc]',
  },
  intro: {
    en: 'Give Claude functions it may call: `tools` with `name`, `description` and `input_schema`. A call comes as a `tool_use` block; its answer goes back in a `tool_result` block with the same id.',
    vi: 'Cho Claude các hàm được phép gọi: `tools` gồm `name`, `description` và `input_schema`. Lời gọi đến trong khối `tool_use`; kết quả được gửi lại trong khối `tool_result` có cùng id.',
  },
  call: createMessage,
  examples: [
    {
      title: { en: 'A streamed call', vi: 'Lời gọi hàm dạng stream' },
      request: { model: claude, max_tokens: 1024, tools, messages: [question], stream: true },
      expect: {
        stream: messageStream(claude, [callSteps(0, 'get_weather')], { input: 77, output: 10 }, 'tool_use'),
      },
    },
    {
      title: { en: 'The result goes back', vi: 'Gửi lại kết quả của hàm' },
      request: {
        model: claude,
        max_tokens: 1024,
        tools,
        messages: [
          question,
          {
            role: 'assistant',
            content: [{ type: 'tool_use', id, name: 'get_weather', input: { location: 'Hanoi' } }],
          },
          {
            role: 'user',
            content: [{ type: 'tool_result', tool_use_id: id, content: '31 °C, sunny' }],
          },
        ],
      },
      expect: {
        reply: message(
          claude,
          [
            {
              type: 'text',
              text: 'The tool get_weather says: 31 °C, sunny. That answers “What is the weather in "Hanoi"?”. This is a simulated answer of claude-sonnet-4-5.',
            },
          ],
          { input: 101, output: 41 },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'Every `tool_use` must be answered in the very next message, all of them in one message of role `user`, the results before any text.',
      vi: 'Mỗi `tool_use` phải được trả lời ngay ở tin nhắn kế tiếp, tất cả trong cùng một tin nhắn vai trò `user`, các kết quả đứng trước văn bản.',
    },
    {
      en: '`tool_choice`: `{"type":"auto"}`, `{"type":"any"}`, `{"type":"tool","name":…}` or `{"type":"none"}`. With `disable_parallel_tool_use` there is at most one call.',
      vi: '`tool_choice`: `{"type":"auto"}`, `{"type":"any"}`, `{"type":"tool","name":…}` hoặc `{"type":"none"}`. Thêm `disable_parallel_tool_use` để có tối đa một lời gọi.',
    },
    {
      en: 'When the model thinks, send its `thinking` blocks back before the `tool_use` blocks, unchanged.',
      vi: 'Khi model có suy luận, hãy gửi lại các khối `thinking` trước khối `tool_use`, không thay đổi gì.',
    },
  ],
  seeAlso: ['claude/create-thinking-message', 'chatgpt-chat/official-function-calling'],
});
