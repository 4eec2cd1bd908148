import type { CallRef } from '../page.ts';
import { type Shape, text, whole } from '../shape.ts';

/** What the pages on Ideogram share. */
export const ideogram = (route: string): CallRef => ({ dialect: 'ideogram', method: 'POST', route });
export const v3 = (part: string): CallRef => ideogram(`/ideogram/v1/ideogram-v3/${part}`);

export const link = text('http://127.0.0.1:3000/results/task_01k9w3x5s8q2m4n6p7r9t0v1ya/0', /^https?:\/\//);
const created = text('2026-11-23T06:30:00.123Z', /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
const seed = whole(511526458);

type Picture = {
  readonly prompt: string;
  readonly resolution: string;
  readonly style?: string;
  readonly seed?: number;
  readonly upscaled?: true;
};

const pictureOf = ({ prompt, resolution, style = 'GENERAL', seed: own, upscaled }: Picture): Shape => ({
  prompt,
  resolution,
  ...(upscaled ? { upscaled_resolution: resolution } : {}),
  is_image_safe: true,
  seed: own ?? seed,
  url: link,
  style_type: style,
});

/** An answer with pictures. */
export const pictures = (picture: Picture, count = 1): Shape => ({
  created,
  data: Array.from({ length: count }, () => pictureOf(picture)),
});

/** Ideogram's own refusals are told as texts; everything else as OpenAI's errors. */
export const refusal = (param: string | null, code: string, message: Shape): Shape => ({
  error: { message, type: 'invalid_request_error', param, code },
});

export const priceV3 = {
  title: { en: 'Price of a picture, USD', vi: 'Giá mỗi ảnh, USD' },
  columns: [
    'rendering_speed',
    { en: 'Price', vi: 'Giá' },
    { en: 'With a character reference', vi: 'Có ảnh nhân vật tham chiếu' },
  ],
  rows: [
    ['FLASH, TURBO', '0.03', '0.10'],
    ['DEFAULT', '0.06', '0.15'],
    ['QUALITY', '0.09', '0.20'],
  ],
} as const;

export const waitNote = {
  en: 'The answer comes when the pictures are there, for up to 5 minutes. Its links are public and live as long as the gateway keeps results; the task behind it stands in `GET /v1/tasks` and in the header `x-key4u-task`.',
  vi: 'Câu trả lời chỉ đến khi đã có ảnh, chờ tối đa 5 phút. Liên kết ảnh mở được công khai trong thời gian cổng giữ kết quả; tác vụ tương ứng có trong `GET /v1/tasks` và trong header `x-key4u-task`.',
};

export const safetyNote = {
  en: 'A picture that Ideogram’s safety check holds back has `is_image_safe: false` and `url: null`, and is not charged. A request that is refused as a whole is answered 422 with `{"error": "…"}`.',
  vi: 'Ảnh bị bộ lọc an toàn của Ideogram giữ lại có `is_image_safe: false`, `url: null` và không bị tính tiền. Yêu cầu bị từ chối toàn bộ trả về 422 với `{"error": "…"}`.',
};

export const formNote = {
  en: 'Send it as multipart/form-data. Lists are repeated parts of one name; objects (`color_palette`) are JSON text.',
  vi: 'Gửi dưới dạng multipart/form-data. Danh sách là nhiều phần cùng tên; đối tượng (`color_palette`) là chuỗi JSON.',
};
