import { page } from '../../page.ts';
import {
  deleteByLink,
  deleteId,
  deletePicture,
  listPictures,
  photoBytes,
  pictureId,
  pictureObject,
  showPicture,
} from '../../samples/image-hosting.ts';
import { each, flag } from '../../shape.ts';

export default page({
  section: 'help-center',
  slug: 'hosted-images',
  rows: [],
  title: { en: 'Links of uploaded pictures', vi: 'Liên kết của ảnh đã tải lên' },
  intro: {
    en: 'The link of a picture is for everybody and needs no key; behind the digits an ending such as `.png` may stand, for models that ask for one. The list and deleting by `id` are for the account that uploaded it.',
    vi: 'Liên kết của ảnh dành cho mọi người và không cần khóa; sau dãy ký tự có thể thêm đuôi như `.png`, cho những model yêu cầu đuôi tệp. Danh sách và việc xóa bằng `id` chỉ dành cho tài khoản đã tải ảnh lên.',
  },
  call: showPicture,
  examples: [
    {
      title: { en: 'The picture', vi: 'Xem ảnh' },
      params: { image: pictureId },
      expect: { bytes: { type: 'image/png', least: photoBytes } },
    },
    {
      title: { en: 'List, newest first', vi: 'Liệt kê, mới nhất trước' },
      call: listPictures,
      query: { limit: 20 },
      expect: { reply: { data: each(pictureObject), has_more: flag(false) } },
    },
    {
      title: { en: 'Delete, with your key', vi: 'Xóa bằng khóa của bạn' },
      call: deletePicture,
      params: { image: pictureId },
      expect: { reply: { deleted: true } },
    },
    {
      title: { en: 'Delete, with the link that deletes', vi: 'Xóa bằng liên kết xóa' },
      call: deleteByLink,
      params: { link: deleteId },
      expect: { reply: { deleted: true } },
    },
  ],
  notes: [
    {
      en: 'Links take `HEAD`, ranges and `If-None-Match`, and pages of any origin may read them. A cache may keep a picture for an hour after it was deleted.',
      vi: 'Liên kết hỗ trợ `HEAD`, tải theo khoảng byte và `If-None-Match`; trang web từ mọi nguồn đều đọc được. Bộ nhớ đệm có thể giữ ảnh thêm một giờ sau khi xóa.',
    },
    {
      en: 'The next page of a list: `after` with the `id` of its last picture. When an account is disabled its links are closed too.',
      vi: 'Trang tiếp theo của danh sách: đặt `after` bằng `id` của ảnh cuối cùng. Khi tài khoản bị khóa, các liên kết của tài khoản cũng bị đóng.',
    },
  ],
  seeAlso: ['help-center/self-hosted-image-hosting-api', 'help-center/upload-image'],
});
