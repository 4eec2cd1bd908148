import { page } from '../../page.ts';
import { createChat, wordsStream } from '../../samples/chat.ts';
import { convertedStream } from '../../samples/converted-chat.ts';
import { createEmbedding, embeddingList } from '../../samples/embeddings.ts';
import {
  convertedWithoutUsage,
  inDocker,
  ownAddress,
  settings,
  withoutUsage,
} from '../../samples/tool-settings.ts';
import { anyModel, question } from '../../samples/tools.ts';
import { text } from '../../shape.ts';

const model = 'gpt-4o-mini';
const other = 'claude-sonnet-4-5';

/** As its bridge to ChatGPT writes it. */
const asks = (name: string) => ({
  model: name,
  messages: [
    { role: 'system', content: 'Serve me as a writing and programming assistant.' },
    { role: 'user', content: question },
  ],
  temperature: 1,
  top_p: 1,
  n: 1,
  stream: true,
  presence_penalty: 0,
  frequency_penalty: 0,
});

export default page({
  section: 'tools',
  slug: 'gpt-academic',
  rows: ['R293'],
  title: {
    en: 'How to set up GPT Academic for scholarly work',
    vi: 'Hướng dẫn cấu hình ChatGPT GPT Academic để tối ưu cho học thuật',
  },
  intro: {
    en: 'GPT Academic is an open program for work on papers: it translates and summarises PDF and arXiv papers, polishes LaTeX and explains code. It runs on your computer as a page in the browser. One line of its configuration leads its calls to this gateway.',
    vi: 'GPT Academic là phần mềm mã nguồn mở dành cho công việc nghiên cứu: dịch và tóm tắt bài báo PDF, arXiv, trau chuốt LaTeX, giải thích mã nguồn. Phần mềm chạy trên máy của bạn dưới dạng trang web. Chỉ cần một dòng cấu hình để chuyển các cuộc gọi sang cổng này.',
  },
  examples: [
    {
      title: { en: 'The call that it makes', vi: 'Cuộc gọi mà phần mềm gửi' },
      call: createChat,
      request: asks(model),
      expect: { stream: withoutUsage(wordsStream(model, { input: 27, output: 25 })) },
    },
    {
      title: {
        en: `A model of another maker, written as \`one-api-${other}(max_token=200000)\``,
        vi: `Model của hãng khác, khai báo là \`one-api-${other}(max_token=200000)\``,
      },
      call: createChat,
      request: asks(other),
      expect: { stream: convertedWithoutUsage(convertedStream(other, { input: 27, output: 27 })) },
    },
    {
      title: {
        en: 'Embeddings, for its knowledge base: the address is made from that of the chat',
        vi: 'Vector nhúng, cho kho tri thức: địa chỉ được suy ra từ địa chỉ trò chuyện',
      },
      call: createEmbedding,
      request: {
        model: 'text-embedding-3-small',
        input: ['On the electrodynamics of moving bodies'],
        encoding_format: 'base64',
      },
      expect: {
        reply: embeddingList(
          'text-embedding-3-small',
          [text('TWwevhg0BL/rPKE9X7ChPTJiJr/v8Xq+', /^[A-Za-z0-9+/]+=*$/)],
          7,
        ),
      },
    },
  ],
  tables: [
    {
      title: { en: 'Step by step', vi: 'Các bước thực hiện' },
      columns: [
        { en: 'Step', vi: 'Bước' },
        { en: 'Command or what to do', vi: 'Lệnh hoặc cách làm' },
      ],
      rows: [
        [
          { en: 'Fetch it', vi: 'Tải về' },
          '`git clone --depth=1 https://github.com/binary-husky/gpt_academic.git`',
        ],
        [
          { en: 'Install it (Python 3.11)', vi: 'Cài đặt (Python 3.11)' },
          '`python -m pip install -r requirements.txt`',
        ],
        [
          { en: 'Set it up', vi: 'Cấu hình' },
          {
            en: 'write a file `config_private.py` beside `config.py`, with the lines below; it outlives updates',
            vi: 'tạo tệp `config_private.py` cạnh `config.py` với các dòng bên dưới; tệp này không mất khi cập nhật',
          },
        ],
        [{ en: 'Start it', vi: 'Khởi động' }, '`python main.py`'],
      ],
    },
    settings({ en: 'Lines of `config_private.py`', vi: 'Các dòng trong `config_private.py`' }, [
      [
        '`API_KEY =`',
        {
          en: `\`"sk-…"\`, your key between quotes`,
          vi: `\`"sk-…"\`, khóa của bạn đặt trong dấu nháy`,
        },
      ],
      [
        '`API_URL_REDIRECT =`',
        '`{"https://api.openai.com/v1/chat/completions": "http://127.0.0.1:3000/v1/chat/completions"}`',
      ],
      ['`LLM_MODEL =`', `\`"${model}"\``],
      [
        '`AVAIL_LLM_MODELS =`',
        `\`["${model}", "one-api-deepseek-v4-pro(max_token=128000)", "one-api-${other}(max_token=200000)"]\``,
      ],
      ['`EMBEDDING_MODEL =`', '`"text-embedding-3-small"`'],
      [
        '`CUSTOM_API_KEY_PATTERN =`',
        {
          en: '`r"^sk-[A-Za-z0-9_-]+$"`, for keys of another length than `sk-` and 48 letters, such as test keys and keys that an operator chose',
          vi: '`r"^sk-[A-Za-z0-9_-]+$"`, cho các khóa có độ dài khác `sk-` và 48 ký tự, như khóa thử nghiệm hoặc khóa do đơn vị vận hành tự đặt',
        },
      ],
      [
        '`DEFAULT_WORKER_NUM =`',
        {
          en: '`8`, calls at once when a paper is translated',
          vi: '`8`, số cuộc gọi song song khi dịch bài báo',
        },
      ],
      [
        '`TIMEOUT_SECONDS =`',
        { en: '`120`, for models that think long', vi: '`120`, cho model suy luận lâu' },
      ],
    ]),
  ],
  notes: [
    {
      en: 'The redirection holds the whole path on both sides, `/v1/chat/completions` included; with only the host the program reports that the answer is no JSON.',
      vi: 'Dòng chuyển hướng phải ghi đầy đủ đường dẫn ở cả hai vế, gồm cả `/v1/chat/completions`; nếu chỉ ghi tên máy chủ, phần mềm sẽ báo câu trả lời không phải JSON.',
    },
    {
      en: '`one-api-` before a name says: any model, in the chat format, with the size of its context in brackets. The prefix is cut off before the call. Names that the program knows itself go without it.',
      vi: 'Tiền tố `one-api-` trước tên nghĩa là: model bất kỳ, theo định dạng trò chuyện, kích thước ngữ cảnh ghi trong ngoặc. Tiền tố được bỏ đi trước khi gọi. Các tên mà phần mềm đã biết thì không cần.',
    },
    {
      en: '`LLM_MODEL` must be one of `AVAIL_LLM_MODELS`. Every setting may also be an environment variable of its name; that weighs more than the file.',
      vi: '`LLM_MODEL` phải nằm trong `AVAIL_LLM_MODELS`. Mọi mục cũng có thể đặt bằng biến môi trường cùng tên, và được ưu tiên hơn tệp.',
    },
    {
      en: 'A paper that is translated is cut into many calls: look at the price of the model first, and give the key a limit.',
      vi: 'Khi dịch một bài báo, nội dung được chia thành rất nhiều cuộc gọi: hãy xem trước giá của model và đặt hạn mức cho khóa.',
    },
    inDocker,
    ownAddress,
    anyModel,
  ],
  seeAlso: ['chatgpt-embeddings/create-embedding', 'start/groups-and-prices', 'tools/lobechat'],
});
