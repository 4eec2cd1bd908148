import { page } from '../../page.ts';
import { createChat, usageFields, wordsStream } from '../../samples/chat.ts';

export default page({
  section: 'chatgpt-chat',
  slug: 'chat-completion-chunk-object',
  rows: ['R012'],
  title: { en: 'Chat completion chunk object', vi: 'Đối tượng mẩu stream (chunk)' },
  intro: {
    en: 'What one event of a streamed chat call holds, field by field.',
    vi: 'Nội dung của một sự kiện trong cuộc gọi trò chuyện dạng stream, giải thích từng trường.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A call that gives these objects', vi: 'Cuộc gọi trả về các đối tượng này' },
      request: {
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: 'Hello!' }],
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: { stream: wordsStream('gpt-4o-mini', { input: 8, output: 21 }) },
    },
  ],
  object: {
    at: [],
    fields: [
      {
        name: 'id',
        type: 'string',
        text: { en: 'The same in all chunks of an answer.', vi: 'Giống nhau ở mọi mẩu của một câu trả lời.' },
      },
      {
        name: 'object',
        type: 'string',
        text: { en: 'Always `chat.completion.chunk`.', vi: 'Luôn là `chat.completion.chunk`.' },
      },
      {
        name: 'created',
        type: 'integer',
        text: { en: 'Unix seconds, the same in all chunks.', vi: 'Giây Unix, giống nhau ở mọi mẩu.' },
      },
      { name: 'model', type: 'string', text: { en: 'The model that answers.', vi: 'Model đang trả lời.' } },
      {
        name: 'choices',
        type: 'array',
        text: {
          en: 'At most one item here; empty in the chunk that holds the usage.',
          vi: 'Tối đa một phần tử; rỗng ở mẩu chứa số token.',
        },
      },
      {
        name: 'choices[].index',
        type: 'integer',
        text: {
          en: 'Which answer the piece belongs to; with `n` the answers mix.',
          vi: 'Mẩu này thuộc câu trả lời nào; khi dùng `n`, các câu trả lời xen kẽ nhau.',
        },
      },
      {
        name: 'choices[].delta',
        type: 'object',
        text: {
          en: 'What is new since the last piece; empty at the end.',
          vi: 'Phần mới so với mẩu trước; rỗng ở cuối.',
        },
      },
      {
        name: 'choices[].delta.role',
        type: 'string, in the first',
        text: { en: 'Always `assistant`.', vi: 'Luôn là `assistant`.' },
      },
      {
        name: 'choices[].delta.content',
        type: 'string | null',
        text: { en: 'A piece of the text.', vi: 'Một mẩu văn bản.' },
      },
      {
        name: 'choices[].delta.refusal',
        type: 'string | null',
        text: { en: 'A piece of a refusal.', vi: 'Một mẩu của lời từ chối.' },
      },
      {
        name: 'choices[].delta.reasoning_content',
        type: 'string, of models that show their thoughts',
        text: {
          en: 'A piece of the thoughts; comes before the text.',
          vi: 'Một mẩu của phần suy luận; đến trước văn bản.',
        },
      },
      {
        name: 'choices[].delta.tool_calls',
        type: 'array, when there are calls',
        text: {
          en: 'Pieces of calls: `index` tells which; `id` and name stand in the first piece, `function.arguments` grows.',
          vi: 'Các mẩu của lời gọi hàm: `index` cho biết lời gọi nào; `id` và tên nằm ở mẩu đầu, `function.arguments` được nối dần.',
        },
      },
      {
        name: 'choices[].logprobs',
        type: 'object | null',
        text: {
          en: 'Probabilities of the tokens, if asked for.',
          vi: 'Xác suất của từng token, nếu có yêu cầu.',
        },
      },
      {
        name: 'choices[].finish_reason',
        type: 'string | null',
        text: {
          en: 'Null until the last piece, then why the model stopped.',
          vi: 'Là null cho đến mẩu cuối, khi đó là lý do model dừng.',
        },
      },
      {
        name: 'usage',
        type: 'object | null',
        text: {
          en: 'Only with `include_usage`: null, and in the last chunk the counts.',
          vi: 'Chỉ có khi đặt `include_usage`: là null, riêng mẩu cuối chứa số token.',
        },
      },
      ...usageFields,
      {
        name: 'service_tier',
        type: 'string',
        text: { en: 'The tier that was really used.', vi: 'Hạng dịch vụ thực tế đã dùng.' },
      },
      {
        name: 'system_fingerprint',
        type: 'string',
        text: {
          en: 'The state of the upstream’s system.',
          vi: 'Dấu nhận biết phiên bản hệ thống của nhà cung cấp.',
        },
      },
      {
        name: 'obfuscation',
        type: 'string',
        text: {
          en: 'Padding that hides the length of the piece from eavesdroppers; ignore it.',
          vi: 'Phần đệm che độ dài của mẩu trước kẻ nghe lén; hãy bỏ qua.',
        },
      },
    ],
  },
  seeAlso: ['chatgpt-chat/create-chat-completion-streaming', 'chatgpt-chat/chat-completion-object'],
});
