import { page } from '../../page.ts';
import { byAddress, drawPictures, editPictures } from '../../samples/pictures.ts';

const model = 'doubao-seedream-4-0-250828';

export default page({
  section: 'doubao-images',
  slug: 'seedream-4-image-to-image',
  rows: ['R115'],
  title: {
    en: 'doubao-seedream-4-0-250828-image-to-image',
    vi: 'doubao-seedream-4-0-250828: ảnh thành ảnh',
  },
  intro: {
    en: 'Changes one picture, or goes by it. It stands in `image`, as an address or a `data:` URL; an upload to the edits endpoint does the same.',
    vi: 'Sửa một ảnh hoặc vẽ theo ảnh đó. Ảnh đặt trong `image`, là địa chỉ hoặc URL `data:`; tải lên endpoint edits cũng cho kết quả như vậy.',
  },
  call: drawPictures,
  examples: [
    {
      title: { en: 'By address', vi: 'Qua địa chỉ' },
      request: {
        model,
        prompt: 'Keep the pose of the model; turn the dress from silver metal into clear water',
        image: 'https://example.com/dress.png',
        sequential_image_generation: 'disabled',
        response_format: 'url',
        size: '2K',
        stream: false,
        watermark: false,
      },
      expect: { reply: byAddress(1, '2048x2048', 16_384) },
    },
    {
      title: { en: 'As an upload', vi: 'Tải ảnh lên' },
      call: editPictures,
      form: { image: { sample: 'photo.png' }, model, prompt: 'make the sky violet', size: '2K' },
      expect: { reply: byAddress(1, '2048x2048', 16_384) },
    },
  ],
  notes: [
    {
      en: 'jpeg, png or webp, at most 30 MB and 36 megapixels, 1:16 to 16:1. There is no mask.',
      vi: 'jpeg, png hoặc webp, tối đa 30 MB và 36 megapixel, tỷ lệ từ 1:16 đến 16:1. Không hỗ trợ mặt nạ.',
    },
  ],
  seeAlso: ['doubao-images/seedream-4-multi-image-to-image', 'doubao-images/seedream-4-text-to-image'],
});
