import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { convertedCompletion, textSignature } from '../../samples/converted-chat.ts';
import { said } from '../../samples/gemini.ts';
import { pdf } from '../../samples/media.ts';

const model = 'gemini-3.5-flash-lite';
const question = 'What does this invoice come to?';

export default page({
  section: 'gemini-chat',
  slug: 'chat-read-file',
  rows: ['R071'],
  title: {
    en: 'Chat + Read File Interface [chat-compatible format]',
    vi: 'Trò chuyện + đọc tệp [định dạng tương thích chat]',
  },
  intro: {
    en: 'A file is a part `file` beside the text, with its name and a data URL in `file_data`. Gemini reads PDFs page by page, tables and drawings included, and text files of any kind.',
    vi: 'Tệp là phần `file` đứng cạnh văn bản, gồm tên tệp và data URL trong `file_data`. Gemini đọc PDF theo từng trang, gồm cả bảng và hình vẽ, và đọc được mọi loại tệp văn bản.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A PDF', vi: 'Một tệp PDF' },
      request: {
        model,
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: question },
              {
                type: 'file',
                file: { filename: 'invoice.pdf', file_data: `data:application/pdf;base64,${pdf}` },
              },
            ],
          },
        ],
        reasoning_effort: 'none',
      },
      expect: {
        reply: convertedCompletion(
          model,
          {
            content: said(model, question, 'application/pdf of 549 bytes'),
            reasoning_details: textSignature,
          },
          { input: 589, output: 40 },
        ),
      },
    },
  ],
  notes: [
    {
      en: '`file_data` may also be an https address: the gateway fetches it. A `file_id` is of a file that you uploaded to this gateway; one of OpenAI’s own means nothing to Gemini and is refused.',
      vi: '`file_data` cũng có thể là địa chỉ https: cổng sẽ tải về. `file_id` là id của tệp bạn đã tải lên cổng này; id của chính OpenAI không có ý nghĩa với Gemini nên bị từ chối.',
    },
    {
      en: 'A page of a PDF is 560 tokens.',
      vi: 'Mỗi trang PDF là 560 token.',
    },
  ],
  seeAlso: [
    'chatgpt-files/upload-file',
    'gemini-native/document-understanding',
    'gemini-chat/image-recognition',
  ],
});
