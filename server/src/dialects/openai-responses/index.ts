import type { ChatFront, Dialect } from '../../spec/dialect.ts';
import { responsesFileRefs } from '../_families/openai/file-refs.ts';
import { readRequest } from './canonical.ts';
import { writeFault, writeStreamFault } from './faults.ts';
import { wire } from './items.ts';
import { kept } from './kept.ts';
import { reader, requestTexts } from './read.ts';
import { compactBody, countBody, responseBody } from './wire.ts';
import { openWriter, writeAnswer } from './write.ts';

const chat: ChatFront = { readRequest, writeAnswer, openWriter };

/** OpenAI's Responses: the wire of Codex, and of the newer OpenAI SDKs and agents. */
export const openaiResponses: Dialect = {
  id: wire,
  wire,
  title: { en: 'OpenAI Responses', vi: 'OpenAI Responses' },
  endpoints: [
    {
      does: 'relay',
      method: 'POST',
      path: '/v1/responses',
      name: 'responses',
      kind: 'chat',
      typeName: 'openai-response',
      rows: ['R073', 'R074', 'R075', 'R076', 'R077', 'R078', 'R079'],
      summary: { en: 'Create a model response', vi: 'Tạo phản hồi của model (responses)' },
      body: responseBody,
      read: reader('responses', responseBody),
      texts: ({ body }) => requestTexts(body),
      chat,
    },
    {
      does: 'count',
      method: 'POST',
      path: '/v1/responses/input_tokens',
      name: 'input_tokens',
      kind: 'chat',
      typeName: 'openai-response',
      rows: ['R073'],
      summary: { en: 'Count the input tokens of a response', vi: 'Đếm token đầu vào của phản hồi' },
      body: countBody,
      read: reader('input_tokens', countBody),
      texts: ({ body }) => requestTexts(body),
      writeCount: (tokens) => JSON.stringify({ object: 'response.input_tokens', input_tokens: tokens }),
    },
    {
      does: 'relay',
      method: 'POST',
      path: '/v1/responses/compact',
      name: 'compact',
      kind: 'chat',
      typeName: 'openai-response',
      rows: ['R073'],
      summary: { en: 'Compact a conversation', vi: 'Rút gọn hội thoại' },
      body: compactBody,
      read: reader('compact', compactBody),
      texts: ({ body }) => requestTexts(body),
      chat,
    },
    {
      does: 'show-kept',
      method: 'GET',
      path: '/v1/responses/:id',
      rows: ['R073'],
      summary: { en: 'Show a stored response', vi: 'Xem phản hồi đã lưu' },
    },
    {
      does: 'delete-kept',
      method: 'DELETE',
      path: '/v1/responses/:id',
      rows: ['R073'],
      summary: { en: 'Delete a stored response', vi: 'Xóa phản hồi đã lưu' },
    },
    {
      does: 'cancel-kept',
      method: 'POST',
      path: '/v1/responses/:id/cancel',
      rows: ['R073'],
      summary: { en: 'Cancel a background response', vi: 'Hủy phản hồi chạy nền' },
    },
    {
      does: 'list-kept-input',
      method: 'GET',
      path: '/v1/responses/:id/input_items',
      rows: ['R073'],
      summary: { en: 'List the input items of a stored response', vi: 'Liệt kê đầu vào của phản hồi đã lưu' },
    },
  ],
  writeFault,
  writeStreamFault,
  // A comment: readers of server-sent events leave it out.
  keepAlive: ': keep-alive\n\n',
  kept,
  fileRefs: responsesFileRefs,
};
