import { page } from '../../page.ts';
import { program } from '../../program.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'python',
  slug: 'text-to-speech',
  rows: ['R204'],
  title: { en: 'Python uses text to speech', vi: 'Python: chuyển văn bản thành giọng nói' },
  intro: {
    en: 'Has a text read aloud and writes the sound to a file while it arrives. `instructions` says how the voice should sound.',
    vi: 'Cho model đọc một văn bản và ghi âm thanh vào tệp ngay khi nhận được. `instructions` cho biết giọng đọc nên như thế nào.',
  },
  program: program('python', {
    file: 'text_to_speech.py',
    needs: ['openai'],
    prints: [text('lighthouse.mp3: 17664 bytes', /^lighthouse\.mp3: [1-9]\d{2,} bytes$/)],
  }),
  notes: [
    {
      en: 'Formats: mp3, opus, aac, flac, wav and pcm. `tts-1` and `tts-1-hd` take no `instructions`.',
      vi: 'Định dạng: mp3, opus, aac, flac, wav và pcm. `tts-1` và `tts-1-hd` không nhận `instructions`.',
    },
    {
      en: 'A test key gets a tone that lasts as long as the text would.',
      vi: 'Với khóa thử nghiệm, bạn nhận được một âm đơn dài bằng thời gian đọc văn bản.',
    },
  ],
  seeAlso: ['chatgpt-audio/create-voice-gpt-4o-mini-tts', 'python/speech-to-text'],
});
