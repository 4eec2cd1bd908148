import { lobechat } from '../../clients/lobechat.ts';
import { page } from '../../page.ts';
import { createChat, wordsStream } from '../../samples/chat.ts';
import { priceList } from '../../samples/groups.ts';
import { modelList } from '../../samples/model.ts';
import { system } from '../../samples/system.ts';
import { inDocker, ownAddress, settingsOf } from '../../samples/tool-settings.ts';
import { anyModel, question, testKeys } from '../../samples/tools.ts';

const { model } = lobechat;

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
  tables: lobechat.steps.map((step) => settingsOf(lobechat, step)),
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
