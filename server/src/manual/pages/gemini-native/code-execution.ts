import { page } from '../../page.ts';
import { answer, generate, says } from '../../samples/gemini.ts';
import { text } from '../../shape.ts';

const model = 'gemini-3.8-flash';
const question = 'What is the sum of the first 50 prime numbers? Generate and run code for the calculation.';

export default page({
  section: 'gemini-native',
  slug: 'code-execution',
  rows: ['R058'],
  title: { en: 'Code execution', vi: 'Chạy mã (code execution)' },
  intro: {
    en: 'With the tool `codeExecution` the model writes Python, Google runs it, and the model goes on with the result. The program and its output stand in the answer as parts of their own.',
    vi: 'Với công cụ `codeExecution`, model viết mã Python, Google chạy mã đó và model trả lời tiếp dựa trên kết quả. Chương trình và kết quả chạy nằm trong câu trả lời thành các phần riêng.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'A calculation', vi: 'Một phép tính' },
      params: { model },
      request: {
        contents: [{ role: 'user', parts: [{ text: question }] }],
        tools: [{ codeExecution: {} }],
      },
      expect: {
        reply: answer(
          model,
          [
            { executableCode: { language: 'PYTHON', code: text('print(sum(primes))\n', /print\(/) } },
            { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '5117\n' } },
            says(model, question),
          ],
          { prompt: { TEXT: 29 }, words: 64, thoughts: 160, read: 60 },
        ),
      },
    },
  ],
  notes: [
    {
      en: '`outcome` is `OUTCOME_OK`, `OUTCOME_FAILED` or `OUTCOME_DEADLINE_EXCEEDED` (30 seconds); after a failure the model tries again, up to five times.',
      vi: '`outcome` là `OUTCOME_OK`, `OUTCOME_FAILED` hoặc `OUTCOME_DEADLINE_EXCEEDED` (quá 30 giây); khi lỗi, model tự thử lại, tối đa năm lần.',
    },
    {
      en: 'The tool itself is free; code counts as output, and what the model reads again as input (`toolUsePromptTokenCount`).',
      vi: 'Bản thân công cụ miễn phí; mã tính như đầu ra, phần model đọc lại tính như đầu vào (`toolUsePromptTokenCount`).',
    },
    {
      en: 'Send both parts back with the history; drawings of matplotlib come as `inlineData`.',
      vi: 'Gửi lại cả hai phần này trong lịch sử hội thoại; biểu đồ matplotlib trả về ở `inlineData`.',
    },
  ],
  seeAlso: ['gemini-native/google-search', 'gemini-native/function-call'],
});
