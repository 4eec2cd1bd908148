import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { convertedStream } from '../../samples/converted-chat.ts';
import { claude } from '../../samples/messages.ts';

export default page({
  section: 'claude',
  slug: 'image-recognition-streaming',
  rows: ['R041'],
  title: {
    en: 'Create chat image recognition (streaming)',
    vi: 'Nhận diện hình ảnh trong hội thoại (stream)',
  },
  intro: {
    en: 'Ask Claude about a picture in OpenAI’s format: an `image_url` part beside the text. The picture is named by its https address and fetched by Anthropic.',
    vi: 'Hỏi Claude về một bức ảnh ở định dạng OpenAI: phần `image_url` đặt cạnh phần văn bản. Ảnh được chỉ ra bằng địa chỉ https và do Anthropic tải về.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A picture by its address', vi: 'Ảnh theo địa chỉ' },
      request: {
        model: claude,
        messages: [
          { role: 'system', content: 'You are a helpful assistant.' },
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
      expect: { stream: convertedStream(claude, { input: 1421, output: 35 }) },
    },
  ],
  notes: [
    {
      en: 'A picture costs about width × height / 750 tokens; larger ones are shrunk first.',
      vi: 'Một ảnh tốn khoảng rộng × cao / 750 token; ảnh lớn hơn mức cho phép được thu nhỏ trước.',
    },
    {
      en: '`detail` has no counterpart at Anthropic and is left out. JPEG, PNG, GIF and WebP are taken.',
      vi: '`detail` không có trường tương ứng ở Anthropic nên bị bỏ. Hỗ trợ JPEG, PNG, GIF và WebP.',
    },
  ],
  seeAlso: ['claude/image-recognition', 'claude/pdf-by-url'],
});
