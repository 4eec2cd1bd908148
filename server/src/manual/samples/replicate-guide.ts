import type { Text } from '../../spec/text.ts';
import { type ExamplePage, page, type RequestShape } from '../page.ts';
import { text } from '../shape.ts';
import { byModel, byVersion, createExample, done, fresh, pathOf, secret } from './replicate.ts';

/** Pages about Replicate that stand in two sections of the menu. */

type Section = 'replicate' | 'flux-replicate';

const schnell = 'black-forest-labs/flux-schnell';
const cake: RequestShape = {
  prompt: 'A black forest cake that spells FLUX',
  go_fast: true,
  megapixels: '1',
  num_outputs: 1,
  aspect_ratio: '1:1',
  output_format: 'jpg',
  output_quality: 80,
  num_inference_steps: 4,
};

const notes: readonly Text[] = [
  {
    en: 'The clients of Replicate work unchanged: `new Replicate({ auth: key, baseUrl: "http://127.0.0.1:3000/replicate/v1" })` in Node, `REPLICATE_API_TOKEN` and `REPLICATE_API_BASE_URL` (without `/v1`: `http://127.0.0.1:3000/replicate`) for Python.',
    vi: 'Các thư viện của Replicate dùng được nguyên vẹn: `new Replicate({ auth: key, baseUrl: "http://127.0.0.1:3000/replicate/v1" })` trong Node, `REPLICATE_API_TOKEN` và `REPLICATE_API_BASE_URL` (không có `/v1`: `http://127.0.0.1:3000/replicate`) cho Python.',
  },
  {
    en: 'Pictures and films of an input are given by an https address, as a data URL, or by the address that `POST /replicate/v1/files` (field `content`) answers; it keeps a file for a day.',
    vi: 'Ảnh và video đầu vào được đưa bằng địa chỉ https, data URL, hoặc địa chỉ do `POST /replicate/v1/files` (trường `content`) trả về; tệp được giữ một ngày.',
  },
  {
    en: 'With `webhook` an address of yours is sent the prediction; `webhook_events_filter: ["completed"]` sends it only at the end. The headers are those of Replicate, so its `validateWebhook` checks them with the secret of `GET /replicate/v1/webhooks/default/secret`.',
    vi: 'Với `webhook`, địa chỉ của bạn sẽ nhận được tác vụ; `webhook_events_filter: ["completed"]` chỉ gửi khi kết thúc. Các header giống của Replicate nên `validateWebhook` kiểm tra được bằng khóa lấy từ `GET /replicate/v1/webhooks/default/secret`.',
  },
  {
    en: '`Prefer: wait=n` waits for at most n seconds, 1 to 60. Whoever waits longer gets the unfinished prediction with status 202 and goes on asking for it.',
    vi: '`Prefer: wait=n` chờ tối đa n giây, từ 1 đến 60. Nếu quá thời gian, bạn nhận tác vụ chưa xong với mã 202 rồi tiếp tục truy vấn.',
  },
  {
    en: 'Models of the community are charged by the time that they run, official ones by picture or by run. With an `Idempotency-Key` header a request that is sent twice makes one task.',
    vi: 'Model cộng đồng tính tiền theo thời gian chạy, model chính thức tính theo ảnh hoặc theo lần chạy. Thêm header `Idempotency-Key` thì gửi lặp lại một yêu cầu cũng chỉ tạo một tác vụ.',
  },
];

export const tutorialPage = (section: Section, row: string): ExamplePage =>
  page({
    section,
    slug: 'access-tutorial',
    rows: [row],
    title: { en: 'Access Tutorial', vi: 'Hướng dẫn truy cập' },
    intro: {
      en: 'Replicate’s own API, with this gateway’s address and key: put `/replicate` behind the address in place of `https://api.replicate.com`. Requests and answers are Replicate’s; links in answers lead here.',
      vi: 'API gốc của Replicate với địa chỉ và khóa của cổng này: thay `https://api.replicate.com` bằng địa chỉ cổng kèm `/replicate`. Yêu cầu và kết quả giống hệt Replicate; các liên kết trong kết quả trỏ về đây.',
    },
    call: byModel,
    examples: [
      {
        title: { en: 'An official model, by its name', vi: 'Model chính thức, theo tên' },
        params: pathOf(schnell),
        request: { input: cake },
        expect: { status: 201, reply: fresh(schnell, cake) },
      },
      {
        title: { en: 'Wait for the result in the same request', vi: 'Chờ kết quả trong cùng một yêu cầu' },
        params: pathOf(schnell),
        headers: { Prefer: 'wait' },
        request: { input: cake },
        expect: { status: 201, reply: done(schnell, cake) },
      },
      {
        ...createExample('lucataco/flux-schnell-lora', 'version', {
          en: 'A community model, by its version',
          vi: 'Model cộng đồng, theo phiên bản',
        }),
        call: byVersion,
      },
      {
        title: { en: 'What webhooks are signed with', vi: 'Khóa ký của webhook' },
        call: secret,
        expect: {
          reply: {
            key: text('whsec_mJq0cWlWm5Zf0cZ8u2xkVd1o9sYb7hTqRfGjLnEaPwM=', /^whsec_[A-Za-z0-9+/=]{40,}$/),
          },
        },
      },
    ],
    notes,
    seeAlso: [`${section}/query-task`, `${section}/flux-resolution`, 'tasks/notifications'],
  });

/** Pixels of the open FLUX models. Source: replicate/cog-flux. */
const sizes: readonly (readonly [ratio: string, size: string])[] = [
  ['1:1', '1024 × 1024'],
  ['16:9', '1344 × 768'],
  ['21:9', '1536 × 640'],
  ['3:2', '1216 × 832'],
  ['2:3', '832 × 1216'],
  ['4:5', '896 × 1088'],
  ['5:4', '1088 × 896'],
  ['3:4', '896 × 1152'],
  ['4:3', '1152 × 896'],
  ['9:16', '768 × 1344'],
  ['9:21', '640 × 1536'],
];

const wide: RequestShape = { prompt: 'A harbour at dawn', aspect_ratio: '16:9' };

export const fluxPage = (section: Section, row: string): ExamplePage =>
  page({
    section,
    slug: 'flux-resolution',
    rows: [row],
    title: { en: 'Flux resolution', vi: 'Độ phân giải của Flux' },
    intro: {
      en: 'FLUX models take a shape, `aspect_ratio`, and not pixels. The open models (schnell, dev and those with a LoRA) make about one million pixels in these sizes.',
      vi: 'Các model FLUX nhận tỉ lệ `aspect_ratio` chứ không nhận số pixel. Các model mở (schnell, dev và bản kèm LoRA) tạo ảnh khoảng một megapixel theo các kích thước sau.',
    },
    call: byModel,
    tables: [
      {
        title: { en: 'Sizes', vi: 'Kích thước' },
        columns: ['aspect_ratio', { en: 'Width × height', vi: 'Rộng × cao' }],
        rows: sizes,
      },
    ],
    examples: [
      {
        title: { en: 'A picture of 1344 × 768', vi: 'Ảnh 1344 × 768' },
        params: pathOf(schnell),
        request: { input: wide },
        expect: { status: 201, reply: fresh(schnell, wide) },
      },
    ],
    notes: [
      {
        en: 'Kontext models also take `match_input_image` (their default), `2:1` and `1:2`, and keep about one million pixels. `flux-1.1-pro-ultra` makes up to four million.',
        vi: 'Các model Kontext nhận thêm `match_input_image` (mặc định), `2:1` và `1:2`, giữ khoảng một megapixel. `flux-1.1-pro-ultra` tạo tới bốn megapixel.',
      },
      {
        en: '`megapixels` with `0.25` halves both sides, where the model has it.',
        vi: '`megapixels` bằng `0.25` giảm một nửa mỗi cạnh, nếu model hỗ trợ.',
      },
    ],
    seeAlso: [`${section}/access-tutorial`, `${section}/create-task-black-forest-labs-flux-kontext-dev`],
  });
