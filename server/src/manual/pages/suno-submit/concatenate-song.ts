import { page } from '../../page.ts';
import { notes, submitMusic, submitted } from '../../samples/suno.ts';

export default page({
  section: 'suno-submit',
  slug: 'concatenate-song',
  rows: ['R197'],
  title: { en: 'Generate song (concatenate song)', vi: 'Tạo bài hát (ghép bài hát)' },
  intro: {
    en: 'Joins a continuation to the song that it goes on from. A body that names a clip and nothing to sing means this also at the path of songs; it is the same call as `POST /suno/submit/concat`.',
    vi: 'Ghép phần viết tiếp vào bài hát gốc. Nội dung chỉ có clip mà không có lời hay mô tả cũng được hiểu như vậy khi gửi tới đường dẫn tạo bài hát; giống hệt `POST /suno/submit/concat`.',
  },
  call: submitMusic,
  examples: [
    {
      title: { en: 'Join a continuation', vi: 'Ghép phần viết tiếp' },
      request: { clip_id: '4b2300c2-f200-4011-8f80-e3401da28c4f', is_infill: false },
      expect: { reply: submitted },
    },
  ],
  notes: [
    {
      en: '`clip_id` is the clip that the continuation gave, not the one that it goes on from.',
      vi: '`clip_id` là clip do bước viết tiếp tạo ra, không phải clip gốc.',
    },
    notes.ask,
  ],
  seeAlso: ['suno-submit/song-splicing', 'suno-submit/continuation-mode'],
});
