import { page } from '../../page.ts';
import { answer, generate, thoughtSignature } from '../../samples/gemini.ts';
import { picture } from '../../samples/media.ts';

const contents = [{ role: 'user', parts: [{ text: 'A poster that says “Open on Sunday”' }] }];

export default page({
  section: 'gemini-native',
  slug: 'image-generation-gemini-3-pro-image-preview',
  rows: ['R051'],
  title: {
    en: 'Image generation gemini-3-pro-image-preview aspect ratio control + clarity',
    vi: 'Tạo ảnh với gemini-3-pro-image-preview, chọn tỷ lệ và độ nét',
  },
  intro: {
    en: 'The image model for texts in pictures and for print sizes (“Nano Banana Pro”). `imageConfig` takes `aspectRatio` and `imageSize`. Google retired the name `gemini-3-pro-image-preview` in June 2026: use its successor `gemini-3-pro-image`, with the same fields.',
    vi: 'Model ảnh mạnh về chữ trong ảnh và kích thước in (“Nano Banana Pro”). `imageConfig` nhận `aspectRatio` và `imageSize`. Google đã ngừng tên `gemini-3-pro-image-preview` từ tháng 6/2026: hãy dùng bản kế nhiệm `gemini-3-pro-image` với các trường như cũ.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'A wide picture in 2K', vi: 'Ảnh ngang 2K' },
      params: { model: 'gemini-3-pro-image' },
      request: {
        contents,
        generationConfig: {
          responseModalities: ['IMAGE'],
          imageConfig: { aspectRatio: '21:9', imageSize: '2K' },
        },
      },
      expect: {
        reply: answer(
          'gemini-3-pro-image',
          [{ inlineData: { mimeType: 'image/png', data: picture('21:9') }, thoughtSignature }],
          { prompt: { TEXT: 11 }, pictures: 1120 },
        ),
      },
    },
    {
      title: { en: 'The old name, in 4K', vi: 'Tên cũ, ảnh 4K' },
      params: { model: 'gemini-3-pro-image-preview' },
      request: {
        contents,
        generationConfig: {
          responseModalities: ['IMAGE'],
          imageConfig: { aspectRatio: '3:4', imageSize: '4K' },
        },
      },
      expect: {
        reply: answer(
          'gemini-3-pro-image-preview',
          [{ inlineData: { mimeType: 'image/png', data: picture('3:4') }, thoughtSignature }],
          { prompt: { TEXT: 11 }, pictures: 2000 },
        ),
      },
    },
  ],
  notes: [
    {
      en: '`imageSize` is `1K`, `2K` or `4K`, with a capital K; `1k` is refused.',
      vi: '`imageSize` là `1K`, `2K` hoặc `4K`, viết hoa chữ K; `1k` sẽ bị từ chối.',
    },
    {
      en: 'A picture in 1K or 2K is 1,120 tokens, in 4K 2,000: at list price of 120 USD a million about 0.134 and 0.24 USD.',
      vi: 'Ảnh 1K hoặc 2K là 1.120 token, ảnh 4K là 2.000 token: theo giá niêm yết 120 USD mỗi triệu token thì khoảng 0,134 và 0,24 USD.',
    },
    {
      en: '`aspectRatio` is `1:1`, `2:3`, `3:2`, `3:4`, `4:3`, `4:5`, `5:4`, `9:16`, `16:9` or `21:9`.',
      vi: '`aspectRatio` là `1:1`, `2:3`, `3:2`, `3:4`, `4:3`, `4:5`, `5:4`, `9:16`, `16:9` hoặc `21:9`.',
    },
    {
      en: 'The old name works where the operator’s channel maps it to a model that Google still serves.',
      vi: 'Tên cũ chỉ dùng được khi kênh của quản trị viên trỏ nó tới model mà Google còn phục vụ.',
    },
  ],
  seeAlso: ['gemini-native/image-generation', 'gemini-native/image-editing'],
});
