import { page } from '../../page.ts';
import { imageList, imageUsage } from '../../samples/drawn.ts';

const model = 'gpt-image-2';

export default page({
  section: 'gpt-image',
  slug: 'mask-image',
  rows: ['R102'],
  title: { en: 'Mask gpt-image-1', vi: 'Sửa ảnh theo mặt nạ với GPT Image' },
  intro: {
    en: 'An edit of one place: where the mask is transparent the picture is drawn anew, the rest stays about as it was.',
    vi: 'Sửa một vùng của ảnh: chỗ trong suốt trên mặt nạ sẽ được vẽ lại, phần còn lại gần như giữ nguyên.',
  },
  call: { dialect: 'openai-images', method: 'POST', route: '/v1/images/edits' },
  examples: [
    {
      title: { en: 'A picture with its mask', vi: 'Ảnh kèm mặt nạ' },
      form: {
        image: { sample: 'photo.png' },
        mask: { sample: 'mask.png' },
        model,
        prompt: 'A sunlit pool with a flamingo',
        size: '1024x1024',
        quality: 'low',
      },
      expect: { reply: imageList('low', '1024x1024', imageUsage(6, 272, 323)) },
    },
  ],
  notes: [
    {
      en: 'The mask is a PNG with an alpha channel, of the size of the (first) picture, under 4 MB.',
      vi: 'Mặt nạ là tệp PNG có kênh alpha, cùng kích thước với ảnh (đầu tiên), dưới 4 MB.',
    },
    {
      en: 'GPT image models take the mask as a hint: its edges are not kept to the pixel.',
      vi: 'Các model GPT Image chỉ coi mặt nạ là gợi ý: đường biên không được giữ chính xác từng điểm ảnh.',
    },
  ],
  seeAlso: ['gpt-image/edit-image'],
});
