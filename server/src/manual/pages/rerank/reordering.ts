import { page } from '../../page.ts';
import { Varying } from '../../shape.ts';

/** Between 0 and 1, as the models of these examples give it. */
const score = (sample: number): Varying =>
  new Varying(sample, (value, where) =>
    typeof value === 'number' && value >= 0 && value <= 1 ? [] : [`${where} is ${String(value)}, not 0 to 1`],
  );

const query = 'What is a text ranking model?';
const documents = [
  'Rerankers sort texts by relevance.',
  'Bananas are yellow.',
  'A ranking model gives each text a score.',
];

export default page({
  section: 'rerank',
  slug: 'reordering',
  rows: ['R220'],
  title: { en: 'Reordering', vi: 'Sắp xếp lại (Rerank)' },
  intro: {
    en: 'Sorts documents by how well they answer a query. The usual second step of a search: the first finds a hundred candidates by their vectors, this one puts the best on top.',
    vi: 'Sắp xếp các văn bản theo mức độ phù hợp với câu hỏi. Đây thường là bước thứ hai của hệ thống tìm kiếm: bước đầu tìm khoảng một trăm ứng viên bằng vector, bước này đưa kết quả tốt nhất lên đầu.',
  },
  call: { dialect: 'rerank-api', method: 'POST', route: '/v1/rerank' },
  examples: [
    {
      title: { en: 'The best two of three', vi: 'Lấy hai kết quả tốt nhất trong ba' },
      request: { model: 'jina-reranker-v3', query, documents, top_n: 2, return_documents: true },
      expect: {
        reply: {
          model: 'jina-reranker-v3',
          object: 'list',
          usage: { total_tokens: 42 },
          results: [
            {
              index: 2,
              relevance_score: score(0.591),
              document: { text: 'A ranking model gives each text a score.' },
            },
            {
              index: 0,
              relevance_score: score(0.098),
              document: { text: 'Rerankers sort texts by relevance.' },
            },
          ],
        },
      },
    },
  ],
  object: {
    at: [],
    fields: [
      { name: 'model', type: 'string', text: { en: 'Which model ranked.', vi: 'Model đã xếp hạng.' } },
      { name: 'object', type: 'string', text: { en: 'Always `list`.', vi: 'Luôn là `list`.' } },
      {
        name: 'usage.total_tokens',
        type: 'integer',
        text: {
          en: 'Tokens that were read: the query once for each document.',
          vi: 'Số token đã đọc: câu hỏi được tính một lần cho mỗi văn bản.',
        },
      },
      { name: 'usage', type: 'object', text: { en: 'What is charged.', vi: 'Phần tính tiền.' } },
      {
        name: 'results',
        type: 'array of object',
        text: { en: 'The best first.', vi: 'Kết quả tốt nhất đứng đầu.' },
      },
      {
        name: 'results[].index',
        type: 'integer',
        text: {
          en: 'Place of the document in your list, from 0.',
          vi: 'Vị trí của văn bản trong danh sách gửi lên, đếm từ 0.',
        },
      },
      {
        name: 'results[].relevance_score',
        type: 'number',
        text: {
          en: 'How well it answers. Comparable within one call only.',
          vi: 'Mức độ phù hợp. Chỉ so sánh được trong cùng một lần gọi.',
        },
      },
      {
        name: 'results[].document',
        type: 'object, with return_documents',
        text: { en: 'The document itself.', vi: 'Chính văn bản đó.' },
      },
      {
        name: 'results[].document.text',
        type: 'string',
        text: { en: 'Its text.', vi: 'Nội dung văn bản.' },
      },
    ],
  },
  notes: [
    {
      en: 'Jina’s and Cohere’s models share this endpoint; each answers in its maker’s form. Cohere’s has `meta.billed_units` in place of `usage` and no `document`.',
      vi: 'Model của Jina và Cohere dùng chung endpoint này; mỗi bên trả kết quả theo định dạng riêng. Kết quả của Cohere có `meta.billed_units` thay cho `usage` và không có `document`.',
    },
    {
      en: 'Jina is charged by tokens, Cohere by searches: one for each 100 documents, where a long document counts as several.',
      vi: 'Jina tính theo token, Cohere tính theo lượt tìm kiếm: mỗi 100 văn bản là một lượt, văn bản dài được tính thành nhiều văn bản.',
    },
    {
      en: 'Clients of Jina take `/v1` of this gateway as their base URL, those of Cohere’s v1 API its bare address. `top_n: null`, which Dify sends, is taken as all.',
      vi: 'Ứng dụng dùng Jina đặt base URL là địa chỉ cổng kèm `/v1`; ứng dụng dùng API v1 của Cohere chỉ cần địa chỉ cổng. `top_n: null`, như Dify thường gửi, nghĩa là trả về tất cả.',
    },
    {
      en: '`qwen3-rerank` and other models of this form need a channel whose server has the endpoint; fields such as `instruct` pass as they are.',
      vi: '`qwen3-rerank` và các model cùng dạng cần một kênh có máy chủ hỗ trợ endpoint này; các trường như `instruct` được chuyển nguyên vẹn.',
    },
  ],
  seeAlso: ['chatgpt-embeddings/create-embedding'],
});
