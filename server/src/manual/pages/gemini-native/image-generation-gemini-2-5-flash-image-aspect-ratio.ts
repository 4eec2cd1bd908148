import { page } from '../../page.ts';
import { answer, generate } from '../../samples/gemini.ts';
import { picture } from '../../samples/media.ts';

const model = 'gemini-2.5-flash-image';

export default page({
  section: 'gemini-native',
  slug: 'image-generation-gemini-2-5-flash-image-aspect-ratio',
  rows: ['R050'],
  title: {
    en: 'Image generation gemini-2.5-flash-image controls aspect ratio',
    vi: 'Tạo ảnh với gemini-2.5-flash-image, chọn tỷ lệ khung hình',
  },
  intro: {
    en: '`imageConfig.aspectRatio` gives the shape of the picture. Without it a new picture is square and an edited one keeps the shape of its original.',
    vi: '`imageConfig.aspectRatio` quy định tỷ lệ khung hình. Nếu không đặt, ảnh mới là hình vuông còn ảnh chỉnh sửa giữ tỷ lệ của ảnh gốc.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'A wide picture', vi: 'Ảnh ngang' },
      params: { model },
      request: {
        contents: [{ role: 'user', parts: [{ text: 'A red lamp on an old table' }] }],
        generationConfig: { responseModalities: ['IMAGE'], imageConfig: { aspectRatio: '16:9' } },
      },
      expect: {
        reply: answer(model, [{ inlineData: { mimeType: 'image/png', data: picture('16:9') } }], {
          prompt: { TEXT: 9 },
          pictures: 1290,
        }),
      },
    },
  ],
  tables: [
    {
      title: { en: 'Shapes and their pixels', vi: 'Tỷ lệ và kích thước điểm ảnh' },
      columns: [
        { en: 'aspectRatio', vi: 'aspectRatio' },
        { en: 'Pixels', vi: 'Điểm ảnh' },
      ],
      rows: [
        ['`1:1`', '1024 × 1024'],
        ['`2:3`, `3:2`', '832 × 1248, 1248 × 832'],
        ['`3:4`, `4:3`', '864 × 1184, 1184 × 864'],
        ['`4:5`, `5:4`', '896 × 1152, 1152 × 896'],
        ['`9:16`, `16:9`', '768 × 1344, 1344 × 768'],
        ['`21:9`', '1536 × 672'],
      ],
    },
  ],
  notes: [
    {
      en: 'Google may stop this model at any time since October 2026; `gemini-3.1-flash-image` takes the same fields in its place.',
      vi: 'Google có thể ngừng model này bất cứ lúc nào kể từ tháng 10/2026; khi đó dùng `gemini-3.1-flash-image` với các trường như cũ.',
    },
    {
      en: 'Every shape costs the same 1,290 tokens. Sizes (`imageSize`) are known from Gemini 3 on only.',
      vi: 'Mọi tỷ lệ đều tốn 1.290 token như nhau. Chọn độ phân giải (`imageSize`) chỉ có từ Gemini 3 trở lên.',
    },
  ],
  seeAlso: [
    'gemini-native/image-generation-gemini-2-5-flash-image',
    'gemini-native/image-generation-gemini-3-pro-image-preview',
  ],
});
