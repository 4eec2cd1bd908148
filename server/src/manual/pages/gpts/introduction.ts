import { page } from '../../page.ts';
import { completion, createChat } from '../../samples/chat.ts';

export default page({
  section: 'gpts',
  slug: 'introduction',
  rows: ['R181'],
  title: { en: 'Introduction', vi: 'Giới thiệu' },
  intro: {
    en: 'GPTs are assistants that people publish on ChatGPT. A name of the form `gpt-4-gizmo-<id>` or `gpt-4o-gizmo-<id>` is recognised by itself: every public GPT is a model of the chat endpoint, without being listed one by one. The names that end in `-all` are ChatGPT with all its tools.',
    vi: 'GPTs là các trợ lý được người dùng công bố trên ChatGPT. Tên dạng `gpt-4-gizmo-<id>` hoặc `gpt-4o-gizmo-<id>` được tự động nhận ra: mọi GPT công khai đều là một model của endpoint trò chuyện mà không cần khai báo từng cái. Các tên có đuôi `-all` là ChatGPT với đầy đủ công cụ.',
  },
  call: createChat,
  tables: [
    {
      title: { en: 'Names', vi: 'Cách đặt tên' },
      columns: [
        { en: 'Name', vi: 'Tên' },
        { en: 'What answers', vi: 'Model trả lời' },
        { en: 'Customary price', vi: 'Giá thường gặp' },
      ],
      rows: [
        [
          'gpt-4-gizmo-*',
          { en: 'the GPT with this id', vi: 'GPT có mã này' },
          { en: '0.1 USD a call', vi: '0.1 USD mỗi lượt gọi' },
        ],
        [
          'gpt-4o-gizmo-*',
          { en: 'the same on GPT-4o', vi: 'như trên, chạy bằng GPT-4o' },
          { en: '5 and 15 USD per million tokens', vi: '5 và 15 USD mỗi triệu token' },
        ],
        [
          'gpt-4-all',
          {
            en: 'ChatGPT: browses, reads files, makes pictures',
            vi: 'ChatGPT: duyệt web, đọc tệp, tạo ảnh',
          },
          { en: '30 and 60 USD per million tokens', vi: '30 và 60 USD mỗi triệu token' },
        ],
        [
          'gpt-4o-all',
          { en: 'the same on GPT-4o', vi: 'như trên, chạy bằng GPT-4o' },
          { en: '5 and 15 USD per million tokens', vi: '5 và 15 USD mỗi triệu token' },
        ],
      ],
    },
  ],
  examples: [
    {
      title: {
        en: 'A file by its address, with an all-in-one model',
        vi: 'Đọc tệp theo địa chỉ bằng model tổng hợp',
      },
      request: {
        model: 'gpt-4o-all',
        messages: [{ role: 'user', content: 'Summarise https://example.com/report.pdf' }],
      },
      expect: {
        reply: completion(
          'gpt-4o-all',
          [
            {
              message: {
                content:
                  'You said: “Summarise https://example.com/report.pdf”. This is a simulated answer of gpt-4o-all.',
              },
            },
          ],
          { input: 18, output: 31 },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'The id is in the link of the GPT: of `https://chatgpt.com/g/g-2fkFE8rbu-dall-e` it is `g-2fkFE8rbu`, and the model is `gpt-4-gizmo-g-2fkFE8rbu`.',
      vi: 'Mã nằm trong liên kết của GPT: với `https://chatgpt.com/g/g-2fkFE8rbu-dall-e`, mã là `g-2fkFE8rbu` và tên model là `gpt-4-gizmo-g-2fkFE8rbu`.',
    },
    {
      en: 'OpenAI sells no API for GPTs. These calls go to servers that drive the ChatGPT website (a channel of the kind `chatgpt-web`), which may be slower and fail more often than an API.',
      vi: 'OpenAI không bán API cho GPTs. Các yêu cầu này được gửi tới máy chủ điều khiển trang ChatGPT (kênh loại `chatgpt-web`), có thể chậm hơn và lỗi nhiều hơn so với API chính thức.',
    },
    {
      en: 'Price, limits of a key and the list of a channel name the pattern `gpt-4-gizmo-*` once, for all GPTs. `GET /v1/models` shows the pattern.',
      vi: 'Giá, giới hạn của khóa và danh sách model của kênh chỉ cần khai báo mẫu `gpt-4-gizmo-*` một lần cho mọi GPT. `GET /v1/models` hiển thị mẫu này.',
    },
  ],
  seeAlso: ['gpts/gpts-conversation', 'web-search/web-search'],
});
