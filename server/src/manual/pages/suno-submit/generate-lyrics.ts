import { page } from '../../page.ts';
import { notes, submitLyrics, submitted } from '../../samples/suno.ts';

export default page({
  section: 'suno-submit',
  slug: 'generate-lyrics',
  rows: ['R198'],
  title: { en: 'Generate lyrics', vi: 'Tạo lời bài hát' },
  intro: {
    en: 'Writes lyrics on a theme, with the tags that `prompt` of a song takes.',
    vi: 'Viết lời bài hát theo chủ đề, kèm sẵn các thẻ để dùng cho `prompt` khi tạo bài hát.',
  },
  call: submitLyrics,
  examples: [
    {
      title: { en: 'Lyrics on a theme', vi: 'Lời theo chủ đề' },
      request: { prompt: 'a letter to the sea' },
      expect: { reply: submitted },
    },
    {
      title: { en: 'With a hook', vi: 'Kèm địa chỉ nhận thông báo' },
      request: { prompt: 'a letter to the sea', notify_hook: 'https://example.com/hooks/suno' },
      expect: { reply: submitted },
    },
  ],
  notes: [
    {
      en: 'The finished task’s `data` is one object: `{"id","text","title","status"}`.',
      vi: '`data` của tác vụ hoàn thành là một đối tượng: `{"id","text","title","status"}`.',
    },
    notes.ask,
    {
      en: 'Charged by the call under the model name `suno`; far cheaper than a song.',
      vi: 'Tính tiền theo lượt dưới tên model `suno`; rẻ hơn nhiều so với một bài hát.',
    },
  ],
  seeAlso: ['suno-query/batch-get-tasks', 'suno-submit/custom-mode'],
});
