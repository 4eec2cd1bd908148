import { page } from '../../page.ts';
import { callId, completion, createChat } from '../../samples/chat.ts';
import { jsonText } from '../../shape.ts';

const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'The weather in a city now.',
    strict: true,
    parameters: {
      type: 'object',
      properties: {
        city: { type: 'string' },
        unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
      },
      required: ['city', 'unit'],
      additionalProperties: false,
    },
  },
};
const question = { role: 'user', content: 'What is the weather in Hue?' };

export default page({
  section: 'chatgpt-chat',
  slug: 'official-function-calling',
  rows: ['R019'],
  title: { en: 'Official Function calling invocation', vi: 'Gọi hàm theo chuẩn chính thức (tools)' },
  intro: {
    en: 'Describe your functions in `tools`. When the model needs one it answers with `tool_calls` in place of text; you run the function and send the result back, and the model goes on.',
    vi: 'Mô tả các hàm của bạn trong `tools`. Khi cần, model trả về `tool_calls` thay cho văn bản; bạn chạy hàm, gửi kết quả lại và model trả lời tiếp.',
  },
  call: createChat,
  examples: [
    {
      title: { en: '1. The model asks for a function', vi: '1. Model yêu cầu gọi hàm' },
      request: { model: 'gpt-4o-mini', messages: [question], tools: [weather], tool_choice: 'auto' },
      expect: {
        reply: completion(
          'gpt-4o-mini',
          [
            {
              message: {
                content: null,
                tool_calls: [
                  {
                    id: callId,
                    type: 'function',
                    function: { name: 'get_weather', arguments: jsonText({ city: 'Hue', unit: 'celsius' }) },
                  },
                ],
              },
              finish: 'tool_calls',
            },
          ],
          { input: 108, output: 15 },
        ),
      },
    },
    {
      title: { en: '2. You send the result back', vi: '2. Bạn gửi lại kết quả' },
      request: {
        model: 'gpt-4o-mini',
        messages: [
          question,
          {
            role: 'assistant',
            content: null,
            tool_calls: [
              {
                id: 'call_6qYTbGCqb3Ivd8CtNGVXvXHR',
                type: 'function',
                function: { name: 'get_weather', arguments: '{"city":"Hue","unit":"celsius"}' },
              },
            ],
          },
          {
            role: 'tool',
            tool_call_id: 'call_6qYTbGCqb3Ivd8CtNGVXvXHR',
            content: '{"temperature":31,"sky":"clear"}',
          },
        ],
        tools: [weather],
      },
      expect: {
        reply: completion(
          'gpt-4o-mini',
          [
            {
              message: {
                content:
                  'The tool get_weather says: {"temperature":31,"sky":"clear"}. That answers “What is the weather in Hue?”. This is a simulated answer of gpt-4o-mini.',
              },
            },
          ],
          { input: 140, output: 44 },
        ),
      },
    },
  ],
  notes: [
    {
      en: '`arguments` is JSON inside a string: parse it, and check it unless the tool is `strict`.',
      vi: '`arguments` là JSON nằm trong một chuỗi: hãy parse nó và tự kiểm tra nếu hàm không đặt `strict`.',
    },
    {
      en: 'Every `tool_calls[].id` needs its `tool` message before the conversation can go on.',
      vi: 'Mỗi `tool_calls[].id` phải có một tin nhắn `tool` trả lời thì hội thoại mới tiếp tục được.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-function-call', 'chatgpt-chat/create-structured-output'],
});
