import { page } from '../../page.ts';
import { clipId, notes, upload, uploadByUrl } from '../../samples/suno.ts';

export default page({
  section: 'suno-submit',
  slug: 'upload-audio',
  rows: [],
  title: { en: 'Upload a song by its address', vi: 'Tải bài hát lên bằng địa chỉ' },
  intro: {
    en: 'Makes a clip of a sound file that anybody can fetch. The answer is the clip’s id, for `continue_clip_id` and the like.',
    vi: 'Tạo clip từ một tệp âm thanh có địa chỉ công khai. Kết quả là id của clip, dùng cho `continue_clip_id` và các trường tương tự.',
  },
  call: uploadByUrl,
  examples: [
    {
      title: { en: 'An address', vi: 'Một địa chỉ' },
      request: { url: 'https://example.com/hummed.mp3' },
      expect: { reply: { code: 'success', message: '', data: clipId } },
    },
    {
      title: { en: 'With a title, as newer servers want it', vi: 'Kèm tên bài, theo máy chủ mới' },
      call: upload,
      request: { url: 'https://example.com/hummed.mp3', name: 'Hummed', upload_type: 'NORMAL' },
      expect: { reply: { code: 'success', message: '', data: clipId } },
    },
  ],
  notes: [
    {
      en: 'Some servers answer the second form with the id of a task; ask for it as for a song.',
      vi: 'Một số máy chủ trả về id tác vụ cho dạng thứ hai; hãy truy vấn như với bài hát.',
    },
    {
      en: 'Recordings of up to two minutes work everywhere. Suno refuses recordings that it knows to be of others.',
      vi: 'Bản thu dài tối đa hai phút dùng được ở mọi nơi. Suno từ chối bản thu mà nó nhận ra là của người khác.',
    },
    notes.account,
  ],
  seeAlso: ['suno-submit/upload-secondary-creation', 'suno-submit/upload-file'],
});
