import { page } from '../../page.ts';
import { answer, generate, says } from '../../samples/gemini.ts';
import { wav } from '../../samples/media.ts';

const model = 'gemini-3.5-flash-lite';
const question = 'Write down what is said, with times.';

export default page({
  section: 'gemini-native',
  slug: 'audio-understanding',
  rows: ['R064'],
  title: { en: 'Audio Understanding', vi: 'Hiểu âm thanh' },
  intro: {
    en: 'Sound goes into the request as base64. The model writes down speech, translates it, tells speakers apart, and hears music and noises too.',
    vi: 'Đưa âm thanh vào yêu cầu dưới dạng base64. Model chép lại lời nói, dịch, phân biệt người nói, và nghe được cả nhạc lẫn tiếng động.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'A sound in the request', vi: 'Âm thanh nằm trong yêu cầu' },
      params: { model },
      request: {
        contents: [
          { role: 'user', parts: [{ text: question }, { inlineData: { mimeType: 'audio/wav', data: wav } }] },
        ],
        generationConfig: { thinkingConfig: { thinkingLevel: 'minimal' } },
      },
      expect: {
        reply: answer(model, [says(model, question, 'audio/wav of 204 bytes')], {
          prompt: { TEXT: 29, AUDIO: 32 },
          words: 41,
        }),
      },
    },
  ],
  notes: [
    {
      en: 'WAV, MP3, AIFF, AAC, OGG and FLAC are taken, up to 9.5 hours; a request may have 20 MB at Google.',
      vi: 'Chấp nhận WAV, MP3, AIFF, AAC, OGG và FLAC, tối đa 9,5 giờ; mỗi yêu cầu tối đa 20 MB theo giới hạn của Google.',
    },
    {
      en: 'A second is 32 tokens. Some models have a price of their own for sound: 3.1 Flash-Lite 0.50 USD a million where text is 0.25.',
      vi: 'Mỗi giây là 32 token. Một số model có giá riêng cho âm thanh: 3.1 Flash-Lite là 0,50 USD mỗi triệu token, trong khi văn bản là 0,25.',
    },
  ],
  seeAlso: ['gemini-native/video-understanding'],
});
