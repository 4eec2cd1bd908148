import { page } from '../../page.ts';
import { completion, createChat } from '../../samples/chat.ts';
import { jsonText, text } from '../../shape.ts';

export default page({
  section: 'chatgpt-chat',
  slug: 'create-structured-output',
  rows: ['R023'],
  title: { en: 'Create structured output', vi: 'Kết quả có cấu trúc (JSON schema)' },
  intro: {
    en: 'With `response_format` of the type `json_schema` the answer is JSON that fits your schema, ready to be parsed.',
    vi: 'Với `response_format` kiểu `json_schema`, câu trả lời là JSON đúng theo schema của bạn, có thể parse ngay.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A verdict as JSON', vi: 'Kết luận dạng JSON' },
      request: {
        model: 'gpt-4.1',
        messages: [
          { role: 'system', content: 'Decide whether the text follows the rules of our forum.' },
          { role: 'user', content: 'Cheap watches! Cheap watches! Click here!' },
        ],
        response_format: {
          type: 'json_schema',
          json_schema: {
            name: 'content_compliance',
            description: 'Whether a text follows the rules',
            strict: true,
            schema: {
              type: 'object',
              properties: {
                is_violating: { type: 'boolean' },
                category: { anyOf: [{ type: 'string', enum: ['spam', 'violence'] }, { type: 'null' }] },
                explanation: { anyOf: [{ type: 'string' }, { type: 'null' }] },
              },
              required: ['is_violating', 'category', 'explanation'],
              additionalProperties: false,
            },
          },
        },
      },
      expect: {
        reply: completion(
          'gpt-4.1',
          [
            {
              message: {
                content: jsonText({
                  is_violating: true,
                  category: 'spam',
                  explanation: text('The text advertises.', /./),
                }),
              },
            },
          ],
          { input: 170, output: 22 },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'With `"strict": true` every property must stand in `required` and `additionalProperties` must be `false`; else the answer is a 400 that says so.',
      vi: 'Khi đặt `"strict": true`, mọi thuộc tính phải nằm trong `required` và `additionalProperties` phải là `false`; nếu không, bạn sẽ nhận lỗi 400 nêu rõ lý do.',
    },
    {
      en: 'A model that refuses for safety says so in `message.refusal`, with `content` null. Look there first.',
      vi: 'Nếu model từ chối vì lý do an toàn, lời từ chối nằm trong `message.refusal` và `content` là null. Hãy kiểm tra trường này trước.',
    },
    {
      en: 'The values that a test key gets are made from the schema alone; they say nothing about your text.',
      vi: 'Giá trị nhận được với khóa thử nghiệm chỉ được dựng từ schema, không phản ánh nội dung văn bản của bạn.',
    },
  ],
  seeAlso: ['chatgpt-chat/official-function-calling'],
});
