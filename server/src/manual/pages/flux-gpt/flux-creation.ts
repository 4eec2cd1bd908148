import { page } from '../../page.ts';
import { byAddress, byBase64, drawPictures, dropped, waiting } from '../../samples/pictures.ts';

const model = 'flux-kontext-pro';
const prompt = 'a paper boat on a still lake at dawn';

export default page({
  section: 'flux-gpt',
  slug: 'flux-creation',
  rows: ['R106'],
  title: {
    en: 'Flux creation (OpenAI dall-e-3 format)',
    vi: 'Tạo ảnh với FLUX (định dạng dall-e-3 của OpenAI)',
  },
  intro: {
    en: 'Draws with FLUX of Black Forest Labs through OpenAI’s images endpoint. The shape is said by `aspect_ratio`.',
    vi: 'Vẽ ảnh bằng FLUX của Black Forest Labs qua endpoint ảnh của OpenAI. Hình dạng ảnh đặt bằng `aspect_ratio`.',
  },
  call: drawPictures,
  examples: [
    {
      title: { en: 'A very wide picture', vi: 'Một ảnh rất rộng' },
      request: { model, prompt, n: 1, aspect_ratio: '21:9' },
      expect: { reply: byAddress() },
    },
    {
      title: { en: 'As base64', vi: 'Dạng base64' },
      request: { model, prompt, aspect_ratio: '1:1', response_format: 'b64_json' },
      expect: { reply: byBase64() },
    },
  ],
  notes: [
    {
      en: '`aspect_ratio`: 21:9, 16:9, 4:3, 3:2, 1:1, 2:3, 3:4, 9:16 or 9:21; it stands over `size`. FLUX.2 and `flux-pro-1.1` take pixels too.',
      vi: '`aspect_ratio`: 21:9, 16:9, 4:3, 3:2, 1:1, 2:3, 3:4, 9:16 hoặc 9:21; được ưu tiên hơn `size`. FLUX.2 và `flux-pro-1.1` còn nhận số điểm ảnh.',
    },
    {
      en: 'Other fields of FLUX pass: `seed`, `prompt_upsampling`, `safety_tolerance`, `guidance`, `steps`.',
      vi: 'Các trường khác của FLUX được chuyển tiếp: `seed`, `prompt_upsampling`, `safety_tolerance`, `guidance`, `steps`.',
    },
    waiting,
    dropped,
  ],
  seeAlso: ['flux-gpt/flux-editing', 'painting/image-object'],
});
