import { page } from '../../page.ts';
import { program } from '../../program.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'python',
  slug: 'basic-dialogue',
  rows: ['R210'],
  title: { en: 'Python Basic Dialogue', vi: 'Python: hội thoại cơ bản' },
  intro: {
    en: 'One question, one answer, with OpenAI’s official library: only the address and the key are the gateway’s.',
    vi: 'Một câu hỏi, một câu trả lời với thư viện chính thức của OpenAI: chỉ có địa chỉ và khóa là của cổng.',
  },
  program: program('python', {
    file: 'basic_dialogue.py',
    needs: ['openai'],
    prints: [
      'You said: “Say hello in one sentence.”. This is a simulated answer of gpt-4o-mini.',
      text('tokens: 47', /^tokens: [1-9]\d*$/),
    ],
  }),
  notes: [
    {
      en: 'Any chat model works here by its name: `claude-sonnet-5`, `gemini-2.5-flash`, `deepseek-chat`.',
      vi: 'Có thể dùng bất kỳ model trò chuyện nào theo tên: `claude-sonnet-5`, `gemini-2.5-flash`, `deepseek-chat`.',
    },
  ],
  seeAlso: [
    'chatgpt-chat/create-chat-completion',
    'python/library-stream',
    'python/continuous-dialogue',
    'help-center/test-keys',
  ],
});
