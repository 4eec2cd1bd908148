import { page } from '../../page.ts';
import { byAddress, drawPictures, dropped, goesOn, waiting } from '../../samples/pictures.ts';

const model = 'jimeng-4.0';
const prompt = 'a cute piglet';

export default page({
  section: 'dream-drawing',
  slug: 'create-drawing',
  rows: ['R103'],
  title: { en: 'Create Drawing', vi: 'Tạo ảnh với Jimeng' },
  intro: {
    en: 'Draws with Jimeng (Dream) of ByteDance. The request is that of OpenAI’s images endpoint; `size` is a ratio here, for example `2:3`.',
    vi: 'Vẽ ảnh bằng Jimeng (Dream) của ByteDance. Yêu cầu giống endpoint ảnh của OpenAI; ở đây `size` là tỷ lệ, ví dụ `2:3`.',
  },
  call: drawPictures,
  examples: [
    {
      title: { en: 'A tall picture', vi: 'Một ảnh dọc' },
      request: { model, prompt, size: '2:3' },
      expect: { reply: byAddress() },
    },
    {
      title: { en: 'Without waiting for it', vi: 'Không chờ ảnh' },
      headers: { 'x-key4u-wait': '0' },
      request: { model, prompt, size: '2:3' },
      expect: { status: 202, reply: goesOn(model) },
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
        ['`jimeng-4.0`', '0–10', '1024² – 4096²'],
        ['`jimeng-4.6`', '0–14', '1024² – 4096²'],
        ['`jimeng-3.1`', '0', '512² – 2048²'],
        ['`jimeng-3.0`', '0–1', '512² – 2048²'],
      ],
    },
  ],
  notes: [
    {
      en: '`size` also takes pixels (`2048x2048`) and a resolution (`2K`); with `resolution` beside `aspect_ratio` both are said.',
      vi: '`size` cũng nhận số điểm ảnh (`2048x2048`) hoặc độ phân giải (`2K`); muốn chỉ định cả hai thì dùng `resolution` cùng `aspect_ratio`.',
    },
    {
      en: '`n` is 1 to 4; each picture that comes is charged, one that fails is not.',
      vi: '`n` từ 1 đến 4; chỉ tính tiền ảnh nhận được, ảnh hỏng không mất phí.',
    },
    waiting,
    dropped,
  ],
  seeAlso: ['dream-drawing/edit-image', 'painting/image-object', 'tasks/show-task'],
});
