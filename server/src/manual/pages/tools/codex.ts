import { codex } from '../../clients/codex.ts';
import { guide } from '../../guide.ts';
import { page } from '../../page.ts';
import { createResponse } from '../../samples/responses.ts';
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

const model = 'gpt-5.5';
const other = 'claude-sonnet-4-5';

export default page({
  section: 'tools',
  slug: 'codex',
  rows: codex.rows,
  title: { en: 'How to set up Codex', vi: 'Hướng dẫn cấu hình Codex' },
  intro: {
    en: 'Codex is OpenAI’s assistant for the terminal: it reads and changes the files of a project and runs commands. It speaks the Responses format; with this gateway as its provider it works with models of every maker.',
    vi: 'Codex là trợ lý lập trình của OpenAI chạy trong terminal: đọc, sửa tệp của dự án và chạy lệnh. Codex dùng định dạng Responses; khi trỏ tới cổng này, nó làm việc được với model của mọi hãng.',
  },
  guide: guide(codex, model, {
    files: {
      '~/.codex/config.toml': {
        en: 'The first two lines must stand above every `[table]`. Codex reads the file when it starts; the `.codex/config.toml` of a project cannot choose the provider.',
        vi: 'Hai dòng đầu phải nằm trên mọi `[bảng]`. Codex chỉ đọc tệp khi khởi động; tệp `.codex/config.toml` của dự án không chọn được nhà cung cấp.',
      },
    },
    ask: {
      en: 'The lines above the answer must show `provider: key4u` and your model. Outside a Git repository add `--skip-git-repo-check` behind `exec`.',
      vi: 'Các dòng phía trên câu trả lời phải hiện `provider: key4u` và model của bạn. Nếu thư mục không phải là kho Git, hãy thêm `--skip-git-repo-check` sau `exec`.',
    },
    open: {
      en: 'Start it in the folder of your project. `/status` shows the model in use.',
      vi: 'Chạy trong thư mục dự án của bạn. `/status` cho biết model đang dùng.',
    },
  }),
  examples: [
    isThere(model),
    {
      title: oneMessage(other),
      call: createResponse,
      request: { model: other, input: question },
      expect: { reply: said.responses(other, 27) },
    },
  ],
  notes: [
    anyModel,
    {
      en: 'For names that it does not know Codex says “Model metadata for … not found” and goes on with cautious defaults. Nothing is broken. Give it the size of the model’s context in a line above the tables of `config.toml`: `model_context_window = 200000`; the warning stays.',
      vi: 'Với tên model lạ, Codex báo “Model metadata for … not found” rồi tiếp tục với thiết lập mặc định thận trọng. Đây không phải là lỗi. Hãy khai báo kích thước ngữ cảnh của model bằng một dòng phía trên các bảng trong `config.toml`: `model_context_window = 200000`; cảnh báo vẫn hiện.',
    },
    {
      en: '`wire_api = "responses"` is the only value that current versions take; `"chat"` ends with an error at the start. The ids `openai`, `ollama` and `lmstudio` are taken: keep `key4u`.',
      vi: '`wire_api = "responses"` là giá trị duy nhất mà các phiên bản hiện nay chấp nhận; `"chat"` gây lỗi ngay khi khởi động. Các id `openai`, `ollama` và `lmstudio` đã được dành riêng: hãy giữ `key4u`.',
    },
    suffixes,
    caches,
    testKeys,
  ],
  seeAlso: ['responses/create-model-response', 'help-center/carried-between-formats', 'help-center/thinking'],
});
