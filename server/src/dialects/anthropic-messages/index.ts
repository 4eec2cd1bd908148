import type { Dialect } from '../../spec/dialect.ts';
import { readRequest } from './canonical.ts';
import { writeFault, writeStreamFault } from './faults.ts';
import { fileRefs } from './file-refs.ts';
import { reader } from './read.ts';
import { requestTexts } from './texts.ts';
import { countBody, messagesBody, wire } from './wire.ts';
import { writeAnswer } from './write-answer.ts';
import { openWriter } from './write-stream.ts';

/** Anthropic's Messages API: what Claude Code and the Anthropic SDKs speak. */
export const anthropicMessages: Dialect = {
  id: 'anthropic-messages',
  wire,
  title: { en: 'Anthropic Messages', vi: 'Anthropic Messages' },
  endpoints: [
    {
      does: 'relay',
      method: 'POST',
      path: '/v1/messages',
      name: 'messages',
      kind: 'chat',
      typeName: 'anthropic',
      rows: ['R033', 'R034', 'R035', 'R036', 'R037', 'R043', 'R044'],
      summary: { en: 'Create a message', vi: 'Tạo tin nhắn (message)' },
      body: messagesBody,
      read: reader('messages', messagesBody),
      texts: ({ body }) => requestTexts(body),
      chat: { readRequest, writeAnswer, openWriter },
    },
    {
      does: 'count',
      method: 'POST',
      path: '/v1/messages/count_tokens',
      name: 'count_tokens',
      kind: 'chat',
      typeName: 'anthropic',
      rows: ['R035'],
      summary: { en: 'Count the tokens of a message', vi: 'Đếm số token của một tin nhắn' },
      body: countBody,
      read: reader('count_tokens', countBody),
      texts: ({ body }) => requestTexts(body),
      writeCount: (tokens) => JSON.stringify({ input_tokens: tokens }),
    },
  ],
  writeFault,
  writeStreamFault,
  // Clients give up after minutes without a byte; the official SDKs and Claude Code skip pings.
  fileRefs,
  keepAlive: 'event: ping\ndata: {"type":"ping"}\n\n',
};
