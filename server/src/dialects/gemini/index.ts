import type { ChatFront, CountEndpoint, Dialect, Endpoint, RelayEndpoint } from '../../spec/dialect.ts';
import { readRequest } from './canonical.ts';
import { embeddingFront } from './embedding.ts';
import { writeFault, writeStreamFault } from './faults.ts';
import { fileRefs } from './file-refs.ts';
import { fileEndpoints, files } from './files.ts';
import { listModels, showModel } from './models.ts';
import { reader, requestTexts } from './read.ts';
import {
  batchEmbedBody,
  countBody,
  embedBody,
  generateBody,
  keyQuery,
  listQuery,
  modelPath,
  predictBody,
  streamQuery,
} from './wire.ts';
import { writeAnswer } from './write-answer.ts';
import { openWriter, streamType } from './write-stream.ts';

const chat: ChatFront = { readRequest, writeAnswer, openWriter, streamType };

/** What stands behind the colon, without its path. */
type Method<E> = Omit<E, 'path' | 'method' | 'texts'> & { readonly verb: string };

const methods: readonly (Method<RelayEndpoint> | Method<CountEndpoint>)[] = [
  {
    does: 'relay',
    verb: 'generateContent',
    name: 'generate',
    kind: 'chat',
    typeName: 'gemini',
    rows: [
      'R045',
      'R048',
      'R049',
      'R050',
      'R051',
      'R052',
      'R053',
      'R054',
      'R055',
      'R056',
      'R057',
      'R058',
      'R059',
      'R060',
      'R061',
      'R062',
      'R064',
    ],
    summary: { en: 'Generate content', vi: 'Sinh nội dung' },
    body: generateBody,
    read: reader('generate', 'chat', generateBody),
    chat,
  },
  {
    does: 'relay',
    verb: 'streamGenerateContent',
    name: 'stream',
    kind: 'chat',
    typeName: 'gemini',
    rows: ['R046', 'R047'],
    summary: { en: 'Generate content as a stream', vi: 'Sinh nội dung theo luồng' },
    query: streamQuery,
    body: generateBody,
    read: reader('stream', 'chat', generateBody),
    chat,
  },
  {
    does: 'count',
    verb: 'countTokens',
    name: 'count',
    kind: 'chat',
    typeName: 'gemini',
    rows: [],
    summary: { en: 'Count the tokens of a request', vi: 'Đếm token của một yêu cầu' },
    body: countBody,
    read: reader('count', 'chat', countBody),
    writeCount: (tokens) =>
      JSON.stringify({
        totalTokens: tokens,
        promptTokensDetails: [{ modality: 'TEXT', tokenCount: tokens }],
      }),
  },
  {
    does: 'relay',
    verb: 'embedContent',
    name: 'embed',
    kind: 'embedding',
    typeName: 'gemini',
    rows: ['R065'],
    summary: { en: 'Embed a content', vi: 'Tạo vector nhúng (embedding)' },
    body: embedBody,
    read: reader('embed', 'embedding', embedBody),
    embedding: embeddingFront,
  },
  {
    does: 'relay',
    verb: 'batchEmbedContents',
    name: 'batch_embed',
    kind: 'embedding',
    typeName: 'gemini',
    rows: ['R065'],
    summary: { en: 'Embed several contents', vi: 'Tạo nhiều vector nhúng cùng lúc' },
    body: batchEmbedBody,
    read: reader('batch_embed', 'embedding', batchEmbedBody),
    embedding: embeddingFront,
  },
  {
    does: 'relay',
    verb: 'predict',
    name: 'predict',
    kind: 'image',
    typeName: 'gemini',
    rows: ['R063'],
    summary: { en: 'Make pictures with Imagen', vi: 'Tạo ảnh với Imagen' },
    body: predictBody,
    read: reader('predict', 'image', predictBody),
  },
];

/** Clients of Google's SDKs may ask for either version of the API; both are the same here, and told of by the first. */
const versions = ['v1beta', 'v1'];

const calls: readonly Endpoint[] = versions.flatMap((version) =>
  methods.map(({ verb, ...endpoint }): Endpoint => {
    const path = `/${version}/models/:model:${verb}`;
    return {
      query: keyQuery,
      ...endpoint,
      method: 'POST',
      path,
      params: modelPath,
      texts: requestTexts,
      ...(version === versions[0] ? {} : { alias: true, rows: [] }),
    };
  }),
);

/** Google's Gemini API (generativelanguage, v1beta). */
export const gemini: Dialect = {
  id: 'gemini',
  wire: 'gemini',
  title: { en: 'Google Gemini', vi: 'Google Gemini' },
  endpoints: [
    ...calls,
    {
      does: 'list-models',
      method: 'GET',
      path: '/v1beta/models',
      rows: [],
      summary: { en: 'List the models this key may use', vi: 'Liệt kê các model mà khóa này được dùng' },
      query: listQuery,
    },
    {
      does: 'show-model',
      method: 'GET',
      path: '/v1beta/models/:model',
      rows: [],
      summary: { en: 'Show one model', vi: 'Xem một model' },
      params: modelPath,
      query: keyQuery,
    },
    ...fileEndpoints,
  ],
  writeFault,
  writeStreamFault,
  // Google's SDKs read every line as JSON or stop: there are no bytes that all of them ignore.
  keepAlive: '',
  listModels,
  showModel,
  files,
  fileRefs,
};
