import { page } from '../../page.ts';
import { program } from '../../program.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'php',
  slug: 'edit-image',
  rows: ['R284'],
  title: { en: 'PHP image editing demo', vi: 'PHP: ví dụ chỉnh sửa ảnh' },
  intro: {
    en: 'Sends a picture with an instruction and saves what comes back, with nothing but PHP’s own curl extension.',
    vi: 'Gửi một bức ảnh kèm lời yêu cầu rồi lưu ảnh kết quả, chỉ dùng phần mở rộng curl có sẵn của PHP.',
  },
  program: program('php', {
    file: 'edit_image.php',
    needs: ['php-cli', 'php-curl'],
    reads: ['lighthouse.png'],
    prints: [
      text(
        'edited.png: 1024 x 1024 pixels, 733 bytes',
        /^edited\.png: 1024 x 1024 pixels, [1-9]\d{2,} bytes$/,
      ),
      text('output tokens: 272', /^output tokens: [1-9]\d*$/),
    ],
  }),
  notes: [
    {
      en: "Another picture: `php edit_image.php photo.jpg`. PNG, JPEG and WebP are taken; in a web server the uploaded file stands in `$_FILES[…]['tmp_name']`.",
      vi: "Dùng ảnh khác: `php edit_image.php photo.jpg`. Nhận PNG, JPEG và WebP; trong máy chủ web, tệp tải lên nằm ở `$_FILES[…]['tmp_name']`.",
    },
    {
      en: 'To change only a part, add a field `mask` with a second `CURLFile`: a PNG of the same size that is see-through where the picture may change.',
      vi: 'Muốn chỉ sửa một phần, thêm trường `mask` với một `CURLFile` thứ hai: ảnh PNG cùng kích thước, trong suốt ở chỗ được phép thay đổi.',
    },
    {
      en: 'With another name in `model` the same program edits with FLUX (`flux-2-pro`, `flux-kontext-pro`), Recraft (`recraftv4_1`) or Stability (`sd3.5-large`). Those answer with an address, which it fetches, and count no tokens.',
      vi: 'Đổi tên trong `model`, cùng chương trình này chỉnh sửa bằng FLUX (`flux-2-pro`, `flux-kontext-pro`), Recraft (`recraftv4_1`) hoặc Stability (`sd3.5-large`). Các model đó trả về địa chỉ ảnh (chương trình tự tải về) và không tính token.',
    },
  ],
  seeAlso: ['gpt-image/edit-image', 'gpt-image/mask-image', 'python/gpt-image'],
});
