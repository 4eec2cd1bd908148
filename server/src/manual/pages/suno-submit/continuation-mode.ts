import { page } from '../../page.ts';
import { notes, songTask, submitMusic, submitted } from '../../samples/suno.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'suno-submit',
  slug: 'continuation-mode',
  rows: ['R194'],
  title: { en: 'Generate Song (Continuation Mode)', vi: 'Tạo bài hát (chế độ viết tiếp)' },
  intro: {
    en: 'Goes on from a clip: `continue_at` says after how many seconds of it the new part begins. The result holds the new part only; join it with `POST /suno/submit/concat`.',
    vi: 'Viết tiếp từ một clip: `continue_at` cho biết phần mới bắt đầu từ giây thứ mấy của clip. Kết quả chỉ gồm phần mới; hãy ghép lại bằng `POST /suno/submit/concat`.',
  },
  call: submitMusic,
  examples: [
    {
      title: { en: 'Go on from second 123', vi: 'Viết tiếp từ giây thứ 123' },
      request: {
        prompt: '[Verse]\nThe lamps go out along the quay',
        mv: 'chirp-v4',
        title: 'Cat Dance',
        tags: 'romantic raga',
        continue_at: 123,
        continue_clip_id: '4c4c80c4-2f6d-4b1e-9a3c-5d7e8f901234',
        task: 'extend',
      },
      expect: { reply: submitted },
    },
    {
      title: { en: 'With the task that made the clip', vi: 'Kèm tác vụ đã tạo ra clip' },
      request: {
        prompt: '[Verse]\nAnd morning finds the boats at sea',
        mv: 'chirp-v4',
        continue_at: 20.5,
        continue_clip_id: '4c4c80c4-2f6d-4b1e-9a3c-5d7e8f901234',
        task_id: songTask,
        task: 'extend',
      },
      expect: { reply: submitted },
    },
    {
      title: { en: 'The clip is missing', vi: 'Thiếu clip' },
      request: { prompt: '[Verse]\nla', mv: 'chirp-v4', continue_at: 20, task: 'extend' },
      expect: {
        status: 400,
        reply: {
          code: 'invalid_request',
          message: text(
            'you must provide continue_clip_id for the task extend (request id: req_…)',
            /^you must provide continue_clip_id/,
          ),
          data: null,
        },
      },
    },
  ],
  notes: [
    notes.ask,
    notes.price,
    notes.account,
    {
      en: '`task_id` is needed only where the clip is not one of yours here; servers that want it get it by themselves.',
      vi: 'Chỉ cần `task_id` khi clip không phải do bạn tạo tại đây; máy chủ nào cần trường này sẽ được gửi kèm tự động.',
    },
  ],
  seeAlso: ['suno-submit/song-splicing', 'suno-submit/upload-secondary-creation'],
});
