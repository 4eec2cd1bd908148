import { page } from '../../page.ts';
import { program } from '../../program.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'python',
  slug: 'gpt-image',
  rows: ['R217'],
  title: {
    en: 'Python uses gpt-image-1 to create and edit images',
    vi: 'Python: dùng gpt-image-1 để tạo và chỉnh sửa ảnh',
  },
  intro: {
    en: 'Draws a picture, then sends it back to have something added. OpenAI withdrew `gpt-image-1` in October 2026; the program names its successor `gpt-image-2`.',
    vi: 'Vẽ một bức ảnh rồi gửi lại để thêm chi tiết. OpenAI đã ngừng `gpt-image-1` vào tháng 10/2026; chương trình dùng model kế nhiệm `gpt-image-2`.',
  },
  program: program('python', {
    file: 'create_and_edit_image.py',
    needs: ['openai'],
    prints: [
      text('boat.png: 733 bytes, 272 output tokens', /^boat\.png: [1-9]\d{2,} bytes, 272 output tokens$/),
      text(
        'boat_with_sail.png: 733 bytes, 272 output tokens',
        /^boat_with_sail\.png: [1-9]\d{2,} bytes, 272 output tokens$/,
      ),
    ],
  }),
  notes: [
    {
      en: 'To change only a part, send a `mask` of the same size: it is drawn anew where the mask is transparent.',
      vi: 'Để chỉ sửa một phần, hãy gửi `mask` cùng kích thước: phần trong suốt của mask sẽ được vẽ lại.',
    },
    {
      en: 'With a test key the pictures are tiles in two colours.',
      vi: 'Với khóa thử nghiệm, ảnh là các ô vuông hai màu.',
    },
  ],
  seeAlso: ['gpt-image/create-image', 'gpt-image/edit-image', 'gpt-image/mask-image', 'python/dall-e'],
});
