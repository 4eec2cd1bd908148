import { page } from '../../page.ts';
import { program } from '../../program.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'python',
  slug: 'embeddings',
  rows: ['R205'],
  title: { en: 'Python uses Embeddings for vectorization', vi: 'Python: dùng Embeddings để tạo vector' },
  intro: {
    en: 'Turns three sentences into vectors and compares the first with all of them: like meaning gives a number near 1.',
    vi: 'Chuyển ba câu thành vector rồi so sánh câu đầu với cả ba: nghĩa càng gần nhau, con số càng gần 1.',
  },
  program: program('python', {
    file: 'embeddings.py',
    needs: ['openai'],
    prints: [
      '3 vectors of 1536 numbers',
      '1.00  A ship sails at night.',
      text('0.75  A ship sails in the night.', /^0\.\d\d {2}A ship sails in the night\.$/),
      text('0.14  Bread needs flour and water.', /^-?0\.\d\d {2}Bread needs flour and water\.$/),
    ],
  }),
  notes: [
    {
      en: 'Keep the vectors with your texts; they need to be made only once for a text and a model.',
      vi: 'Hãy lưu vector cùng với văn bản; mỗi văn bản với mỗi model chỉ cần tạo vector một lần.',
    },
  ],
  seeAlso: ['chatgpt-embeddings/create-embedding', 'python/langchain', 'python/llama-index'],
});
