import { aider } from '../../clients/aider.ts';
import { page } from '../../page.ts';
import { createChat, wordsStream } from '../../samples/chat.ts';
import { convertedStream } from '../../samples/converted-chat.ts';
import {
  commandsOf,
  convertedWithoutUsage,
  ownAddress,
  settingsOf,
  withoutUsage,
} from '../../samples/tool-settings.ts';
import { anyModel, caches, isThere, question, suffixes } from '../../samples/tools.ts';

const { model } = aider;
const other = 'claude-sonnet-4-5';

/** As Aider 0.86.2 asks. */
const asks = (name: string) => ({
  model: name,
  messages: [{ role: 'user', content: question }],
  stream: true,
  temperature: 0,
});

export default page({
  section: 'tools',
  slug: 'aider',
  rows: ['R290'],
  title: {
    en: 'Use with Aider (coding in the terminal)',
    vi: 'Sử dụng với Aider AI (lập trình trong terminal)',
  },
  intro: {
    en: 'Aider is an open programming assistant for the terminal: it edits the files of a Git repository and commits each change. It speaks OpenAI’s chat format to any address and works with models of every maker. This page was tried with version 0.86.2.',
    vi: 'Aider là trợ lý lập trình mã nguồn mở chạy trong terminal: sửa tệp trong kho Git và tự commit từng thay đổi. Aider dùng định dạng trò chuyện của OpenAI với bất kỳ địa chỉ nào, nên làm việc được với model của mọi hãng. Trang này đã được chạy thử với phiên bản 0.86.2.',
  },
  examples: [
    isThere(model),
    {
      title: { en: 'The call that Aider makes', vi: 'Cuộc gọi mà Aider gửi' },
      call: createChat,
      request: asks(model),
      expect: { stream: withoutUsage(wordsStream(model, { input: 12, output: 25 })) },
    },
    {
      title: {
        en: `The same to a model of another maker: \`${other}\``,
        vi: `Cũng cuộc gọi đó tới model của hãng khác: \`${other}\``,
      },
      call: createChat,
      request: asks(other),
      expect: { stream: convertedWithoutUsage(convertedStream(other, { input: 12, output: 27 })) },
    },
  ],
  tables: [commandsOf(aider), settingsOf(aider, aider.steps.at(-1))],
  notes: [
    {
      en: 'The prefix `openai/` says which format to speak, not whose model it is: `openai/claude-sonnet-4-5` is right. Without it Aider looks for the maker’s own service.',
      vi: 'Tiền tố `openai/` cho biết định dạng cần dùng, không phải hãng của model: viết `openai/claude-sonnet-4-5` là đúng. Thiếu tiền tố này, Aider sẽ gọi thẳng dịch vụ của hãng.',
    },
    {
      en: 'Keep the key in the environment or in `~/.env`, not in a file inside the repository, which may be committed.',
      vi: 'Hãy để khóa trong biến môi trường hoặc `~/.env`, đừng ghi vào tệp trong kho mã vì có thể bị commit.',
    },
    {
      en: 'Aider does not know context and price of a name of your own choice: write them into `.aider.model.metadata.json`, under the name with its prefix, with `max_input_tokens`, `max_output_tokens`, `input_cost_per_token`, `output_cost_per_token` and `"litellm_provider": "openai"`.',
      vi: 'Aider không biết kích thước ngữ cảnh và giá của tên model do bạn nhập: hãy khai báo trong `.aider.model.metadata.json`, dưới tên kèm tiền tố, với `max_input_tokens`, `max_output_tokens`, `input_cost_per_token`, `output_cost_per_token` và `"litellm_provider": "openai"`.',
    },
    {
      en: 'Aider changes files by text in its answers, not by functions, so models without functions work as well.',
      vi: 'Aider sửa tệp dựa trên văn bản trong câu trả lời chứ không gọi hàm, nên model không hỗ trợ gọi hàm vẫn dùng được.',
    },
    {
      en: 'A key that begins with `sk-test-` shows that the connection stands, and spends nothing; the simulated model changes no files.',
      vi: 'Khóa bắt đầu bằng `sk-test-` giúp kiểm tra kết nối mà không tốn tiền; model mô phỏng không sửa tệp nào.',
    },
    {
      en: 'Aider does not ask for the usage, so what it shows as tokens and cost is its own estimate. What was charged stands in `GET /api/log/self`.',
      vi: 'Aider không yêu cầu trả về số token, nên số token và chi phí nó hiển thị chỉ là ước tính. Số tiền thực tế nằm trong `GET /api/log/self`.',
    },
    ownAddress,
    anyModel,
    suffixes,
    caches,
  ],
  seeAlso: ['tools/cline', 'tools/opencode', 'help-center/thinking'],
});
