import { page } from '../../page.ts';
import { createResponse, responseStream, streamedCall } from '../../samples/responses.ts';
import { jsonText } from '../../shape.ts';

const model = 'gpt-4.1';
const tools = [
  {
    type: 'function',
    name: 'math_calculator',
    description: 'Calculate with two numbers.',
    parameters: {
      type: 'object',
      properties: {
        a: { type: 'number' },
        b: { type: 'number' },
        operation: { type: 'string', enum: ['add', 'subtract', 'multiply', 'divide'] },
      },
      required: ['a', 'b', 'operation'],
    },
  },
];

export default page({
  section: 'responses',
  slug: 'function-call-copy',
  rows: ['R079'],
  title: { en: 'Create function call Copy', vi: 'Gọi hàm (bản sao)' },
  intro: {
    en: 'A function call as a stream: the arguments arrive piece by piece, and whole at the end.',
    vi: 'Lời gọi hàm dạng stream: tham số đến từng mẩu, và trọn vẹn khi kết thúc.',
  },
  call: createResponse,
  examples: [
    {
      title: { en: 'A streamed call', vi: 'Lời gọi hàm dạng stream' },
      request: {
        model,
        input: [{ role: 'user', content: 'What is 123.5 plus 456.7?' }],
        tools,
        tool_choice: { type: 'function', name: 'math_calculator' },
        stream: true,
      },
      expect: {
        stream: responseStream(
          model,
          [streamedCall(0, 'math_calculator', jsonText({ a: 123.5, b: 456.7, operation: 'add' }))],
          { input: 120, output: 23 },
          { tools, tool_choice: { type: 'function', name: 'math_calculator' } },
        ),
      },
    },
  ],
  notes: [
    {
      en: '`response.output_item.done` holds the complete call; who does not show progress needs no other event.',
      vi: '`response.output_item.done` chứa lời gọi hoàn chỉnh; nếu không cần hiển thị tiến trình thì chỉ cần sự kiện này.',
    },
    {
      en: 'The menu lists this page twice, as the original does; the other one shows the call in one piece and its result.',
      vi: 'Danh mục có trang này hai lần, giống bản gốc; trang kia trình bày lời gọi trọn vẹn và cách gửi lại kết quả.',
    },
  ],
  seeAlso: ['responses/create-function-call', 'responses/create-model-response-streaming'],
});
