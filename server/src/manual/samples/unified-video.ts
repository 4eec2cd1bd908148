import type { CallRef, Table } from '../page.ts';
import { type Shape, taken, text, unixSeconds, whole } from '../shape.ts';
import { png } from './media.ts';

/** What the pages about the unified video format share. */

const call = (method: CallRef['method'], route: string): CallRef => ({
  dialect: 'video-unified',
  method,
  route,
});
export const createVideo = call('POST', '/v1/video/create');
export const queryVideo = call('GET', '/v1/video/query');
export const createGeneration = call('POST', '/v1/video/generations');
export const queryGeneration = call('GET', '/v1/video/generations/:id');

export const picture = `data:image/png;base64,${png}`;

const sampleId = 'task_01k9mzq2v8d4t6w1x3y5z7a9bc';
export const taskId = text(sampleId, /^task_[0-9a-z]{26}$/);
export const takenId = (from: string) => taken(sampleId, from, ['id']);

const milliseconds = (sample: number): Shape => whole(sample, 1_600_000_000_000);
/** Links of results need no key. */
export const resultLink = text(
  `http://127.0.0.1:3000/results/${sampleId}/0/4b1f0c6e2a7d/video.mp4`,
  /^https?:\/\/\S+\/results\/task_\w+\/0\/\w+\/video\.mp4$/,
);

type Fields = { readonly [name: string]: Shape };

const head = (model: string): Fields => ({ id: taskId, object: 'video', model });

/** The answer to a creation. A task may be running already. */
export const created = (model: string): Shape => ({
  ...head(model),
  status: text('pending', /^(pending|processing|video_generating)$/),
  progress: whole(0),
  created_at: unixSeconds(1_780_000_000),
  status_update_time: milliseconds(1_780_000_000_123),
  enhanced_prompt: '',
});

const finished = (model: string, detail: Fields): Shape => ({
  ...head(model),
  status: 'completed',
  progress: 100,
  created_at: unixSeconds(1_780_000_000),
  status_update_time: milliseconds(1_780_000_048_456),
  enhanced_prompt: '',
  video_url: resultLink,
  completed_at: unixSeconds(1_780_000_048),
  detail: {
    id: taskId,
    status: 'completed',
    running: false,
    video_url: resultLink,
    created_at: milliseconds(1_780_000_000_123),
    completed_at: milliseconds(1_780_000_048_456),
    error_message: '',
    ...detail,
  },
});

/** A finished film of Veo; `asked`: the request as it is shown again. */
export const finishedVeo = (model: string, asked: Fields, images: readonly string[] = []): Shape =>
  finished(model, {
    req: { model, ...asked },
    images: images.map((url) => ({ url })),
    video_generation_status: 'MEDIA_GENERATION_STATUS_SUCCESSFUL',
    video_generation_error: '',
    upsample_status: '',
    upsample_video_url: '',
  });

/** Of any other model. */
export const finishedOther = (model: string, asked: Fields): Shape =>
  finished(model, { url: resultLink, input: { model, ...asked } });

/** The states that the query tells, by the models that have them. */
export const statesOfVeo: Table = {
  title: { en: 'States of a Veo task', vi: 'Trạng thái của tác vụ Veo' },
  columns: ['status', { en: 'Meaning', vi: 'Ý nghĩa' }, { en: 'Ends?', vi: 'Kết thúc?' }],
  rows: [
    [
      '`pending`',
      { en: 'Taken, waits for its turn', vi: 'Đã nhận, đang chờ đến lượt' },
      { en: 'no', vi: 'không' },
    ],
    [
      '`image_downloading`',
      { en: 'The pictures are being fetched', vi: 'Đang tải ảnh đầu vào' },
      { en: 'no', vi: 'không' },
    ],
    ['`video_generating`', { en: 'The film is being made', vi: 'Đang tạo video' }, { en: 'no', vi: 'không' }],
    [
      '`video_generation_completed`',
      { en: 'The film is made, something follows', vi: 'Đã tạo xong video, còn bước tiếp theo' },
      { en: 'no', vi: 'không' },
    ],
    [
      '`video_generation_failed`',
      { en: 'It could not be made', vi: 'Không tạo được video' },
      { en: 'soon `failed`', vi: 'sẽ thành `failed`' },
    ],
    [
      '`video_upsampling`',
      { en: 'It is being made larger', vi: 'Đang tăng độ phân giải' },
      { en: 'no', vi: 'không' },
    ],
    [
      '`video_upsampling_completed`',
      { en: 'It is larger now', vi: 'Đã tăng độ phân giải xong' },
      { en: 'no', vi: 'không' },
    ],
    [
      '`video_upsampling_failed`',
      { en: 'It could not be made larger', vi: 'Không tăng được độ phân giải' },
      { en: 'soon `failed`', vi: 'sẽ thành `failed`' },
    ],
    [
      '`completed`',
      { en: 'Done: `video_url` holds the film', vi: 'Hoàn thành: `video_url` là địa chỉ video' },
      { en: 'yes', vi: 'có' },
    ],
    [
      '`failed`',
      {
        en: 'Failed, and refunded in full; `detail.error_message` says why',
        vi: 'Thất bại, đã hoàn tiền đầy đủ; `detail.error_message` nêu lý do',
      },
      { en: 'yes', vi: 'có' },
    ],
    [
      '`error`',
      { en: 'It did not come in time; refunded in full', vi: 'Quá thời gian chờ; đã hoàn tiền đầy đủ' },
      { en: 'yes', vi: 'có' },
    ],
  ],
};

export const statesOfOthers: Table = {
  title: { en: 'States of all other models', vi: 'Trạng thái của các model khác' },
  columns: ['status', { en: 'Meaning', vi: 'Ý nghĩa' }, { en: 'Ends?', vi: 'Kết thúc?' }],
  rows: [
    [
      '`pending`',
      { en: 'Taken, waits for its turn', vi: 'Đã nhận, đang chờ đến lượt' },
      { en: 'no', vi: 'không' },
    ],
    ['`processing`', { en: 'The film is being made', vi: 'Đang tạo video' }, { en: 'no', vi: 'không' }],
    [
      '`completed`',
      { en: 'Done: `video_url` holds the film', vi: 'Hoàn thành: `video_url` là địa chỉ video' },
      { en: 'yes', vi: 'có' },
    ],
    [
      '`failed`',
      {
        en: 'Failed, and refunded in full; `detail.error_message` says why',
        vi: 'Thất bại, đã hoàn tiền đầy đủ; `detail.error_message` nêu lý do',
      },
      { en: 'yes', vi: 'có' },
    ],
  ],
};

export const pollNote = {
  en: 'Ask `GET /v1/video/query` every few seconds until the status ends; asking is free. A film that failed costs nothing.',
  vi: 'Gọi `GET /v1/video/query` vài giây một lần cho đến khi trạng thái kết thúc; truy vấn không mất phí. Video thất bại không bị tính tiền.',
};

export const soraNote = {
  en: 'OpenAI ended `sora-2` and `sora-2-pro` on 24 September 2026. The request stays as it is: put the name of another video model in `model`, here `gemini-omni-1.1-flash`, which makes 3 to 10 seconds with sound.',
  vi: 'OpenAI đã ngừng `sora-2` và `sora-2-pro` từ ngày 24/9/2026. Yêu cầu giữ nguyên: chỉ cần đổi `model` sang một model video khác, ở đây là `gemini-omni-1.1-flash`, tạo video 3 đến 10 giây có âm thanh.',
};

export const lengthNote = {
  en: 'A length that the model does not have is brought to the nearest that it has (15 seconds become 10); the header `x-key4u-dropped` then names `seconds`.',
  vi: 'Thời lượng mà model không hỗ trợ được đưa về mức gần nhất (15 giây thành 10); khi đó header `x-key4u-dropped` ghi `seconds`.',
};

export const pictureNote = {
  en: 'Pictures may be http(s) addresses or data URLs; the gateway fetches addresses itself.',
  vi: 'Ảnh có thể là địa chỉ http(s) hoặc data URL; cổng tự tải ảnh từ địa chỉ.',
};
