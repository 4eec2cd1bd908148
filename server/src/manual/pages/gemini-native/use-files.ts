import { page } from '../../page.ts';
import { answer, generate, says } from '../../samples/gemini.ts';
import {
  deleteGemini,
  downloadGemini,
  geminiFile,
  geminiName,
  geminiUri,
  invoiceBytes,
  listGemini,
  showGemini,
} from '../../samples/uploads.ts';
import { text } from '../../shape.ts';

const model = 'gemini-3.5-flash-lite';
const question = 'What does this invoice come to?';
const params = { file: geminiName };
const file = geminiFile();

export default page({
  section: 'gemini-native',
  slug: 'use-files',
  rows: [],
  title: { en: 'Use, list and delete files', vi: 'Dùng, liệt kê và xóa tệp' },
  intro: {
    en: 'The `uri` of an uploaded file stands in `fileData.fileUri`; the type may be left out. Files that were uploaded in OpenAI’s format can be used too: `/v1beta/files/` and what stands behind `file-` in their id.',
    vi: '`uri` của tệp đã tải lên đặt ở `fileData.fileUri`; có thể bỏ qua kiểu tệp. Tệp tải lên theo định dạng OpenAI cũng dùng được: `/v1beta/files/` kèm phần đứng sau `file-` trong id.',
  },
  call: showGemini,
  examples: [
    {
      title: { en: 'Show a file', vi: 'Xem một tệp' },
      params,
      expect: { reply: geminiFile(geminiName, geminiUri) },
    },
    {
      title: { en: 'Ask about it', vi: 'Hỏi về tệp' },
      call: generate,
      params: { model },
      request: {
        contents: [{ role: 'user', parts: [{ fileData: { fileUri: geminiUri } }, { text: question }] }],
        generationConfig: { thinkingConfig: { thinkingLevel: 'minimal' } },
      },
      expect: {
        reply: answer(model, [says(model, question, `application/pdf of ${invoiceBytes} bytes`)], {
          prompt: { TEXT: 29, DOCUMENT: 560 },
          words: 40,
        }),
      },
    },
    {
      title: { en: 'List, newest first', vi: 'Liệt kê, mới nhất trước' },
      call: listGemini,
      query: { pageSize: 1 },
      expect: {
        reply: {
          files: [file],
          nextPageToken: text('k4u01m83c35nsx7kt33nb0wf640ey', /^k4u\w{26}$/),
        },
      },
    },
    {
      title: { en: 'Download', vi: 'Tải về' },
      call: downloadGemini,
      params,
      query: { alt: 'media' },
      expect: { bytes: { type: 'application/pdf', least: invoiceBytes } },
    },
    {
      title: { en: 'Delete', vi: 'Xóa' },
      call: deleteGemini,
      params,
      expect: { reply: {} },
    },
  ],
  notes: [
    {
      en: 'A file belongs to its account: for other accounts its name does not exist.',
      vi: 'Tệp thuộc về tài khoản đã tải lên: với tài khoản khác, tên tệp đó không tồn tại.',
    },
    {
      en: 'Names of files at Google itself (`https://generativelanguage.googleapis.com/…`) are passed on as they are; only a channel with the key that uploaded them can read them.',
      vi: 'Tên tệp nằm tại chính Google (`https://generativelanguage.googleapis.com/…`) được chuyển tiếp nguyên vẹn; chỉ kênh dùng đúng khóa đã tải lên mới đọc được.',
    },
  ],
  seeAlso: ['gemini-native/upload-file', 'chatgpt-files/use-files'],
});
