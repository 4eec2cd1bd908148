import { page } from '../../page.ts';
import { completion, createChat } from '../../samples/chat.ts';

export default page({
  section: 'chatgpt-chat',
  slug: 'create-image-recognition',
  rows: ['R017'],
  title: {
    en: 'Create chat image recognition (non-stream)',
    vi: 'Nhận diện hình ảnh trong hội thoại (không stream)',
  },
  intro: {
    en: 'The same question about pictures as with a stream, answered in one JSON object. Several pictures may stand in one message.',
    vi: 'Hỏi về hình ảnh như khi dùng stream, nhưng nhận trọn câu trả lời trong một đối tượng JSON. Một tin nhắn có thể chứa nhiều ảnh.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'Compare two pictures', vi: 'So sánh hai bức ảnh' },
      request: {
        model: 'gpt-4o',
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is different?' },
              { type: 'image_url', image_url: { url: 'https://example.com/before.png', detail: 'low' } },
              { type: 'image_url', image_url: { url: 'https://example.com/after.png', detail: 'low' } },
            ],
          },
        ],
        stream: false,
      },
      expect: {
        reply: completion(
          'gpt-4o',
          [
            {
              message: {
                content:
                  'You said: “What is different?”. I see 2 images. This is a simulated answer of gpt-4o.',
              },
            },
          ],
          { input: 217, output: 27, media: { text: 47, image: 170 } },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'Models of other makers see pictures too: send the same request with `claude-…` or `gemini-…`. Where a maker takes no addresses, the gateway fetches the picture (at most 20 MB) and sends its bytes.',
      vi: 'Model của các hãng khác cũng xem được ảnh: gửi cùng yêu cầu với `claude-…` hoặc `gemini-…`. Nếu hãng đó không nhận địa chỉ ảnh, cổng sẽ tải ảnh (tối đa 20 MB) rồi gửi dữ liệu đi.',
    },
    {
      en: 'A picture is charged as input tokens; how many depends on the model, the size and `detail`.',
      vi: 'Mỗi ảnh được tính thành token đầu vào; số lượng tùy model, kích thước ảnh và `detail`.',
    },
  ],
  seeAlso: [
    'chatgpt-chat/create-image-recognition-streaming',
    'chatgpt-chat/create-image-recognition-base64',
    'chatgpt-chat/deepseek-ocr',
  ],
});
