import { page } from '../../page.ts';
import { createChat, wordsStream } from '../../samples/chat.ts';

export default page({
  section: 'chatgpt-chat',
  slug: 'create-image-recognition-streaming',
  rows: ['R015'],
  title: {
    en: 'Create chat image recognition (streaming)',
    vi: 'Nhận diện hình ảnh trong hội thoại (stream)',
  },
  intro: {
    en: 'Ask about a picture: a message whose `content` is a list of text and `image_url` parts. The picture is named by its https address and fetched by the model’s maker.',
    vi: 'Hỏi về một bức ảnh: `content` của tin nhắn là danh sách gồm phần văn bản và phần `image_url`. Ảnh được chỉ ra bằng địa chỉ https và do nhà cung cấp model tải về.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A picture by its address', vi: 'Ảnh theo địa chỉ' },
      request: {
        model: 'gpt-4o',
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is in this picture?' },
              { type: 'image_url', image_url: { url: 'https://example.com/photo.png' } },
            ],
          },
        ],
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: {
        stream: wordsStream('gpt-4o', { input: 795, output: 28, media: { text: 30, image: 765 } }),
      },
    },
  ],
  notes: [
    {
      en: 'The address must be open to the internet. For a picture on your own machine send it as base64.',
      vi: 'Địa chỉ ảnh phải truy cập được từ internet. Nếu ảnh nằm trên máy của bạn, hãy gửi dưới dạng base64.',
    },
    {
      en: '`"detail": "low"` inside `image_url` makes the picture cheaper and coarser.',
      vi: 'Thêm `"detail": "low"` vào `image_url` để giảm chi phí, đổi lại ảnh được xem ở độ chi tiết thấp.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-image-recognition-base64'],
});
