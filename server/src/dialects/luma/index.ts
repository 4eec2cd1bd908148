import type { Dialect, SubmitEndpoint, TaskDeskEndpoint } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields } from '../../spec/json-body.ts';
import type { TaskView } from '../../spec/task.ts';
import {
  readAudio,
  readExtend,
  readGateway,
  readImage,
  readModify,
  readReframeImage,
  readReframeVideo,
  readUpscale,
  readVideo,
} from './read.ts';
import {
  audioBody,
  extendBody,
  gatewayBody,
  idParams,
  imageBody,
  listQuery,
  manyBody,
  modifyBody,
  reframeBody,
  taskParams,
  upscaleBody,
  videoBody,
} from './wire.ts';
import { answer, gatewayGeneration, generation, idsIn, list, writeFault, writeHook } from './write.ts';

const base = '/dream-machine/v1';

/** The camera moves that Luma's models know by a key, as its list names them. */
const concepts = [
  ...[
    'aerial',
    'aerial_drone',
    'bolt_cam',
    'crane_down',
    'crane_up',
    'dolly_zoom',
    'elevator_doors',
    'eye_level',
  ],
  ...[
    'ground_level',
    'handheld',
    'high_angle',
    'low_angle',
    'orbit_left',
    'orbit_right',
    'over_the_shoulder',
  ],
  ...['overhead', 'pan_left', 'pan_right', 'pedestal_down', 'pedestal_up', 'pov', 'pull_out', 'push_in'],
  ...['roll_left', 'roll_right', 'selfie', 'static', 'tilt_down', 'tilt_up', 'tiny_planet', 'truck_left'],
  ...['truck_right', 'zoom_in', 'zoom_out'],
];

const written = (task: TaskView) => answer(generation(task), 201);
const nanoPerCent = 10_000_000;

type Submit = Pick<SubmitEndpoint, 'name' | 'kind' | 'summary' | 'body' | 'read'> & Partial<SubmitEndpoint>;

/** An official request that makes something. */
const submit = (path: string, { kind, ...endpoint }: Submit): SubmitEndpoint => ({
  does: 'submit-task',
  method: 'POST',
  path: base + path,
  kind,
  typeName: kind === 'image' ? 'luma-image' : 'luma-video',
  rows: [],
  written,
  ...endpoint,
});

const official: readonly SubmitEndpoint[] = [
  submit('/generations/video', {
    name: 'video',
    kind: 'video',
    summary: { en: 'Make a film (Luma SDK)', vi: 'Tạo video (Luma SDK)' },
    body: videoBody,
    neutral: true,
    read: readVideo,
  }),
  submit('/generations', {
    name: 'generations',
    kind: 'video',
    alias: true,
    summary: { en: 'Make a film (older Luma SDK)', vi: 'Tạo video (Luma SDK bản cũ)' },
    body: videoBody,
    read: readVideo,
  }),
  submit('/generations/video/modify', {
    name: 'modify',
    kind: 'video',
    summary: { en: 'Change a film', vi: 'Chỉnh sửa video' },
    body: modifyBody,
    read: readModify,
  }),
  submit('/generations/video/reframe', {
    name: 'reframe-video',
    kind: 'video',
    summary: { en: 'Give a film another shape', vi: 'Đổi khung hình của video' },
    body: reframeBody,
    read: readReframeVideo,
  }),
  submit('/generations/image', {
    name: 'image',
    kind: 'image',
    summary: { en: 'Make a picture', vi: 'Tạo ảnh' },
    body: imageBody,
    read: readImage,
  }),
  submit('/generations/image/reframe', {
    name: 'reframe-image',
    kind: 'image',
    summary: { en: 'Give a picture another shape', vi: 'Đổi khung hình của ảnh' },
    body: reframeBody,
    read: readReframeImage,
  }),
  submit('/generations/:id/upscale', {
    name: 'upscale',
    kind: 'video',
    params: idParams,
    summary: { en: 'Make a film larger', vi: 'Tăng độ phân giải video' },
    body: upscaleBody,
    read: readUpscale,
  }),
  submit('/generations/:id/audio', {
    name: 'audio',
    kind: 'video',
    params: idParams,
    summary: { en: 'Add sound to a film', vi: 'Thêm âm thanh cho video' },
    body: audioBody,
    read: readAudio,
  }),
];

const gatewaySubmit: SubmitEndpoint = {
  does: 'submit-task',
  method: 'POST',
  path: '/luma/generations',
  name: 'gateway',
  kind: 'video',
  typeName: 'luma-video',
  rows: ['R131'],
  summary: { en: 'Submit video generation task', vi: 'Gửi tác vụ tạo video' },
  body: gatewayBody,
  neutral: true,
  read: readGateway,
  written: (task) => answer(gatewayGeneration(task)),
};

const extend: SubmitEndpoint = {
  ...gatewaySubmit,
  path: '/luma/generations/:task_id/extend',
  name: 'gateway-extend',
  rows: ['R132'],
  summary: { en: 'Extended video', vi: 'Kéo dài video' },
  params: taskParams,
  body: extendBody,
  read: readExtend,
};

const one: TaskDeskEndpoint = {
  does: 'task-desk',
  method: 'GET',
  path: '/luma/generations/:task_id',
  rows: ['R130', 'R133'],
  summary: { en: 'Query a single task', vi: 'Truy vấn một tác vụ' },
  params: taskParams,
  serve: async ({ head }, desk) => answer(gatewayGeneration(await desk.get(head.params['task_id'] ?? ''))),
};

const many: TaskDeskEndpoint = {
  does: 'task-desk',
  method: 'POST',
  path: '/luma/tasks',
  rows: ['R134'],
  summary: { en: 'Batch get tasks', vi: 'Truy vấn nhiều tác vụ' },
  body: manyBody,
  async serve({ body }, desk) {
    checkFields(manyBody, body);
    const found = await Promise.all(idsIn(body).map((id) => desk.find(id)));
    return answer(found.flatMap((task) => (task ? [gatewayGeneration(task)] : [])));
  },
};

const desk: readonly TaskDeskEndpoint[] = [
  {
    does: 'task-desk',
    method: 'GET',
    path: `${base}/generations`,
    rows: [],
    summary: { en: 'List generations', vi: 'Liệt kê tác vụ' },
    query: listQuery,
    async serve({ head }, tasks) {
      const asked = Object.fromEntries(new URLSearchParams(head.query));
      checkFields(listQuery, asked);
      const { limit = 10, offset = 0 } = listQuery.parse(asked);
      // Pages are counted in whole ones: an offset between two of them is met by both.
      const page = Math.floor(offset / limit) + 1;
      const query = { dialect: 'luma', newestFirst: true, limit };
      const first = await tasks.list({ ...query, page });
      const skipped = offset % limit;
      const next = skipped > 0 && first.more ? await tasks.list({ ...query, page: page + 1 }) : undefined;
      const all = [...first.tasks, ...(next?.tasks ?? [])];
      const more = all.length > skipped + limit || (next ?? first).more;
      return list(all.slice(skipped, skipped + limit), limit, offset, more);
    },
  },
  {
    does: 'task-desk',
    method: 'GET',
    path: `${base}/generations/concepts/list`,
    rows: [],
    summary: { en: 'Keys of camera moves', vi: 'Danh sách chuyển động máy quay' },
    serve: async () => answer(concepts),
  },
  {
    does: 'task-desk',
    method: 'GET',
    path: `${base}/generations/:id`,
    rows: [],
    summary: { en: 'One generation', vi: 'Xem một tác vụ' },
    params: idParams,
    serve: async ({ head }, tasks) => answer(generation(await tasks.get(head.params['id'] ?? ''))),
  },
  {
    does: 'task-desk',
    method: 'DELETE',
    path: `${base}/generations/:id`,
    rows: [],
    summary: { en: 'Delete a generation that has ended', vi: 'Xóa một tác vụ đã kết thúc' },
    params: idParams,
    async serve({ head }, tasks) {
      await tasks.remove(head.params['id'] ?? '');
      return { status: 204, headers: {}, body: '' };
    },
  },
  {
    does: 'task-desk',
    method: 'GET',
    path: `${base}/credits`,
    rows: [],
    summary: { en: 'Balance in cents of a US dollar', vi: 'Số dư tính bằng cent USD' },
    async serve(_question, tasks) {
      if (!tasks.balance)
        throw new GatewayError('endpoint_unknown', 'this gateway does not tell the balance here');
      return answer({ credit_balance: (await tasks.balance()) / nanoPerCent });
    },
  },
  {
    does: 'task-desk',
    method: 'GET',
    path: `${base}/ping`,
    rows: [],
    summary: { en: 'Does it answer', vi: 'Kiểm tra kết nối' },
    serve: async () => answer({ message: 'pong' }),
  },
];

const gateway = [gatewaySubmit, extend, one, many];

/** Luma: the Dream Machine API of its SDKs, and the form in which gateways of this family have it. */
export const luma: Dialect = {
  id: 'luma',
  wire: 'luma',
  title: { en: 'Luma', vi: 'Luma' },
  endpoints: [
    ...gateway,
    ...gateway.map((endpoint) => ({
      ...endpoint,
      path: `/pro${endpoint.path}`,
      alias: true as const,
      rows: [],
      ...('name' in endpoint ? { name: `pro-${endpoint.name}` } : {}),
    })),
    ...official,
    ...desk,
  ],
  writeFault,
  // Nothing of this wire streams.
  writeStreamFault: () => '',
  keepAlive: '',
  writeHook,
};
