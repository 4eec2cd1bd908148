import { page } from '../../page.ts';
import { completion, createChat, wordsStream } from '../../samples/chat.ts';
import { modelList } from '../../samples/model.ts';
import { ownAddress, settings, withoutUsage, yourKey } from '../../samples/tool-settings.ts';
import { question } from '../../samples/tools.ts';

const model = 'gpt-4o-mini';

/** What an extension is, to a server. */
const origin = { origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop' };
const open = { 'access-control-allow-origin': '*' };

export default page({
  section: 'tools',
  slug: 'chatgpt-sidebar',
  rows: ['R292'],
  title: {
    en: 'Use in the browser extension ChatGPT Sidebar',
    vi: 'Sử dụng trong tiện ích trình duyệt ChatGPT Sidebar',
  },
  intro: {
    en: 'ChatGPT Sidebar puts a chat beside the page that you read: it summarises, translates and explains what you mark. With a key and an address of your own it asks this gateway. The same settings serve other extensions that take a key of OpenAI’s form and an address.',
    vi: 'ChatGPT Sidebar mở khung trò chuyện bên cạnh trang bạn đang đọc: tóm tắt, dịch và giải thích phần bạn bôi đen. Khi đặt khóa và địa chỉ riêng, tiện ích sẽ hỏi qua cổng này. Cách cấu hình này cũng dùng được cho các tiện ích khác cho phép nhập khóa kiểu OpenAI và địa chỉ.',
  },
  examples: [
    {
      title: {
        en: 'What an extension asks: a stream, from the browser itself',
        vi: 'Cuộc gọi của tiện ích: dạng stream, gửi thẳng từ trình duyệt',
      },
      call: createChat,
      headers: origin,
      request: { model, messages: [{ role: 'user', content: question }], stream: true },
      expect: {
        headers: open,
        stream: withoutUsage(wordsStream(model, { input: 12, output: 25 })),
      },
    },
    {
      title: { en: 'The same in one piece', vi: 'Cũng cuộc gọi đó, trả lời một lần' },
      call: createChat,
      headers: origin,
      request: { model, messages: [{ role: 'user', content: question }] },
      expect: {
        headers: open,
        reply: completion(
          model,
          [{ message: { content: `You said: “${question}”. This is a simulated answer of ${model}.` } }],
          { input: 12, output: 25 },
        ),
      },
    },
    {
      title: { en: 'The list of models', vi: 'Danh sách model' },
      call: { dialect: 'openai-chat', method: 'GET', route: '/v1/models' },
      headers: origin,
      expect: { headers: open, reply: modelList },
    },
  ],
  tables: [
    settings({ en: 'In the settings of the extension', vi: 'Trong phần cài đặt của tiện ích' }, [
      [
        { en: 'Service or provider', vi: 'Dịch vụ hoặc nhà cung cấp' },
        { en: 'your own API key (OpenAI)', vi: 'dùng khóa API của riêng bạn (OpenAI)' },
      ],
      ['API Key', yourKey],
      [
        'API URL',
        {
          en: '`http://127.0.0.1:3000`, without a path: the extension adds `/v1/chat/completions`',
          vi: '`http://127.0.0.1:3000`, không kèm đường dẫn: tiện ích tự thêm `/v1/chat/completions`',
        },
      ],
      [
        { en: 'Model', vi: 'Model' },
        {
          en: '`gpt-4o-mini`, or another name of `GET /v1/models` if it lets you write one',
          vi: '`gpt-4o-mini`, hoặc tên khác trong `GET /v1/models` nếu tiện ích cho nhập tên',
        },
      ],
    ]),
    {
      title: {
        en: 'If other extensions ask for more or less',
        vi: 'Nếu tiện ích khác yêu cầu dạng địa chỉ khác',
      },
      columns: [
        { en: 'The field shows as an example', vi: 'Ví dụ ghi sẵn trong ô' },
        { en: 'Write', vi: 'Hãy điền' },
      ],
      rows: [
        ['`https://api.openai.com`', '`http://127.0.0.1:3000`'],
        ['`https://api.openai.com/v1`', '`http://127.0.0.1:3000/v1`'],
        ['`https://api.openai.com/v1/chat/completions`', '`http://127.0.0.1:3000/v1/chat/completions`'],
      ],
    },
  ],
  notes: [
    {
      en: 'The extension is closed and its form changes between versions; the names of the fields may differ from those here. It has to offer a field for the address: a version without one cannot ask this gateway.',
      vi: 'Tiện ích này không công khai mã nguồn và giao diện thay đổi theo phiên bản, nên tên các mục có thể khác với ở đây. Tiện ích phải có ô nhập địa chỉ; phiên bản không có ô này thì không dùng được với cổng.',
    },
    {
      en: 'An address that is written with `/v1` where none belongs works as well: a doubled `/v1/v1` is read as one.',
      vi: 'Lỡ điền thừa `/v1` vẫn dùng được: đường dẫn lặp `/v1/v1` được hiểu như một lần.',
    },
    {
      en: 'An extension keeps the key in the browser, and who wrote it could read it. Make a key for it alone, with a small limit and only the models that it needs.',
      vi: 'Tiện ích lưu khóa trong trình duyệt và tác giả của nó có thể đọc được. Hãy tạo khóa riêng cho tiện ích, đặt hạn mức nhỏ và chỉ cho phép những model cần dùng.',
    },
    {
      en: 'The gateway lets every page call it (`Access-Control-Allow-Origin: *`); without a key that gives nothing. If an extension says “Failed to fetch”, a proxy in front of the gateway answers `OPTIONS` itself, or the address is `http://` on another computer: use `https://` there.',
      vi: 'Cổng cho phép mọi trang gọi tới (`Access-Control-Allow-Origin: *`); không có khóa thì không lấy được gì. Nếu tiện ích báo “Failed to fetch”, có thể proxy phía trước cổng đã tự trả lời `OPTIONS`, hoặc địa chỉ là `http://` trên máy khác: khi đó hãy dùng `https://`.',
    },
    ownAddress,
  ],
  seeAlso: ['system-api/add-token', 'start/quick-start', 'tools/lobechat'],
});
