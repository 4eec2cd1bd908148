import { page } from '../../page.ts';
import { completion, createChat } from '../../samples/chat.ts';

export default page({
  section: 'chatgpt-chat',
  slug: 'create-chat-image',
  rows: ['R018'],
  title: {
    en: 'Create chat-generated image (non-stream)',
    vi: 'Tạo ảnh qua hội thoại (không stream)',
  },
  intro: {
    en: 'Models that draw answer an ordinary chat call: the wish and, if you like, a picture to work from go into one message, the finished picture comes back inside `content`.',
    vi: 'Các model vẽ ảnh nhận yêu cầu như một cuộc trò chuyện bình thường: mô tả mong muốn, kèm ảnh gốc nếu có, nằm trong một tin nhắn; ảnh hoàn chỉnh trả về trong `content`.',
  },
  call: createChat,
  examples: [
    {
      title: {
        en: 'Change a picture, aspect ratio in square brackets',
        vi: 'Sửa ảnh, tỷ lệ khung hình ghi trong ngoặc vuông',
      },
      request: {
        model: 'gpt-4o',
        messages: [
          {
            role: 'user',
            content: [
              {
                type: 'text',
                text: 'Make this picture brighter and write “Key4U” in the corner, aspect ratio [4:3]',
              },
              { type: 'image_url', image_url: { url: 'https://example.com/photo.png' } },
            ],
          },
        ],
      },
      expect: {
        reply: completion(
          'gpt-4o',
          [
            {
              message: {
                content:
                  'You said: “Make this picture brighter and write “Key4U” in the corner, aspect ratio [4:3]”. I see 1 image. This is a simulated answer of gpt-4o.',
              },
            },
          ],
          {
            input: 811,
            output: 44,
            media: { text: 46, image: 765 },
          },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'Replace the model by one that draws and that `GET /v1/models` lists for your key; which there are depends on the operator’s channels. Such models put Markdown into `content`: `![image](https://…)` or a `data:` URL.',
      vi: 'Hãy thay bằng một model vẽ ảnh có trong kết quả `GET /v1/models` của khóa bạn dùng; danh sách này tùy thuộc các kênh mà quản trị viên đã cấu hình. Model loại này trả Markdown trong `content`: `![image](https://…)` hoặc URL `data:`.',
    },
    {
      en: 'With a test key the answer is a sentence in the same place: nothing is drawn and nothing is spent.',
      vi: 'Với khóa thử nghiệm, vị trí đó chỉ là một câu văn bản: không có ảnh nào được vẽ và bạn không tốn tiền.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-image-recognition-streaming', 'system-api/get-token-models'],
});
