import { page } from '../../page.ts';
import { ideogram, pictures, safetyNote, waitNote } from '../../samples/ideogram.ts';

export default page({
  section: 'ideogram',
  slug: 'remix',
  rows: ['R097'],
  title: { en: 'Remix (Mixed Graph)', vi: 'Remix (trộn ảnh)' },
  intro: {
    en: 'Makes new pictures after a picture and a text, with the models before 3.0.',
    vi: 'Tạo ảnh mới từ một bức ảnh và một đoạn văn bản, bằng các model trước 3.0.',
  },
  call: ideogram('/ideogram/remix'),
  examples: [
    {
      title: { en: 'The request as JSON text beside the file', vi: 'Yêu cầu là chuỗi JSON đi kèm tệp ảnh' },
      form: {
        image_file: { sample: 'photo.png' },
        image_request: '{"prompt":"The same on the moon","model":"V_2A","image_weight":50}',
      },
      expect: { reply: pictures({ prompt: 'The same on the moon', resolution: '1024x1024' }) },
    },
  ],
  tables: [
    {
      title: { en: 'Price of a picture, USD', vi: 'Giá mỗi ảnh, USD' },
      columns: ['model', { en: 'Price', vi: 'Giá' }],
      rows: [
        ['V_2', '0.08'],
        ['V_2_TURBO', '0.05'],
        ['V_2A', '0.04'],
        ['V_2A_TURBO', '0.025'],
        ['V_1', '0.06'],
        ['V_1_TURBO', '0.02'],
      ],
    },
  ],
  notes: [
    {
      en: 'In the gateway’s lists, in the limits of keys and in `/v1/images/generations` these models have names of their own: `V_2A_TURBO` is `ideogram-v2a-turbo`. `AUTO` is taken as `V_2`.',
      vi: 'Trong danh sách model, trong giới hạn của khóa và ở `/v1/images/generations`, các model này có tên riêng: `V_2A_TURBO` là `ideogram-v2a-turbo`. `AUTO` được hiểu là `V_2`.',
    },
    waitNote,
    safetyNote,
  ],
  seeAlso: ['ideogram/remix-v3', 'ideogram/text-to-image'],
});
