import { page, type RequestShape } from '../../page.ts';
import {
  cancel,
  done,
  listAll,
  moment,
  must,
  pathOf,
  replicateCall,
  showModel,
} from '../../samples/replicate.ts';
import { each, taken, text, Varying } from '../../shape.ts';

const kontext = 'black-forest-labs/flux-kontext-dev';
const id = taken('task_01kb2m3n4p5q6r7s8t9v0w1x2y', `replicate/create-task-${kontext.replace('/', '-')}`, [
  'id',
]);

const rembg = 'cjwbw/rembg';
const [hash = ''] = must(rembg).versions ?? [];
const uri = { type: 'string', format: 'uri' };
const version = {
  id: hash,
  created_at: moment,
  cog_version: null,
  openapi_schema: {
    openapi: '3.0.2',
    info: { title: 'Cog', version: '0.1.0' },
    paths: {},
    components: {
      schemas: {
        Input: {
          type: 'object',
          title: 'Input',
          required: ['image'],
          properties: {
            image: { ...uri, title: 'Image', description: 'The picture to work on.', 'x-order': 0 },
          },
        },
        Output: { ...uri, title: 'Output' },
      },
    },
  },
};

const time = new Varying(0.4, (value, where) =>
  typeof value === 'number' && value >= 0 ? [] : [`${where} is no time`],
);
const anyList = new Varying(
  [{ id: 'task_01kb2m3n4p5q6r7s8t9v0w1x2y', model: 'google/imagen-4' }],
  (value, where) => (Array.isArray(value) && value.length > 0 ? [] : [`${where} is no list`]),
);
const allModels = new Varying([{ owner: 'cjwbw', name: 'rembg' }], (value, where) =>
  Array.isArray(value) && value.length > 0 ? [] : [`${where} is no list of models`],
);
const link = new Varying(null, (value, where) =>
  value === null || (typeof value === 'string' && value.includes('/replicate/v1/predictions?'))
    ? []
    : [`${where} is no address`],
);
const noModel =
  "the model 'deployments/acme/portraits' does not exist here; GET /v1/models lists what this key may use (request id: req_01m82z82bj8x8aefgbh66wa9t4)";
const path: RequestShape = pathOf(rembg);

export default page({
  section: 'replicate',
  slug: 'other-requests',
  rows: [],
  title: { en: 'Other requests of Replicate’s API', vi: 'Các yêu cầu khác của API Replicate' },
  intro: {
    en: 'What Replicate’s clients ask for beside making and asking for a task: cancelling, following it as events, lists, models with their inputs.',
    vi: 'Những yêu cầu khác mà thư viện của Replicate dùng ngoài tạo và truy vấn tác vụ: hủy, theo dõi dạng sự kiện, liệt kê, xem model cùng tham số.',
  },
  call: cancel,
  examples: [
    {
      title: { en: 'Cancel a task', vi: 'Hủy tác vụ' },
      params: { id },
      expect: {
        reply: {
          ...done(kontext, must(kontext).example),
          logs: text('Using seed: 42\n  0%|          | 0/20', /%\|/),
          output: null,
          status: 'canceled',
          metrics: { predict_time: time, total_time: time },
        },
      },
    },
    {
      title: { en: 'Follow it as server-sent events', vi: 'Theo dõi dạng server-sent events' },
      call: replicateCall('GET', '/predictions/:id/stream'),
      params: { id },
      expect: { bytes: { type: 'text/event-stream; charset=utf-8', least: 60 } },
    },
    {
      title: { en: 'Your tasks, newest first', vi: 'Các tác vụ của bạn, mới nhất trước' },
      call: listAll,
      query: { created_after: '2026-01-01T00:00:00Z' },
      expect: { reply: { previous: null, next: link, results: anyList } },
    },
    {
      title: { en: 'A model with the fields of its input', vi: 'Một model cùng các trường của input' },
      call: showModel,
      params: path,
      expect: {
        reply: {
          url: text(`http://127.0.0.1:3000/replicate/v1/models/${rembg}`, /^http.*\/models\/cjwbw\/rembg$/),
          owner: 'cjwbw',
          name: 'rembg',
          description: must(rembg).about.en,
          visibility: 'public',
          is_official: false,
          github_url: null,
          paper_url: null,
          license_url: null,
          run_count: 0,
          cover_image_url: null,
          default_example: null,
          latest_version: version,
        },
      },
    },
    {
      title: { en: 'Its versions', vi: 'Các phiên bản của model' },
      call: replicateCall('GET', '/models/:owner/:name/versions'),
      params: path,
      expect: { reply: { previous: null, next: null, results: [version] } },
    },
    {
      title: { en: 'One version', vi: 'Một phiên bản' },
      call: replicateCall('GET', '/models/:owner/:name/versions/:version'),
      params: { ...path, version: hash },
      expect: { reply: version },
    },
    {
      title: { en: 'All models of the catalogue', vi: 'Mọi model trong danh mục' },
      call: replicateCall('GET', '/models'),
      expect: { reply: { previous: null, next: null, results: allModels } },
    },
    {
      title: { en: 'Whose key it is', vi: 'Tài khoản của khóa' },
      call: replicateCall('GET', '/account'),
      expect: { reply: { type: 'organization', username: 'key4u', name: 'Key4U', github_url: null } },
    },
    {
      title: { en: 'Kinds of hardware', vi: 'Các loại phần cứng' },
      call: replicateCall('GET', '/hardware'),
      expect: { reply: each({ name: text('Nvidia T4 GPU', /./), sku: text('gpu-t4', /^[\w-]+$/) }) },
    },
    {
      title: {
        en: 'A deployment is there where the operator has one',
        vi: 'Deployment chỉ có khi người vận hành đã tạo',
      },
      call: replicateCall('POST', '/deployments/:owner/:name/predictions'),
      params: { owner: 'acme', name: 'portraits' },
      request: { input: { prompt: 'A portrait' } },
      expect: {
        status: 404,
        reply: {
          title: 'Not found',
          detail: text(noModel, /deployments\/acme/),
          status: 404,
          code: 'model_unknown',
        },
      },
    },
  ],
  tables: [
    {
      title: { en: 'Events of a stream', vi: 'Các sự kiện' },
      columns: ['event', { en: 'data', vi: 'data' }],
      rows: [
        [
          'output',
          { en: 'One thing that was made: its address, or text.', vi: 'Một kết quả: địa chỉ hoặc văn bản.' },
        ],
        ['error', { en: 'Why it came to nothing: {"detail": …}.', vi: 'Lý do thất bại: {"detail": …}.' }],
        [
          'done',
          { en: '{}, or with a reason: canceled, error.', vi: '{}, hoặc kèm reason: canceled, error.' },
        ],
      ],
    },
  ],
  notes: [
    {
      en: 'The address of a stream needs no key, as Replicate’s clients send none there: keep it to yourself.',
      vi: 'Địa chỉ theo dõi không cần khóa vì thư viện của Replicate không gửi khóa ở đó: đừng chia sẻ địa chỉ này.',
    },
    {
      en: 'An operator adds a deployment as a model named `deployments/owner/name`. Trainings and collections are not part of this gateway.',
      vi: 'Người vận hành thêm deployment như một model tên `deployments/owner/name`. Cổng này không có huấn luyện (trainings) và bộ sưu tập (collections).',
    },
  ],
  seeAlso: ['replicate/query-task', 'replicate/access-tutorial'],
});
