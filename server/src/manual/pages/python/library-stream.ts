import { page } from '../../page.ts';
import { program } from '../../program.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'python',
  slug: 'library-stream',
  rows: ['R214'],
  title: { en: 'Python library stream output', vi: 'Python: xuất dạng stream bằng thư viện' },
  intro: {
    en: 'Shows the answer word by word while it is made, and the number of tokens at the end.',
    vi: 'Hiện câu trả lời từng chữ ngay khi được tạo ra, và số token ở cuối.',
  },
  program: program('python', {
    file: 'library_stream.py',
    needs: ['openai'],
    prints: [
      'You said: “Say hello in one sentence.”. This is a simulated answer of gpt-4o-mini.',
      text('tokens: 37', /^tokens: [1-9]\d*$/),
    ],
  }),
  notes: [
    {
      en: 'Without `stream_options` there is no chunk with usage; the call is charged all the same.',
      vi: 'Nếu không có `stream_options` thì sẽ không có mẩu báo số token; cuộc gọi vẫn được tính tiền như thường.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-chat-completion-streaming', 'python/requests-stream'],
});
