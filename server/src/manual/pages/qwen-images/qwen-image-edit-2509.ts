import { page } from '../../page.ts';
import { byAddress, drawPictures, dropped, editPictures, waiting } from '../../samples/pictures.ts';

const model = 'qwen-image-edit-2509';

export default page({
  section: 'qwen-images',
  slug: 'qwen-image-edit-2509',
  rows: ['R121'],
  title: { en: 'qwen-image-edit-2509', vi: 'qwen-image-edit-2509' },
  intro: {
    en: 'Changes one to three pictures by words, with Qwen-Image of Alibaba. Model Studio calls this model `qwen-image-edit-plus`; both names work. Models without “edit” in their name draw from words.',
    vi: 'Sửa từ một đến ba ảnh theo lời mô tả, dùng Qwen-Image của Alibaba. Model Studio gọi model này là `qwen-image-edit-plus`; dùng tên nào cũng được. Các model không có “edit” trong tên vẽ ảnh từ mô tả.',
  },
  call: drawPictures,
  examples: [
    {
      title: { en: 'Change a picture', vi: 'Sửa một ảnh' },
      request: {
        model,
        prompt: 'make the sky violet',
        image: 'https://example.com/town.png',
        size: '1024x1024',
      },
      expect: { reply: byAddress(1, '1024x1024') },
    },
    {
      title: { en: 'As an upload, two results', vi: 'Tải ảnh lên, hai kết quả' },
      call: editPictures,
      form: {
        image: { sample: 'photo.png' },
        model,
        prompt: 'make the sky violet',
        n: 2,
        size: '1024x1024',
      },
      expect: { reply: byAddress(2, '1024x1024') },
    },
    {
      title: { en: 'Draw from words', vi: 'Vẽ từ mô tả' },
      request: {
        model: 'qwen-image-plus',
        prompt: 'A shop sign that says “Key4U”',
        size: '1664x928',
        negative_prompt: 'blurry',
        prompt_extend: true,
        watermark: false,
      },
      expect: { reply: byAddress(1, '1664x928') },
    },
  ],
  tables: [
    {
      title: { en: 'Models', vi: 'Các model' },
      columns: [
        { en: 'Model', vi: 'Model' },
        { en: 'Pictures that go in', vi: 'Số ảnh đầu vào' },
        { en: 'Sizes', vi: 'Kích thước' },
      ],
      rows: [
        ['`qwen-image`, `-plus`, `-max`', '0', '1664x928, 1472x1104, 1328x1328, 1104x1472, 928x1664'],
        ['`qwen-image-edit-plus`, `-max`, `-2509`', '1–3', '512 – 2048'],
        ['`qwen-image-2.0`, `-3.0`, `-pro`', '0–3', '512² – 2048²'],
        [
          '`wan2.7-image`, `-pro`',
          '0–9',
          { en: 'to 2048²; pro to 4096²', vi: 'đến 2048²; bản pro đến 4096²' },
        ],
        ['`wan2.6-t2i`, `wan2.5-t2i-preview`', '0', '1280² – 1440²'],
        ['`wan2.2-t2i-flash`, `-plus`', '0', '512 – 1440'],
      ],
    },
  ],
  notes: [
    {
      en: 'Bodies in DashScope’s own form work as well: `input` and `parameters` beside `model` are passed on as they are.',
      vi: 'Có thể gửi theo dạng gốc của DashScope: `input` và `parameters` bên cạnh `model` được chuyển nguyên vẹn.',
    },
    {
      en: 'Each picture that comes is charged; `n` is up to 12, for the older Wan models up to 4.',
      vi: 'Tính tiền theo từng ảnh nhận được; `n` tối đa 12, với các model Wan cũ tối đa 4.',
    },
    waiting,
    dropped,
  ],
  seeAlso: ['painting/image-object', 'qwen-video/generate-video'],
});
