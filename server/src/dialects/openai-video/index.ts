import type { Dialect, SubmitEndpoint, TaskDeskEndpoint } from '../../spec/dialect.ts';
import { responsesFileRefs } from '../_families/openai/file-refs.ts';
import { keepAlive, writeStreamFault } from '../_families/openai/stream-fault.ts';
import { writeFault } from '../_families/openai-faults.ts';
import * as desk from './desk.ts';
import * as read from './read.ts';
import * as wire from './wire.ts';
import { writeCharacter, writeHook, writeVideo } from './write.ts';

type Submit = Pick<SubmitEndpoint, 'path' | 'name' | 'rows' | 'summary' | 'body' | 'read'> &
  Partial<Pick<SubmitEndpoint, 'params' | 'form' | 'written' | 'neutral'>>;
const submit = (endpoint: Submit): SubmitEndpoint => ({
  does: 'submit-task',
  method: 'POST',
  kind: 'video',
  typeName: 'openai-video',
  written: writeVideo,
  ...endpoint,
});

type Ask = Omit<TaskDeskEndpoint, 'does'>;
const ask = (endpoint: Ask): TaskDeskEndpoint => ({ does: 'task-desk', ...endpoint });

/** OpenAI's videos API, in front of the video models of every maker. */
export const openaiVideo: Dialect = {
  id: 'openai-video',
  wire: 'openai-video',
  title: { en: 'OpenAI Videos', vi: 'OpenAI Videos' },
  endpoints: [
    submit({
      path: '/v1/videos',
      name: 'create',
      form: true,
      rows: ['R127', 'R174', 'R175', 'R176'],
      summary: { en: 'Create a video', vi: 'Tạo video' },
      body: wire.createBody,
      neutral: true,
      read: read.readCreate,
    }),
    ask({
      method: 'GET',
      path: '/v1/videos',
      rows: [],
      summary: { en: 'List videos', vi: 'Liệt kê video' },
      query: wire.listQuery,
      serve: desk.list,
    }),
    submit({
      path: '/v1/videos/edits',
      name: 'edit',
      form: true,
      rows: [],
      summary: { en: 'Edit a video', vi: 'Chỉnh sửa video' },
      body: wire.editBody,
      read: read.readEdit,
    }),
    submit({
      path: '/v1/videos/extensions',
      name: 'extend',
      form: true,
      rows: [],
      summary: { en: 'Extend a video', vi: 'Kéo dài video' },
      body: wire.extendBody,
      read: read.readExtend,
    }),
    submit({
      path: '/v1/videos/characters',
      name: 'character',
      form: true,
      rows: [],
      summary: { en: 'Create a character', vi: 'Tạo nhân vật' },
      body: wire.characterBody,
      read: read.readCharacter,
      written: writeCharacter,
    }),
    ask({
      method: 'GET',
      path: '/v1/videos/characters/:character_id',
      rows: [],
      summary: { en: 'A character', vi: 'Xem nhân vật' },
      params: wire.characterParam,
      serve: desk.showCharacter,
    }),
    ask({
      method: 'GET',
      path: '/v1/videos/:video_id',
      rows: ['R128', 'R172'],
      summary: { en: 'A video', vi: 'Truy vấn video' },
      params: wire.videoParam,
      serve: desk.show,
    }),
    ask({
      method: 'DELETE',
      path: '/v1/videos/:video_id',
      rows: [],
      summary: { en: 'Delete a video', vi: 'Xóa video' },
      params: wire.videoParam,
      serve: desk.remove,
    }),
    ask({
      method: 'GET',
      path: '/v1/videos/:video_id/content',
      rows: ['R129', 'R173'],
      summary: { en: 'Download a video', vi: 'Tải video về' },
      params: wire.videoParam,
      query: wire.contentQuery,
      serve: desk.content,
    }),
    submit({
      path: '/v1/videos/:video_id/remix',
      name: 'remix',
      form: true,
      rows: ['R177'],
      summary: { en: 'Make a changed version of a video', vi: 'Tạo phiên bản khác của video' },
      params: wire.videoParam,
      body: wire.remixBody,
      read: read.readRemix,
    }),
    submit({
      path: '/sora/v1/characters',
      name: 'role',
      rows: ['R178'],
      summary: { en: 'Create a character of a video by its address', vi: 'Tạo nhân vật từ địa chỉ video' },
      body: wire.roleBody,
      read: read.readRole,
      written: writeCharacter,
    }),
  ],
  writeFault,
  writeStreamFault,
  keepAlive,
  writeHook,
  fileRefs: responsesFileRefs,
};
