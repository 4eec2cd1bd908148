import { page } from '../../page.ts';
import { clipId, finishUpload, initializeClip, showUpload } from '../../samples/suno.ts';
import { taken } from '../../shape.ts';

const id = taken('2b7c9d10-4e5f-4a6b-8c7d-9e0f1a2b3c4d', 'suno-submit/upload-file', ['id']);

export default page({
  section: 'suno-submit',
  slug: 'upload-file-finish',
  rows: [],
  title: { en: 'Upload a song as a file (2)', vi: 'Tải bài hát lên dưới dạng tệp (2)' },
  intro: {
    en: 'After the file was sent: say so, wait until it is `complete`, and make a clip of it.',
    vi: 'Sau khi gửi tệp: báo đã xong, chờ đến khi trạng thái là `complete`, rồi tạo clip.',
  },
  call: finishUpload,
  examples: [
    {
      title: { en: 'The file was sent', vi: 'Báo đã gửi xong tệp' },
      params: { id },
      request: { upload_type: 'file_upload', upload_filename: 'hummed.mp3' },
      expect: { reply: { id, status: 'processing' } },
    },
    {
      title: { en: 'How far is it', vi: 'Kiểm tra trạng thái' },
      call: showUpload,
      params: { id },
      expect: { reply: { id, status: 'processing', error_message: null, is_file_uploaded: false } },
    },
    {
      title: { en: 'Make a clip of it', vi: 'Tạo clip' },
      call: initializeClip,
      params: { id },
      request: {},
      expect: { reply: { clip_id: clipId } },
    },
  ],
  notes: [
    {
      en: 'These calls go to the account where the upload was begun. `status` becomes `complete` or `error`.',
      vi: 'Các cuộc gọi này đi tới tài khoản đã bắt đầu tải lên. `status` sẽ chuyển thành `complete` hoặc `error`.',
    },
  ],
  seeAlso: ['suno-submit/upload-file', 'suno-submit/upload-secondary-creation'],
});
