import { page } from '../../page.ts';
import { createEmbedding } from '../../samples/embeddings.ts';
import { embed, embedBatch } from '../../samples/gemini.ts';
import { numbers, whole } from '../../shape.ts';

const model = 'gemini-embedding-001';
const length = 128;
/** Stands for a vector: as many numbers as were asked for. */
const vector = numbers(Array.from({ length }, (_, at) => Number((Math.sin(at + 1) / 8).toFixed(4))));
const ofText = (text: string) => ({ parts: [{ text }] });

export default page({
  section: 'gemini-native',
  slug: 'embeddings',
  rows: ['R065'],
  title: { en: 'Embeddings', vi: 'Vector nhúng (Embeddings)' },
  intro: {
    en: 'Turns texts into vectors by methods of their own: `:embedContent` for one, `:batchEmbedContents` for up to 100. `taskType` says what the vectors are for.',
    vi: 'Chuyển văn bản thành vector bằng phương thức riêng: `:embedContent` cho một văn bản, `:batchEmbedContents` cho tối đa 100. `taskType` cho biết vector dùng để làm gì.',
  },
  call: embed,
  examples: [
    {
      title: { en: 'One text', vi: 'Một văn bản' },
      params: { model },
      request: {
        content: ofText('What is the meaning of life?'),
        taskType: 'SEMANTIC_SIMILARITY',
        outputDimensionality: length,
      },
      expect: { reply: { embedding: { values: vector } } },
    },
    {
      title: { en: 'Several at once', vi: 'Nhiều văn bản cùng lúc' },
      call: embedBatch,
      params: { model },
      request: {
        requests: [
          {
            model: `models/${model}`,
            content: ofText('A lamp for the table'),
            taskType: 'RETRIEVAL_DOCUMENT',
            outputDimensionality: length,
          },
          {
            model: `models/${model}`,
            content: ofText('A chair for the garden'),
            taskType: 'RETRIEVAL_DOCUMENT',
            outputDimensionality: length,
          },
        ],
      },
      expect: { reply: { embeddings: [{ values: vector }, { values: vector }] } },
    },
    {
      title: { en: 'The same model in OpenAI’s form', vi: 'Cùng model đó theo định dạng OpenAI' },
      call: createEmbedding,
      request: { model, input: 'What is the meaning of life?', dimensions: length },
      expect: {
        reply: {
          object: 'list',
          data: [{ object: 'embedding', index: 0, embedding: vector }],
          model,
          usage: { prompt_tokens: whole(7, 1), total_tokens: whole(7, 1) },
        },
      },
    },
  ],
  notes: [
    {
      en: 'A vector has 3,072 numbers unless `outputDimensionality` says fewer: 768 and 1,536 are recommended. A shortened vector of `gemini-embedding-001` is not of length 1: normalise it.',
      vi: 'Vector có 3.072 số trừ khi `outputDimensionality` yêu cầu ít hơn: nên dùng 768 hoặc 1.536. Vector rút gọn của `gemini-embedding-001` không có độ dài 1: hãy tự chuẩn hóa.',
    },
    {
      en: 'Embed documents with `RETRIEVAL_DOCUMENT` and questions with `RETRIEVAL_QUERY`; for likeness `SEMANTIC_SIMILARITY`.',
      vi: 'Với tài liệu dùng `RETRIEVAL_DOCUMENT`, với câu hỏi dùng `RETRIEVAL_QUERY`; so độ giống nhau dùng `SEMANTIC_SIMILARITY`.',
    },
    {
      en: 'Google reports no usage here, so the gateway counts the tokens itself. Only input is charged.',
      vi: 'Google không báo số token ở đây nên cổng tự đếm. Chỉ tính tiền đầu vào.',
    },
  ],
  seeAlso: ['chatgpt-embeddings/create-embedding'],
});
