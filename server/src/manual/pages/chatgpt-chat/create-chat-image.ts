import { once, page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { chatId, created, drawnCompletion, drawnUsage, pictureLink, pictures } from '../../samples/drawn.ts';
import type { Shape } from '../../shape.ts';

const model = 'gpt-image-2';

const chunk = (delta: Shape, finish: string | null): Shape => ({
  id: chatId,
  object: 'chat.completion.chunk',
  created,
  model,
  choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  usage: null,
});

export default page({
  section: 'chatgpt-chat',
  slug: 'create-chat-image',
  rows: ['R018'],
  title: {
    en: 'Create chat-generated image (non-stream)',
    vi: 'Tạo ảnh qua hội thoại (không stream)',
  },
  intro: {
    en: 'Models that draw answer an ordinary chat call: the wish and, if you like, a picture to work from go into one message, the finished picture comes back as Markdown inside `content` and as a part of `images`.',
    vi: 'Các model vẽ ảnh nhận yêu cầu như một cuộc trò chuyện bình thường: mô tả mong muốn, kèm ảnh gốc nếu có, nằm trong một tin nhắn; ảnh hoàn chỉnh trả về dạng Markdown trong `content` và trong danh sách `images`.',
  },
  call: createChat,
  examples: [
    {
      title: {
        en: 'Change a picture, aspect ratio in square brackets',
        vi: 'Sửa ảnh, tỷ lệ khung hình ghi trong ngoặc vuông',
      },
      request: {
        model,
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
      expect: { reply: drawnCompletion(model, drawnUsage(17, 1568, 323)) },
    },
    {
      title: { en: 'Draw from words, cheaper', vi: 'Vẽ từ mô tả, tiết kiệm hơn' },
      request: {
        model,
        messages: [{ role: 'user', content: 'A lighthouse at dusk' }],
        size: '1024x1024',
        quality: 'low',
      },
      expect: { reply: drawnCompletion(model, drawnUsage(5, 272)) },
    },
    {
      title: { en: 'As a stream', vi: 'Nhận qua stream' },
      request: {
        model,
        messages: [{ role: 'user', content: 'A lighthouse at dusk' }],
        quality: 'low',
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: {
        stream: [
          once(chunk({ role: 'assistant', content: '', refusal: null }, null), {
            en: 'The first chunk says who speaks.',
            vi: 'Mẩu đầu tiên cho biết ai đang nói.',
          }),
          once(chunk({ content: pictureLink, images: pictures }, null), {
            en: 'The whole picture in one piece.',
            vi: 'Toàn bộ bức ảnh trong một mẩu.',
          }),
          once(chunk({}, 'stop'), { en: 'The end.', vi: 'Kết thúc.' }),
          once(
            {
              id: chatId,
              object: 'chat.completion.chunk',
              created,
              model,
              choices: [],
              usage: drawnUsage(5, 272),
            },
            {
              en: 'With `include_usage`: a chunk without choices that holds the token counts.',
              vi: 'Khi có `include_usage`: một mẩu không có `choices`, chứa số token đã dùng.',
            },
          ),
          once('[DONE]', { en: 'The closing mark.', vi: 'Dấu kết thúc.' }),
        ],
      },
    },
  ],
  notes: [
    {
      en: 'The last message of the user is the prompt; a ratio such as `[4:3]` in it becomes the size. With a picture in that message, or one that was drawn just before, the call is an edit of it.',
      vi: 'Tin nhắn cuối của người dùng là lời mô tả; tỷ lệ như `[4:3]` trong đó quyết định kích thước. Nếu tin nhắn có ảnh, hoặc vừa vẽ xong một ảnh ở lượt trước, yêu cầu sẽ là sửa ảnh đó.',
    },
    {
      en: '`size`, `quality`, `background`, `output_format` and `n` mean what they mean for the images endpoint. Fields for texts, such as `temperature`, are left out; the header `x-key4u-dropped` names them.',
      vi: '`size`, `quality`, `background`, `output_format` và `n` có nghĩa giống ở endpoint tạo ảnh. Các trường dành cho văn bản như `temperature` bị bỏ qua và được liệt kê trong header `x-key4u-dropped`.',
    },
    {
      en: 'This works for the GPT image models (`gpt-image-1`, which OpenAI withdrew on 2026-10-23, was the first), on the other chat endpoints too. Names such as `gpt-4o-image-vip` belong to resellers: add a channel that has them, and calls pass as they are.',
      vi: 'Cách này dùng được với các model GPT Image (đầu tiên là `gpt-image-1`, OpenAI đã ngừng từ 2026-10-23), kể cả trên các endpoint trò chuyện khác. Những tên như `gpt-4o-image-vip` là của bên bán lại: hãy thêm kênh có model đó, yêu cầu sẽ được chuyển nguyên vẹn.',
    },
    {
      en: 'Charged by tokens: a picture costs some hundred to several thousand output tokens, by size and quality. It takes up to two minutes; give your client a long timeout or ask for a stream.',
      vi: 'Tính tiền theo token: mỗi ảnh tốn từ vài trăm đến vài nghìn token đầu ra, tùy kích thước và chất lượng. Quá trình vẽ có thể mất tới hai phút; hãy đặt thời gian chờ đủ dài hoặc dùng stream.',
    },
  ],
  seeAlso: [
    'gpt-image/create-image',
    'gpt-image/edit-image',
    'chatgpt-chat/create-image-recognition-streaming',
  ],
});
