import { page } from '../../page.ts';
import { program } from '../../program.ts';

export default page({
  section: 'python',
  slug: 'llama-index',
  rows: ['R209'],
  title: { en: 'Python llama_index configuration', vi: 'Python: cấu hình llama_index' },
  intro: {
    en: 'Chat, stream and vectors with LlamaIndex, here with a Claude model: the gateway speaks OpenAI’s format for all of them.',
    vi: 'Trò chuyện, stream và vector với LlamaIndex, ở đây dùng model Claude: cổng nói định dạng của OpenAI cho mọi model.',
  },
  program: program('python', {
    file: 'llama_index_demo.py',
    needs: ['llama-index-llms-openai-like', 'llama-index-embeddings-openai-like'],
    prints: [
      'You said: “What is a lighthouse?”. This is a simulated answer of claude-sonnet-5.',
      'You said: “What is a harbour?”. This is a simulated answer of claude-sonnet-5.',
      '2 vectors of 1536 numbers',
    ],
  }),
  notes: [
    {
      en: 'Without `is_chat_model=True` it calls `/v1/completions`, which few models have. `context_window` is 3,900 tokens unless you set it.',
      vi: 'Nếu thiếu `is_chat_model=True`, nó gọi `/v1/completions`, điểm cuối mà ít model có. `context_window` mặc định là 3.900 token nếu bạn không đặt.',
    },
    {
      en: 'To use both everywhere: `Settings.llm = llm` and `Settings.embed_model = embedding`.',
      vi: 'Để dùng cả hai ở mọi nơi: `Settings.llm = llm` và `Settings.embed_model = embedding`.',
    },
  ],
  seeAlso: ['python/langchain', 'python/embeddings'],
});
