import { page } from '../../page.ts';
import { createdRunway, submitRunway } from '../../samples/runway.ts';
import { text } from '../../shape.ts';

const promptImage = 'https://example.com/logo.png';
const wrong = 'ratio must be one of: 1280:720, 720:1280, 1104:832, 832:1104, 960:960, 1584:672';

export default page({
  section: 'runway',
  slug: 'submit-video-generation-task',
  rows: ['R146'],
  title: { en: 'Submit video generation task', vi: 'Gửi tác vụ tạo video' },
  intro: {
    en: 'Makes a film of 2 to 10 seconds from a first frame, as Runway’s developer API does. The answer comes at once with an `id`. Runway’s own SDKs work unchanged with the gateway’s address and `/runwayml` as `baseURL`.',
    vi: 'Tạo video dài 2 đến 10 giây từ một ảnh đầu, đúng như API dành cho nhà phát triển của Runway. Kết quả trả về ngay với `id`. SDK của Runway dùng được nguyên vẹn khi đặt `baseURL` là địa chỉ cổng kèm `/runwayml`.',
  },
  call: submitRunway,
  examples: [
    {
      title: { en: 'From a picture', vi: 'Từ một bức ảnh' },
      request: { promptImage, model: 'gen4_turbo', promptText: 'cat dance', duration: 5, ratio: '1280:720' },
      expect: { reply: createdRunway(25) },
    },
    {
      title: { en: 'The same by Gen-4.5, upright', vi: 'Dùng Gen-4.5, khung dọc' },
      headers: { 'X-Runway-Version': '2024-11-06' },
      request: {
        promptImage: [{ uri: promptImage, position: 'first' }],
        model: 'gen4.5',
        promptText: 'The logo turns slowly',
        duration: 10,
        ratio: '720:1280',
        seed: 7,
      },
      expect: { reply: createdRunway(120) },
    },
    {
      title: { en: 'A size that the model does not make', vi: 'Kích thước model không hỗ trợ' },
      request: { promptImage, model: 'gen4_turbo', promptText: 'cat dance', duration: 5, ratio: '1:1' },
      expect: {
        status: 400,
        reply: {
          error: text(`${wrong} (request id: req_01m82z82bj8x8aefgbh66wa9t4)`, /^ratio must be one of/),
          code: 'field_invalid',
          issues: [{ code: 'custom', message: wrong, path: ['ratio'] }],
        },
      },
    },
  ],
  tables: [
    {
      title: { en: 'Models for pictures', vi: 'Model tạo video từ ảnh' },
      columns: [
        'model',
        { en: 'Price of a second', vi: 'Giá mỗi giây' },
        { en: 'Length', vi: 'Độ dài' },
        { en: 'Sizes', vi: 'Kích thước' },
      ],
      rows: [
        ['gen4_turbo', '0.05 USD', '2–10 s', '1280:720, 720:1280, 1104:832, 832:1104, 960:960, 1584:672'],
        ['gen4.5', '0.12 USD', '2–10 s', '1280:720, 720:1280, 1104:832, 832:1104, 960:960, 1584:672'],
        [
          'veo3.1',
          '0.40 USD, 0.20 USD (audio: false)',
          '4, 6, 8 s',
          '1280:720, 720:1280, 1920:1080, 1080:1920',
        ],
        [
          'veo3.1_fast',
          '0.15 USD, 0.10 USD (audio: false)',
          '4, 6, 8 s',
          '1280:720, 720:1280, 1920:1080, 1080:1920',
        ],
        ['seedance2', '0.36 USD', '4–15 s', '864:496 … 3840:2160'],
      ],
    },
  ],
  notes: [
    {
      en: 'gen3a_turbo was ended by Runway on 30 July 2026; gen4_turbo follows it and makes other sizes. Its former sizes 1280:768 and 768:1280 are taken as 1280:720 and 720:1280, and `watermark` is left out.',
      vi: 'Runway đã ngừng gen3a_turbo từ ngày 30/7/2026; gen4_turbo thay thế và có các kích thước khác. Kích thước cũ 1280:768 và 768:1280 được hiểu là 1280:720 và 720:1280, còn `watermark` bị bỏ qua.',
    },
    {
      en: 'Without `duration` a film of 10 seconds is made and charged. A task that fails or is cancelled is refunded in full.',
      vi: 'Không có `duration` thì video dài 10 giây sẽ được tạo và tính tiền. Tác vụ thất bại hoặc bị hủy được hoàn tiền toàn bộ.',
    },
    {
      en: '`X-Runway-Version` may be sent or left out. `estimatedCost` is the most that you will be charged; a credit is 0.01 USD.',
      vi: 'Có thể gửi hoặc bỏ qua `X-Runway-Version`. `estimatedCost` là số tiền tối đa bạn bị tính; một credit bằng 0,01 USD.',
    },
  ],
  seeAlso: ['runway/query-video-task', 'runway/status-code', 'runway/other-requests'],
});
