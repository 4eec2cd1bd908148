import type { ChatFront, Dialect } from '../../spec/dialect.ts';
import { chatFileRefs } from '../_families/openai/file-refs.ts';
import { writeFault } from '../_families/openai-faults.ts';
import { completionFront } from './completions.ts';
import { embeddingFront } from './embeddings.ts';
import { writeStreamFault } from './faults.ts';
import { listModels, showModel } from './models.ts';
import { reader, requestTexts } from './read.ts';
import { readChat } from './read-chat.ts';
import { ChunkWriter } from './stream-writer.ts';
import { chatBody, completionBody, embeddingBody } from './wire.ts';
import { writeChat } from './write-chat.ts';

const chatFront: ChatFront = {
  readRequest: readChat,
  writeAnswer: writeChat,
  openWriter: (context) => new ChunkWriter(context),
};

/** OpenAI's chat completions and the small endpoints beside it. */
export const openaiChat: Dialect = {
  id: 'openai-chat',
  wire: 'openai-chat',
  title: { en: 'OpenAI Chat Completions', vi: 'OpenAI Chat Completions' },
  endpoints: [
    {
      does: 'relay',
      method: 'POST',
      path: '/v1/chat/completions',
      name: 'chat',
      kind: 'chat',
      typeName: 'openai',
      rows: [
        'R006',
        'R011',
        'R012',
        'R013',
        'R014',
        'R015',
        'R016',
        'R017',
        'R018',
        'R019',
        'R020',
        'R022',
        'R023',
        'R024',
        'R025',
        'R026',
        'R027',
        'R032',
        'R038',
        'R039',
        'R040',
        'R041',
        'R042',
        'R066',
        'R067',
        'R068',
        'R069',
        'R169',
        'R170',
        'R171',
        'R070',
        'R071',
        'R181',
        'R182',
      ],
      summary: { en: 'Create a chat completion', vi: 'Tạo hội thoại (chat completion)' },
      body: chatBody,
      read: reader('chat', 'chat', chatBody),
      texts: ({ body }) => requestTexts(body),
      chat: chatFront,
    },
    {
      does: 'relay',
      method: 'POST',
      path: '/v1/completions',
      name: 'completions',
      kind: 'completion',
      typeName: 'openai',
      rows: ['R028', 'R029'],
      summary: { en: 'Complete a text', vi: 'Hoàn thành văn bản' },
      body: completionBody,
      read: reader('completions', 'completion', completionBody),
      texts: ({ body }) => requestTexts(body),
      chat: completionFront,
    },
    {
      does: 'relay',
      method: 'POST',
      path: '/v1/embeddings',
      name: 'embeddings',
      kind: 'embedding',
      typeName: 'embeddings',
      rows: ['R030', 'R031'],
      summary: { en: 'Create embeddings', vi: 'Tạo vector nhúng (embedding)' },
      body: embeddingBody,
      read: reader('embeddings', 'embedding', embeddingBody),
      texts: ({ body }) => requestTexts(body),
      embedding: embeddingFront,
    },
    {
      does: 'list-models',
      method: 'GET',
      path: '/v1/models',
      rows: ['R021', 'R185'],
      summary: { en: 'List the models this key may use', vi: 'Liệt kê các model mà khóa này được dùng' },
    },
    {
      does: 'show-model',
      method: 'GET',
      path: '/v1/models/*',
      rows: ['R021'],
      summary: { en: 'Show one model', vi: 'Xem một model' },
    },
  ],
  writeFault,
  writeStreamFault,
  keepAlive: ': keep-alive\n\n',
  listModels,
  showModel,
  fileRefs: chatFileRefs,
};
