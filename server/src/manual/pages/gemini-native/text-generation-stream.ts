import { page } from '../../page.ts';
import { stream, wordsStream } from '../../samples/gemini.ts';

const model = 'gemini-3.5-flash-lite';

export default page({
  section: 'gemini-native',
  slug: 'text-generation-stream',
  rows: ['R046'],
  title: { en: 'text generation-stream', vi: 'Sinh văn bản (stream)' },
  intro: {
    en: 'The answer in pieces while the model writes it. It is a method of its own, `:streamGenerateContent`; with `alt=sse` in the address the pieces come as server-sent events.',
    vi: 'Nhận câu trả lời từng mẩu ngay khi model đang viết. Đây là một phương thức riêng, `:streamGenerateContent`; thêm `alt=sse` vào địa chỉ thì các mẩu được gửi dưới dạng server-sent events.',
  },
  call: stream,
  examples: [
    {
      title: {
        en: 'A streamed answer with as little thinking as can be',
        vi: 'Câu trả lời dạng stream, suy luận ít nhất có thể',
      },
      params: { model },
      query: { alt: 'sse' },
      request: {
        systemInstruction: { parts: [{ text: 'You are a cat. Your name is Neko.' }] },
        contents: [{ role: 'user', parts: [{ text: 'Who are you?' }] }],
        generationConfig: { temperature: 1, thinkingConfig: { thinkingLevel: 'minimal' } },
      },
      expect: { stream: wordsStream(model, { prompt: { TEXT: 18 }, words: 26 }) },
    },
  ],
  notes: [
    {
      en: 'Without `alt=sse` the answer is one JSON array that grows piece by piece, as Google’s REST clients expect it.',
      vi: 'Nếu không có `alt=sse`, câu trả lời là một mảng JSON được nối dài dần, đúng như các REST client của Google mong đợi.',
    },
    {
      en: 'The usage in each piece is the sum so far: take the last one, never add them up.',
      vi: 'Số token trong mỗi mẩu là tổng tính đến lúc đó: hãy lấy mẩu cuối, đừng cộng dồn.',
    },
    {
      en: 'A stream that ends without a `finishReason` was cut. An error after the first byte comes as a bare `{"error": …}` object, without `data:`; Google’s SDKs raise it.',
      vi: 'Stream kết thúc mà không có `finishReason` nghĩa là bị đứt giữa chừng. Lỗi sau byte đầu tiên đến dưới dạng đối tượng `{"error": …}` trần, không có `data:`; SDK của Google sẽ báo thành ngoại lệ.',
    },
  ],
  seeAlso: ['gemini-native/text-generation', 'gemini-native/text-generation-reasoning-stream'],
});
