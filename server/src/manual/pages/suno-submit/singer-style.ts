import { page } from '../../page.ts';
import { createPersona, notes, submitMusic, submitPersona, submitted } from '../../samples/suno.ts';
import { text } from '../../shape.ts';

const clip = 'a5fa604c-9d1e-4c3b-8a7f-6b5d4e3c2f10';

export default page({
  section: 'suno-submit',
  slug: 'singer-style',
  rows: ['R195'],
  title: { en: 'Generate song (singer style)', vi: 'Tạo bài hát (theo phong cách ca sĩ)' },
  intro: {
    en: 'Songs with one and the same voice: make a song, take one of its clips, make a singer (persona) of it, and name the singer in new songs.',
    vi: 'Nhiều bài hát với cùng một giọng: tạo một bài, lấy một clip, tạo ca sĩ (persona) từ clip đó rồi dùng ca sĩ này cho các bài mới.',
  },
  call: submitMusic,
  examples: [
    {
      title: { en: 'A song by the singer', vi: 'Bài hát với ca sĩ đã tạo' },
      request: {
        prompt: '[Verse]\nNeon rivers under the rain',
        generation_type: 'TEXT',
        tags: 'electronic, pop',
        negative_tags: '',
        mv: 'chirp-v4-tau',
        title: 'Neon River',
        task: 'artist_consistency',
        persona_id: '0f6e8077-52f1-4a0c-8a8e-5b6c7d8e9f01',
        artist_clip_id: clip,
        vocal_gender: '',
      },
      expect: { reply: submitted },
    },
    {
      title: { en: 'Make the singer, answered at once', vi: 'Tạo ca sĩ, trả kết quả ngay' },
      call: createPersona,
      request: {
        root_clip_id: clip,
        name: 'Ann',
        description: 'warm, low voice',
        clips: [clip],
        is_public: false,
      },
      expect: {
        reply: {
          id: text('0f6e8077-52f1-4a0c-8a8e-5b6c7d8e9f01', /^[0-9a-f-]{36}$/),
          name: 'Ann',
          description: 'warm, low voice',
          root_clip_id: clip,
          is_public: false,
          clip: { id: clip },
        },
      },
    },
    {
      title: { en: 'Make the singer as a task', vi: 'Tạo ca sĩ dưới dạng tác vụ' },
      call: submitPersona,
      request: {
        root_clip_id: clip,
        vocal_start_s: 10,
        vocal_end_s: 30,
        user_input_styles: 'pop, female voice',
      },
      expect: { reply: submitted },
    },
  ],
  notes: [
    {
      en: 'Which of the two ways to a singer works depends on the server behind the channel. The first answers with the singer itself (`id`); of the second, the finished task holds `result.persona_id`.',
      vi: 'Dùng được cách tạo ca sĩ nào tùy máy chủ phía sau kênh. Cách thứ nhất trả về ca sĩ ngay (`id`); với cách thứ hai, tác vụ hoàn thành chứa `result.persona_id`.',
    },
    {
      en: 'The clip must be one that Suno made, not an upload. A singer ends with the account that it belongs to.',
      vi: 'Clip phải do Suno tạo ra, không phải tệp tải lên. Ca sĩ sẽ mất khi tài khoản chứa nó không còn.',
    },
    {
      en: 'Older servers want `chirp-v3-5-tau` or `chirp-v4-tau` here; newer ones take any model.',
      vi: 'Máy chủ cũ yêu cầu `chirp-v3-5-tau` hoặc `chirp-v4-tau`; máy chủ mới nhận mọi model.',
    },
    notes.price,
    notes.ask,
  ],
  seeAlso: ['suno-submit/inspiration-mode', 'suno-query/query-single-task'],
});
