import { page } from '../../page.ts';
import {
  fetchMany,
  finished,
  lyricsObject,
  lyricsTask,
  lyricsTaskId,
  songClips,
  songTask,
  songTaskId,
} from '../../samples/suno.ts';

export default page({
  section: 'suno-query',
  slug: 'batch-get-tasks',
  rows: ['R200'],
  title: { en: 'Batch get tasks', vi: 'Truy vấn nhiều tác vụ' },
  intro: {
    en: 'Several tasks by one call, in the order of the ids. Free.',
    vi: 'Truy vấn nhiều tác vụ trong một cuộc gọi, theo thứ tự các id. Miễn phí.',
  },
  call: fetchMany,
  examples: [
    {
      title: { en: 'A song and lyrics', vi: 'Một bài hát và một lời bài hát' },
      request: { ids: [songTask, lyricsTask] },
      expect: {
        reply: {
          code: 'success',
          message: '',
          data: [finished(songTaskId, 'MUSIC', songClips), finished(lyricsTaskId, 'LYRICS', lyricsObject)],
        },
        comes: true,
      },
    },
    {
      title: { en: 'None of them is known', vi: 'Không có tác vụ nào' },
      request: { ids: ['b4914cbe-1c2d-4e3f-8a9b-0c1d2e3f4a5b'], action: 'MUSIC' },
      expect: { reply: { code: 'success', message: '', data: [] } },
    },
  ],
  notes: [
    {
      en: 'At most 100 ids. Unknown ones, and tasks of others, are left out.',
      vi: 'Tối đa 100 id. Id không tồn tại hoặc của người khác sẽ bị bỏ qua.',
    },
  ],
  seeAlso: ['suno-query/query-single-task', 'suno/description'],
});
