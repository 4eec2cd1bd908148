import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { convertedCompletion, textSignature } from '../../samples/converted-chat.ts';
import { said } from '../../samples/gemini.ts';
import { picture, type Ratio } from '../../samples/media.ts';

const wish = 'Draw a red lamp on an old table.';
const messages = [{ role: 'user', content: wish }];

/** The picture once more, for clients that read the field and not the Markdown. */
const images = (ratio: Ratio) => [
  { type: 'image_url', image_url: { url: picture(ratio, ['data:image/png;base64,', '']) } },
];

export default page({
  section: 'gemini-chat',
  slug: 'image-creation',
  rows: ['R066'],
  title: {
    en: 'gemini image creation interface [chat compatible format]',
    vi: 'Tạo ảnh với Gemini [định dạng tương thích chat]',
  },
  intro: {
    en: 'Gemini’s image models also answer in `/v1/chat/completions`. The picture stands in `content` as Markdown, for clients that show text, and in `images`, for programs: the same data URL in both.',
    vi: 'Các model ảnh của Gemini cũng trả lời qua `/v1/chat/completions`. Ảnh nằm trong `content` dưới dạng Markdown cho ứng dụng hiển thị văn bản, và trong `images` cho chương trình: cùng một data URL ở cả hai nơi.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A wide picture without words', vi: 'Ảnh ngang, không kèm lời' },
      request: {
        model: 'gemini-2.5-flash-image',
        messages,
        modalities: ['image'],
        image_config: { aspect_ratio: '16:9' },
      },
      expect: {
        reply: convertedCompletion(
          'gemini-2.5-flash-image',
          {
            content: picture('16:9', ['![image](data:image/png;base64,', ')']),
            images: images('16:9'),
          },
          { input: 11, output: 1290, pictures: { made: 1290 } },
        ),
      },
    },
    {
      title: { en: 'Shape and size in Google’s words', vi: 'Tỷ lệ và độ nét theo cách viết của Google' },
      request: {
        model: 'gemini-3-pro-image',
        messages,
        extra_body: { google: { image_config: { aspect_ratio: '3:4', image_size: '2K' } } },
      },
      expect: {
        reply: convertedCompletion(
          'gemini-3-pro-image',
          {
            content: picture('3:4', [
              `${said('gemini-3-pro-image', wish)}\n\n![image](data:image/png;base64,`,
              ')',
            ]),
            reasoning_details: textSignature,
            images: images('3:4'),
          },
          { input: 11, output: 1149, pictures: { made: 1120 } },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'To edit, send a picture as `image_url`, or let the answer stand in the conversation: the gateway makes a picture of the Markdown again.',
      vi: 'Để chỉnh sửa, gửi ảnh ở `image_url`, hoặc giữ nguyên câu trả lời trong hội thoại: cổng sẽ chuyển Markdown trở lại thành ảnh.',
    },
    {
      en: 'Data URLs are long: some chat clients cut them. The tokens of a picture are in `completion_tokens_details.image_tokens` and are charged at the price of image output.',
      vi: 'Data URL rất dài, một số ứng dụng chat có thể cắt bớt. Số token của ảnh nằm trong `completion_tokens_details.image_tokens` và tính theo giá ảnh đầu ra.',
    },
    {
      en: 'With `stream` the picture comes whole in one chunk.',
      vi: 'Khi dùng `stream`, ảnh đến trọn vẹn trong một mẩu.',
    },
  ],
  seeAlso: ['gemini-native/image-generation', 'gemini-chat/chat-interface'],
});
