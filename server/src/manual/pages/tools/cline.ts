import { cline } from '../../clients/cline.ts';
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

const model = 'deepseek-v4-pro';
const other = 'claude-sonnet-4-5';

export default page({
  section: 'tools',
  slug: 'cline',
  rows: cline.rows,
  title: { en: 'How to set up Cline', vi: 'Hướng dẫn cấu hình Cline' },
  intro: {
    en: 'Cline is an open assistant for programmers, as a program for the terminal and as an extension of VS Code. Its provider “OpenAI Compatible” speaks OpenAI’s chat format, and with this gateway it works with models of every maker.',
    vi: 'Cline là trợ lý lập trình mã nguồn mở, có bản chạy trong terminal và bản tiện ích cho VS Code. Nhà cung cấp “OpenAI Compatible” của Cline dùng định dạng trò chuyện của OpenAI; qua cổng này, nó làm việc được với model của mọi hãng.',
  },
  guide: guide(cline, model, {
    prepare: {
      en: 'Cline keeps these values in its own folder. The line with your key stays in the history of the shell: delete it there, or run `cline auth` alone and answer its questions.',
      vi: 'Cline lưu các giá trị này trong thư mục riêng. Dòng lệnh chứa khóa sẽ nằm lại trong lịch sử của shell: hãy xóa nó, hoặc chỉ chạy `cline auth` rồi trả lời các câu hỏi.',
    },
    ask: {
      en: 'The answer is printed and the program ends.',
      vi: 'Câu trả lời được in ra rồi chương trình kết thúc.',
    },
    open: {
      en: 'Start it in the folder of your project.',
      vi: 'Chạy trong thư mục dự án của bạn.',
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
  tables: [
    {
      title: { en: 'The same in VS Code', vi: 'Cấu hình tương ứng trong VS Code' },
      columns: [
        { en: 'Field in Cline’s settings', vi: 'Mục trong phần cài đặt của Cline' },
        { en: 'Value', vi: 'Giá trị' },
      ],
      rows: [
        ['API Provider', '`OpenAI Compatible`'],
        [
          'Base URL',
          { en: 'address of this gateway and `/v1`', vi: 'địa chỉ của cổng này, kèm `/v1` ở cuối' },
        ],
        ['API Key', { en: 'your key', vi: 'khóa của bạn' }],
        ['Model ID', { en: 'a name of `GET /v1/models`', vi: 'một tên trong `GET /v1/models`' }],
        [
          'Model Configuration',
          {
            en: 'size of the context, longest answer, whether the model sees pictures, as its maker says',
            vi: 'kích thước ngữ cảnh, độ dài câu trả lời tối đa, có đọc ảnh hay không, theo tài liệu của hãng',
          },
        ],
      ],
    },
  ],
  notes: [
    anyModel,
    {
      en: 'Cline does not know the size of the context of a name of your own choice. In VS Code give it under “Model Configuration”; without it long conversations may be refused by the model before Cline shortens them.',
      vi: 'Cline không biết kích thước ngữ cảnh của tên model do bạn tự nhập. Trong VS Code, hãy khai báo ở “Model Configuration”; nếu không, hội thoại dài có thể bị model từ chối trước khi Cline kịp rút gọn.',
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
