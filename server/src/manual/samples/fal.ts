import type { Text } from '../../spec/text.ts';
import { type CallRef, type Example, type ExamplePage, page, type Table } from '../page.ts';
import type { SectionId } from '../sections.ts';
import { each, type Shape, taken, text, Varying, whole } from '../shape.ts';

/** What the pages of fal's models share. */

const call = (method: CallRef['method'], route: string): CallRef => ({ dialect: 'fal', method, route });
export const falModel = (model: string): CallRef => call('POST', `/${model}`);
export const anyFalModel = call('POST', '/fal-ai/*');
export const runFal = call('POST', '/fal-run/*');
export const falProxy = call('POST', '/fal/proxy');
export const falResult = call('GET', '/fal-ai/:model/requests/:request_id');
export const falStatus = call('GET', '/fal-ai/:model/requests/:request_id/status');
export const falStream = call('GET', '/fal-ai/:model/requests/:request_id/status/stream');
export const cancelFal = call('PUT', '/fal-ai/:model/requests/:request_id/cancel');

const sampleId = 'task_01kb2m3n4p5q6r7s8t9v0w1x2y';
export const requestId = text(sampleId, /^task_[0-9a-z]{26}$/);

/** The id that the first example of a page was answered. */
export const idFrom = (from: string) => taken(sampleId, from, ['request_id']);

const links = (app: string) => {
  const link = (end: string): Shape =>
    text(
      `http://127.0.0.1:3000/fal-ai/${app}/requests/${sampleId}${end}`,
      new RegExp(`^http.*/fal-ai/${app.replaceAll('.', '\\.')}/requests/task_\\w+${end}$`),
    );
  return { response_url: link(''), status_url: link('/status'), cancel_url: link('/cancel') };
};

/** The answer to a submit. `app`: the model's first word behind fal-ai. */
export const submittedFal = (app: string): Shape => ({
  status: 'IN_QUEUE',
  request_id: requestId,
  ...links(app),
  logs: null,
  metrics: {},
  queue_position: whole(1),
});

export const queuedFal = (app: string): Shape => ({
  status: 'IN_QUEUE',
  request_id: requestId,
  ...links(app),
  queue_position: whole(0),
});
export const runningFal = (app: string): Shape => ({
  status: 'IN_PROGRESS',
  request_id: requestId,
  ...links(app),
  logs: null,
});
export const completedFal = (app: string, logs: Shape): Shape => ({
  status: 'COMPLETED',
  request_id: requestId,
  ...links(app),
  logs,
  metrics: { inference_time: seconds(2.4) },
});
export const logLines = each({
  message: text('25%', /./),
  level: text('INFO', /^[A-Z]+$/),
  source: text('USER', /./),
  timestamp: text('2026-11-23T06:30:00.600Z', /^\d{4}-\d\d-\d\dT/),
});

function seconds(sample: number): Varying {
  return new Varying(sample, (value, where) => (Number(value) > 0 ? [] : [`${where} is no length`]));
}

const link = (name: string) => text(`http://127.0.0.1:3000/results/${sampleId}/0/3f9c/${name}`, /^http/);
const pictureOf = (width: number, height: number): Shape => ({
  url: link('image.png'),
  content_type: 'image/png',
  file_name: text('output_0.png', /./),
  width,
  height,
});

/** Results as models write them. */
export const describedFal = (width: number, height: number): Shape => ({
  images: [pictureOf(width, height)],
  description: '',
});
export const fluxFal = (width: number, height: number, prompt: string): Shape => ({
  images: [pictureOf(width, height)],
  timings: { inference: seconds(1.2) },
  seed: whole(1062932471),
  has_nsfw_concepts: [false],
  prompt,
});
export const filmFal: Shape = {
  video: {
    url: link('video.mp4'),
    content_type: 'video/mp4',
    file_name: text('output.mp4', /./),
    file_size: whole(52428, 1),
  },
};

type ResultForm = 'described' | 'flux' | 'seeded' | 'image' | 'image-seeded' | 'video';

type Line = readonly [string, Text];
const images: Line = [
  'images[]',
  {
    en: 'The pictures: url, content_type, file_name, width, height.',
    vi: 'Các ảnh: url, content_type, file_name, width, height.',
  },
];
const image: Line = [
  'image',
  {
    en: 'The picture: url, content_type, file_name, width, height.',
    vi: 'Ảnh: url, content_type, file_name, width, height.',
  },
];
const seed: Line = ['seed', { en: 'The seed that was used.', vi: 'Seed đã dùng.' }];
const promptLine: Line = ['prompt', { en: 'The prompt.', vi: 'Prompt đã dùng.' }];

/** What a result has, by the form that its model writes. */
const resultLines: Readonly<Record<ResultForm, readonly Line[]>> = {
  described: [
    images,
    [
      'description',
      { en: 'What the model says about them; may be empty.', vi: 'Mô tả của model; có thể trống.' },
    ],
  ],
  flux: [
    images,
    ['timings', { en: 'Seconds that it took.', vi: 'Số giây đã chạy.' }],
    seed,
    [
      'has_nsfw_concepts[]',
      {
        en: 'true for a picture that the safety checker blackened.',
        vi: 'true với ảnh bị bộ lọc an toàn che đi.',
      },
    ],
    promptLine,
  ],
  seeded: [images, seed],
  image: [image],
  'image-seeded': [image, promptLine, seed],
  video: [
    [
      'video',
      {
        en: 'The film: url, content_type, file_name, file_size.',
        vi: 'Video: url, content_type, file_name, file_size.',
      },
    ],
  ],
};

const resultTable = (form: ResultForm): Table => ({
  title: { en: 'The result, once the status is COMPLETED', vi: 'Kết quả khi trạng thái là COMPLETED' },
  columns: [
    { en: 'Field', vi: 'Trường' },
    { en: 'Meaning', vi: 'Ý nghĩa' },
  ],
  rows: resultLines[form],
});

/** What a price is counted by. */
const units = {
  image: { en: 'for each picture', vi: 'cho mỗi ảnh' },
  megapixel: {
    en: 'for each begun megapixel of each picture (1024 × 1024 is one)',
    vi: 'cho mỗi megapixel bắt đầu của từng ảnh (1024 × 1024 tính là một)',
  },
  second: { en: 'for each second of film', vi: 'cho mỗi giây video' },
} as const satisfies Record<string, Text>;

/** A page about one model: its fields come from the endpoint, its examples and the rest from here. */
export function modelPage(of: {
  readonly section: SectionId;
  readonly slug: string;
  readonly rows: readonly string[];
  /** 'fal-ai/flux-1/dev'. */
  readonly model: string;
  /** Where the menu says more than the path. */
  readonly title?: Text;
  readonly intro: Text;
  readonly request: NonNullable<Example['request']>;
  readonly form: ResultForm;
  readonly price: { readonly usd: string; readonly by: keyof typeof units; readonly more?: Text };
  /** The model whose place this one took. */
  readonly ended?: { readonly model: string; readonly on: string };
  readonly notes?: readonly Text[];
}): ExamplePage {
  const { model, price, ended } = of;
  const app = model.split('/')[1]!;
  const path = `/${ended?.model ?? model}`;
  const more = price.more;
  const endedMessage = ended
    ? `the model '${ended.model}' was ended by its maker on ${ended.on}; use '${model}' in its place, the request may stay as it is`
    : '';
  return page({
    section: of.section,
    slug: of.slug,
    rows: of.rows,
    title: of.title ?? { en: path, vi: path },
    intro: of.intro,
    call: falModel(model),
    examples: [
      {
        title: { en: 'Submit', vi: 'Gửi yêu cầu' },
        request: of.request,
        expect: { reply: submittedFal(app) },
      },
      ...(ended
        ? [
            {
              title: { en: `The former name ${ended.model}`, vi: `Tên cũ ${ended.model}` },
              call: falModel(ended.model),
              request: of.request,
              expect: {
                status: 410,
                reply: {
                  detail: text(
                    `${endedMessage} (request id: req_01m82z82bj8x8aefgbh66wa9t4)`,
                    /was ended by its maker/,
                  ),
                  error_type: 'model_retired',
                },
              },
            },
          ]
        : []),
    ],
    tables: [resultTable(of.form)],
    notes: [
      {
        en: `Price: ${price.usd} USD ${units[price.by].en}${more ? `; ${more.en}` : ''}. Only what was made is charged; a request that fails or is cancelled costs nothing.`,
        vi: `Giá: ${price.usd} USD ${units[price.by].vi}${more ? `; ${more.vi}` : ''}. Chỉ tính tiền những gì đã tạo; yêu cầu thất bại hoặc bị hủy không mất phí.`,
      },
      ...(ended
        ? [
            {
              en: `${ended.model} was ended by its maker on ${ended.on}, so this page shows ${model}, which takes the same request. An operator whose channel still serves the former name can offer it under its own path.`,
              vi: `${ended.model} đã bị nhà phát hành ngừng từ ${ended.on}, nên trang này dùng ${model} với cùng nội dung yêu cầu. Người vận hành có kênh vẫn phục vụ tên cũ có thể cung cấp qua đúng đường dẫn cũ.`,
            },
          ]
        : []),
      ...(of.notes ?? []),
    ],
    seeAlso: ['fal/get-request-result', 'fal-painting/status-code', 'fal/access-tutorial'],
  });
}

/** Pictures that the examples work on. */
export const woman = 'https://fal.media/files/koala/Chls9L2ZnvuipUTEwlnJC.png';
export const cat = 'https://fal.media/files/kangaroo/acQvq-Kmo2lajkgvcEHdv.png';
