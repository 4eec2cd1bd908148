import { page } from '../../page.ts';
import { program } from '../../program.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'node',
  slug: 'basic-dialogue',
  rows: ['R285'],
  title: { en: 'Node.js basic dialogue', vi: 'Node.js: hội thoại cơ bản' },
  intro: {
    en: 'One question, the answer whole and as a stream, with OpenAI’s official library for Node.js.',
    vi: 'Một câu hỏi, nhận trọn câu trả lời rồi nhận dạng stream, bằng thư viện chính thức của OpenAI cho Node.js.',
  },
  program: program('node', {
    file: 'basic-dialogue.mjs',
    needs: ['openai'],
    prints: [
      'You said: “Say hello in one sentence.”. This is a simulated answer of gpt-4o-mini.',
      text('tokens: 47', /^tokens: [1-9]\d*$/),
      'You said: “Say hello in one sentence.”. This is a simulated answer of gpt-4o-mini.',
    ],
  }),
  notes: [
    {
      en: 'The name ends in `.mjs`, so `import` works without a `package.json`.',
      vi: 'Tên tệp kết thúc bằng `.mjs` nên `import` chạy được mà không cần `package.json`.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-chat-completion', 'python/basic-dialogue'],
});
