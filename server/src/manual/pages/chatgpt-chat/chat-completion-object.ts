import { page } from '../../page.ts';
import { completion, createChat, usageFields } from '../../samples/chat.ts';

export default page({
  section: 'chatgpt-chat',
  slug: 'chat-completion-object',
  rows: ['R011'],
  title: { en: 'Chat completion object', vi: 'Đối tượng chat completion' },
  intro: {
    en: 'What a chat call without `stream` answers, field by field.',
    vi: 'Nội dung trả về của cuộc gọi trò chuyện không dùng `stream`, giải thích từng trường.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A call that gives this object', vi: 'Cuộc gọi trả về đối tượng này' },
      request: {
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: 'Hello!' }],
        max_completion_tokens: 100,
      },
      expect: {
        reply: completion(
          'gpt-4o-mini',
          [
            {
              message: {
                content: 'You said: “Hello!”. This is a simulated answer of gpt-4o-mini.',
              },
            },
          ],
          { input: 8, output: 21 },
        ),
      },
    },
  ],
  object: {
    at: [],
    fields: [
      { name: 'id', type: 'string', text: { en: 'Name of this answer.', vi: 'Mã của câu trả lời này.' } },
      {
        name: 'object',
        type: 'string',
        text: { en: 'Always `chat.completion`.', vi: 'Luôn là `chat.completion`.' },
      },
      {
        name: 'created',
        type: 'integer',
        text: { en: 'When it was made, in Unix seconds.', vi: 'Thời điểm tạo, tính bằng giây Unix.' },
      },
      {
        name: 'model',
        type: 'string',
        text: { en: 'The model that answered.', vi: 'Model đã trả lời.' },
      },
      {
        name: 'choices',
        type: 'array',
        text: {
          en: 'The answers: one, or as many as `n` asked for.',
          vi: 'Các câu trả lời: một, hoặc bằng số `n` đã yêu cầu.',
        },
      },
      {
        name: 'choices[].index',
        type: 'integer',
        text: { en: 'Number of the answer, from 0.', vi: 'Số thứ tự câu trả lời, từ 0.' },
      },
      {
        name: 'choices[].message',
        type: 'object',
        text: {
          en: 'The answer as a message: put it into `messages` to go on.',
          vi: 'Câu trả lời ở dạng tin nhắn: thêm vào `messages` để trò chuyện tiếp.',
        },
      },
      {
        name: 'choices[].message.role',
        type: 'string',
        text: { en: 'Always `assistant`.', vi: 'Luôn là `assistant`.' },
      },
      {
        name: 'choices[].message.content',
        type: 'string | null',
        text: {
          en: 'The text; null when the model calls tools or refuses.',
          vi: 'Nội dung văn bản; là null khi model gọi hàm hoặc từ chối.',
        },
      },
      {
        name: 'choices[].message.refusal',
        type: 'string | null',
        text: {
          en: 'Why the model refuses, else null.',
          vi: 'Lời từ chối của model, nếu không thì là null.',
        },
      },
      {
        name: 'choices[].message.annotations',
        type: 'array',
        text: {
          en: 'Sources that a searching model cites.',
          vi: 'Các nguồn mà model có tìm kiếm web trích dẫn.',
        },
      },
      {
        name: 'choices[].message.tool_calls',
        type: 'array, when there are calls',
        text: {
          en: 'Calls of your tools: `id`, `type`, `function.name` and `function.arguments` (JSON in a string).',
          vi: 'Các lời gọi hàm: `id`, `type`, `function.name` và `function.arguments` (JSON trong chuỗi).',
        },
      },
      {
        name: 'choices[].message.reasoning_content',
        type: 'string, of models that show their thoughts',
        text: { en: 'The thoughts before the answer.', vi: 'Phần suy luận trước câu trả lời.' },
      },
      {
        name: 'choices[].message.audio',
        type: 'object, with the audio modality',
        text: {
          en: 'Spoken answer: `id`, `data` (base64), `expires_at`, `transcript`.',
          vi: 'Câu trả lời bằng giọng nói: `id`, `data` (base64), `expires_at`, `transcript`.',
        },
      },
      {
        name: 'choices[].logprobs',
        type: 'object | null',
        text: {
          en: 'Probabilities of the tokens, if asked for with `logprobs`.',
          vi: 'Xác suất của từng token, nếu yêu cầu bằng `logprobs`.',
        },
      },
      {
        name: 'choices[].finish_reason',
        type: 'string',
        text: {
          en: '`stop` (finished), `length` (token limit), `tool_calls`, `function_call` or `content_filter`.',
          vi: '`stop` (trả lời xong), `length` (hết giới hạn token), `tool_calls`, `function_call` hoặc `content_filter`.',
        },
      },
      {
        name: 'usage',
        type: 'object',
        text: {
          en: 'What was used; the charge is made from it.',
          vi: 'Lượng đã dùng; chi phí được tính từ đây.',
        },
      },
      ...usageFields,
      {
        name: 'service_tier',
        type: 'string',
        text: {
          en: 'The tier that was really used; the price follows it.',
          vi: 'Hạng dịch vụ thực tế đã dùng; giá tính theo hạng này.',
        },
      },
      {
        name: 'system_fingerprint',
        type: 'string',
        text: {
          en: 'The state of the upstream’s system.',
          vi: 'Dấu nhận biết phiên bản hệ thống của nhà cung cấp.',
        },
      },
    ],
  },
  notes: [
    {
      en: 'The object passes as the upstream wrote it: other makers’ models may leave out fields or add some.',
      vi: 'Đối tượng được chuyển nguyên vẹn từ nhà cung cấp: model của hãng khác có thể thiếu hoặc thêm một số trường.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-chat-completion', 'chatgpt-chat/chat-completion-chunk-object'],
});
