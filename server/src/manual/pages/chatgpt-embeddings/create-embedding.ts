import { page } from '../../page.ts';
import { createEmbedding, embeddingList } from '../../samples/embeddings.ts';
import { numbers, text } from '../../shape.ts';

const input = 'The food was delicious and the waiter was friendly.';

export default page({
  section: 'chatgpt-embeddings',
  slug: 'create-embedding',
  rows: ['R031'],
  title: { en: 'Create Embedding', vi: 'Tạo vector nhúng (embedding)' },
  intro: {
    en: 'Turns texts into vectors for search, grouping and recommendation: texts with like meaning lie close together.',
    vi: 'Chuyển văn bản thành vector để tìm kiếm, phân nhóm, gợi ý: văn bản có nghĩa gần nhau thì vector nằm gần nhau.',
  },
  call: createEmbedding,
  examples: [
    {
      title: { en: 'One text, shortened to 8 numbers', vi: 'Một văn bản, rút gọn còn 8 số' },
      request: { model: 'text-embedding-3-large', input, dimensions: 8 },
      expect: {
        reply: embeddingList(
          'text-embedding-3-large',
          [numbers([0.1188, -0.5164, 0.0787, 0.0789, -0.65, -0.49, -0.4196, -0.2001])],
          11,
        ),
      },
    },
    {
      title: { en: 'As base64, as the official SDKs ask', vi: 'Dạng base64, như các SDK chính thức yêu cầu' },
      request: { model: 'text-embedding-3-large', input, dimensions: 8, encoding_format: 'base64' },
      expect: {
        reply: embeddingList(
          'text-embedding-3-large',
          [text('TWwevhg0BL/rPKE9X7ChPTJiJr/v8Xq+bNfVvsPhTL4=', /^[A-Za-z0-9+/]{43}=$/)],
          11,
        ),
      },
    },
  ],
  notes: [
    {
      en: 'Send up to 2,048 texts in one call as a list; that is faster than one call each.',
      vi: 'Có thể gửi tối đa 2.048 văn bản trong một lần gọi dưới dạng danh sách, nhanh hơn gọi từng văn bản.',
    },
    {
      en: 'Vectors of different models or lengths cannot be compared with each other.',
      vi: 'Không thể so sánh vector của các model khác nhau hoặc có độ dài khác nhau.',
    },
    { en: 'Only input is charged.', vi: 'Chỉ tính tiền token đầu vào.' },
  ],
  seeAlso: ['chatgpt-embeddings/embedding-object'],
});
