import { page } from '../../page.ts';
import { notes, submitMusic, submitted, uploadedClip } from '../../samples/suno.ts';

export default page({
  section: 'suno-submit',
  slug: 'upload-secondary-creation',
  rows: ['R196'],
  title: {
    en: 'Generate song (upload song for secondary creation)',
    vi: 'Tạo bài hát (tải bài hát lên để sáng tác lại)',
  },
  intro: {
    en: 'Goes on from a recording of your own: upload it first, then continue its clip with the task `upload_extend`, or sing it anew with `cover`.',
    vi: 'Sáng tác tiếp từ bản thu của bạn: tải lên trước, sau đó viết tiếp clip bằng tác vụ `upload_extend`, hoặc hát lại bằng `cover`.',
  },
  call: submitMusic,
  examples: [
    {
      title: { en: 'Go on from the upload', vi: 'Viết tiếp từ tệp đã tải lên' },
      request: {
        prompt: '[Verse]\nWe hummed it once, now sing it loud',
        tags: 'indie pop',
        negative_tags: '',
        mv: 'chirp-v4',
        title: 'Hummed',
        continue_clip_id: uploadedClip,
        continue_at: 10,
        task: 'upload_extend',
      },
      expect: { reply: submitted },
    },
    {
      title: { en: 'Sing it anew', vi: 'Hát lại (cover)' },
      request: {
        prompt: '[Verse]\nWe hummed it once, now sing it low',
        tags: 'jazz, female voice',
        mv: 'chirp-v5',
        title: 'Hummed again',
        task: 'cover',
        cover_clip_id: uploadedClip,
        metadata_params: { clip_id: uploadedClip },
      },
      expect: { reply: submitted },
    },
  ],
  notes: [
    notes.ask,
    notes.price,
    {
      en: 'Servers differ in the field that names the clip to cover: `cover_clip_id` or `metadata_params.clip_id`. Both may be sent.',
      vi: 'Tùy máy chủ, clip cần hát lại nằm ở `cover_clip_id` hoặc `metadata_params.clip_id`. Có thể gửi cả hai.',
    },
    notes.account,
  ],
  seeAlso: ['suno-submit/upload-audio', 'suno-submit/upload-file', 'suno-submit/song-splicing'],
});
