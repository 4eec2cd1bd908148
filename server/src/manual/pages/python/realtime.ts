import { page } from '../../page.ts';
import { program } from '../../program.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'python',
  slug: 'realtime',
  rows: ['R215'],
  title: { en: 'gpt realtime model call', vi: 'Gọi model gpt realtime' },
  intro: {
    en: 'A session with a realtime model over a WebSocket: a question as text, the answer as speech, written to a file, with its words as they are said.',
    vi: 'Một phiên với model realtime qua WebSocket: hỏi bằng văn bản, trả lời bằng giọng nói và ghi vào tệp, kèm lời nói hiện ra dần.',
  },
  program: program('python', {
    file: 'realtime.py',
    needs: ['openai[realtime]'],
    prints: [
      'You said: “What is a lighthouse?”. This is a simulated answer of gpt-realtime.',
      'status: completed',
      text('answer.wav: 249644 bytes', /^answer\.wav: [1-9]\d{2,} bytes$/),
    ],
  }),
  notes: [
    {
      en: 'To speak in place of writing, send 24 kHz PCM with `input_audio_buffer.append`; the model answers when you pause.',
      vi: 'Để nói thay vì viết, hãy gửi PCM 24 kHz bằng `input_audio_buffer.append`; model trả lời khi bạn ngừng nói.',
    },
    {
      en: 'For programs in a browser make a short-lived key first, so that yours stays on the server.',
      vi: 'Với chương trình chạy trong trình duyệt, hãy tạo khóa tạm thời trước để khóa của bạn chỉ nằm trên máy chủ.',
    },
  ],
  seeAlso: ['python/text-to-speech'],
});
