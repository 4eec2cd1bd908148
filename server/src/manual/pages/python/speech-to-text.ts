import { page } from '../../page.ts';
import { program } from '../../program.ts';

export default page({
  section: 'python',
  slug: 'speech-to-text',
  rows: ['R203'],
  title: { en: 'Python uses speech-to-text', vi: 'Python: chuyển giọng nói thành văn bản' },
  intro: {
    en: 'Sends a sound file and gets the words in it: once with `gpt-4o-transcribe`, once with `whisper-1`, which also tells when each part was said.',
    vi: 'Gửi một tệp âm thanh và nhận lại lời nói trong đó: một lần bằng `gpt-4o-transcribe`, một lần bằng `whisper-1`, model này còn cho biết từng đoạn được nói lúc nào.',
  },
  program: program('python', {
    file: 'speech_to_text.py',
    needs: ['openai'],
    reads: ['speech.wav'],
    prints: ['gpt-4o-transcribe: The beach was a popular', '0.0-2.1 s: The beach was a popular'],
  }),
  notes: [
    {
      en: 'Give the path of your own file behind the name of the program. Accepted are flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav and webm, up to 25 MB.',
      vi: 'Thêm đường dẫn tới tệp của bạn sau tên chương trình. Chấp nhận flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav và webm, tối đa 25 MB.',
    },
    {
      en: 'The words above are those of a test key: its simulator hears as many words as the sound is long, not what is said.',
      vi: 'Lời ở trên là của khóa thử nghiệm: bộ mô phỏng trả về số từ theo độ dài âm thanh, không phải nội dung thật.',
    },
  ],
  seeAlso: ['chatgpt-audio/audio-to-text-gpt-4o-transcribe', 'python/text-to-speech'],
});
