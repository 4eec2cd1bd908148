import { page } from '../../page.ts';
import { stream, wordsStream } from '../../samples/gemini.ts';

const contents = [{ role: 'user', parts: [{ text: 'How many legs do three spiders have?' }] }];

export default page({
  section: 'gemini-native',
  slug: 'text-generation-reasoning-stream',
  rows: ['R047'],
  title: { en: 'Text Generation + Reasoning - Stream', vi: 'Sinh văn bản + suy luận (stream)' },
  intro: {
    en: 'With `includeThoughts` the stream begins with summaries of what the model thinks. They are ordinary text parts with `"thought": true`; show them apart from the answer.',
    vi: 'Với `includeThoughts`, stream bắt đầu bằng các đoạn tóm tắt suy luận của model. Đó là các phần văn bản bình thường có `"thought": true`; hãy hiển thị tách khỏi câu trả lời.',
  },
  call: stream,
  examples: [
    {
      title: { en: 'From Gemini 3 on: a level', vi: 'Từ Gemini 3: chọn mức' },
      params: { model: 'gemini-3.8-flash' },
      query: { alt: 'sse' },
      request: {
        systemInstruction: { role: 'user', parts: [{ text: 'Answer briefly.' }] },
        contents,
        generationConfig: { thinkingConfig: { includeThoughts: true, thinkingLevel: 'low' } },
        safetySettings: [
          { category: 'HARM_CATEGORY_HATE_SPEECH', threshold: 'OFF' },
          { category: 'HARM_CATEGORY_HARASSMENT', threshold: 'OFF' },
        ],
      },
      expect: {
        stream: wordsStream(
          'gemini-3.8-flash',
          { prompt: { TEXT: 15 }, words: 28, thoughts: 48 },
          'thoughts',
        ),
      },
    },
    {
      title: { en: 'Gemini 2.5: a budget of tokens', vi: 'Gemini 2.5: ngân sách tính bằng token' },
      params: { model: 'gemini-2.5-flash-lite' },
      query: { alt: 'sse' },
      request: {
        contents,
        generationConfig: { thinkingConfig: { includeThoughts: true, thinkingBudget: 8192 } },
      },
      expect: {
        stream: wordsStream(
          'gemini-2.5-flash-lite',
          { prompt: { TEXT: 10 }, words: 30, thoughts: 160 },
          'thoughts',
          'unsigned',
        ),
      },
    },
  ],
  notes: [
    {
      en: 'What is shown is a summary; `thoughtsTokenCount` counts the real thoughts, and those are charged.',
      vi: 'Phần hiển thị chỉ là tóm tắt; `thoughtsTokenCount` đếm toàn bộ phần suy luận thật và đó là phần bị tính tiền.',
    },
    {
      en: 'From generation 3 on the last piece brings a `thoughtSignature`: send the parts of an answer back as they came, and the model remembers what it thought.',
      vi: 'Từ thế hệ 3, mẩu cuối có thêm `thoughtSignature`: hãy gửi lại nguyên vẹn các phần của câu trả lời ở lượt sau để model nhớ mạch suy luận.',
    },
    {
      en: 'The budget is 512 to 24,576 tokens for 2.5 Flash-Lite and up to 32,768 for 2.5 Pro; 0 switches thinking off except in Pro, -1 leaves it to the model.',
      vi: 'Ngân sách từ 512 đến 24.576 token với 2.5 Flash-Lite, tối đa 32.768 với 2.5 Pro; 0 là tắt suy luận (trừ bản Pro), -1 là để model tự quyết.',
    },
  ],
  seeAlso: ['gemini-native/text-generation-stream', 'gemini-chat/thinking-1'],
});
