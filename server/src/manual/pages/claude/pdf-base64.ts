import { page } from '../../page.ts';
import { createMessage, message } from '../../samples/messages.ts';

const model = 'claude-haiku-4-5-20251001';

/** A page without anything on it. */
const emptyPdf =
  'JVBERi0xLjEKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqCjIgMCBvYmo8PC9UeXBlL1BhZ2VzL0tpZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iagozIDAgb2JqPDwvVHlwZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRpYUJveFswIDAgMjAwIDIwMF0+PmVuZG9iagp0cmFpbGVyPDwvUm9vdCAxIDAgUj4+CiUlRU9GCg==';

export default page({
  section: 'claude',
  slug: 'pdf-base64',
  rows: ['R044'],
  title: {
    en: 'PDF support [native format] base64 format',
    vi: 'Hỗ trợ PDF [định dạng gốc], dạng base64',
  },
  intro: {
    en: 'A PDF from your own machine: its bytes as base64 in the `document` block.',
    vi: 'PDF trên máy của bạn: nội dung tệp ở dạng base64 đặt trong khối `document`.',
  },
  call: createMessage,
  examples: [
    {
      title: { en: 'A PDF as base64', vi: 'PDF dạng base64' },
      request: {
        model,
        max_tokens: 1024,
        messages: [
          {
            role: 'user',
            content: [
              {
                type: 'document',
                source: { type: 'base64', media_type: 'application/pdf', data: emptyPdf },
                title: 'report.pdf',
              },
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
              text: 'You said: “What are the key findings?”. I read report.pdf, a PDF of 193 bytes. This is a simulated answer of claude-haiku-4-5-20251001.',
            },
          ],
          { input: 2715, output: 43 },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'Base64 is a third longer than the file; the whole request may have 32 MB. Send larger files by their address.',
      vi: 'Base64 dài hơn tệp gốc một phần ba; toàn bộ yêu cầu tối đa 32 MB. Tệp lớn hơn hãy gửi bằng địa chỉ.',
    },
    {
      en: 'No line breaks inside the base64 text, and no `data:` before it.',
      vi: 'Không xuống dòng trong chuỗi base64 và không đặt `data:` phía trước.',
    },
    {
      en: 'Through `/v1/chat/completions` the same file is a part `{"type":"file","file":{"filename":…,"file_data":"data:application/pdf;base64,…"}}`.',
      vi: 'Qua `/v1/chat/completions`, cùng tệp này là một phần `{"type":"file","file":{"filename":…,"file_data":"data:application/pdf;base64,…"}}`.',
    },
  ],
  seeAlso: ['claude/pdf-by-url'],
});
