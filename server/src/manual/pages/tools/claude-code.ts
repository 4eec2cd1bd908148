import { claudeCode } from '../../clients/claude-code.ts';
import { guide } from '../../guide.ts';
import { page } from '../../page.ts';
import { createMessage } from '../../samples/messages.ts';
import { anyModel, isThere, oneMessage, question, said, suffixes, testKeys } from '../../samples/tools.ts';

const model = 'claude-opus-5-5';
const other = 'gpt-5.1';

export default page({
  section: 'tools',
  slug: 'claude-code',
  rows: claudeCode.rows,
  title: { en: 'How to install and use Claude Code', vi: 'Hướng dẫn cài đặt và sử dụng Claude Code' },
  intro: {
    en: 'Claude Code is Anthropic’s assistant for the terminal: it reads and changes the files of a project and runs commands. It speaks the Messages format; with this gateway as its base URL it works with Claude and with models of every other maker.',
    vi: 'Claude Code là trợ lý lập trình của Anthropic chạy trong terminal: đọc, sửa tệp của dự án và chạy lệnh. Claude Code dùng định dạng Messages; khi đặt base URL là cổng này, nó làm việc được với Claude và model của mọi hãng khác.',
  },
  guide: guide(claudeCode, model, {
    files: {
      '~/.claude/settings.json': {
        en: 'The address has no `/v1`. Do not write the key into a project’s `.claude/settings.json`, which others see. A variable `ANTHROPIC_API_KEY` in your shell must be unset.',
        vi: 'Địa chỉ không kèm `/v1`. Đừng ghi khóa vào `.claude/settings.json` của dự án vì người khác sẽ thấy. Nếu shell đang có biến `ANTHROPIC_API_KEY`, hãy bỏ biến đó.',
      },
    },
    ask: {
      en: 'The answer is printed and the program ends.',
      vi: 'Câu trả lời được in ra rồi chương trình kết thúc.',
    },
    open: {
      en: 'Start it in the folder of your project. `/status` must show the address of the gateway and `ANTHROPIC_AUTH_TOKEN`.',
      vi: 'Chạy trong thư mục dự án của bạn. `/status` phải hiện địa chỉ của cổng và `ANTHROPIC_AUTH_TOKEN`.',
    },
  }),
  examples: [
    isThere(model),
    {
      title: oneMessage(other),
      call: createMessage,
      headers: { 'anthropic-version': '2023-06-01' },
      request: { model: other, max_tokens: 1000, messages: [{ role: 'user', content: question }] },
      expect: { reply: said.messages(other, 24) },
    },
  ],
  tables: [
    {
      title: { en: 'More lines for `env`', vi: 'Các dòng khác cho `env`' },
      columns: [
        { en: 'Name', vi: 'Tên' },
        { en: 'What it does', vi: 'Tác dụng' },
      ],
      rows: [
        [
          '`CLAUDE_CODE_MAX_CONTEXT_TOKENS`',
          {
            en: 'The real size of the context of a model that Claude Code does not know, for example `"128000"`.',
            vi: 'Kích thước ngữ cảnh thật của model mà Claude Code không biết, ví dụ `"128000"`.',
          },
        ],
        [
          '`CLAUDE_CODE_AUTO_COMPACT_WINDOW`',
          {
            en: 'From how many tokens on the conversation is summarised; also for names that it knows.',
            vi: 'Số token mà từ đó hội thoại được tóm tắt lại; dùng được cả với tên model đã biết.',
          },
        ],
        [
          '`ANTHROPIC_DEFAULT_OPUS_MODEL`, `ANTHROPIC_DEFAULT_SONNET_MODEL`',
          {
            en: 'What `/model opus` and `/model sonnet` stand for. Without them Claude’s own names are asked for.',
            vi: 'Model ứng với `/model opus` và `/model sonnet`. Nếu không đặt, tên gốc của Claude được dùng.',
          },
        ],
        [
          '`CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY`',
          {
            en: '`"1"`: `/model` lists the models of the gateway whose names hold `claude` or `anthropic`.',
            vi: '`"1"`: `/model` liệt kê các model của cổng có `claude` hoặc `anthropic` trong tên.',
          },
        ],
        [
          '`CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC`',
          {
            en: '`"1"`: no statistics and no search for updates.',
            vi: '`"1"`: không gửi số liệu thống kê và không kiểm tra bản cập nhật.',
          },
        ],
      ],
    },
  ],
  notes: [
    anyModel,
    {
      en: 'For names that it does not know Claude Code assumes a context of one million tokens and says so. A model with less then refuses long conversations before they are summarised: set `CLAUDE_CODE_MAX_CONTEXT_TOKENS`.',
      vi: 'Với tên model lạ, Claude Code giả định ngữ cảnh dài một triệu token và có thông báo điều này. Model có ngữ cảnh ngắn hơn sẽ từ chối hội thoại dài trước khi kịp tóm tắt: hãy đặt `CLAUDE_CODE_MAX_CONTEXT_TOKENS`.',
    },
    {
      en: 'The ending `[1m]`, which Claude Code hangs on a name for the long context, is taken off by the gateway.',
      vi: 'Đuôi `[1m]` mà Claude Code gắn vào tên model để dùng ngữ cảnh dài sẽ được cổng tự bỏ đi.',
    },
    {
      en: 'Titles and summaries are made by the model in `ANTHROPIC_DEFAULT_HAIKU_MODEL`: a cheap one will do.',
      vi: 'Tiêu đề và phần tóm tắt do model trong `ANTHROPIC_DEFAULT_HAIKU_MODEL` tạo ra: chỉ cần một model rẻ.',
    },
    suffixes,
    {
      en: 'Claude Code marks what is to be cached. Claude gets the marks as they are; most other makers cache by themselves and need none. A conversation stays with one channel and key, so the cache is found again; another model in mid-conversation begins with an empty one.',
      vi: 'Claude Code tự đánh dấu phần cần lưu đệm. Claude nhận nguyên các dấu này; phần lớn các hãng khác tự lưu đệm nên không cần dấu. Một cuộc hội thoại luôn đi qua cùng một kênh và khóa nên tận dụng được bộ nhớ đệm; đổi model giữa chừng thì bộ nhớ đệm bắt đầu lại từ đầu.',
    },
    testKeys,
  ],
  seeAlso: ['claude/create-message-streaming', 'help-center/carried-between-formats', 'help-center/thinking'],
});
