import { page } from '../../page.ts';
import { pictureObject, uploadPicture } from '../../samples/image-hosting.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'help-center',
  slug: 'self-hosted-image-hosting-api',
  rows: ['R296'],
  title: { en: 'Self-hosted image hosting API', vi: 'API lưu trữ ảnh tự vận hành' },
  intro: {
    en: 'Turns a picture of yours into a link that needs no key, for `image_url`, `input_image`, `image_urls` and wherever else an address of a picture is asked for. The gateway keeps the picture itself. Uploading is free.',
    vi: 'Biến ảnh của bạn thành liên kết mở được mà không cần khóa, để dùng trong `image_url`, `input_image`, `image_urls` và mọi chỗ cần địa chỉ ảnh. Cổng tự lưu ảnh. Tải lên miễn phí.',
  },
  call: uploadPicture,
  examples: [
    {
      title: { en: 'A picture, as a form', vi: 'Một ảnh, dạng biểu mẫu' },
      form: { file: { sample: 'photo.png' } },
      expect: { reply: pictureObject },
    },
    {
      title: { en: 'A picture as base64, in JSON', vi: 'Một ảnh dạng base64, trong JSON' },
      request: {
        image:
          'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      },
      expect: { reply: pictureObject },
    },
    {
      title: { en: 'What is no picture is refused', vi: 'Tệp không phải ảnh bị từ chối' },
      form: { file: { sample: 'invoice.pdf' } },
      expect: {
        status: 415,
        reply: {
          error: text(
            'unsupported file format: send a PNG, JPEG, GIF or WebP picture (request id: req_01kb2c)',
            /^unsupported file format: .+ \(request id: req_\w+\)$/,
          ),
          code: 415,
        },
      },
    },
  ],
  notes: [
    {
      en: 'PNG, JPEG, GIF and WebP, at most 10 MB and 100 megapixels. What counts is the content of the file and not its name; SVG and HTML are refused, because they can hold scripts. The field is `file`.',
      vi: 'Nhận PNG, JPEG, GIF và WebP, tối đa 10 MB và 100 megapixel. Cổng xét nội dung tệp chứ không xét tên; SVG và HTML bị từ chối vì có thể chứa mã script. Tên trường là `file`.',
    },
    {
      en: 'Whoever has the link sees the picture: it cannot be guessed, and the picture stands there as you sent it, with the place and time that a camera may have written into it. `created` and `expires` are Unix milliseconds.',
      vi: 'Ai có liên kết đều xem được ảnh: liên kết không đoán được, và ảnh được giữ nguyên như khi bạn gửi, kể cả vị trí và thời gian mà máy ảnh có thể đã ghi vào. `created` và `expires` tính bằng mili giây Unix.',
    },
    {
      en: 'Pictures count for the room of your account’s files (1 GB unless the operator says otherwise) and are kept for a year at most. Keep `delete_url` to yourself: whoever opens it deletes the picture.',
      vi: 'Ảnh được tính vào dung lượng tệp của tài khoản (1 GB nếu quản trị viên không đặt khác) và được giữ tối đa một năm. Đừng chia sẻ `delete_url`: ai mở liên kết đó sẽ xóa ảnh.',
    },
    {
      en: 'Statuses: 400 without `file`, 401 without a key, 403 when there is no more room, 413 when it is too large, 415 for any other format. `/imageproxy/api/upload` is the same address.',
      vi: 'Mã trạng thái: 400 khi thiếu `file`, 401 khi thiếu khóa, 403 khi hết dung lượng, 413 khi ảnh quá lớn, 415 với định dạng khác. `/imageproxy/api/upload` là cùng một địa chỉ.',
    },
  ],
  seeAlso: ['help-center/upload-image', 'help-center/hosted-images', 'chatgpt-files/upload-file'],
});
