import type { CallRef, Table } from '../page.ts';
import { type Shape, sampleOf, taken, text, unixSeconds, Varying, whole } from '../shape.ts';
import { png } from './media.ts';

/** What the pages about OpenAI's videos API share. */

const call = (method: CallRef['method'], route: string): CallRef => ({
  dialect: 'openai-video',
  method,
  route,
});
export const createVideo = call('POST', '/v1/videos');
export const listVideos = call('GET', '/v1/videos');
export const showVideo = call('GET', '/v1/videos/:video_id');
export const deleteVideo = call('DELETE', '/v1/videos/:video_id');
export const videoContent = call('GET', '/v1/videos/:video_id/content');
export const remixVideo = call('POST', '/v1/videos/:video_id/remix');
export const editVideo = call('POST', '/v1/videos/edits');
export const extendVideo = call('POST', '/v1/videos/extensions');
export const createRole = call('POST', '/sora/v1/characters');
export const createCharacter = call('POST', '/v1/videos/characters');
export const showCharacter = call('GET', '/v1/videos/characters/:character_id');

/** Veo by the name that it has in this format, and the model that follows Sora. */
export const veo = 'veo_3_1';
export const omni = 'gemini-omni-1.1-flash';

export const picture = `data:image/png;base64,${png}`;

const sampleId = 'task_01k9mzq2v8d4t6w1x3y5z7a9bc';
const videoId = text(sampleId, /^task_[0-9a-z]{26}$/);
/** The id that the page of a creation shows. */
export const takenId = (from: string) => taken(sampleId, from, ['id']);

const link = text(
  `http://127.0.0.1:3000/results/${sampleId}/0/4b1f0c6e2a7d/video.mp4`,
  /^https?:\/\/\S+\/results\/task_\w+\/0\/\w+\/video\.mp4$/,
);

export type Asked = {
  readonly model: string;
  readonly prompt: string;
  readonly seconds?: string;
  readonly size?: string;
  readonly remixedFrom?: Shape;
};

const base = ({ model, prompt, remixedFrom }: Asked) => ({
  object: 'video',
  model,
  prompt,
  remixed_from_video_id: remixedFrom ?? null,
  error: null,
  created_at: unixSeconds(1_780_000_000),
});

/** The first answer. A task may be running already. */
export const created = (asked: Asked): Shape => ({
  id: videoId,
  ...base(asked),
  status: text('queued', /^(queued|in_progress)$/),
  progress: whole(0),
  completed_at: null,
  expires_at: null,
  size: asked.size ?? text('720p', /^\d+(x\d+|p)$/),
  seconds: asked.seconds ?? text('8', /^\d+$/),
});

export const completed = (asked: Asked, id: Shape = videoId): Shape => ({
  id,
  ...base(asked),
  status: 'completed',
  progress: 100,
  completed_at: unixSeconds(1_780_000_048),
  expires_at: unixSeconds(1_780_604_800),
  size: asked.size ?? text('1280x720', /^\d+(x\d+|p)$/),
  seconds: asked.seconds ?? text('8', /^\d+(\.\d+)?$/),
  video_url: link,
});

const error = (message: Shape, param: string | null, code: string): Shape => ({
  error: { message, type: 'invalid_request_error', param, code },
});

/** What a request for a model of Sora's is answered where no channel has it. */
export const retired = error(
  text(
    "the model 'sora-2' was ended by its maker on 2026-09-24; use 'gemini-omni-1.1-flash' in its place, the request may stay as it is (request id: req_01m82z82bj8x8aefgbh66wa9t4)",
    /^the model 'sora-2' was ended by its maker on 2026-09-24; .+ \(request id: req_\w+\)$/,
  ),
  'model',
  'model_retired',
);

export const unknownVideo = (id: string): Shape =>
  error(
    text(
      `Video with id '${id}' not found (request id: req_01m82z82bj8x8aefgbh66wa9t4)`,
      /^Video with id 'task_0+' not found \(request id: req_\w+\)$/,
    ),
    'video_id',
    'task_not_exist',
  );

export const states: Table = {
  title: { en: 'States', vi: 'Các trạng thái' },
  columns: ['status', { en: 'Meaning', vi: 'Ý nghĩa' }, { en: 'Ends?', vi: 'Kết thúc?' }],
  rows: [
    [
      '`queued`',
      { en: 'Taken, waits for its turn', vi: 'Đã nhận, đang chờ đến lượt' },
      { en: 'no', vi: 'không' },
    ],
    [
      '`in_progress`',
      { en: 'The video is being made; `progress` is 0 to 99', vi: 'Đang tạo video; `progress` từ 0 đến 99' },
      { en: 'no', vi: 'không' },
    ],
    [
      '`completed`',
      { en: 'Done: `video_url` holds the video', vi: 'Hoàn thành: `video_url` là địa chỉ video' },
      { en: 'yes', vi: 'có' },
    ],
    [
      '`failed`',
      {
        en: 'Failed, and refunded in full; `error.message` says why',
        vi: 'Thất bại, đã hoàn tiền đầy đủ; `error.message` nêu lý do',
      },
      { en: 'yes', vi: 'có' },
    ],
  ],
};

export const pollNote = {
  en: 'Ask `GET /v1/videos/{video_id}` every few seconds until the status is `completed` or `failed`; asking is free. A video that failed costs nothing.',
  vi: 'Gọi `GET /v1/videos/{video_id}` vài giây một lần cho đến khi trạng thái là `completed` hoặc `failed`; truy vấn không mất phí. Video thất bại không bị tính tiền.',
};

export const jsonNote = {
  en: 'In place of a form JSON is taken too: `input_reference` is then `{"image_url": "https://…"}` or a data URL.',
  vi: 'Thay cho form có thể gửi JSON: khi đó `input_reference` là `{"image_url": "https://…"}` hoặc data URL.',
};

export const sdkNote = {
  en: 'OpenAI’s SDKs work unchanged: `client.videos.create`, `retrieve`, `download_content`, `remix`, `list`, `delete`.',
  vi: 'SDK của OpenAI dùng được nguyên vẹn: `client.videos.create`, `retrieve`, `download_content`, `remix`, `list`, `delete`.',
};

export const soraNote = {
  en: 'OpenAI ended `sora-2` and `sora-2-pro` on 24 September 2026. Put the name of another video model in `model`, here `gemini-omni-1.1-flash`; the rest of the request stays as it is. Where the operator has a channel to a service that still has Sora, its names work too.',
  vi: 'OpenAI đã ngừng `sora-2` và `sora-2-pro` từ ngày 24/9/2026. Hãy đổi `model` sang một model video khác, ở đây là `gemini-omni-1.1-flash`; phần còn lại của yêu cầu giữ nguyên. Nếu quản trị viên có kênh tới dịch vụ vẫn còn Sora thì các tên cũ vẫn dùng được.',
};

export const droppedNote = {
  en: 'A field that the model has no place for is left out; the header `x-key4u-dropped` of the answer names it.',
  vi: 'Trường mà model không hỗ trợ sẽ bị bỏ qua; header `x-key4u-dropped` của câu trả lời ghi tên trường đó.',
};

/** A video of a list, in whatever state it is. */
export const anyVideo = new Varying(
  sampleOf(
    completed({ model: omni, prompt: 'A paper boat on a rainy street', seconds: '8', size: '1280x720' }),
  ),
  (value, where) => {
    const video: object = typeof value === 'object' && value !== null ? value : {};
    const of = (name: string): string => String(Reflect.get(video, name));
    const isVideo =
      of('object') === 'video' &&
      /^task_[0-9a-z]{26}$/.test(of('id')) &&
      /^(queued|in_progress|completed|failed)$/.test(of('status'));
    return isVideo ? [] : [`${where} is no video`];
  },
);
