import { page } from '../../page.ts';
import { createMessage, message } from '../../samples/messages.ts';

const model = 'claude-haiku-4-5-20251001';

export default page({
  section: 'claude',
  slug: 'pdf-by-url',
  rows: ['R043'],
  title: { en: 'PDF support [native format]', vi: 'Hỗ trợ PDF [định dạng gốc]' },
  intro: {
    en: 'Claude reads a PDF with its text, tables and pictures: a `document` block before the question. Here the file is named by its address, which Anthropic fetches.',
    vi: 'Claude đọc tệp PDF gồm cả văn bản, bảng và hình ảnh: đặt một khối `document` trước câu hỏi. Ở đây tệp được chỉ ra bằng địa chỉ và do Anthropic tải về.',
  },
  call: createMessage,
  examples: [
    {
      title: { en: 'A PDF by its address', vi: 'PDF theo địa chỉ' },
      request: {
        model,
        max_tokens: 1024,
        messages: [
          {
            role: 'user',
            content: [
              { type: 'document', source: { type: 'url', url: 'https://example.com/report.pdf' } },
              { type: 'text', text: 'What are the key findings?' },
            ],
          },
        ],
      },
      expect: {
        reply: message(
          model,
          [
            {
              type: 'text',
              text: 'You said: “What are the key findings?”. I read a document from its address. This is a simulated answer of claude-haiku-4-5-20251001.',
            },
          ],
          { input: 2715, output: 39 },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'Each page is read as text and as a picture: count 1,500 to 3,000 tokens a page and the picture on top.',
      vi: 'Mỗi trang được đọc cả dạng văn bản lẫn hình ảnh: khoảng 1.500 đến 3.000 token mỗi trang, cộng thêm phần hình ảnh.',
    },
    {
      en: 'Asking more than once about one file? Put `"cache_control": {"type": "ephemeral"}` on its block.',
      vi: 'Hỏi nhiều lần về cùng một tệp? Hãy thêm `"cache_control": {"type": "ephemeral"}` vào khối của tệp.',
    },
    {
      en: 'Other models read PDFs through this page’s format too: the file goes to them in their own way, and is fetched here where they take no address.',
      vi: 'Model khác cũng đọc được PDF qua định dạng này: tệp được chuyển theo cách của model đó, và cổng tự tải tệp nếu model không nhận địa chỉ.',
    },
  ],
  seeAlso: ['claude/pdf-base64', 'claude/image-recognition'],
});
