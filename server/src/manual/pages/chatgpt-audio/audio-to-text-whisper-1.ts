import { page } from '../../page.ts';
import { createTranscription, duration, said, segments } from '../../samples/audio.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'chatgpt-audio',
  slug: 'audio-to-text-whisper-1',
  rows: ['R007'],
  title: { en: 'Audio to text whisper-1', vi: 'Chuyển âm thanh thành văn bản: whisper-1' },
  intro: {
    en: 'Upload a sound file, get what is said in it. whisper-1 also writes subtitles and the time of every word.',
    vi: 'Tải lên một tệp âm thanh và nhận lại nội dung được nói. whisper-1 còn tạo được phụ đề và mốc thời gian của từng từ.',
  },
  call: createTranscription,
  examples: [
    {
      title: { en: 'The text', vi: 'Lấy văn bản' },
      form: { file: { sample: 'speech.wav' }, model: 'whisper-1' },
      expect: { reply: { text: said, usage: duration(2) } },
    },
    {
      title: { en: 'With the times of segments and words', vi: 'Kèm mốc thời gian của đoạn và từ' },
      form: {
        file: { sample: 'speech.wav' },
        model: 'whisper-1',
        language: 'en',
        response_format: 'verbose_json',
        'timestamp_granularities[]': ['segment', 'word'],
      },
      expect: {
        reply: {
          task: 'transcribe',
          language: 'english',
          duration: 2,
          text: said,
          segments,
          words: [
            { word: 'The', start: 0, end: 0.4 },
            { word: 'beach', start: 0.4, end: 0.8 },
            { word: 'was', start: 0.8, end: 1.2 },
            { word: 'a', start: 1.2, end: 1.6 },
            { word: 'popular', start: 1.6, end: 2 },
          ],
          usage: duration(2),
        },
      },
    },
    {
      title: { en: 'Subtitles', vi: 'Phụ đề' },
      form: { file: { sample: 'speech.wav' }, model: 'whisper-1', response_format: 'srt' },
      expect: {
        plain: text(
          '1\n00:00:00,000 --> 00:00:02,000\nThe beach was a popular spot.\n\n',
          /^1\n00:00:00,000 --> 00:00:02,000\n[^\n]+\n/,
        ),
      },
    },
  ],
  notes: [
    {
      en: 'The body is a form, not JSON. The file’s name must end like its format: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm; OpenAI takes 25 MB.',
      vi: 'Nội dung gửi lên là form, không phải JSON. Tên tệp phải có đuôi đúng định dạng: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav hoặc webm; OpenAI nhận tối đa 25 MB.',
    },
    {
      en: '`text`, `srt` and `vtt` answer with plain text. `stream` is left out by whisper-1.',
      vi: '`text`, `srt` và `vtt` trả về văn bản thuần. whisper-1 bỏ qua `stream`.',
    },
    {
      en: 'Charged by the second of sound, a started second counts as a whole one. The list price is 0.006 USD a minute.',
      vi: 'Tính tiền theo giây âm thanh, giây lẻ được làm tròn lên. Giá niêm yết là 0.006 USD mỗi phút.',
    },
    {
      en: 'With a test key the text is made up; only its length goes by the file.',
      vi: 'Với khóa thử nghiệm, văn bản trả về là nội dung giả lập; chỉ độ dài phụ thuộc vào tệp bạn gửi.',
    },
  ],
  seeAlso: ['chatgpt-audio/audio-to-text-gpt-4o-transcribe', 'chatgpt-audio/create-translation'],
});
