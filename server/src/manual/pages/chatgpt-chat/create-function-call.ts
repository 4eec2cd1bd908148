import { many, once, page } from '../../page.ts';
import { callId, chunk, completion, createChat, lastSteps, roleStep } from '../../samples/chat.ts';
import { jsonText, text } from '../../shape.ts';

const about = 'Get the delivery date of a customer’s order. Call it when somebody asks where a parcel is.';
const parameters = {
  type: 'object',
  properties: { order_id: { type: 'string', description: 'The number of the order.' } },
  required: ['order_id'],
  additionalProperties: false,
};
const conversation = [
  { role: 'system', content: 'You help the customers of a shop. Use the functions that you are given.' },
  { role: 'user', content: 'Hi, when will my delivery arrive?' },
  { role: 'assistant', content: 'I can find that out. What is the number of your order?' },
  { role: 'user', content: 'The delivery of order "order_12345", please.' },
];
const model = 'gpt-4o';

export default page({
  section: 'chatgpt-chat',
  slug: 'create-function-call',
  rows: ['R022'],
  title: { en: 'Create chat function call', vi: 'Gọi hàm trong hội thoại' },
  intro: {
    en: 'A conversation of several turns that ends in a function call: streamed, and with the older `functions` field that some tools still send.',
    vi: 'Một hội thoại nhiều lượt kết thúc bằng lời gọi hàm: dạng stream, và dạng cũ với trường `functions` mà một số công cụ vẫn dùng.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A streamed function call', vi: 'Lời gọi hàm dạng stream' },
      request: {
        model,
        messages: conversation,
        tools: [
          { type: 'function', function: { name: 'get_delivery_date', description: about, parameters } },
        ],
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: {
        stream: [
          roleStep(model, null),
          once(
            chunk(model, {
              tool_calls: [
                {
                  index: 0,
                  id: callId,
                  type: 'function',
                  function: { name: 'get_delivery_date', arguments: '' },
                },
              ],
            }),
            {
              en: 'A call begins: its id and name, no arguments yet.',
              vi: 'Bắt đầu một lời gọi: có id và tên hàm, chưa có tham số.',
            },
          ),
          many(
            chunk(model, {
              tool_calls: [{ index: 0, function: { arguments: text('{"order_id', /./s) } }],
            }),
            {
              en: 'Pieces of the arguments: join those with the same `index`.',
              vi: 'Từng mẩu của tham số: ghép các mẩu có cùng `index`.',
            },
          ),
          ...lastSteps(model, { input: 167, output: 16 }, 'tool_calls'),
        ],
      },
    },
    {
      title: { en: 'The older `functions` field', vi: 'Trường `functions` kiểu cũ' },
      request: {
        model,
        messages: conversation,
        functions: [{ name: 'get_delivery_date', description: about, parameters }],
      },
      expect: {
        reply: completion(
          model,
          [
            {
              message: {
                content: null,
                function_call: {
                  name: 'get_delivery_date',
                  arguments: jsonText({ order_id: text('order_12345', /./) }),
                },
              },
              finish: 'function_call',
            },
          ],
          { input: 157, output: 16 },
        ),
      },
    },
  ],
  seeAlso: ['chatgpt-chat/official-function-calling'],
});
