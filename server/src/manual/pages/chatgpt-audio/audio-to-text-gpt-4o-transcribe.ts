import { many, once, page } from '../../page.ts';
import { createTranscription, heardTokens, said } from '../../samples/audio.ts';
import { each, text } from '../../shape.ts';

export default page({
  section: 'chatgpt-audio',
  slug: 'audio-to-text-gpt-4o-transcribe',
  rows: ['R008'],
  title: { en: 'Audio to text gpt-4o-transcribe', vi: 'Chuyển âm thanh thành văn bản: gpt-4o-transcribe' },
  intro: {
    en: 'The same endpoint as whisper-1 with newer models: fewer errors, text while it is heard, and with `gpt-4o-transcribe-diarize` who said what.',
    vi: 'Cùng endpoint với whisper-1 nhưng dùng các model mới: ít lỗi hơn, trả văn bản dần theo lúc nghe, và với `gpt-4o-transcribe-diarize` còn biết ai nói câu nào.',
  },
  call: createTranscription,
  examples: [
    {
      title: { en: 'The text', vi: 'Lấy văn bản' },
      form: { file: { sample: 'speech.wav' }, model: 'gpt-4o-transcribe', language: 'en' },
      expect: { reply: { text: said, usage: heardTokens(20, 5) } },
    },
    {
      title: { en: 'As a stream', vi: 'Nhận dần qua stream' },
      form: { file: { sample: 'speech.wav' }, model: 'gpt-4o-mini-transcribe', stream: true },
      expect: {
        stream: [
          many(
            { type: 'transcript.text.delta', delta: text(' beach', /./) },
            { en: 'Pieces of the text: join them in order.', vi: 'Từng mẩu văn bản: ghép lại theo thứ tự.' },
          ),
          once(
            { type: 'transcript.text.done', text: said, usage: heardTokens(20, 5) },
            {
              en: 'The whole text and the tokens. There is no `[DONE]` in this stream.',
              vi: 'Toàn bộ văn bản và số token. Luồng này không có `[DONE]`.',
            },
          ),
        ],
      },
    },
    {
      title: { en: 'Who said what', vi: 'Phân biệt người nói' },
      form: {
        file: { sample: 'speech.wav' },
        model: 'gpt-4o-transcribe-diarize',
        response_format: 'diarized_json',
        chunking_strategy: 'auto',
      },
      expect: {
        reply: {
          task: 'transcribe',
          duration: 2,
          text: said,
          segments: each({
            type: 'transcript.text.segment',
            id: text('seg_001', /^seg_/),
            start: 0,
            end: 2,
            text: said,
            speaker: text('A', /^\w+$/),
          }),
          usage: heardTokens(20, 5),
        },
      },
    },
  ],
  notes: [
    {
      en: 'gpt-4o models answer with `json` or `text`; `srt`, `vtt` and `verbose_json` are whisper-1’s. `diarized_json` needs the -diarize model, and `chunking_strategy` for more than 30 seconds.',
      vi: 'Các model gpt-4o trả về `json` hoặc `text`; `srt`, `vtt` và `verbose_json` là của whisper-1. `diarized_json` cần model -diarize, và cần `chunking_strategy` khi âm thanh dài hơn 30 giây.',
    },
    {
      en: 'Charged by tokens: about ten for each second that is heard, and the text that comes out.',
      vi: 'Tính tiền theo token: khoảng mười token cho mỗi giây âm thanh, cộng với văn bản trả về.',
    },
  ],
  seeAlso: ['chatgpt-audio/audio-to-text-whisper-1'],
});
