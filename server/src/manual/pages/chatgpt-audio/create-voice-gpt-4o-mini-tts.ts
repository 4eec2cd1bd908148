import { many, once, page } from '../../page.ts';
import { base64, createSpeech } from '../../samples/audio.ts';

export default page({
  section: 'chatgpt-audio',
  slug: 'create-voice-gpt-4o-mini-tts',
  rows: ['R009'],
  title: { en: 'Create voice gpt-4o-mini-tts', vi: 'Tạo giọng nói: gpt-4o-mini-tts' },
  intro: {
    en: 'Send a text, get it read aloud. The sound comes as it is made, so that it can be played before it is whole.',
    vi: 'Gửi một văn bản và nhận lại giọng đọc. Âm thanh được gửi ngay khi tạo ra, nên có thể phát trước khi nhận đủ.',
  },
  call: createSpeech,
  examples: [
    {
      title: { en: 'A text as an MP3 file', vi: 'Đọc văn bản thành tệp MP3' },
      request: {
        model: 'gpt-4o-mini-tts',
        input: 'The quick brown fox jumped over the lazy dog.',
        voice: 'alloy',
        instructions: 'Calm and friendly, a little slower than usual.',
      },
      expect: { bytes: { type: 'audio/mpeg', least: 1000 } },
    },
    {
      title: { en: 'A WAV file', vi: 'Tệp WAV' },
      request: { model: 'tts-1', input: 'Hello.', voice: 'nova', response_format: 'wav', speed: 1.25 },
      expect: { bytes: { type: 'audio/wav', least: 1000 } },
    },
    {
      title: { en: 'As events, with the tokens at the end', vi: 'Dạng sự kiện, có số token ở cuối' },
      request: { model: 'gpt-4o-mini-tts', input: 'Hello', voice: 'alloy', stream_format: 'sse' },
      expect: {
        stream: [
          many(
            { type: 'speech.audio.delta', audio: base64 },
            {
              en: 'Pieces of the file: decode each, join the bytes.',
              vi: 'Từng mẩu của tệp: giải mã rồi ghép các byte lại.',
            },
          ),
          once(
            {
              type: 'speech.audio.done',
              usage: { input_tokens: 1, output_tokens: 9, total_tokens: 10 },
            },
            { en: 'The end, with the tokens.', vi: 'Kết thúc, kèm số token.' },
          ),
        ],
      },
    },
  ],
  notes: [
    {
      en: '`tts-1` and `tts-1-hd` know no `instructions` and no `stream_format`, and have a smaller set of voices.',
      vi: '`tts-1` và `tts-1-hd` không hỗ trợ `instructions` và `stream_format`, đồng thời có ít giọng hơn.',
    },
    {
      en: '`tts-1` is charged by the character of `input`, `gpt-4o-mini-tts` by tokens of text and of sound. Where the answer tells no tokens they are counted from the length of the sound.',
      vi: '`tts-1` tính tiền theo ký tự của `input`, còn `gpt-4o-mini-tts` theo token văn bản và âm thanh. Khi kết quả không báo số token, hệ thống tính theo độ dài âm thanh.',
    },
    {
      en: 'A stream of bytes has no room for an error: if the upstream breaks off, the connection is cut instead of ended.',
      vi: 'Luồng byte không có chỗ để báo lỗi: nếu nhà cung cấp ngắt giữa chừng, kết nối bị cắt chứ không kết thúc bình thường.',
    },
  ],
  seeAlso: ['chatgpt-audio/gpt-4o-audio'],
});
