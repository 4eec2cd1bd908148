import { page } from '../../page.ts';
import { answer, generate, says } from '../../samples/gemini.ts';

const model = 'gemini-3.5-flash-lite';
const fileUri = 'https://www.youtube.com/watch?v=9hE5-98ZeCg';
const question = 'Summarise this piece in three sentences.';

export default page({
  section: 'gemini-native',
  slug: 'video-understanding-url',
  rows: ['R062'],
  title: {
    en: 'Video Understanding - URL [Native Format] In Development',
    vi: 'Hiểu video theo địa chỉ [định dạng gốc]',
  },
  intro: {
    en: 'A public YouTube video is named by its address in `fileData`; Google fetches it. The call works here, though its old title says “in development”.',
    vi: 'Video YouTube công khai được chỉ ra bằng địa chỉ trong `fileData`; Google tự tải về. Cuộc gọi này đã dùng được, dù tiêu đề cũ ghi “đang phát triển”.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'Ten seconds of a YouTube video', vi: 'Mười giây của một video YouTube' },
      params: { model },
      request: {
        contents: [
          {
            role: 'user',
            parts: [
              { fileData: { fileUri }, videoMetadata: { startOffset: '10s', endOffset: '20s' } },
              { text: question },
            ],
          },
        ],
        generationConfig: { thinkingConfig: { thinkingLevel: 'minimal' } },
      },
      expect: {
        reply: answer(model, [says(model, question, `the file ${fileUri}`)], {
          prompt: { TEXT: 34, VIDEO: 700 },
          words: 56,
        }),
      },
    },
  ],
  notes: [
    {
      en: 'Say with `startOffset` and `endOffset` which piece you mean: the hold before the call is then made for that piece, and not for the longest film there is.',
      vi: 'Hãy chỉ rõ đoạn cần xem bằng `startOffset` và `endOffset`: khi đó khoản tạm giữ chỉ tính cho đoạn này, thay vì cho video dài nhất có thể.',
    },
    {
      en: 'Only public videos; up to ten in one request from generation 2.5 on. Films at other addresses need their `mimeType`, and not every model takes them.',
      vi: 'Chỉ nhận video công khai; từ thế hệ 2.5, tối đa mười video mỗi yêu cầu. Video ở địa chỉ khác cần ghi `mimeType` và không phải model nào cũng nhận.',
    },
  ],
  seeAlso: ['gemini-native/video-understanding', 'gemini-native/url-context'],
});
