import { page } from '../../page.ts';
import { byAddress, byBase64, drawPictures, dropped, waiting } from '../../samples/pictures.ts';

const model = 'doubao-seedream-4-0-250828';
const prompt = 'Interstellar travel, a black hole, an old train that bursts out of it';

export default page({
  section: 'doubao-images',
  slug: 'seedream-4-text-to-image',
  rows: ['R114'],
  title: {
    en: 'doubao-seedream-4-0-250828-text-to-image',
    vi: 'doubao-seedream-4-0-250828: văn bản thành ảnh',
  },
  intro: {
    en: 'Draws from words with Seedream 4.0, up to 4096 x 4096. Seedream 4.5 and 5.0 take the same request.',
    vi: 'Vẽ ảnh từ mô tả bằng Seedream 4.0, tối đa 4096 x 4096. Seedream 4.5 và 5.0 nhận cùng yêu cầu này.',
  },
  call: drawPictures,
  examples: [
    {
      title: { en: 'By pixels', vi: 'Theo số điểm ảnh' },
      request: {
        model,
        prompt,
        size: '1728x2304',
        sequential_image_generation: 'disabled',
        stream: false,
        response_format: 'url',
        watermark: true,
      },
      expect: { reply: byAddress(1, '1728x2304', 15_552) },
    },
    {
      title: { en: 'By a resolution, as base64', vi: 'Theo độ phân giải, dạng base64' },
      request: { model, prompt, size: '1K', response_format: 'b64_json' },
      expect: { reply: byBase64(1, '1024x1024', 4096) },
    },
  ],
  tables: [
    {
      title: { en: 'Models and sizes', vi: 'Model và kích thước' },
      columns: [
        { en: 'Model', vi: 'Model' },
        { en: 'Words for size', vi: 'Từ dùng cho size' },
        { en: 'Pixels', vi: 'Số điểm ảnh' },
        { en: 'Pictures that go in', vi: 'Số ảnh đầu vào' },
      ],
      rows: [
        ['`doubao-seedream-4-0-250828`', '1K, 2K, 4K', '921 600 – 16 777 216', '0–14'],
        ['`doubao-seedream-4-5-251128`', '2K, 4K', '3 686 400 – 16 777 216', '0–14'],
        ['`doubao-seedream-5-0-260128`', '2K, 3K', '3 686 400 – 9 437 184', '0–14'],
        ['`doubao-seedream-5-0-pro-260628`', '1K, 2K', '921 600 – 4 194 304', '0–10'],
      ],
    },
  ],
  notes: [
    {
      en: '`output_tokens` is what Ark counts for a picture (its pixels by 256); the price is by the picture that came.',
      vi: '`output_tokens` là số Ark tính cho ảnh (số điểm ảnh chia 256); giá tính theo từng ảnh nhận được.',
    },
    {
      en: 'Pixels below the model’s least are raised to it in the same shape. `aspect_ratio` with `resolution` says a shape without pixels.',
      vi: 'Kích thước nhỏ hơn mức tối thiểu sẽ được nâng lên, giữ nguyên tỷ lệ. Dùng `aspect_ratio` với `resolution` nếu không muốn ghi số điểm ảnh.',
    },
    waiting,
    dropped,
  ],
  seeAlso: [
    'doubao-images/seedream-4-image-to-image',
    'doubao-images/seedream-4-multi-image-to-image',
    'painting/image-object',
  ],
});
