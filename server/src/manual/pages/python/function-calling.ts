import { page } from '../../page.ts';
import { program } from '../../program.ts';

export default page({
  section: 'python',
  slug: 'function-calling',
  rows: ['R207'],
  title: {
    en: 'Python simple call openai function-calling demo',
    vi: 'Python: ví dụ đơn giản về function calling của OpenAI',
  },
  intro: {
    en: 'Offers the model a function, runs it when the model asks for it, and gives the result back until the model answers in words.',
    vi: 'Đưa cho model một hàm, chạy hàm đó khi model yêu cầu và gửi lại kết quả cho tới khi model trả lời bằng lời.',
  },
  program: program('python', {
    file: 'function_calling.py',
    needs: ['openai'],
    prints: [
      "calls get_weather {'city': 'Hanoi'}",
      'The tool get_weather says: {"city": "Hanoi", "celsius": 31, "sky": "clear"}. That answers “What is the weather in Hanoi?”. This is a simulated answer of gpt-4o-mini.',
    ],
  }),
  notes: [
    {
      en: 'A model may ask for several calls at once; answer each by its `tool_call_id` before you ask again.',
      vi: 'Model có thể yêu cầu nhiều lời gọi cùng lúc; hãy trả lời từng lời gọi theo `tool_call_id` trước khi hỏi tiếp.',
    },
    {
      en: 'The same program works with Claude, Gemini and other models that know tools: change the name of the model.',
      vi: 'Chương trình này cũng chạy được với Claude, Gemini và các model khác có hỗ trợ công cụ: chỉ cần đổi tên model.',
    },
  ],
  seeAlso: ['chatgpt-chat/official-function-calling', 'python/basic-dialogue'],
});
