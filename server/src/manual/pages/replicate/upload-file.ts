import { page } from '../../page.ts';
import { replicateCall, replicateFile } from '../../samples/replicate.ts';

export default page({
  section: 'replicate',
  slug: 'upload-file',
  rows: [],
  title: { en: 'Upload a file', vi: 'Tải tệp lên' },
  intro: {
    en: 'Keeps a picture, a film or a sound for a day. Name it in an input by the address in `urls.get`: its bytes go to the model in its place.',
    vi: 'Lưu ảnh, video hoặc âm thanh trong một ngày. Dùng địa chỉ ở `urls.get` trong input: nội dung tệp sẽ được gửi tới model thay cho địa chỉ.',
  },
  call: replicateCall('POST', '/files'),
  examples: [
    {
      title: { en: 'A picture', vi: 'Một tấm ảnh' },
      form: { content: { sample: 'photo.png' }, metadata: '{"album":7}' },
      expect: { status: 201, reply: replicateFile({ album: 7 }) },
    },
  ],
  notes: [
    {
      en: 'Only your account can name the file; the address needs your key.',
      vi: 'Chỉ tài khoản của bạn dùng được tệp; địa chỉ này cần khóa của bạn.',
    },
  ],
  seeAlso: ['replicate/use-files', 'replicate/access-tutorial'],
});
