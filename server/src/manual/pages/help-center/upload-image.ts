import { page } from '../../page.ts';
import { lskyReply, uploadToLsky } from '../../samples/image-hosting.ts';

export default page({
  section: 'help-center',
  slug: 'upload-image',
  rows: ['R297'],
  title: { en: 'Upload image to image hosting service', vi: 'Tải ảnh lên dịch vụ lưu trữ ảnh' },
  intro: {
    en: 'The same upload for programs that were written for Lsky Pro, such as editors with a picture upload: its address, its fields and its answer, with a link that has an ending and texts that are ready to be pasted. For programs of your own take `POST /api/upload`.',
    vi: 'Cùng cách tải lên, dành cho chương trình viết cho Lsky Pro, như các trình soạn thảo có chức năng tải ảnh: đúng địa chỉ, trường và câu trả lời của Lsky Pro, với liên kết có đuôi tệp và các đoạn văn bản dán được ngay. Với chương trình của riêng bạn, hãy dùng `POST /api/upload`.',
  },
  call: uploadToLsky,
  examples: [
    {
      title: { en: 'A picture', vi: 'Một ảnh' },
      form: { file: { sample: 'photo.png' } },
      expect: { reply: lskyReply },
    },
  ],
  notes: [
    {
      en: 'As the token of Lsky Pro enter your key. `size` is in kB; there is no `md5`, and `strategy_id` is not looked at. Errors have the shape of `/api/upload`: `error` and `code`.',
      vi: 'Nhập khóa của bạn vào ô token của Lsky Pro. `size` tính bằng kB; không có `md5`, và `strategy_id` bị bỏ qua. Lỗi có cấu trúc của `/api/upload`: `error` và `code`.',
    },
  ],
  seeAlso: ['help-center/self-hosted-image-hosting-api', 'help-center/hosted-images'],
});
