import { page } from '../../page.ts';
import { notes, submitMusic, submitted } from '../../samples/suno.ts';

export default page({
  section: 'suno-submit',
  slug: 'custom-mode',
  rows: ['R193'],
  title: { en: 'Generate Song (Custom Mode)', vi: 'Tạo bài hát (chế độ tùy chỉnh)' },
  intro: {
    en: 'Your own lyrics, title and style. Tags such as `[Verse]` and `[Chorus]` part the lyrics.',
    vi: 'Tự cung cấp lời, tên bài và phong cách. Dùng các thẻ như `[Verse]` và `[Chorus]` để chia phần lời.',
  },
  call: submitMusic,
  examples: [
    {
      title: { en: 'Your own lyrics', vi: 'Lời của bạn' },
      request: {
        prompt:
          '[Verse]\nPaws on the floor, a whisker in the light\n\n[Chorus]\nDance, little cat, all through the night',
        mv: 'chirp-v5',
        title: 'Cat Dance',
        tags: 'romantic raga',
      },
      expect: { reply: submitted },
    },
    {
      title: { en: 'Music only, by its style', vi: 'Chỉ nhạc nền, theo phong cách' },
      request: { tags: 'classical, piano', title: 'Morning Light', mv: 'chirp-v5', make_instrumental: true },
      expect: { reply: submitted },
    },
  ],
  notes: [
    notes.ask,
    notes.price,
    {
      en: '`negative_tags` names styles to avoid; `duration` is obeyed by `chirp-fenix` (`chirp-v5-5`) only. What the older manual shows for empty fields (`continue_clip_id: ""`, `task: ""`) may be sent or left out.',
      vi: '`negative_tags` liệt kê phong cách cần tránh; `duration` chỉ có tác dụng với `chirp-fenix` (`chirp-v5-5`). Các trường rỗng như trong tài liệu cũ (`continue_clip_id: ""`, `task: ""`) có thể gửi hoặc bỏ.',
    },
  ],
  seeAlso: ['suno/parameter', 'suno-submit/continuation-mode', 'suno-submit/generate-lyrics'],
});
