import { once, page } from '../../page.ts';
import { created, imageList, imageUsage, picture } from '../../samples/drawn.ts';

const model = 'gpt-image-2';
const told = {
  created_at: created,
  background: 'opaque',
  output_format: 'png',
  quality: 'low',
  size: '1024x1536',
};

export default page({
  section: 'gpt-image',
  slug: 'create-image',
  rows: ['R100'],
  title: { en: 'Create gpt-image-1', vi: 'Tạo ảnh với GPT Image' },
  intro: {
    en: 'Draws pictures from a text. The answer holds each picture as base64, and the tokens that it took. OpenAI withdrew gpt-image-1 on 2026-10-23; `gpt-image-2` and `gpt-image-2.5-sunburst` take the same request.',
    vi: 'Vẽ ảnh từ mô tả. Kết quả chứa từng ảnh dạng base64 và số token đã dùng. OpenAI đã ngừng gpt-image-1 từ 2026-10-23; `gpt-image-2` và `gpt-image-2.5-sunburst` nhận cùng yêu cầu này.',
  },
  call: { dialect: 'openai-images', method: 'POST', route: '/v1/images/generations' },
  examples: [
    {
      title: { en: 'A tall picture', vi: 'Một ảnh dọc' },
      request: { model, prompt: 'a cute piglet', n: 1, size: '1024x1536', quality: 'low' },
      expect: { reply: imageList('low', '1024x1536', imageUsage(3, 408)) },
    },
    {
      title: { en: 'As a stream, with one partial image', vi: 'Qua stream, kèm một ảnh chưa hoàn chỉnh' },
      request: {
        model,
        prompt: 'a cute piglet',
        size: '1024x1536',
        quality: 'low',
        stream: true,
        partial_images: 1,
      },
      expect: {
        stream: [
          once(
            {
              type: 'image_generation.partial_image',
              b64_json: picture,
              partial_image_index: 0,
              ...told,
            },
            { en: 'A first look.', vi: 'Bản xem trước.' },
          ),
          once(
            {
              type: 'image_generation.completed',
              b64_json: picture,
              ...told,
              usage: imageUsage(3, 508),
            },
            {
              en: 'The picture, with its tokens. There is one for each picture, and no `[DONE]`.',
              vi: 'Ảnh hoàn chỉnh kèm số token. Mỗi ảnh có một sự kiện như vậy, không có `[DONE]`.',
            },
          ),
        ],
      },
    },
  ],
  notes: [
    {
      en: 'Charged by tokens: 272 to several thousand of output for a picture, by size and quality. `low` is enough for drafts.',
      vi: 'Tính tiền theo token: mỗi ảnh tốn từ 272 đến vài nghìn token đầu ra, tùy kích thước và chất lượng. Bản nháp chỉ cần `low`.',
    },
    {
      en: 'From `gpt-image-2` on any size works whose sides are multiples of 16, at most 3,840 long and 3 to 1.',
      vi: 'Từ `gpt-image-2` trở đi có thể dùng kích thước bất kỳ với hai cạnh là bội số của 16, dài tối đa 3.840 và tỷ lệ không quá 3:1.',
    },
    {
      en: '`background: "transparent"` needs png or webp (not on `gpt-image-2`); `output_compression` is for jpeg and webp; `moderation: "low"` filters less. `response_format: "b64_json"` is taken and does nothing.',
      vi: '`background: "transparent"` cần png hoặc webp (không dùng với `gpt-image-2`); `output_compression` dành cho jpeg và webp; `moderation: "low"` lọc nhẹ hơn. `response_format: "b64_json"` được chấp nhận và không thay đổi gì.',
    },
    {
      en: 'A picture takes up to two minutes: give your client a long timeout, or ask for a stream.',
      vi: 'Mỗi ảnh có thể mất tới hai phút: hãy đặt thời gian chờ đủ dài hoặc dùng stream.',
    },
  ],
  seeAlso: ['gpt-image/edit-image', 'gpt-image/mask-image', 'chatgpt-chat/create-chat-image'],
});
