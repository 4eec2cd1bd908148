import { page } from '../../page.ts';
import { notes, submitMusic, submitted } from '../../samples/suno.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'suno-submit',
  slug: 'inspiration-mode',
  rows: ['R192'],
  title: { en: 'Generate Song (Inspiration Mode)', vi: 'Tạo bài hát (chế độ cảm hứng)' },
  intro: {
    en: 'Say in a sentence what the song should be; Suno writes the lyrics, the title and the music.',
    vi: 'Mô tả bài hát mong muốn bằng một câu; Suno tự viết lời, đặt tên và soạn nhạc.',
  },
  call: submitMusic,
  examples: [
    {
      title: { en: 'A song by a description', vi: 'Tạo bài hát từ mô tả' },
      request: {
        gpt_description_prompt: 'a bright song about the weekend',
        mv: 'chirp-v4',
        make_instrumental: false,
      },
      expect: { reply: submitted },
    },
    {
      title: { en: 'Without voices', vi: 'Chỉ có nhạc' },
      request: { gpt_description_prompt: 'quiet piano for rain', make_instrumental: true, mv: 'chirp-v5' },
      expect: { reply: submitted },
    },
    {
      title: { en: 'Nothing to sing about', vi: 'Không có nội dung' },
      request: { mv: 'chirp-v5' },
      expect: {
        status: 400,
        reply: {
          code: 'prompt_empty',
          message: text(
            'send gpt_description_prompt (what the song should be) or prompt (the lyrics) (request id: req_…)',
            /^send gpt_description_prompt/,
          ),
          data: null,
        },
      },
    },
  ],
  notes: [
    notes.ask,
    notes.price,
    {
      en: 'Descriptions are short: servers take 200 to 500 characters. Where `gpt_description_prompt` is given, `prompt` is left out of account.',
      vi: 'Mô tả nên ngắn: các máy chủ nhận từ 200 đến 500 ký tự. Khi có `gpt_description_prompt` thì `prompt` bị bỏ qua.',
    },
    {
      en: 'Any version of the model may be named, also those that came after the older manuals (`chirp-v3-0` there); without `mv` it is `chirp-v5`.',
      vi: 'Có thể chọn bất kỳ phiên bản model nào, kể cả các bản ra sau tài liệu cũ (nơi mặc định là `chirp-v3-0`); không gửi `mv` thì dùng `chirp-v5`.',
    },
  ],
  seeAlso: ['suno-query/query-single-task', 'suno-submit/custom-mode', 'suno/parameter'],
});
