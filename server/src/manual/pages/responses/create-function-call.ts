import { page } from '../../page.ts';
import { createResponse, functionItem, messageItem, response } from '../../samples/responses.ts';
import { jsonText, type Shape, signed, text, whole } from '../../shape.ts';

const model = 'gpt-4.1';
const tools: readonly Shape[] = [
  {
    type: 'function',
    name: 'current_time',
    description: 'Get the current time of the system.',
    parameters: { type: 'object', properties: {} },
  },
  {
    type: 'function',
    name: 'random_generator',
    description: 'Get random numbers.',
    parameters: {
      type: 'object',
      properties: {
        min: { type: 'number' },
        max: { type: 'number' },
        count: { type: 'integer', description: 'How many numbers.' },
      },
    },
  },
];
const question = { role: 'user', content: 'What time is it? And give me three random numbers.' };
const timeCall = 'call_unLAR8MvFNptuiZK6K6HCy5k';
const numbersCall = 'call_nQ2Rbb0wVpUFfKuCmSXhHHJT';

export default page({
  section: 'responses',
  slug: 'create-function-call',
  rows: ['R074'],
  title: { en: 'Create function call', vi: 'Gọi hàm' },
  intro: {
    en: 'Functions in the Responses API lie flat: `name` and `parameters` stand beside `type`. Each call is an item of its own in `output`; its result goes back as a `function_call_output` with the same `call_id`.',
    vi: 'Trong Responses API, hàm được khai báo phẳng: `name` và `parameters` nằm cạnh `type`. Mỗi lời gọi là một mục riêng trong `output`; kết quả gửi lại bằng `function_call_output` có cùng `call_id`.',
  },
  call: createResponse,
  examples: [
    {
      title: { en: 'The model calls two functions', vi: 'Model gọi hai hàm' },
      request: { model, input: [question], tools, tool_choice: 'auto', metadata: { order: '32' } },
      expect: {
        reply: response(
          model,
          [
            functionItem('current_time', jsonText({})),
            functionItem(
              'random_generator',
              jsonText({ min: signed(1), max: signed(100), count: whole(3, 1) }),
            ),
          ],
          { input: 147, output: 21 },
          { tools, metadata: { order: '32' } },
        ),
      },
    },
    {
      title: { en: 'The results go back', vi: 'Gửi lại kết quả của hàm' },
      request: {
        model,
        input: [
          question,
          { type: 'function_call', call_id: timeCall, name: 'current_time', arguments: '{}' },
          {
            type: 'function_call',
            call_id: numbersCall,
            name: 'random_generator',
            arguments: '{"min":1,"max":100,"count":3}',
          },
          { type: 'function_call_output', call_id: timeCall, output: '2026-11-23T08:00:00+07:00' },
          { type: 'function_call_output', call_id: numbersCall, output: '[17, 42, 88]' },
        ],
        tools,
      },
      expect: {
        reply: response(
          model,
          [
            messageItem(
              text('It is eight o’clock in the morning; your numbers are 17, 42 and 88.', /17, 42/),
            ),
          ],
          { input: 203, output: 68 },
          { tools },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'A model may call several functions in one answer; `"parallel_tool_calls": false` allows one only.',
      vi: 'Model có thể gọi nhiều hàm trong một câu trả lời; `"parallel_tool_calls": false` chỉ cho phép một.',
    },
    {
      en: 'Reasoning models: send the `reasoning` items back along with the calls, or go on with `previous_response_id`.',
      vi: 'Với model suy luận: gửi lại cả các mục `reasoning` cùng lời gọi, hoặc nối tiếp bằng `previous_response_id`.',
    },
    {
      en: 'In this API OpenAI’s models take functions as `strict` where the schema allows it: `additionalProperties: false`, and all fields in `required`. `"strict": false` switches that off.',
      vi: 'Trong API này, model của OpenAI coi hàm là `strict` nếu schema cho phép: `additionalProperties: false` và mọi trường đều nằm trong `required`. Dùng `"strict": false` để tắt.',
    },
  ],
  seeAlso: ['responses/function-call-copy', 'chatgpt-chat/official-function-calling'],
});
