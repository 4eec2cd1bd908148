import { page } from '../../page.ts';
import { completion, createChat, lastSteps, roleStep, wordsStep } from '../../samples/chat.ts';

const model = 'qwen-mt-turbo';

export default page({
  section: 'chatgpt-chat',
  slug: 'create-chat-qwen-mt-turbo',
  rows: ['R025'],
  title: {
    en: 'Create chat completion qwen-mt-turbo',
    vi: 'Dịch văn bản với qwen-mt-turbo',
  },
  intro: {
    en: 'Qwen-MT is a translator behind the chat endpoint: one message with the text, and `translation_options` that say from what into what.',
    vi: 'Qwen-MT là model dịch nằm sau endpoint trò chuyện: gửi một tin nhắn chứa văn bản, cùng `translation_options` cho biết dịch từ ngôn ngữ nào sang ngôn ngữ nào.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'Translate a sentence', vi: 'Dịch một câu' },
      request: {
        model,
        messages: [{ role: 'user', content: 'Hôm nay trời mưa' }],
        translation_options: { source_lang: 'auto', target_lang: 'English' },
      },
      expect: {
        reply: completion(model, [{ message: { content: '[simulated English] Hôm nay trời mưa' } }], {
          input: 10,
          output: 9,
        }),
      },
    },
    {
      title: { en: 'With fixed words and a field, as a stream', vi: 'Kèm thuật ngữ và lĩnh vực, qua stream' },
      request: {
        model,
        messages: [{ role: 'user', content: 'Mưa ở Huế' }],
        translation_options: {
          source_lang: 'Vietnamese',
          target_lang: 'English',
          terms: [{ source: 'Huế', target: 'Hue' }],
          domains: 'The sentence is from a travel guide. Translate it in a friendly tone.',
        },
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: { stream: [roleStep(model), wordsStep(model), ...lastSteps(model, { input: 9, output: 8 })] },
    },
  ],
  notes: [
    {
      en: 'One message with the role user and nothing else: a system message or earlier turns are refused with 400. Put what you would say there into `domains`.',
      vi: 'Chỉ gửi một tin nhắn với vai trò user: nếu có tin nhắn system hoặc các lượt trước, yêu cầu bị từ chối với mã 400. Hãy đưa chỉ dẫn vào `domains`.',
    },
    {
      en: 'OpenAI’s SDKs send fields that they do not know through `extra_body`.',
      vi: 'Với SDK của OpenAI, các trường lạ được gửi qua `extra_body`.',
    },
    {
      en: 'Context 16,384 tokens, answer 8,192. Larger jobs: `qwen-mt-plus`; cheaper ones: `qwen-mt-flash`, `qwen-mt-lite`.',
      vi: 'Ngữ cảnh 16.384 token, câu trả lời tối đa 8.192 token. Cần chất lượng cao hơn: `qwen-mt-plus`; cần rẻ hơn: `qwen-mt-flash`, `qwen-mt-lite`.',
    },
    {
      en: 'With a test key nothing is translated: the text comes back with the name of the language before it.',
      vi: 'Với khóa thử nghiệm, văn bản không được dịch: nội dung trả về nguyên văn, phía trước có tên ngôn ngữ.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-chat-completion'],
});
