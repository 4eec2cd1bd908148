import { page } from '../../page.ts';
import { program } from '../../program.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'python',
  slug: 'langchain',
  rows: ['R208'],
  title: { en: 'Simple langchain calling openai demo', vi: 'LangChain: ví dụ đơn giản gọi OpenAI' },
  intro: {
    en: 'A prompt and a model as a chain, whole and as a stream, and vectors with `OpenAIEmbeddings`.',
    vi: 'Ghép câu lệnh và model thành một chuỗi, nhận trọn câu trả lời hoặc dạng stream, và tạo vector bằng `OpenAIEmbeddings`.',
  },
  program: program('python', {
    file: 'langchain_demo.py',
    needs: ['langchain-openai'],
    prints: [
      'You said: “What is a lighthouse?”. This is a simulated answer of gpt-4o-mini.',
      text('tokens: 46', /^tokens: [1-9]\d*$/),
      'You said: “What is a harbour?”. This is a simulated answer of gpt-4o-mini.',
      '2 vectors of 1536 numbers',
    ],
  }),
  notes: [
    {
      en: '`ChatOpenAI` takes any chat model of the gateway by name. It turns to `/v1/responses` by itself for some models and options; `use_responses_api=False` keeps it at chat.',
      vi: '`ChatOpenAI` dùng được mọi model trò chuyện của cổng theo tên. Với một số model và tùy chọn, nó tự chuyển sang `/v1/responses`; `use_responses_api=False` giữ nó ở giao diện chat.',
    },
    {
      en: 'It leaves out `reasoning_content`; to see thoughts use the official library.',
      vi: 'Nó bỏ qua `reasoning_content`; muốn xem phần suy nghĩ, hãy dùng thư viện chính thức.',
    },
  ],
  seeAlso: ['python/official-library', 'python/embeddings'],
});
