import type { z } from 'zod';
import type { Dialect, SubmitEndpoint, TaskDeskEndpoint } from '../../spec/dialect.ts';
import * as desk from './desk.ts';
import { writeFault } from './faults.ts';
import { readHelper, readInitialize, readSubmit } from './read.ts';
import * as wire from './wire.ts';
import { writeHook, writeSubmitted } from './write.ts';

type Submit = Pick<SubmitEndpoint, 'path' | 'rows' | 'summary' | 'name' | 'body' | 'read'> &
  Partial<Pick<SubmitEndpoint, 'params' | 'alias'>>;
const submit = (endpoint: Submit): SubmitEndpoint => ({
  does: 'submit-task',
  method: 'POST',
  kind: 'music',
  typeName: 'suno',
  written: writeSubmitted,
  ...endpoint,
});

const helper = (path: string, name: string, body: z.ZodType, summary: Submit['summary']): SubmitEndpoint =>
  submit({
    path: `/suno/${path}`,
    rows: [],
    name,
    summary,
    body,
    read: (bytes) => readHelper(path, body, bytes),
  });

type Ask = Omit<TaskDeskEndpoint, 'does'>;
const ask = (endpoint: Ask): TaskDeskEndpoint => ({ does: 'task-desk', ...endpoint });

const createPersona = helper('persona/create', 'persona-create', wire.createPersonaBody, {
  en: 'Make a singer of a clip, answered at once',
  vi: 'Tạo ca sĩ (persona) từ một clip, trả kết quả ngay',
});

const fetchMany = ask({
  method: 'POST',
  path: '/suno/fetch',
  rows: ['R200'],
  summary: { en: 'Several tasks by their ids', vi: 'Truy vấn nhiều tác vụ theo id' },
  body: wire.fetchBody,
  serve: desk.fetchMany,
});

/** Songs and lyrics by the wire of suno-api servers. */
export const suno: Dialect = {
  id: 'suno',
  wire: 'suno',
  title: { en: 'Suno', vi: 'Suno' },
  endpoints: [
    submit({
      path: '/suno/submit/music',
      rows: ['R190', 'R192', 'R193', 'R194', 'R195', 'R196', 'R197'],
      name: 'music',
      summary: { en: 'Make a song', vi: 'Tạo bài hát' },
      body: wire.musicBody,
      read: (bytes, head) => readSubmit(bytes, head, 'music'),
    }),
    submit({
      path: '/suno/submit/lyrics',
      rows: ['R198'],
      name: 'lyrics',
      summary: { en: 'Write lyrics', vi: 'Viết lời bài hát' },
      body: wire.lyricsBody,
      read: (bytes, head) => readSubmit(bytes, head, 'lyrics'),
    }),
    submit({
      path: '/suno/submit/concat',
      rows: ['R199'],
      name: 'concat',
      summary: { en: 'Join a continuation to its song', vi: 'Ghép phần viết tiếp vào bài hát' },
      body: wire.concatBody,
      read: (bytes, head) => readSubmit(bytes, head, 'concat'),
    }),
    submit({
      path: '/suno/submit/persona',
      rows: [],
      name: 'persona',
      summary: { en: 'Make a singer of a clip', vi: 'Tạo ca sĩ (persona) từ một clip' },
      body: wire.personaBody,
      read: (bytes, head) => readSubmit(bytes, head, 'persona'),
    }),
    submit({
      path: '/suno/submit/:action',
      rows: [],
      name: 'action',
      summary: { en: 'Any other action of the server', vi: 'Các thao tác khác của máy chủ' },
      params: wire.actionParam,
      body: wire.actionBody,
      read: (bytes, head) => readSubmit(bytes, head),
    }),
    createPersona,
    // As the older manuals write it.
    { ...createPersona, path: '/suno/persona/create/', name: 'persona-create-slash', alias: true },
    helper('uploads/audio-url', 'upload-url', wire.uploadUrlBody, {
      en: 'Upload a song by its address',
      vi: 'Tải bài hát lên bằng địa chỉ',
    }),
    helper('uploads/audio', 'upload', wire.uploadBody, {
      en: 'Begin an upload, or upload by address',
      vi: 'Bắt đầu tải tệp lên, hoặc tải lên bằng địa chỉ',
    }),
    ask({
      method: 'POST',
      path: '/suno/uploads/audio/:id/upload-finish',
      rows: [],
      summary: { en: 'The file was sent', vi: 'Báo đã gửi xong tệp' },
      params: wire.uploadParam,
      body: wire.finishBody,
      serve: desk.finishUpload,
    }),
    ask({
      method: 'GET',
      path: '/suno/uploads/audio/:id',
      rows: [],
      summary: { en: 'State of an upload', vi: 'Trạng thái của lần tải lên' },
      params: wire.uploadParam,
      serve: desk.showUpload,
    }),
    submit({
      path: '/suno/uploads/audio/:id/initialize-clip',
      rows: [],
      name: 'initialize-clip',
      summary: { en: 'Make a clip of an upload', vi: 'Tạo clip từ tệp đã tải lên' },
      params: wire.uploadParam,
      body: wire.initializeBody,
      read: readInitialize,
    }),
    fetchMany,
    // UniAPI's spelling.
    { ...fetchMany, path: '/suno/submit/fetch', rows: [], alias: true },
    ask({
      method: 'GET',
      path: '/suno/fetch/:task_id',
      rows: ['R191', 'R201'],
      summary: { en: 'A task', vi: 'Truy vấn một tác vụ' },
      params: wire.taskParam,
      serve: desk.fetchOne,
    }),
    ask({
      method: 'GET',
      path: '/suno/act/wav/:clip_id',
      rows: ['R202'],
      summary: { en: 'A clip as WAV', vi: 'Lấy clip dạng WAV' },
      params: wire.clipParam,
      serve: desk.wav,
    }),
    ask({
      method: 'GET',
      path: '/suno/act/:question/:clip_id',
      rows: [],
      summary: { en: 'What else is known of a clip', vi: 'Thông tin khác của một clip' },
      params: wire.questionParam,
      serve: desk.askOfClip,
    }),
    ask({
      method: 'GET',
      path: '/suno/act/:question',
      rows: [],
      summary: { en: 'The same, by the query', vi: 'Như trên, truyền qua query' },
      params: wire.questionOnlyParam,
      query: wire.questionQuery,
      serve: desk.askByQuery,
    }),
    // The raw clips, for clients of older servers: the page of GET /suno/fetch/{task_id} tells of it.
    ask({
      method: 'GET',
      path: '/suno/feed/:ids',
      rows: [],
      summary: { en: 'Clips without an envelope', vi: 'Danh sách clip, không có lớp bọc' },
      alias: true,
      serve: desk.feed,
    }),
  ],
  writeFault,
  writeStreamFault: () => '',
  keepAlive: '',
  writeHook,
};
