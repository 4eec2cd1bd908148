import { sheetOf } from '../../catalogue/replicate/index.ts';
import type { InputField, ModelSheet } from '../../catalogue/sheet.ts';
import type { Text } from '../../spec/text.ts';
import {
  type CallRef,
  type Example,
  type ExamplePage,
  page,
  type RequestShape,
  type Table,
} from '../page.ts';
import { type Shape, taken, text, Varying } from '../shape.ts';

/** What the pages of Replicate share: most of them are one sheet of the catalogue. */

export const replicateCall = (method: CallRef['method'], path: string): CallRef => ({
  dialect: 'replicate',
  method,
  route: `/replicate/v1${path}`,
});

export const byVersion = replicateCall('POST', '/predictions');
export const byModel = replicateCall('POST', '/models/:owner/:name/predictions');
export const query = replicateCall('GET', '/predictions/:id');
export const cancel = replicateCall('POST', '/predictions/:id/cancel');
export const listAll = replicateCall('GET', '/predictions');
export const showModel = replicateCall('GET', '/models/:owner/:name');
export const secret = replicateCall('GET', '/webhooks/default/secret');

const id = 'task_01kb2m3n4p5q6r7s8t9v0w1x2y';
export const predictionId = text(id, /^task_[0-9a-z]{26}$/);
export const moment = text('2026-11-23T06:30:00.000Z', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
export const seconds = new Varying(2.55, (value, where) =>
  typeof value === 'number' && value > 0 ? [] : [`${where} is no time`],
);

const link = (more = ''): Varying =>
  text(
    `http://127.0.0.1:3000/replicate/v1/predictions/${id}${more}`,
    new RegExp(`^http.*/replicate/v1/predictions/task_[0-9a-z]{26}${more}$`),
  );
const endings: Readonly<Record<ModelSheet['makes'], string>> = {
  image: 'image.png',
  svg: 'image.png',
  gif: 'image.png',
  video: 'video.mp4',
  audio: 'audio.mp3',
};
const result = (name: string): Varying =>
  text(`http://127.0.0.1:3000/results/task_01kb2m3n/0/3f9c/${name}`, /^http/);

export const must = (name: string): ModelSheet => {
  const sheet = sheetOf(name);
  if (!sheet) throw new Error(`the catalogue has no ${name}`);
  return sheet;
};

/** A prediction that was just taken. */
export const fresh = (name: string, input: Shape): RequestShape => ({
  model: name,
  version: must(name).versions?.[0] ?? 'hidden',
  input,
  logs: '',
  output: null,
  data_removed: false,
  source: 'api',
  created_at: moment,
  error: null,
  id: predictionId,
  status: 'starting',
  urls: { cancel: link('/cancel'), get: link(), stream: link('/stream') },
});

function outputOf({ output, makes }: ModelSheet, count: number): Shape {
  const one = result(endings[makes]);
  if (output === 'uris') return Array.from({ length: count }, () => one);
  return output === 'uri' ? one : { audio: one, error: null, spectrogram: result('spectrogram.png') };
}

/** The same when it has succeeded. */
export const done = (name: string, input: Shape, count = 1): RequestShape => ({
  ...fresh(name, input),
  logs: text('Using seed: 42\n100%|██████████| 20/20', /100%\|/),
  output: outputOf(must(name), count),
  status: 'succeeded',
  started_at: moment,
  completed_at: moment,
  metrics: { predict_time: seconds, total_time: seconds },
});

/** The path's part of a model. */
export const pathOf = (name: string): { readonly owner: string; readonly name: string } => {
  const [owner = '', model = ''] = name.split('/');
  return { owner, name: model };
};

const types: Readonly<Record<InputField['type'], Text>> = {
  string: { en: 'text', vi: 'chuỗi' },
  integer: { en: 'whole number', vi: 'số nguyên' },
  number: { en: 'number', vi: 'số' },
  boolean: { en: 'true or false', vi: 'true hoặc false' },
  uri: { en: 'address or data URL', vi: 'địa chỉ hoặc data URL' },
  uris: { en: 'list of addresses', vi: 'danh sách địa chỉ' },
};

function valuesOf({ default: fallback, least, most, oneOf, needed }: InputField): string | Text {
  const range =
    least !== undefined && most !== undefined ? `${least} … ${most}` : most === undefined ? '' : `≤ ${most}`;
  const values = oneOf ? oneOf.join(', ') : range;
  const both = (word: string): string => [word, values].filter(Boolean).join('; ');
  if (needed) return { en: both('required'), vi: both('bắt buộc') };
  if (fallback === undefined || fallback === '') return values;
  return { en: both(`default ${fallback}`), vi: both(`mặc định ${fallback}`) };
}

/** The fields of a model's input. */
export const inputTable = (sheet: ModelSheet): Table => ({
  title: { en: 'Fields of input', vi: 'Các trường của input' },
  columns: [
    'input',
    { en: 'Type', vi: 'Kiểu' },
    { en: 'Values', vi: 'Giá trị' },
    { en: 'Meaning', vi: 'Ý nghĩa' },
  ],
  rows: sheet.inputs.map((field) => [field.name, types[field.type], valuesOf(field), field.text]),
});

export function priceNote({ price }: ModelSheet): Text {
  if (price.by === 'seconds')
    return {
      en: `Charged by the time that it runs, \`metrics.predict_time\`: ${price.usd} USD a second at list price, at most ${price.most} seconds, which are held until it ends.`,
      vi: `Tính tiền theo thời gian chạy \`metrics.predict_time\`: giá niêm yết ${price.usd} USD mỗi giây, tối đa ${price.most} giây; số tiền tối đa được tạm giữ cho đến khi xong.`,
    };
  const [en, vi] = price.by === 'images' ? ['for each picture', 'mỗi ảnh'] : ['for each run', 'mỗi lần chạy'];
  return {
    en: `${price.usd} USD ${en} at list price. What fails or is cancelled is not charged.`,
    vi: `Giá niêm yết ${price.usd} USD ${vi}. Tác vụ thất bại hoặc bị hủy không bị tính tiền.`,
  };
}

/** The request that creates a prediction of this model, and what it is answered. */
export function createExample(name: string, way: 'version' | 'model' | 'both', title: Text): Example {
  const { example, versions } = must(name);
  const input: RequestShape = example;
  const expect = { status: 201, reply: fresh(name, input) };
  if (way === 'version')
    return { title, call: byVersion, request: { version: `${name}:${versions?.[0]}`, input }, expect };
  return {
    title,
    call: byModel,
    params: pathOf(name),
    request: { ...(way === 'both' && versions ? { version: versions[0] } : {}), input },
    expect,
  };
}

type About = {
  readonly slug: string;
  readonly rows: readonly string[];
  readonly section?: 'replicate' | 'flux-replicate';
  /** Asked for by version where the model has one, unless told. 'both': by path, with the version in the body. */
  readonly way?: 'version' | 'model' | 'both';
  readonly notes?: readonly Text[];
};

/** The page of one model, from its sheet. */
export function replicatePage(
  name: string,
  { slug, rows, section = 'replicate', way, notes = [] }: About,
): ExamplePage {
  const sheet = must(name);
  const how = way ?? (sheet.versions ? 'version' : 'model');
  const { en, vi } = sheet.about;
  const example = createExample(name, how, { en: 'Create the task', vi: 'Tạo tác vụ' });
  return page({
    section,
    slug,
    rows,
    title: { en: `Create task ${name}`, vi: `Tạo tác vụ ${name}` },
    intro: {
      en: `${en} The answer comes at once with an \`id\`; ask for the result with it until \`status\` is \`succeeded\`, or send the header \`Prefer: wait\` to get it in the same answer.`,
      vi: `${vi} Kết quả trả về ngay với \`id\`; dùng nó để hỏi lại cho đến khi \`status\` là \`succeeded\`, hoặc gửi kèm header \`Prefer: wait\` để nhận kết quả ngay trong câu trả lời.`,
    },
    call: how === 'version' ? byVersion : byModel,
    examples: [example],
    tables: [inputTable(sheet)],
    notes: [
      priceNote(sheet),
      ...(sheet.versions
        ? [
            {
              en: `The version may be left out: \`POST /replicate/v1/models/${name}/predictions\` runs the same one.`,
              vi: `Có thể bỏ phiên bản: \`POST /replicate/v1/models/${name}/predictions\` cũng chạy phiên bản này.`,
            },
          ]
        : []),
      ...notes,
    ],
    seeAlso: [`${section}/query-task`, `${section}/access-tutorial`],
  });
}

/** The page about asking for a prediction. */
export const queryPage = (section: 'replicate' | 'flux-replicate', row: string): ExamplePage => {
  const name = 'black-forest-labs/flux-kontext-dev';
  const input: RequestShape = must(name).example;
  return page({
    section,
    slug: 'query-task',
    rows: [row],
    title: { en: 'Query task', vi: 'Truy vấn tác vụ' },
    intro: {
      en: 'Asks how far a prediction is. Its `output` is there when `status` is `succeeded`: one address, a list of them, or an object, as the model has it. Asking is free.',
      vi: 'Hỏi tiến độ của tác vụ. `output` có khi `status` là `succeeded`: một địa chỉ, một danh sách hoặc một đối tượng, tùy model. Truy vấn không mất tiền.',
    },
    call: query,
    tables: [
      {
        title: { en: 'Status', vi: 'Trạng thái' },
        columns: ['status', { en: 'Meaning', vi: 'Ý nghĩa' }],
        rows: [
          ['starting', { en: 'Taken; waits for its turn.', vi: 'Đã nhận, đang chờ đến lượt.' }],
          ['processing', { en: 'Is running.', vi: 'Đang chạy.' }],
          ['succeeded', { en: 'Has ended; output is there.', vi: 'Đã xong, có output.' }],
          [
            'failed',
            {
              en: 'Came to nothing; error says why. Not charged.',
              vi: 'Thất bại, lý do ở error. Không tính tiền.',
            },
          ],
          ['canceled', { en: 'Was cancelled. Not charged.', vi: 'Đã bị hủy. Không tính tiền.' }],
          [
            'aborted',
            {
              en: 'Its deadline passed before it ran. Not charged.',
              vi: 'Quá hạn trước khi kịp chạy. Không tính tiền.',
            },
          ],
        ],
      },
    ],
    examples: [
      {
        title: { en: 'A task that has succeeded', vi: 'Tác vụ đã hoàn tất' },
        params: { id: taken(id, `${section}/create-task-black-forest-labs-flux-kontext-dev`, ['id']) },
        expect: { reply: done(name, input), comes: true },
      },
    ],
    notes: [
      {
        en: '`POST /replicate/v1/predictions/{id}/cancel` cancels it, `GET /replicate/v1/predictions` lists your tasks in pages of 100, and `urls.stream` tells of it as server-sent events without a key.',
        vi: '`POST /replicate/v1/predictions/{id}/cancel` để hủy, `GET /replicate/v1/predictions` liệt kê tác vụ theo trang 100 mục, và `urls.stream` báo tiến độ dạng server-sent events, không cần khóa.',
      },
      {
        en: 'Addresses in `output` need no key and work until the task is forgotten.',
        vi: 'Các địa chỉ trong `output` không cần khóa và dùng được cho đến khi tác vụ bị xóa.',
      },
    ],
    seeAlso: [`${section}/access-tutorial`, 'tasks/notifications'],
  });
};

/** An uploaded file. */
export const replicateFile = (metadata: RequestShape): RequestShape => ({
  id: text('k4u01kb2m3n4p5q6r7s8t9v0w1x2y', /^k4u[0-9a-z]{26}$/),
  name: 'photo.png',
  content_type: 'image/png',
  size: 70,
  etag: text('d41d8cd98f00b204e9800998ecf8427e', /^[0-9a-f]{32}$/),
  checksums: {
    sha256: text('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', /^[0-9a-f]{64}$/),
  },
  metadata,
  created_at: moment,
  expires_at: moment,
  urls: {
    get: text(
      'http://127.0.0.1:3000/replicate/v1/files/k4u01kb2m3n4p5q6r7s8t9v0w1x2y',
      /^http.*\/v1\/files\/k4u/,
    ),
  },
});
