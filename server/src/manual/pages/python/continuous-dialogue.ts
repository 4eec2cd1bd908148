import { page } from '../../page.ts';
import { program } from '../../program.ts';

export default page({
  section: 'python',
  slug: 'continuous-dialogue',
  rows: ['R219'],
  title: { en: 'Python continuous dialogue', vi: 'Python: hội thoại liên tục' },
  intro: {
    en: 'A conversation on the command line. The model remembers nothing between calls, so the program keeps the messages and sends all of them each time.',
    vi: 'Một cuộc trò chuyện trên dòng lệnh. Model không nhớ gì giữa các lần gọi, nên chương trình giữ lại các tin nhắn và lần nào cũng gửi tất cả.',
  },
  program: program('python', {
    file: 'continuous_dialogue.py',
    needs: ['openai'],
    typed: ['Hello', 'Who are you?', ''],
    prints: [
      'Write a question and press Enter; an empty line ends the conversation.',
      'Model: You said: “Hello”. This is a simulated answer of gpt-4o-mini.',
      'Model: You said: “Who are you?”. This is a simulated answer of gpt-4o-mini.',
      'The conversation has 5 messages.',
    ],
  }),
  notes: [
    {
      en: 'What was said is paid for again with each question, mostly at the lower price of cached input. Drop the oldest messages when the conversation grows long.',
      vi: 'Những gì đã nói sẽ lại được tính tiền ở mỗi câu hỏi, phần lớn theo giá thấp hơn của token đã lưu đệm. Hãy bỏ bớt tin nhắn cũ khi hội thoại dài.',
    },
  ],
  seeAlso: ['python/basic-dialogue', 'python/library-stream'],
});
