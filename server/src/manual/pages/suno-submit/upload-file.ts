import { page } from '../../page.ts';
import { upload } from '../../samples/suno.ts';
import { text } from '../../shape.ts';

const id = text('2b7c9d10-4e5f-4a6b-8c7d-9e0f1a2b3c4d', /^[0-9a-f-]{36}$/);

export default page({
  section: 'suno-submit',
  slug: 'upload-file',
  rows: [],
  title: { en: 'Upload a song as a file (1)', vi: 'Tải bài hát lên dưới dạng tệp (1)' },
  intro: {
    en: 'For recordings that have no public address. The answer says where to send the file: post a form to `url` with all of `fields` and, last, the file as `file`; then go on with step 2.',
    vi: 'Dành cho bản thu không có địa chỉ công khai. Kết quả cho biết nơi gửi tệp: gửi form tới `url` gồm toàn bộ `fields` và cuối cùng là tệp ở trường `file`; sau đó làm tiếp bước 2.',
  },
  call: upload,
  examples: [
    {
      title: { en: 'Begin an upload', vi: 'Bắt đầu tải lên' },
      request: { extension: 'mp3' },
      expect: {
        reply: {
          id,
          url: text('https://suno-uploads.s3.amazonaws.com/', /^https?:\/\//),
          fields: { key: text('raw_uploads/2b7c9d10-4e5f-4a6b-8c7d-9e0f1a2b3c4d.mp3', /\.mp3$/) },
          is_file_uploaded: false,
        },
      },
    },
  ],
  notes: [
    {
      en: 'The file goes to Suno’s storage and not through this gateway. Not every server has these calls; uploading by address works with all of them.',
      vi: 'Tệp được gửi thẳng tới kho lưu trữ của Suno, không qua cổng này. Không phải máy chủ nào cũng có các cuộc gọi này; tải lên bằng địa chỉ thì dùng được ở mọi nơi.',
    },
  ],
  seeAlso: ['suno-submit/upload-file-finish', 'suno-submit/upload-audio'],
});
