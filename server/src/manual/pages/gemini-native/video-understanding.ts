import { page } from '../../page.ts';
import { answer, generate, says } from '../../samples/gemini.ts';
import { webm } from '../../samples/media.ts';

const model = 'gemini-3.5-flash-lite';
const question = 'Which colour does this film show?';

export default page({
  section: 'gemini-native',
  slug: 'video-understanding',
  rows: ['R060'],
  title: { en: 'Video Understanding', vi: 'Hiểu video' },
  intro: {
    en: 'A short film goes into the request as base64. The model sees one picture a second and hears the sound; ask for moments by `MM:SS`.',
    vi: 'Đưa đoạn video ngắn vào yêu cầu dưới dạng base64. Model xem mỗi giây một khung hình và nghe cả âm thanh; có thể hỏi về từng thời điểm theo `MM:SS`.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'A film in the request', vi: 'Video nằm trong yêu cầu' },
      params: { model },
      request: {
        contents: [
          {
            role: 'user',
            parts: [
              { inlineData: { mimeType: 'video/webm', data: webm }, videoMetadata: { fps: 1 } },
              { text: question },
            ],
          },
        ],
        generationConfig: { thinkingConfig: { thinkingLevel: 'minimal' } },
      },
      expect: {
        reply: answer(model, [says(model, question, 'video/webm of 516 bytes')], {
          prompt: { TEXT: 25, VIDEO: 70 },
          words: 39,
        }),
      },
    },
  ],
  notes: [
    {
      en: 'MP4, MPEG, MOV, AVI, FLV, WebM, WMV and 3GPP are taken. A request may have 20 MB at Google; longer films go by address.',
      vi: 'Chấp nhận MP4, MPEG, MOV, AVI, FLV, WebM, WMV và 3GPP. Mỗi yêu cầu tối đa 20 MB theo giới hạn của Google; video dài hơn hãy gửi theo địa chỉ.',
    },
    {
      en: 'From Gemini 3 on a second is about 100 tokens (70 for its picture, 32 for its sound), before about 300. `mediaResolution` makes pictures dearer or cheaper, `videoMetadata.fps` multiplies them.',
      vi: 'Từ Gemini 3, mỗi giây khoảng 100 token (70 cho hình, 32 cho tiếng), trước đó khoảng 300. `mediaResolution` làm tăng hoặc giảm số token mỗi hình, `videoMetadata.fps` làm tăng số khung hình.',
    },
  ],
  seeAlso: ['gemini-native/video-understanding-url', 'gemini-native/audio-understanding'],
});
