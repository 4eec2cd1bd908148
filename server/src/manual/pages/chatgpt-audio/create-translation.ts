import { page } from '../../page.ts';
import { said, segments } from '../../samples/audio.ts';

export default page({
  section: 'chatgpt-audio',
  slug: 'create-translation',
  rows: ['R010'],
  title: { en: 'Create translation', vi: 'Dịch âm thanh (Create translation)' },
  intro: {
    en: 'Upload speech in any language, get it as English text. Elsewhere this is often listed as not supported; here it is served.',
    vi: 'Tải lên giọng nói bằng ngôn ngữ bất kỳ và nhận lại văn bản tiếng Anh. Nhiều nơi ghi là chưa hỗ trợ; ở đây dùng được.',
  },
  call: { dialect: 'openai-audio', method: 'POST', route: '/v1/audio/translations' },
  examples: [
    {
      title: { en: 'Speech into English', vi: 'Dịch giọng nói sang tiếng Anh' },
      form: { file: { sample: 'speech.wav' }, model: 'whisper-1', response_format: 'verbose_json' },
      expect: {
        reply: {
          task: 'translate',
          language: 'english',
          duration: 2,
          text: said,
          segments,
        },
      },
    },
  ],
  notes: [
    {
      en: 'Only whisper-1 translates, and only into English. For other languages transcribe first and translate the text.',
      vi: 'Chỉ whisper-1 dịch được, và chỉ dịch sang tiếng Anh. Với ngôn ngữ khác, hãy chuyển thành văn bản trước rồi dịch văn bản đó.',
    },
    {
      en: 'Limits and price are those of transcription.',
      vi: 'Giới hạn và giá giống như khi chuyển âm thanh thành văn bản.',
    },
  ],
  seeAlso: ['chatgpt-audio/audio-to-text-whisper-1', 'chatgpt-chat/create-chat-qwen-mt-turbo'],
});
