import { page } from '../../page.ts';
import { createChat, tinyPng, wordsStream } from '../../samples/chat.ts';

export default page({
  section: 'chatgpt-chat',
  slug: 'deepseek-ocr',
  rows: ['R027'],
  title: { en: 'deepseek-ocr recognition', vi: 'Nhận dạng chữ với deepseek-ocr' },
  intro: {
    en: 'DeepSeek-OCR reads the text of a picture: a scanned page, a table, a sign. The task is said in a few fixed words, the picture stands in the message.',
    vi: 'DeepSeek-OCR đọc chữ trong ảnh: trang quét, bảng biểu, biển hiệu. Nhiệm vụ được nêu bằng vài cụm từ cố định, còn ảnh nằm trong tin nhắn.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'All text of a picture', vi: 'Đọc toàn bộ chữ trong ảnh' },
      request: {
        model: 'deepseek-ocr',
        messages: [
          { role: 'system', content: '<image>\nFree OCR.' },
          { role: 'user', content: [{ type: 'image_url', image_url: { url: tinyPng } }] },
        ],
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: {
        stream: wordsStream('deepseek-ocr', { input: 290, output: 31, media: { text: 35, image: 255 } }),
      },
    },
  ],
  notes: [
    {
      en: 'Other tasks: `<image>\n<|grounding|>Convert the document to markdown.` keeps headings and tables.',
      vi: 'Nhiệm vụ khác: `<image>\n<|grounding|>Convert the document to markdown.` giữ lại tiêu đề và bảng biểu.',
    },
    {
      en: 'DeepSeek itself does not sell this model; it runs on other hosts, so a channel for one is needed. Some of them take base64 only; send the picture as a `data:` URL to be sure.',
      vi: 'DeepSeek không trực tiếp cung cấp model này; model chạy trên các máy chủ khác nên cần có kênh tương ứng. Một số nơi chỉ nhận base64, vì vậy nên gửi ảnh dưới dạng URL `data:`.',
    },
    {
      en: 'At most 8,192 tokens for picture and text together; send long documents page by page.',
      vi: 'Tối đa 8.192 token cho cả ảnh và văn bản; với tài liệu dài, hãy gửi từng trang.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-image-recognition', 'chatgpt-chat/create-image-recognition-base64'],
});
