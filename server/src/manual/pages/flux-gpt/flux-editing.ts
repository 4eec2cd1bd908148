import { page } from '../../page.ts';
import { byAddress, editPictures, waiting } from '../../samples/pictures.ts';

export default page({
  section: 'flux-gpt',
  slug: 'flux-editing',
  rows: ['R107'],
  title: {
    en: 'Flux editing (OpenAI dall-e-3 format)',
    vi: 'Sửa ảnh với FLUX (định dạng dall-e-3 của OpenAI)',
  },
  intro: {
    en: 'Changes an uploaded picture by words, with FLUX Kontext or FLUX.2. Without `aspect_ratio` the result has the shape of the picture.',
    vi: 'Sửa ảnh tải lên theo lời mô tả, dùng FLUX Kontext hoặc FLUX.2. Không đặt `aspect_ratio` thì kết quả giữ hình dạng của ảnh gốc.',
  },
  call: editPictures,
  examples: [
    {
      title: { en: 'Change the clothes', vi: 'Đổi màu quần áo' },
      form: {
        image: { sample: 'photo.png' },
        model: 'flux-kontext-max',
        prompt: 'change to red clothes',
        aspect_ratio: '16:9',
      },
      expect: { reply: byAddress() },
    },
  ],
  notes: [
    {
      en: 'A `mask` works with `flux-pro-1.0-fill`: what is transparent is drawn anew. Kontext and FLUX.2 take none and refuse it.',
      vi: '`mask` chỉ dùng với `flux-pro-1.0-fill`: vùng trong suốt được vẽ lại. Kontext và FLUX.2 không nhận mặt nạ và sẽ từ chối.',
    },
    {
      en: 'Kontext takes up to 4 pictures, FLUX.2 up to 8: repeat the part as `image[]`. `flux-pro-1.1` and `flux-dev` only make new pictures.',
      vi: 'Kontext nhận tối đa 4 ảnh, FLUX.2 tối đa 8: lặp lại phần `image[]`. `flux-pro-1.1` và `flux-dev` chỉ vẽ ảnh mới.',
    },
    waiting,
  ],
  seeAlso: ['flux-gpt/flux-creation', 'gpt-image/edit-image'],
});
