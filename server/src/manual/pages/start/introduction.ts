import { page } from '../../page.ts';
import { completion, createChat } from '../../samples/chat.ts';
import { modelList } from '../../samples/model.ts';
import { question, said } from '../../samples/tools.ts';
import { text } from '../../shape.ts';

const model = 'gpt-4o-mini';
const other = 'claude-sonnet-4-5';

export default page({
  section: 'start',
  slug: 'introduction',
  rows: ['R001'],
  title: { en: 'Introduction', vi: 'Giới thiệu' },
  intro: {
    en: 'This gateway stands in front of the models of many makers. You need one address and one key: with them you reach chat, pictures, films, music, speech, embeddings and reranking, each in the format that your program already speaks. What every call used and cost is measured and shown.',
    vi: 'Cổng này đứng trước model của nhiều hãng. Bạn chỉ cần một địa chỉ và một khóa để dùng trò chuyện, hình ảnh, video, nhạc, giọng nói, vector nhúng và xếp hạng lại, theo đúng định dạng mà chương trình của bạn đang dùng. Lượng sử dụng và chi phí của từng cuộc gọi đều được đo và hiển thị.',
  },
  examples: [
    {
      title: { en: 'Which models are there', vi: 'Xem có những model nào' },
      call: { dialect: 'openai-chat', method: 'GET', route: '/v1/models' },
      expect: { reply: modelList },
    },
    {
      title: { en: 'One question to one model', vi: 'Hỏi một model' },
      call: createChat,
      request: { model, messages: [{ role: 'user', content: question }] },
      expect: {
        headers: { 'x-key4u-cost': text('0.0000168', /^0\.\d+$/) },
        reply: completion(
          model,
          [{ message: { content: `You said: “${question}”. This is a simulated answer of ${model}.` } }],
          { input: 12, output: 25 },
        ),
      },
    },
    {
      title: {
        en: 'The same call to a model of another maker: only the name changes',
        vi: 'Cùng cuộc gọi đó tới model của hãng khác: chỉ đổi tên model',
      },
      call: createChat,
      request: { model: other, messages: [{ role: 'user', content: question }] },
      expect: { reply: said.chat(other, 27) },
    },
  ],
  tables: [
    {
      title: { en: 'The address for each kind of client', vi: 'Địa chỉ cho từng loại chương trình' },
      columns: [
        { en: 'Your program speaks', vi: 'Chương trình của bạn dùng' },
        { en: 'It was written for', vi: 'Vốn viết cho' },
        { en: 'Address to give it here', vi: 'Địa chỉ cần điền' },
      ],
      rows: [
        [
          {
            en: 'OpenAI (chat, Responses, pictures, audio, embeddings)',
            vi: 'OpenAI (trò chuyện, Responses, ảnh, âm thanh, vector nhúng)',
          },
          '`https://api.openai.com/v1`',
          '`http://127.0.0.1:3000/v1`',
        ],
        ['Anthropic (Claude)', '`https://api.anthropic.com`', '`http://127.0.0.1:3000`'],
        ['Google Gemini', '`https://generativelanguage.googleapis.com`', '`http://127.0.0.1:3000`'],
        ['Replicate', '`https://api.replicate.com`', '`http://127.0.0.1:3000/replicate`'],
        ['fal.ai', '`https://queue.fal.run`', '`http://127.0.0.1:3000`'],
        [
          {
            en: 'Midjourney, Suno, Kling, Luma, Runway and others',
            vi: 'Midjourney, Suno, Kling, Luma, Runway và các hãng khác',
          },
          { en: 'see the page of each', vi: 'xem trang của từng hãng' },
          {
            en: '`http://127.0.0.1:3000` and the path that the page shows',
            vi: '`http://127.0.0.1:3000` và đường dẫn ghi trên trang đó',
          },
        ],
      ],
    },
  ],
  notes: [
    {
      en: '`http://127.0.0.1:3000` is a gateway on your own computer. In place of it put the address that the operator of your gateway gives you.',
      vi: '`http://127.0.0.1:3000` là cổng chạy trên chính máy của bạn. Hãy thay bằng địa chỉ do đơn vị vận hành cổng cung cấp.',
    },
    {
      en: 'Any chat model can be asked in any of the chat formats: where the formats differ the call is converted, with its tools, pictures and thoughts.',
      vi: 'Model trò chuyện nào cũng gọi được bằng bất kỳ định dạng trò chuyện nào: nếu định dạng khác nhau, cuộc gọi được chuyển đổi, kèm công cụ, hình ảnh và phần suy luận.',
    },
    {
      en: 'Each key may have a limit of its own, an end date, a list of models, a list of addresses and a group. Make one for each program: then you can see, limit and withdraw each alone.',
      vi: 'Mỗi khóa có thể có hạn mức, ngày hết hạn, danh sách model, danh sách địa chỉ IP và nhóm riêng. Hãy tạo một khóa cho mỗi chương trình để theo dõi, giới hạn và thu hồi riêng từng khóa.',
    },
    {
      en: 'A call that gave you nothing costs nothing, and a balance cannot go below zero: a call that may cost more than you have is refused before it is sent.',
      vi: 'Cuộc gọi không cho kết quả thì không tính tiền. Số dư không thể âm: cuộc gọi có thể tốn nhiều hơn số tiền còn lại sẽ bị từ chối trước khi gửi đi.',
    },
    {
      en: 'The header `x-key4u-cost` of an answer is its price in USD; for streams and older calls see `GET /api/log/self` with your access token.',
      vi: 'Header `x-key4u-cost` trong câu trả lời là giá tính bằng USD; với stream và các cuộc gọi trước đó, hãy xem `GET /api/log/self` bằng access token của bạn.',
    },
    {
      en: 'Keys that begin with `sk-test-` answer every call of this manual from simulators and spend nothing.',
      vi: 'Khóa bắt đầu bằng `sk-test-` dùng được cho mọi cuộc gọi trong tài liệu này: bộ mô phỏng sẽ trả lời và bạn không mất tiền.',
    },
  ],
  seeAlso: [
    'start/quick-start',
    'start/groups-and-prices',
    'help-center/carried-between-formats',
    'help-center/test-keys',
  ],
});
