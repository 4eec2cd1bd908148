import { page } from '../../page.ts';
import { createResponse, messageItem, response } from '../../samples/responses.ts';
import { jsonText, whole } from '../../shape.ts';

const model = 'gpt-5.1';
const format = {
  type: 'json_schema',
  name: 'age',
  schema: {
    type: 'object',
    properties: { years: { type: 'integer' } },
    required: ['years'],
    additionalProperties: false,
  },
  strict: true,
};

export default page({
  section: 'responses',
  slug: 'create-model-response',
  rows: ['R073'],
  title: { en: 'Create Model Response', vi: 'Tạo phản hồi của model' },
  intro: {
    en: 'OpenAI’s Responses API: `input` is a text or a list of items, the answer is a list of items too. It works with every chat model here.',
    vi: 'Responses API của OpenAI: `input` là một văn bản hoặc danh sách các mục, câu trả lời cũng là danh sách các mục. Dùng được với mọi model trò chuyện tại đây.',
  },
  call: createResponse,
  examples: [
    {
      title: { en: 'A whole response', vi: 'Phản hồi trọn vẹn' },
      request: {
        model,
        input: [{ role: 'user', content: 'Tell me a bedtime story in one sentence.' }],
      },
      expect: {
        reply: response(
          model,
          [
            messageItem(
              'You said: “Tell me a bedtime story in one sentence.”. This is a simulated answer of gpt-5.1.',
            ),
          ],
          { input: 15, output: 27 },
        ),
      },
    },
    {
      title: { en: 'Instructions and a JSON schema', vi: 'Lời dặn và JSON schema' },
      request: {
        model,
        instructions: 'Answer in JSON.',
        input: 'How old is the capital of Vietnam?',
        text: { format },
        max_output_tokens: 500,
      },
      expect: {
        reply: response(
          model,
          [messageItem(jsonText({ years: whole(1016) }))],
          { input: 83, output: 5 },
          {
            instructions: 'Answer in JSON.',
            max_output_tokens: 500,
            text: { format, verbosity: 'medium' },
          },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'Official SDKs add up the texts as `output_text`; that field is not in the JSON.',
      vi: 'SDK chính thức ghép các đoạn văn bản thành `output_text`; trường này không có trong JSON.',
    },
    {
      en: '`status` is `incomplete` when the answer met `max_output_tokens`.',
      vi: '`status` là `incomplete` khi câu trả lời chạm `max_output_tokens`.',
    },
    {
      en: 'The response is kept so that you can go on from it with `previous_response_id`; `"store": false` keeps nothing.',
      vi: 'Phản hồi được lưu lại để bạn nối tiếp bằng `previous_response_id`; dùng `"store": false` để không lưu.',
    },
  ],
  seeAlso: ['responses/stored-responses', 'responses/count-and-compact', 'responses/compared-with-chat'],
});
