import { opencode } from '../../clients/opencode.ts';
import { guide } from '../../guide.ts';
import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
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

const model = 'qwen3-vl-plus';
const other = 'claude-sonnet-4-5';

export default page({
  section: 'tools',
  slug: 'opencode',
  rows: opencode.rows,
  title: { en: 'How to set up opencode', vi: 'Hướng dẫn cấu hình opencode' },
  intro: {
    en: 'opencode is an open assistant for the terminal: it reads and changes the files of a project and runs commands. Here it speaks OpenAI’s chat format, and with this gateway as a provider it works with models of every maker.',
    vi: 'opencode là trợ lý lập trình mã nguồn mở chạy trong terminal: đọc, sửa tệp của dự án và chạy lệnh. Ở đây opencode dùng định dạng trò chuyện của OpenAI; khi khai báo cổng này làm nhà cung cấp, nó làm việc được với model của mọi hãng.',
  },
  guide: guide(opencode, model, {
    files: {
      '~/.config/opencode/opencode.json': {
        en: 'Give each model an entry of its own under `models`: opencode does not read the gateway’s list. `limit` and `modalities` are what its maker says of the model: the context and the longest answer in tokens, and whether it sees pictures.',
        vi: 'Mỗi model cần một mục riêng trong `models`: opencode không đọc danh sách model của cổng. `limit` và `modalities` ghi theo tài liệu của hãng: ngữ cảnh và độ dài câu trả lời tối đa tính bằng token, và model có đọc ảnh hay không.',
      },
    },
    ask: {
      en: 'The answer is printed and the program ends. The name of the model has the provider before it.',
      vi: 'Câu trả lời được in ra rồi chương trình kết thúc. Tên model có tên nhà cung cấp đứng trước.',
    },
    open: {
      en: 'Start it in the folder of your project. `/models` lists the models of the file.',
      vi: 'Chạy trong thư mục dự án của bạn. `/models` liệt kê các model khai báo trong tệp.',
    },
  }),
  examples: [
    isThere(model),
    {
      title: oneMessage(other),
      call: createChat,
      request: { model: other, messages: [{ role: 'user', content: question }] },
      expect: { reply: said.chat(other, 27) },
    },
  ],
  notes: [
    anyModel,
    {
      en: 'opencode shortens a conversation by the numbers in `limit`. With a `context` that is too large the model refuses long conversations; without `limit` nothing is shortened at all. A model without `"image"` under `modalities` is not shown pictures.',
      vi: 'opencode rút gọn hội thoại dựa vào các số trong `limit`. Nếu `context` quá lớn, model sẽ từ chối hội thoại dài; nếu thiếu `limit`, hội thoại không được rút gọn. Model không có `"image"` trong `modalities` sẽ không được gửi ảnh.',
    },
    suffixes,
    caches,
    testKeys,
  ],
  seeAlso: [
    'chatgpt-chat/create-chat-completion-streaming',
    'help-center/carried-between-formats',
    'help-center/thinking',
  ],
});
