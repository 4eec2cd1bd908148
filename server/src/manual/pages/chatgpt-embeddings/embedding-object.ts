import { page } from '../../page.ts';
import { createEmbedding, embeddingList } from '../../samples/embeddings.ts';
import { numbers } from '../../shape.ts';

export default page({
  section: 'chatgpt-embeddings',
  slug: 'embedding-object',
  rows: ['R030'],
  title: { en: 'Embedding object', vi: 'Đối tượng embedding' },
  intro: {
    en: 'What `POST /v1/embeddings` answers: a list with one vector for each text.',
    vi: 'Nội dung trả về của `POST /v1/embeddings`: một danh sách, mỗi văn bản ứng với một vector.',
  },
  call: createEmbedding,
  examples: [
    {
      title: { en: 'A call that gives two of them', vi: 'Cuộc gọi trả về hai đối tượng' },
      request: {
        model: 'text-embedding-3-small',
        input: ['apple', 'orange'],
        dimensions: 4,
        encoding_format: 'float',
      },
      expect: {
        reply: embeddingList(
          'text-embedding-3-small',
          [numbers([0.0231, -0.5418, 0.8329, 0.1107]), numbers([0.1952, -0.3307, 0.8841, 0.2713])],
          2,
        ),
      },
    },
  ],
  object: {
    at: [],
    fields: [
      { name: 'object', type: 'string', text: { en: 'Always `list`.', vi: 'Luôn là `list`.' } },
      {
        name: 'data',
        type: 'array',
        text: {
          en: 'One item for each text, in their order.',
          vi: 'Mỗi văn bản một phần tử, theo đúng thứ tự gửi lên.',
        },
      },
      {
        name: 'data[].object',
        type: 'string',
        text: { en: 'Always `embedding`.', vi: 'Luôn là `embedding`.' },
      },
      {
        name: 'data[].index',
        type: 'integer',
        text: { en: 'Which text it belongs to, from 0.', vi: 'Thuộc văn bản thứ mấy, đếm từ 0.' },
      },
      {
        name: 'data[].embedding',
        type: 'array of number | string',
        text: {
          en: 'The vector. With `encoding_format: "base64"` a string: the numbers as little-endian float32 bytes in base64.',
          vi: 'Vector. Với `encoding_format: "base64"` là một chuỗi: các số float32 (little-endian) mã hóa base64.',
        },
      },
      { name: 'model', type: 'string', text: { en: 'The model that made it.', vi: 'Model đã tạo vector.' } },
      {
        name: 'usage',
        type: 'object',
        text: {
          en: 'What was used; the charge is made from it.',
          vi: 'Lượng đã dùng; chi phí được tính từ đây.',
        },
      },
      {
        name: 'usage.prompt_tokens',
        type: 'integer',
        text: { en: 'Tokens of all texts.', vi: 'Số token của mọi văn bản.' },
      },
      {
        name: 'usage.total_tokens',
        type: 'integer',
        text: { en: 'The same: there is no output.', vi: 'Bằng số trên, vì không có đầu ra.' },
      },
    ],
  },
  seeAlso: ['chatgpt-embeddings/create-embedding'],
});
