import { page } from '../../page.ts';
import { notes, submitConcat, submitted } from '../../samples/suno.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'suno-submit',
  slug: 'song-splicing',
  rows: ['R199'],
  title: { en: 'Song Splicing', vi: 'Ghép bài hát' },
  intro: {
    en: 'Joins a continuation (or a replaced part) to the song that it goes on from. The task has one clip: the whole song.',
    vi: 'Ghép phần viết tiếp (hoặc đoạn thay thế) vào bài hát gốc. Tác vụ cho ra một clip: toàn bộ bài hát.',
  },
  call: submitConcat,
  examples: [
    {
      title: { en: 'Join a continuation', vi: 'Ghép phần viết tiếp' },
      request: { clip_id: '4b2300c2-f200-4011-8f80-e3401da28c4f', is_infill: false },
      expect: { reply: submitted },
    },
    {
      title: { en: 'The clip is missing', vi: 'Thiếu clip' },
      request: { is_infill: false },
      expect: {
        status: 400,
        reply: {
          code: 'invalid_request',
          message: text('you must provide clip_id (request id: req_…)', /^you must provide clip_id/),
          data: null,
        },
      },
    },
  ],
  notes: [
    {
      en: '`clip_id` is the clip that the continuation gave. `is_infill` is false after `extend` and `upload_extend`, true after a replaced part.',
      vi: '`clip_id` là clip do bước viết tiếp tạo ra. `is_infill` là false sau `extend` và `upload_extend`, là true sau khi thay một đoạn.',
    },
    notes.ask,
    notes.account,
  ],
  seeAlso: ['suno-submit/continuation-mode', 'suno-query/query-single-task'],
});
