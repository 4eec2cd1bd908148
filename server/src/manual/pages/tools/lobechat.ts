import { page } from '../../page.ts';
import { createChat, wordsStream } from '../../samples/chat.ts';
import { priceList } from '../../samples/groups.ts';
import { modelList } from '../../samples/model.ts';
import { system } from '../../samples/system.ts';
import { inDocker, ownAddress, settings, yourKey } from '../../samples/tool-settings.ts';
import { anyModel, question, testKeys } from '../../samples/tools.ts';

const model = 'gpt-4o-mini';

export default page({
  section: 'tools',
  slug: 'lobechat',
  rows: ['R291'],
  title: { en: 'How to use LobeChat', vi: 'Hướng dẫn sử dụng LobeChat' },
  intro: {
    en: 'LobeChat (LobeHub) is an open chat application for the browser, on your own server or as a program for the desktop. Its provider “New API” is made for gateways of this kind: with one address and one key it speaks to each model in that model’s own format and fetches the list of models with their prices.',
    vi: 'LobeChat (LobeHub) là ứng dụng trò chuyện mã nguồn mở chạy trên trình duyệt, trên máy chủ riêng hoặc dưới dạng ứng dụng máy tính. Nhà cung cấp “New API” của LobeChat được làm cho loại cổng này: chỉ với một địa chỉ và một khóa, nó gọi từng model theo định dạng gốc của model đó và tự lấy danh sách model kèm giá.',
  },
  examples: [
    {
      title: {
        en: 'The button that fetches the models: their names …',
        vi: 'Nút lấy danh sách model: tên các model …',
      },
      call: { dialect: 'openai-chat', method: 'GET', route: '/v1/models' },
      expect: { reply: modelList },
    },
    {
      title: {
        en: '… and, with the provider “New API”, their prices; no credential is needed',
        vi: '… và giá, nếu dùng nhà cung cấp “New API”; không cần thông tin xác thực',
      },
      call: system('GET', '/api/pricing'),
      expect: { reply: priceList },
    },
    {
      title: { en: 'A conversation', vi: 'Khi trò chuyện' },
      call: createChat,
      request: {
        model,
        messages: [{ role: 'user', content: question }],
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: { stream: wordsStream(model, { input: 12, output: 25 }) },
    },
  ],
  tables: [
    settings(
      {
        en: 'In the application: Settings → AI Service Provider → New API',
        vi: 'Trong ứng dụng: Settings → AI Service Provider → New API',
      },
      [
        ['API Key', yourKey],
        ['API Proxy URL', '`http://127.0.0.1:3000`'],
        [
          { en: 'the button that fetches models', vi: 'nút lấy danh sách model' },
          {
            en: 'press it, then switch on the models that you want to see',
            vi: 'bấm vào, rồi bật những model muốn hiển thị',
          },
        ],
        [
          'Connectivity Check',
          {
            en: 'choose a model of your own list before you press “Check”: the one that stands there may not be here',
            vi: 'chọn một model trong danh sách của bạn trước khi bấm “Check”: model có sẵn ở đó có thể không có trên cổng này',
          },
        ],
      ],
    ),
    settings(
      {
        en: 'Or the providers that are there already: only the address differs',
        vi: 'Hoặc dùng các nhà cung cấp có sẵn: chỉ khác địa chỉ',
      },
      [
        [
          {
            en: 'OpenAI, or a custom provider of its kind',
            vi: 'OpenAI, hoặc nhà cung cấp tùy chỉnh cùng loại',
          },
          '`http://127.0.0.1:3000/v1`',
        ],
        ['Anthropic', '`http://127.0.0.1:3000`'],
        ['Google', '`http://127.0.0.1:3000`'],
      ],
    ),
    settings(
      {
        en: 'On a server of your own: variables of the LobeChat container',
        vi: 'Trên máy chủ riêng: biến môi trường của container LobeChat',
      },
      [
        ['`OPENAI_API_KEY`', yourKey],
        ['`OPENAI_PROXY_URL`', '`http://127.0.0.1:3000/v1`'],
        [
          '`OPENAI_MODEL_LIST`',
          {
            en: '`-all,+gpt-4o-mini,+deepseek-v4-pro=DeepSeek<128000:fc:reasoning>`: hide all, add these; between the angle brackets the context and what the model can do (`fc` calls functions, `vision` sees pictures)',
            vi: '`-all,+gpt-4o-mini,+deepseek-v4-pro=DeepSeek<128000:fc:reasoning>`: ẩn tất cả rồi thêm các model này; trong dấu ngoặc nhọn là kích thước ngữ cảnh và khả năng của model (`fc` là gọi hàm, `vision` là đọc ảnh)',
          },
        ],
        ['`ANTHROPIC_API_KEY`', yourKey],
        ['`ANTHROPIC_PROXY_URL`', '`http://127.0.0.1:3000`'],
        ['`GOOGLE_API_KEY`', yourKey],
        ['`GOOGLE_PROXY_URL`', '`http://127.0.0.1:3000`'],
      ],
    ),
  ],
  notes: [
    {
      en: 'An empty reply with OpenAI’s provider mostly means that `/v1` is missing; the other providers add their path themselves.',
      vi: 'Với nhà cung cấp OpenAI, câu trả lời rỗng thường là do thiếu `/v1`; các nhà cung cấp khác tự thêm đường dẫn.',
    },
    {
      en: 'With “Use Client Request Mode” the browser itself calls the gateway. That is allowed here, and the only way when the gateway runs on your computer and LobeChat elsewhere; a page of `https://` may call `http://` on `127.0.0.1` only, and the browser may ask you first.',
      vi: 'Khi bật “Use Client Request Mode”, trình duyệt gọi thẳng tới cổng. Cổng cho phép điều này, và đây là cách duy nhất khi cổng chạy trên máy của bạn còn LobeChat chạy ở nơi khác; trang `https://` chỉ được gọi `http://` tới `127.0.0.1`, và trình duyệt có thể hỏi bạn trước.',
    },
    {
      en: 'Variables put the key on the server for everybody who opens the page: set a password or a login there, or let each user enter a key of their own.',
      vi: 'Khai báo khóa bằng biến môi trường nghĩa là ai mở trang cũng dùng được khóa đó: hãy đặt mật khẩu hoặc đăng nhập, hoặc để mỗi người tự nhập khóa của mình.',
    },
    inDocker,
    ownAddress,
    anyModel,
    testKeys,
  ],
  seeAlso: ['chatgpt-chat/list-models', 'start/group-comparison', 'help-center/thinking'],
});
