import { page } from '../../page.ts';
import { predict } from '../../samples/gemini.ts';
import { picture } from '../../samples/media.ts';
import { byAddress, drawPictures } from '../../samples/pictures.ts';

const prompt = 'A robot holding a red skateboard';

export default page({
  section: 'gemini-native',
  slug: 'imagen-4',
  rows: ['R063'],
  title: { en: 'Imagen 4 in development', vi: 'Tạo ảnh với Imagen 4' },
  intro: {
    en: 'Imagen draws by its own method, `:predict`, and is paid by the picture. The call works here, though its old title says “in development”. Google itself stopped Imagen 4 in August 2026: it answers where the operator’s channel still has it; for new work use `gemini-3.1-flash-image` with `:generateContent`.',
    vi: 'Imagen vẽ bằng phương thức riêng `:predict` và tính tiền theo từng ảnh. Cuộc gọi này đã dùng được, dù tiêu đề cũ ghi “đang phát triển”. Google đã ngừng Imagen 4 từ tháng 8/2026: chỉ gọi được nếu kênh của quản trị viên còn cung cấp; với dự án mới, hãy dùng `gemini-3.1-flash-image` với `:generateContent`.',
  },
  call: predict,
  examples: [
    {
      title: { en: 'Two pictures', vi: 'Hai ảnh' },
      params: { model: 'imagen-4.0-generate-001' },
      request: {
        instances: [{ prompt }],
        parameters: { sampleCount: 2, aspectRatio: '3:4', personGeneration: 'dont_allow' },
      },
      expect: {
        reply: {
          predictions: [
            { mimeType: 'image/png', bytesBase64Encoded: picture('3:4') },
            { mimeType: 'image/png', bytesBase64Encoded: picture('3:4') },
          ],
        },
      },
    },
    {
      title: { en: 'One large picture', vi: 'Một ảnh lớn' },
      params: { model: 'imagen-4.0-ultra-generate-001' },
      request: {
        instances: [{ prompt }],
        parameters: { sampleCount: 1, aspectRatio: '16:9', imageSize: '2K' },
      },
      expect: {
        reply: { predictions: [{ mimeType: 'image/png', bytesBase64Encoded: picture('16:9') }] },
      },
    },
    {
      title: { en: 'Through OpenAI’s images endpoint', vi: 'Qua endpoint ảnh của OpenAI' },
      call: drawPictures,
      request: { model: 'imagen-4.0-generate-001', prompt, n: 2, aspect_ratio: '3:4' },
      expect: { reply: byAddress(2) },
    },
  ],
  tables: [
    {
      title: { en: 'Models and list prices', vi: 'Model và giá niêm yết' },
      columns: [
        { en: 'Model', vi: 'Model' },
        { en: 'USD a picture', vi: 'USD mỗi ảnh' },
      ],
      rows: [
        ['`imagen-4.0-fast-generate-001`', '0.02'],
        ['`imagen-4.0-generate-001`', '0.04'],
        ['`imagen-4.0-ultra-generate-001`', '0.06'],
      ],
    },
  ],
  notes: [
    {
      en: 'Without `sampleCount` four pictures are made. Only those that come are charged; one that the filters hold back has a `raiFilteredReason` in its place.',
      vi: 'Nếu không đặt `sampleCount`, bốn ảnh được tạo. Chỉ tính tiền ảnh thực nhận; ảnh bị bộ lọc giữ lại được thay bằng `raiFilteredReason`.',
    },
    {
      en: '`aspectRatio` is `1:1`, `3:4`, `4:3`, `9:16` or `16:9`; `imageSize` is `1K` or `2K`, not for the fast model. Prompts are English, up to 480 tokens.',
      vi: '`aspectRatio` là `1:1`, `3:4`, `4:3`, `9:16` hoặc `16:9`; `imageSize` là `1K` hoặc `2K`, không dùng cho bản fast. Mô tả viết bằng tiếng Anh, tối đa 480 token.',
    },
  ],
  seeAlso: ['gemini-native/image-generation', 'gemini-native/image-generation-gemini-3-pro-image-preview'],
});
