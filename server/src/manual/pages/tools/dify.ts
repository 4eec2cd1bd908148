import { dify } from '../../clients/dify.ts';
import { page } from '../../page.ts';
import { completion, createChat, wordsStream } from '../../samples/chat.ts';
import { createEmbedding, embeddingList } from '../../samples/embeddings.ts';
import { inDocker, ownAddress, settingsOf } from '../../samples/tool-settings.ts';
import { anyModel, question, testKeys } from '../../samples/tools.ts';
import { isList, Varying } from '../../shape.ts';

const { model } = dify;

/** A vector, of which the first numbers are shown. */
const vector = (sample: readonly number[]): Varying =>
  new Varying(sample, (value, where) =>
    isList(value) && value.length >= sample.length && value.every(Number.isFinite)
      ? []
      : [`${where} is no vector`],
  );

const score = (sample: number): Varying =>
  new Varying(sample, (value, where) =>
    typeof value === 'number' && value >= 0 && value <= 1 ? [] : [`${where} is ${String(value)}, not 0 to 1`],
  );

export default page({
  section: 'tools',
  slug: 'dify',
  rows: ['R288'],
  title: { en: 'How to use it with Dify', vi: 'Hướng dẫn sử dụng với Dify' },
  intro: {
    en: 'Dify builds assistants and workflows with models, and answers from your own documents. Its plugin “OpenAI-API-compatible” takes an address of your own: chat models, embeddings and reranking of this gateway come in through it, one entry for each model.',
    vi: 'Dify giúp xây dựng trợ lý và quy trình làm việc với model, có thể trả lời dựa trên tài liệu của bạn. Plugin “OpenAI-API-compatible” của Dify cho phép đặt địa chỉ riêng: qua đó bạn thêm model trò chuyện, vector nhúng và xếp hạng lại của cổng này, mỗi model một mục.',
  },
  examples: [
    {
      title: {
        en: 'What Dify sends when you save a chat model: five tokens',
        vi: 'Cuộc gọi Dify gửi khi bạn lưu một model trò chuyện: năm token',
      },
      call: createChat,
      request: { model, messages: [{ role: 'user', content: 'ping' }], stream: false, max_tokens: 5 },
      expect: {
        reply: completion(model, [{ message: { content: 'You said: “ping' }, finish: 'length' }], {
          input: 7,
          output: 5,
        }),
      },
    },
    {
      title: { en: 'A conversation: streamed, with usage', vi: 'Khi trò chuyện: dạng stream, kèm số token' },
      call: createChat,
      request: {
        model,
        messages: [{ role: 'user', content: question }],
        stream: true,
        stream_options: { include_usage: true },
        user: 'abc-123',
      },
      expect: { stream: wordsStream(model, { input: 12, output: 25 }) },
    },
    {
      title: {
        en: 'The knowledge base: pieces of documents become vectors',
        vi: 'Kho tri thức: các đoạn tài liệu được chuyển thành vector',
      },
      call: createEmbedding,
      request: {
        model: 'text-embedding-3-small',
        input: ['We open at eight.', 'Delivery takes two days.'],
        encoding_format: 'float',
      },
      expect: {
        reply: embeddingList(
          'text-embedding-3-small',
          [vector([0.0351, -0.0116, 0.0279]), vector([0.0184, 0.0473, -0.0205])],
          10,
        ),
      },
    },
    {
      title: {
        en: 'The best pieces first: a rerank model',
        vi: 'Đưa đoạn phù hợp nhất lên đầu: model xếp hạng lại',
      },
      call: { dialect: 'rerank-api', method: 'POST', route: '/v1/rerank' },
      request: {
        model: 'jina-reranker-v3',
        query: 'When are you open?',
        documents: ['We open at eight.', 'Delivery takes two days.'],
        top_n: 2,
      },
      expect: {
        reply: {
          model: 'jina-reranker-v3',
          object: 'list',
          usage: { total_tokens: 20 },
          results: [
            { index: 0, relevance_score: score(0.279) },
            { index: 1, relevance_score: score(0.005) },
          ],
        },
      },
    },
  ],
  tables: [
    {
      title: { en: 'Step by step', vi: 'Các bước thực hiện' },
      columns: [
        { en: 'Step', vi: 'Bước' },
        { en: 'What to do', vi: 'Cách làm' },
      ],
      rows: [
        [
          '1',
          {
            en: 'In Dify open Settings → Model Provider and install “OpenAI-API-compatible”.',
            vi: 'Trong Dify, mở Settings → Model Provider và cài “OpenAI-API-compatible”.',
          },
        ],
        [
          '2',
          {
            en: 'On its card choose “Add Model” and fill in the form as below. Save: Dify makes the first call of this page.',
            vi: 'Trên thẻ của plugin, chọn “Add Model” rồi điền biểu mẫu như bảng dưới. Khi lưu, Dify gửi cuộc gọi đầu tiên trên trang này.',
          },
        ],
        [
          '3',
          {
            en: 'Do the same for one embedding model and, if you like, one rerank model.',
            vi: 'Làm tương tự cho một model vector nhúng và, nếu muốn, một model xếp hạng lại.',
          },
        ],
        [
          '4',
          {
            en: 'Under “System Model Settings” choose which of them Dify takes when nothing else is said.',
            vi: 'Ở “System Model Settings”, chọn model mặc định cho từng loại.',
          },
        ],
      ],
    },
    ...dify.steps.map((step) => settingsOf(dify, step)),
  ],
  notes: [
    {
      en: '“Credentials validation failed with status code …” repeats our status: 401 the key is wrong, 402 the balance is too low, 403 the key or its group has not this model, 404 `/v1` is missing or the name is wrong, 503 no channel serves it.',
      vi: '“Credentials validation failed with status code …” hiển thị mã trạng thái của cổng: 401 là sai khóa, 402 là số dư không đủ, 403 là khóa hoặc nhóm không có model này, 404 là thiếu `/v1` hoặc sai tên model, 503 là không kênh nào phục vụ.',
    },
    {
      en: 'Vectors of different models cannot be compared. Who changes the embedding model of a knowledge base has it computed anew.',
      vi: 'Không thể so sánh vector của các model khác nhau. Nếu đổi model vector nhúng của kho tri thức, phải tạo lại toàn bộ vector.',
    },
    {
      en: 'The plugins for OpenAI, Anthropic and Gemini take an address too: `http://127.0.0.1:3000/v1` for OpenAI’s, `http://127.0.0.1:3000` for the others. They offer the models that they know; the plugin of this page takes any name.',
      vi: 'Các plugin OpenAI, Anthropic và Gemini cũng cho đặt địa chỉ: `http://127.0.0.1:3000/v1` với OpenAI, `http://127.0.0.1:3000` với hai plugin còn lại. Chúng chỉ có những model đã biết sẵn; plugin trên trang này nhận mọi tên model.',
    },
    inDocker,
    ownAddress,
    anyModel,
    testKeys,
  ],
  seeAlso: ['chatgpt-embeddings/create-embedding', 'rerank/reordering', 'help-center/http-status-codes'],
});
