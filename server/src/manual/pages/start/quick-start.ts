import { page } from '../../page.ts';
import { completion, createChat, wordsStream } from '../../samples/chat.ts';
import { accessTokenNote, enveloped, system, tokenObject } from '../../samples/system.ts';
import { isThere, question } from '../../samples/tools.ts';
import { text } from '../../shape.ts';

const model = 'gpt-4o-mini';
const messages = [{ role: 'user', content: question }];

export default page({
  section: 'start',
  slug: 'quick-start',
  rows: ['R003'],
  title: { en: 'Quick start with the API', vi: 'Bắt đầu nhanh với API' },
  intro: {
    en: 'Three things make a call: an address, a key and the name of a model. The examples go from a key to a streamed answer; each can be copied into a terminal as it stands. With a test key all of it is free.',
    vi: 'Một cuộc gọi cần ba thứ: địa chỉ, khóa và tên model. Các ví dụ dưới đây đi từ tạo khóa đến nhận câu trả lời dạng stream; ví dụ nào cũng có thể chép nguyên vào terminal để chạy. Dùng khóa thử nghiệm thì tất cả đều miễn phí.',
  },
  examples: [
    {
      title: {
        en: '1. Make a key; a test key to begin with',
        vi: '1. Tạo khóa; trước hết là khóa thử nghiệm',
      },
      call: system('POST', '/api/token'),
      request: { name: 'first steps', mode: 'test', unlimited_quota: true, expired_time: -1 },
      expect: {
        reply: enveloped(
          tokenObject({
            key: text('test-sCB6CTCAWsjuDIm2DtOMyRnHiMVU12bqXBjdGjrd', /^test-[0-9A-Za-z]{40}$/),
            name: 'first steps',
            remain_quota: 0,
            unlimited_quota: true,
            mode: 'test',
            used_quota: 0,
          }),
        ),
      },
    },
    { ...isThere(model), title: { en: '2. Is the model there?', vi: '2. Kiểm tra có model này không' } },
    {
      title: { en: '3. The first call', vi: '3. Cuộc gọi đầu tiên' },
      call: createChat,
      request: { model, messages },
      expect: {
        headers: {
          'x-key4u-cost': text('0.0000168', /^0\.\d+$/),
          'x-request-id': text('req_01m82z82bj8x8aefgbh66wa9t4', /^req_\w+$/),
        },
        reply: completion(
          model,
          [{ message: { content: `You said: “${question}”. This is a simulated answer of ${model}.` } }],
          { input: 12, output: 25 },
        ),
      },
    },
    {
      title: {
        en: '4. The same as a stream: words as they come',
        vi: '4. Cũng cuộc gọi đó dạng stream: nhận từng chữ ngay khi có',
      },
      call: createChat,
      request: { model, messages, stream: true, stream_options: { include_usage: true } },
      expect: { stream: wordsStream(model, { input: 12, output: 25 }) },
    },
    {
      title: { en: '5. What a wrong key looks like', vi: '5. Khi khóa sai' },
      call: createChat,
      credential: 'sk-this-key-does-not-exist',
      request: { model, messages },
      expect: {
        status: 401,
        reply: {
          error: {
            message: text(
              'this API key is not known here; check it for missing characters, or create a new one (request id: req_01m82z82bj8x8aefgbh66wa9t4)',
              /\(request id: req_\w+\)$/,
            ),
            type: 'invalid_request_error',
            param: null,
            code: 'invalid_api_key',
          },
        },
      },
    },
  ],
  tables: [
    {
      title: { en: 'In the official SDKs', vi: 'Với các SDK chính thức' },
      columns: ['SDK', { en: 'What to write', vi: 'Cách viết' }],
      rows: [
        [
          'openai, Python',
          '`OpenAI(base_url="http://127.0.0.1:3000/v1", api_key=os.environ["KEY4U_API_KEY"])`',
        ],
        [
          'openai, Node.js',
          "`new OpenAI({ baseURL: 'http://127.0.0.1:3000/v1', apiKey: process.env.KEY4U_API_KEY })`",
        ],
        [
          'anthropic, Python',
          '`Anthropic(base_url="http://127.0.0.1:3000", api_key=os.environ["KEY4U_API_KEY"])`',
        ],
        [
          'google-genai, Python',
          '`genai.Client(api_key=os.environ["KEY4U_API_KEY"], http_options={"base_url": "http://127.0.0.1:3000"})`',
        ],
      ],
    },
  ],
  notes: [
    {
      en: 'Set the key once in your terminal: `export KEY4U_API_KEY=sk-…`; in Windows PowerShell `$env:KEY4U_API_KEY = "sk-…"`. Put no key into source code, and none into a page that a browser loads.',
      vi: 'Đặt khóa một lần trong terminal: `export KEY4U_API_KEY=sk-…`; với Windows PowerShell là `$env:KEY4U_API_KEY = "sk-…"`. Đừng ghi khóa vào mã nguồn hoặc vào trang web chạy trên trình duyệt.',
    },
    {
      en: 'The answer to the first example holds `key` without its beginning: your key is `sk-` and what stands there. It is shown whole only once.',
      vi: 'Kết quả của ví dụ đầu chứa `key` không kèm phần đầu: khóa của bạn là `sk-` nối với giá trị đó. Khóa đầy đủ chỉ hiện một lần.',
    },
    {
      en: 'For real answers make a key without `"mode": "test"`. It asks the channels of the operator and is paid from your balance.',
      vi: 'Để nhận câu trả lời thật, hãy tạo khóa không có `"mode": "test"`. Khóa đó gọi các kênh của đơn vị vận hành và trừ vào số dư của bạn.',
    },
    {
      en: 'A gateway that was just installed prints an access token, a live key and a test key at its first start: with those begin at the second example.',
      vi: 'Cổng vừa cài đặt sẽ in ra access token, một khóa thật và một khóa thử nghiệm trong lần khởi động đầu tiên: nếu đã có chúng, hãy bắt đầu từ ví dụ thứ hai.',
    },
    {
      en: 'A 404 mostly means that `/v1` is missing in the address, or stands there twice; then that the model’s name is not one of `GET /v1/models`.',
      vi: 'Mã 404 thường do địa chỉ thiếu `/v1` hoặc bị lặp hai lần; tiếp đến là do tên model không có trong `GET /v1/models`.',
    },
    accessTokenNote,
  ],
  seeAlso: [
    'chatgpt-chat/create-chat-completion',
    'chatgpt-chat/create-chat-completion-streaming',
    'system-api/add-token',
    'help-center/test-keys',
    'help-center/http-status-codes',
  ],
});
