import { type CallRef, page } from '../../page.ts';
import { filmLink, lumaPrompt, moment, pictureLink, taskId } from '../../samples/luma.ts';
import { each, type Shape, taken, text, Varying, whole } from '../../shape.ts';

const call = (method: CallRef['method'], path: string): CallRef => ({
  dialect: 'luma',
  method,
  route: `/dream-machine/v1${path}`,
});

const id = taken('task_01kb2m3n4p5q6r7s8t9v0w1x2y', 'luma/submit-video-generation-task', ['id']);
const link = 'https://example.com/street.mp4';

type Request = { readonly [name: string]: Shape };

/** A Generation object that was just taken. */
const fresh = (type: 'video' | 'image', model: string, request: Request, action: string = type): Request => ({
  id: taskId,
  generation_type: type,
  state: 'queued',
  failure_reason: null,
  created_at: moment,
  assets: { video: null, image: null, progress_video: null },
  model,
  request: { ...request, model, generation_type: action },
});

const film = { model: 'ray-2', prompt: lumaPrompt, resolution: '720p', duration: '5s' };
const modify = {
  model: 'ray-2',
  prompt: 'The same street in the rain',
  media: { url: link },
  mode: 'flex_1',
};
const reframe = { model: 'ray-flash-2', media: { url: link }, aspect_ratio: '9:16' };
const picture = { model: 'photon-1', prompt: 'A paper kite', aspect_ratio: '1:1' };
const reframePicture = {
  model: 'photon-1',
  media: { url: 'https://example.com/kite.jpg' },
  aspect_ratio: '16:9',
};

const money = new Varying(2500, (value, where) =>
  typeof value === 'number' && Number.isFinite(value) ? [] : [`${where} is not a number`],
);
const stillRuns = 'the task is still running (request id: req_01m82z82bj8x8aefgbh66wa9t4)';

export default page({
  section: 'luma',
  slug: 'official-sdk',
  rows: [],
  title: { en: 'Luma SDK (Dream Machine API)', vi: 'SDK của Luma (Dream Machine API)' },
  intro: {
    en: 'Luma’s own SDKs (`lumaai` for Node and Python) work unchanged: give them your key as `authToken` and the gateway’s address with `/dream-machine/v1` as `baseURL`. Ids are the same in both interfaces.',
    vi: 'SDK của Luma (`lumaai` cho Node và Python) dùng được nguyên vẹn: đặt khóa của bạn vào `authToken` và địa chỉ cổng kèm `/dream-machine/v1` vào `baseURL`. Hai giao diện dùng chung id.',
  },
  call: call('POST', '/generations/video'),
  examples: [
    {
      title: { en: 'Make a film', vi: 'Tạo video' },
      request: film,
      expect: { status: 201, reply: fresh('video', 'ray-2', film) },
    },
    {
      title: { en: 'Ask for it', vi: 'Hỏi kết quả' },
      call: call('GET', '/generations/:id'),
      params: { id },
      expect: {
        reply: {
          ...fresh('video', 'ray-2', film),
          state: 'completed',
          assets: { video: filmLink, image: pictureLink, progress_video: null },
        },
        comes: true,
      },
    },
    {
      title: { en: 'Change a film', vi: 'Chỉnh sửa video' },
      call: call('POST', '/generations/video/modify'),
      request: modify,
      expect: { status: 201, reply: fresh('video', 'ray-2', modify, 'modify_video') },
    },
    {
      title: { en: 'Give a film another shape', vi: 'Đổi khung hình của video' },
      call: call('POST', '/generations/video/reframe'),
      request: reframe,
      expect: { status: 201, reply: fresh('video', 'ray-flash-2', reframe, 'reframe_video') },
    },
    {
      title: { en: 'Make a picture', vi: 'Tạo ảnh' },
      call: call('POST', '/generations/image'),
      request: picture,
      expect: { status: 201, reply: fresh('image', 'photon-1', picture) },
    },
    {
      title: { en: 'Give a picture another shape', vi: 'Đổi khung hình của ảnh' },
      call: call('POST', '/generations/image/reframe'),
      request: reframePicture,
      expect: { status: 201, reply: fresh('image', 'photon-1', reframePicture, 'reframe_image') },
    },
    {
      title: { en: 'Make a completed film larger', vi: 'Tăng độ phân giải video đã hoàn tất' },
      call: call('POST', '/generations/:id/upscale'),
      params: { id },
      request: { resolution: '1080p' },
      expect: {
        status: 201,
        reply: fresh('video', 'ray-2', { resolution: '1080p' }, 'upscale_video'),
        comes: true,
      },
    },
    {
      title: { en: 'Add sound to a completed film', vi: 'Thêm âm thanh cho video đã hoàn tất' },
      call: call('POST', '/generations/:id/audio'),
      params: { id },
      request: { prompt: 'Wind over sand' },
      expect: {
        status: 201,
        reply: fresh('video', 'ray-2', { prompt: 'Wind over sand' }, 'add_audio'),
        comes: true,
      },
    },
    {
      title: { en: 'The newest generation', vi: 'Tác vụ mới nhất' },
      call: call('GET', '/generations'),
      query: { limit: 1, offset: 0 },
      expect: {
        reply: {
          has_more: new Varying(true, (value, where) =>
            typeof value === 'boolean' ? [] : [`${where} is no flag`],
          ),
          count: whole(1),
          limit: 1,
          offset: 0,
          generations: new Varying([], (value, where) =>
            Array.isArray(value) ? [] : [`${where} is no list`],
          ),
        },
      },
    },
    {
      title: {
        en: 'A film cannot be deleted while it is being made',
        vi: 'Không xóa được video khi đang tạo',
      },
      call: call('DELETE', '/generations/:id'),
      params: { id },
      expect: {
        status: 409,
        reply: {
          detail: text(stillRuns, /request id/),
          code: 'task_running',
          message: text(stillRuns, /request id/),
          param: null,
          data: null,
        },
      },
    },
    {
      title: {
        en: 'Keys of camera moves, for concepts',
        vi: 'Tên các chuyển động máy quay, dùng trong concepts',
      },
      call: call('GET', '/generations/concepts/list'),
      expect: { reply: each(text('dolly_zoom', /^[a-z_]+$/), 1) },
    },
    {
      title: { en: 'Your balance, in cents', vi: 'Số dư của bạn, tính bằng cent' },
      call: call('GET', '/credits'),
      expect: { reply: { credit_balance: money } },
    },
    {
      title: { en: 'Does it answer', vi: 'Kiểm tra kết nối' },
      call: call('GET', '/ping'),
      expect: { reply: { message: 'pong' } },
    },
  ],
  notes: [
    {
      en: 'To go on from a film, name it as a key frame: `"keyframes": {"frame0": {"type": "generation", "id": "task_…"}}`.',
      vi: 'Muốn tạo tiếp từ một video, hãy dùng nó làm khung hình: `"keyframes": {"frame0": {"type": "generation", "id": "task_…"}}`.',
    },
    {
      en: 'Changing and reframing are held and charged for 10 seconds, the longest film that Luma takes, because the length of your film is not known beforehand.',
      vi: 'Chỉnh sửa và đổi khung hình được tính theo 10 giây, độ dài tối đa Luma nhận, vì không biết trước độ dài video của bạn.',
    },
    {
      en: 'With `callback_url` your server is sent the generation whenever its state changes.',
      vi: 'Với `callback_url`, máy chủ của bạn nhận được đối tượng tác vụ mỗi khi trạng thái thay đổi.',
    },
  ],
  seeAlso: ['luma/submit-video-generation-task', 'luma/status-code'],
});
