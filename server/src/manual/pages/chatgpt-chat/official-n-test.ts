import { page } from '../../page.ts';
import { completion, createChat } from '../../samples/chat.ts';

export default page({
  section: 'chatgpt-chat',
  slug: 'official-n-test',
  rows: ['R020'],
  title: { en: 'Official N Test', vi: 'Kiểm tra tham số n' },
  intro: {
    en: '`n` asks for several answers to one question. It also shows whether a channel is the real thing: imitations often answer only once.',
    vi: 'Tham số `n` yêu cầu nhiều câu trả lời cho cùng một câu hỏi. Đây cũng là cách kiểm tra kênh có phải hàng chính hãng không: các bản mô phỏng thường chỉ trả về một câu.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'Two answers at once', vi: 'Hai câu trả lời trong một lần gọi' },
      request: {
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
        n: 2,
      },
      expect: {
        reply: completion(
          'gpt-4o-mini',
          [
            {
              message: {
                content: 'You said: “Say hello in one sentence.”. This is a simulated answer of gpt-4o-mini.',
              },
            },
            {
              message: {
                content:
                  'You said: “Say hello in one sentence.”. This is a simulated answer of gpt-4o-mini. (Choice 2.)',
              },
            },
          ],
          { input: 12, output: 54 },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'The question is charged once, every answer is charged. The hold before the call is made for all of them.',
      vi: 'Câu hỏi được tính tiền một lần, còn mỗi câu trả lời đều bị tính tiền. Khoản tạm giữ trước cuộc gọi được tính cho tất cả câu trả lời.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-chat-completion'],
});
