import { page } from '../../page.ts';
import { askByQuery, askClip, uploadedClip } from '../../samples/suno.ts';
import { each, text, Varying } from '../../shape.ts';

const count = (sample: number): Varying =>
  new Varying(sample, (value, where) =>
    typeof value === 'number' && value >= 0 ? [] : [`${where} is ${String(value)}, not a number from 0`],
  );

export default page({
  section: 'suno-query',
  slug: 'clip-details',
  rows: [],
  title: { en: 'Other questions about a clip', vi: 'Các truy vấn khác về clip' },
  intro: {
    en: 'The times of the words, a film, the notes: what the server behind the channel answers is passed on as it is.',
    vi: 'Mốc thời gian của lời hát, video, nốt nhạc: câu trả lời của máy chủ phía sau kênh được chuyển nguyên vẹn.',
  },
  call: askClip,
  examples: [
    {
      title: { en: 'When each word is sung', vi: 'Thời điểm hát từng từ' },
      params: { question: 'timing', clip_id: uploadedClip },
      expect: {
        reply: {
          aligned_words: each({
            word: text('Morning ', /\S/),
            success: true,
            start_s: count(0),
            end_s: count(0.8),
          }),
          waveform_data: [],
          hoot_cer: 0,
          is_streamed: false,
        },
      },
    },
    {
      title: {
        en: 'The notes, as servers with an account pool want it',
        vi: 'Nốt nhạc, theo máy chủ dùng nhóm tài khoản',
      },
      call: askByQuery,
      params: { question: 'midi' },
      query: { clipId: uploadedClip },
      expect: {
        reply: {
          state: 'complete',
          instruments: each({
            name: text('Piano', /\S/),
            notes: each({ pitch: count(60), start: count(0), end: count(0.5), velocity: count(0.8) }),
          }),
        },
      },
    },
  ],
  notes: [
    {
      en: 'At `/suno/act/{question}/{clip_id}`: `timing`, `mp4`, `midi`, `waveform`. By the query: `midi` and `waveform` with `clipId`, `mp4-state` with `taskBatchId`. Free.',
      vi: 'Tại `/suno/act/{question}/{clip_id}`: `timing`, `mp4`, `midi`, `waveform`. Qua query: `midi` và `waveform` với `clipId`, `mp4-state` với `taskBatchId`. Miễn phí.',
    },
    {
      en: 'Questions about a whole account (`my-musics`, `integral`) are not passed on: many customers share it. Your own songs are in your list of tasks.',
      vi: 'Các truy vấn về toàn bộ tài khoản (`my-musics`, `integral`) không được chuyển tiếp vì nhiều khách hàng dùng chung tài khoản. Bài hát của bạn nằm trong danh sách tác vụ.',
    },
  ],
  seeAlso: ['suno-query/get-wav', 'suno-query/query-single-task'],
});
