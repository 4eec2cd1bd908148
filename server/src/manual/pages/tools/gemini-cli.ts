import { geminiCli } from '../../clients/gemini-cli.ts';
import { guide } from '../../guide.ts';
import { page } from '../../page.ts';
import { generate } from '../../samples/gemini.ts';
import {
  anyModel,
  caches,
  isThere,
  oneMessage,
  question,
  said,
  suffixes,
  testKeys,
} from '../../samples/tools.ts';

const model = 'gemini-3.1-pro-preview';
const other = 'deepseek-v4-pro';

export default page({
  section: 'tools',
  slug: 'gemini-cli',
  rows: geminiCli.rows,
  title: { en: 'How to set up Gemini CLI', vi: 'Hướng dẫn cấu hình Gemini CLI' },
  intro: {
    en: 'Gemini CLI is Google’s assistant for the terminal: it reads and changes the files of a project and runs commands. It speaks Gemini’s own format; with this gateway as its base URL it works with models of every maker.',
    vi: 'Gemini CLI là trợ lý lập trình của Google chạy trong terminal: đọc, sửa tệp của dự án và chạy lệnh. Gemini CLI dùng định dạng gốc của Gemini; khi đặt base URL là cổng này, nó làm việc được với model của mọi hãng.',
  },
  guide: guide(geminiCli, model, {
    files: {
      '~/.gemini/settings.json': {
        en: 'It makes Gemini CLI log in with the key and not with a Google account.',
        vi: 'Dòng này khiến Gemini CLI đăng nhập bằng khóa thay vì tài khoản Google.',
      },
    },
    ask: {
      en: 'The answer is printed and the program ends. The base URL has no `/v1beta`, and must begin with `https://` unless it is on your own machine.',
      vi: 'Câu trả lời được in ra rồi chương trình kết thúc. Base URL không kèm `/v1beta` và phải bắt đầu bằng `https://`, trừ khi cổng chạy trên chính máy của bạn.',
    },
    open: {
      en: 'Start it in the folder of your project. `/about` shows the model and how you are logged in.',
      vi: 'Chạy trong thư mục dự án của bạn. `/about` cho biết model đang dùng và cách đăng nhập.',
    },
  }),
  examples: [
    isThere(model),
    {
      title: oneMessage(other),
      call: generate,
      params: { model: other },
      request: { contents: [{ role: 'user', parts: [{ text: question }] }] },
      expect: { reply: said.gemini(other, 25) },
    },
  ],
  notes: [
    anyModel,
    {
      en: 'Some work goes to Google’s models whatever `-m` says. `/compress`, which also runs by itself in long conversations, asks for `gemini-3-pro-preview` when it does not know your model; searching and reading the web ask for `gemini-3-flash-preview`. The gateway must have these names, or you name others in `settings.json`, beside `security`: `"modelConfigs": { "customAliases": { "chat-compression-default": { "modelConfig": { "model": "deepseek-v4-pro" } } } }`; the alias of the second is `gemini-3-flash-base`.',
      vi: 'Một số việc luôn dùng model của Google, bất kể `-m`. `/compress` (cũng tự chạy khi hội thoại dài) gọi `gemini-3-pro-preview` nếu không biết model của bạn; tìm kiếm và đọc trang web gọi `gemini-3-flash-preview`. Cổng phải có các tên này, hoặc bạn khai báo tên khác trong `settings.json`, cạnh `security`: `"modelConfigs": { "customAliases": { "chat-compression-default": { "modelConfig": { "model": "deepseek-v4-pro" } } } }`; bí danh của tên thứ hai là `gemini-3-flash-base`.',
    },
    {
      en: 'Going on with an old conversation (`--resume`) works with every maker but Google: version 0.61 then sends each result of a tool twice, which Google’s models refuse.',
      vi: 'Tiếp tục hội thoại cũ (`--resume`) dùng được với mọi hãng, trừ Google: khi đó phiên bản 0.61 gửi mỗi kết quả của công cụ hai lần và model của Google từ chối.',
    },
    suffixes,
    caches,
    testKeys,
  ],
  seeAlso: [
    'gemini-native/text-generation-stream',
    'help-center/carried-between-formats',
    'help-center/thinking',
  ],
});
