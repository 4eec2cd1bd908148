import { page } from '../../page.ts';
import { completion, createChat } from '../../samples/chat.ts';
import { createResponse, messageItem, response } from '../../samples/responses.ts';
import {
  deleteFile,
  fileContent,
  fileId,
  fileObject,
  invoiceBytes,
  listFiles,
  showFile,
} from '../../samples/uploads.ts';
import { each, flag, text, unixSeconds, whole } from '../../shape.ts';

const chatModel = 'gpt-4o-mini';
const model = 'gpt-5.1';
const question = 'What does this invoice come to?';
const read = `You said: “${question}”. I read invoice.pdf. This is a simulated answer of`;
const params = { file: fileId };
const anyId = text('file-k4u01m83c35nsx7kt33nb0wf640ey', /^file-k4u\w{26}$/);

export default page({
  section: 'chatgpt-files',
  slug: 'use-files',
  rows: [],
  title: { en: 'Use, list and delete files', vi: 'Dùng, liệt kê và xóa tệp' },
  intro: {
    en: 'In a chat the id stands as `file_id` in a part `file`; in Responses in a part `input_file` or `input_image`. Pictures become pictures and sounds sounds, whatever the part is called. With Claude’s format the id stands in `source`, with `file_` before it; with Gemini’s, its `uri` in `fileData`.',
    vi: 'Trong chat, id đặt ở `file_id` của phần `file`; trong Responses, ở phần `input_file` hoặc `input_image`. Ảnh được gửi là ảnh, âm thanh là âm thanh, bất kể phần đó được gọi là gì. Với định dạng Claude, id nằm trong `source` và bắt đầu bằng `file_`; với Gemini, dùng `uri` của tệp trong `fileData`.',
  },
  call: showFile,
  examples: [
    {
      title: { en: 'Show a file', vi: 'Xem một tệp' },
      params,
      expect: { reply: fileObject(fileId) },
    },
    {
      title: { en: 'In a chat', vi: 'Dùng trong chat' },
      call: createChat,
      request: {
        model: chatModel,
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: question },
              { type: 'file', file: { file_id: fileId } },
            ],
          },
        ],
      },
      expect: {
        reply: completion(chatModel, [{ message: { content: `${read} ${chatModel}.` } }], {
          input: 33,
          output: 32,
        }),
      },
    },
    {
      title: { en: 'In Responses', vi: 'Dùng trong Responses' },
      call: createResponse,
      request: {
        model,
        input: [
          {
            role: 'user',
            content: [
              { type: 'input_text', text: question },
              { type: 'input_file', file_id: fileId },
            ],
          },
        ],
      },
      expect: { reply: response(model, [messageItem(`${read} ${model}.`)], { input: 33, output: 31 }) },
    },
    {
      title: { en: 'List, newest first', vi: 'Liệt kê, mới nhất trước' },
      call: listFiles,
      query: { limit: 20, purpose: 'user_data' },
      expect: {
        reply: {
          object: 'list',
          data: each({
            id: anyId,
            object: 'file',
            bytes: whole(invoiceBytes, 1),
            created_at: unixSeconds(1764000000),
            expires_at: unixSeconds(1764086400),
            filename: text('invoice.pdf', /./),
            purpose: 'user_data',
            status: 'processed',
          }),
          first_id: anyId,
          last_id: anyId,
          has_more: flag(false),
        },
      },
    },
    {
      title: { en: 'Download', vi: 'Tải về' },
      call: fileContent,
      params,
      expect: { bytes: { type: 'application/pdf', least: invoiceBytes } },
    },
    {
      title: { en: 'Delete', vi: 'Xóa' },
      call: deleteFile,
      params,
      expect: { reply: { id: fileId, object: 'file', deleted: true } },
    },
  ],
  notes: [
    {
      en: 'A file belongs to its account: for other accounts its id does not exist. All keys of the account can use it.',
      vi: 'Tệp thuộc về tài khoản đã tải lên: với tài khoản khác, id đó không tồn tại. Mọi khóa của tài khoản đều dùng được tệp.',
    },
    {
      en: 'A request that names a file which was deleted or is past its time is refused with 400 and the place of the id. An answer that was kept goes on from its files only while they are there.',
      vi: 'Yêu cầu nhắc đến tệp đã xóa hoặc hết hạn bị từ chối với mã 400 kèm vị trí của id. Phản hồi đã lưu chỉ nối tiếp được khi các tệp của nó còn đó.',
    },
    {
      en: 'The next page of a list: `after` with the `last_id` of the one before.',
      vi: 'Trang tiếp theo của danh sách: đặt `after` bằng `last_id` của trang trước.',
    },
  ],
  seeAlso: ['chatgpt-files/upload-file', 'gemini-native/use-files', 'gemini-chat/chat-read-file'],
});
