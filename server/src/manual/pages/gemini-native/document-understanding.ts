import { page } from '../../page.ts';
import { answer, generate, says } from '../../samples/gemini.ts';
import { pdf } from '../../samples/media.ts';

const model = 'gemini-3.5-flash-lite';
const question = 'What does this invoice come to?';
const generationConfig = { thinkingConfig: { thinkingLevel: 'minimal' } };

export default page({
  section: 'gemini-native',
  slug: 'document-understanding',
  rows: ['R056'],
  title: { en: 'Document Understanding', vi: 'Hiểu tài liệu' },
  intro: {
    en: 'A PDF goes into the request like a picture. The model sees its pages, tables and drawings included, and not only their text.',
    vi: 'Đưa tệp PDF vào yêu cầu giống như đưa ảnh. Model nhìn thấy từng trang, gồm cả bảng và hình vẽ, chứ không chỉ phần chữ.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'A PDF as base64', vi: 'PDF dạng base64' },
      params: { model },
      request: {
        contents: [
          {
            role: 'user',
            parts: [{ inlineData: { mimeType: 'application/pdf', data: pdf } }, { text: question }],
          },
        ],
        generationConfig,
      },
      expect: {
        reply: answer(model, [says(model, question, 'application/pdf of 549 bytes')], {
          prompt: { TEXT: 29, DOCUMENT: 560 },
          words: 40,
        }),
      },
    },
    {
      title: { en: 'A PDF by address', vi: 'PDF theo địa chỉ' },
      params: { model },
      request: {
        contents: [
          {
            role: 'user',
            parts: [
              { fileData: { mimeType: 'application/pdf', fileUri: 'https://example.com/invoice.pdf' } },
              { text: question },
            ],
          },
        ],
        generationConfig,
      },
      expect: {
        reply: answer(model, [says(model, question, 'the file https://example.com/invoice.pdf')], {
          prompt: { TEXT: 23, DOCUMENT: 560 },
          words: 45,
        }),
      },
    },
  ],
  notes: [
    {
      en: 'A page is 560 tokens from Gemini 3 on, 258 before; up to 1,000 pages. Text files (`text/plain`, `text/csv`, `text/markdown`, source code) are read as text.',
      vi: 'Mỗi trang là 560 token từ Gemini 3, trước đó là 258; tối đa 1.000 trang. Tệp văn bản (`text/plain`, `text/csv`, `text/markdown`, mã nguồn) được đọc như văn bản.',
    },
    {
      en: 'Word and Excel files are not taken: save them as PDF first.',
      vi: 'Không nhận tệp Word và Excel: hãy lưu thành PDF trước.',
    },
    {
      en: 'Many questions about one document: keep its part first and the same, and from the second call on most of it is read from the cache, at a lower price.',
      vi: 'Nếu hỏi nhiều câu về cùng một tài liệu: giữ phần tài liệu ở đầu và không đổi, từ lần gọi thứ hai phần lớn nội dung được lấy từ bộ nhớ đệm với giá thấp hơn.',
    },
  ],
  seeAlso: ['gemini-native/image-understanding', 'gemini-chat/chat-read-file'],
});
