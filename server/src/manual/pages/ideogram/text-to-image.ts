import { page } from '../../page.ts';
import { ideogram, pictures, safetyNote, waitNote } from '../../samples/ideogram.ts';

export default page({
  section: 'ideogram',
  slug: 'text-to-image',
  rows: ['R096'],
  title: { en: 'ideogram (text-to-image)', vi: 'ideogram (tạo ảnh từ văn bản)' },
  intro: {
    en: 'Makes pictures with the models before 3.0. The request stands in `image_request`.',
    vi: 'Tạo ảnh bằng các model trước 3.0. Nội dung yêu cầu nằm trong `image_request`.',
  },
  call: ideogram('/ideogram/generate'),
  examples: [
    {
      title: { en: 'A tall picture', vi: 'Ảnh dọc' },
      request: {
        image_request: {
          prompt: 'A serene tropical beach',
          aspect_ratio: 'ASPECT_10_16',
          model: 'V_1',
          magic_prompt_option: 'AUTO',
        },
      },
      expect: { reply: pictures({ prompt: 'A serene tropical beach', resolution: '800x1280' }) },
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
  seeAlso: ['ideogram/generate', 'ideogram/remix'],
});
