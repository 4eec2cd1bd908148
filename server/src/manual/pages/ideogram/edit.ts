import { page } from '../../page.ts';
import { pictures, priceV3, refusal, safetyNote, v3, waitNote } from '../../samples/ideogram.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'ideogram',
  slug: 'edit',
  rows: ['R092'],
  title: { en: 'Generate 3.0 (Image Editing) Edit', vi: 'Generate 3.0 (Chỉnh sửa ảnh) Edit' },
  intro: {
    en: 'Draws a part of a picture anew: the part that is black in the mask.',
    vi: 'Vẽ lại một phần của ảnh: phần có màu đen trong mặt nạ (mask).',
  },
  call: v3('edit'),
  examples: [
    {
      title: { en: 'A hat for the cat', vi: 'Đội mũ cho con mèo' },
      form: {
        image: { sample: 'photo.png' },
        mask: { sample: 'mask.png' },
        prompt: 'A cat with a red hat',
        rendering_speed: 'QUALITY',
      },
      expect: { reply: pictures({ prompt: 'A cat with a red hat', resolution: '1024x1024' }) },
    },
    {
      title: { en: 'Without the mask', vi: 'Thiếu mặt nạ' },
      form: { image: { sample: 'photo.png' }, prompt: 'A cat with a red hat' },
      expect: {
        status: 400,
        reply: refusal(
          'mask',
          'invalid_value',
          text(
            'you must provide mask (request id: req_01m82z82bj8x8aefgbh66wa9t4)',
            /^you must provide mask/,
          ),
        ),
      },
    },
  ],
  tables: [priceV3],
  notes: [
    {
      en: 'The mask is black and white and has the size of the picture. The masks of OpenAI’s images API (see-through where it changes) go to `/v1/images/edits` with the model `ideogram-v3`: the gateway turns them round.',
      vi: 'Mặt nạ chỉ gồm đen và trắng, cùng kích thước với ảnh. Mặt nạ kiểu OpenAI (trong suốt ở chỗ cần sửa) thì gửi tới `/v1/images/edits` với model `ideogram-v3`: cổng sẽ tự chuyển đổi.',
    },
    {
      en: 'Ideogram has renamed this request to `inpaint`; both addresses work here.',
      vi: 'Ideogram đã đổi tên yêu cầu này thành `inpaint`; ở đây cả hai địa chỉ đều dùng được.',
    },
    waitNote,
    safetyNote,
  ],
  seeAlso: ['ideogram/generate', 'ideogram/replace-background', 'gpt-image/mask-image'],
});
