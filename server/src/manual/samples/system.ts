import { type CallRef, type Field, management } from '../page.ts';
import { type Shape, text, unixSeconds, whole } from '../shape.ts';

/** What the pages of the system API share. */

export const system = (method: CallRef['method'], route: string): CallRef => ({
  dialect: management,
  method,
  route,
});

/** The answer around every value; without a value there is no `data`. */
export const enveloped = (data?: Shape): Shape => ({
  success: true,
  message: '',
  ...(data === undefined ? {} : { data }),
});

export const maskedKey = text('aB3d**********x9Zq', /^(test-)?\w{4}\*{10}\w{4}$/);
/** Without its `sk-`. */
export const wholeKey = text('aB3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb7cDe0fGh3ix9Zq', /^[0-9A-Za-z]{48}$/);

type Differing = { readonly [name: string]: Shape };

/** A token as the lists show it, apart from what differs. */
export const tokenObject = (differing: Differing): Shape => ({
  id: whole(12, 1),
  user_id: whole(1, 1),
  key: maskedKey,
  status: 1,
  name: text('ci', /./),
  created_time: unixSeconds(1730000000),
  accessed_time: unixSeconds(1730000500),
  expired_time: -1,
  remain_quota: whole(500000),
  unlimited_quota: false,
  model_limits_enabled: false,
  model_limits: '',
  allow_ips: '',
  used_quota: whole(0),
  group: '',
  cross_group_retry: false,
  mode: 'live',
  DeletedAt: null,
  ...differing,
});

export const tokenFields: readonly Field[] = [
  { name: 'id', type: 'integer', text: { en: 'Number of the token.', vi: 'Số của token.' } },
  { name: 'user_id', type: 'integer', text: { en: 'Number of its owner.', vi: 'Số của chủ sở hữu.' } },
  {
    name: 'key',
    type: 'string',
    text: {
      en: 'The key without `sk-`. Masked, except in the answer that creates it.',
      vi: 'Khóa không kèm `sk-`. Luôn bị che, trừ trong kết quả khi vừa tạo.',
    },
  },
  {
    name: 'status',
    type: 'integer',
    text: {
      en: '1 enabled, 2 disabled, 3 expired, 4 used up.',
      vi: '1 đang bật, 2 đã tắt, 3 hết hạn, 4 hết hạn mức.',
    },
  },
  { name: 'name', type: 'string', text: { en: 'Your name for it.', vi: 'Tên do bạn đặt.' } },
  {
    name: 'created_time',
    type: 'integer',
    text: { en: 'Unix seconds.', vi: 'Thời điểm tạo, giây Unix.' },
  },
  {
    name: 'accessed_time',
    type: 'integer',
    text: {
      en: 'Last use in Unix seconds; the creation time until it is used.',
      vi: 'Lần dùng gần nhất, giây Unix; nếu chưa dùng thì bằng thời điểm tạo.',
    },
  },
  {
    name: 'expired_time',
    type: 'integer',
    text: { en: 'Unix seconds; -1 never.', vi: 'Thời điểm hết hạn, giây Unix; -1 là không bao giờ.' },
  },
  {
    name: 'remain_quota',
    type: 'integer',
    text: {
      en: 'Quota units left on this token; 500,000 are 1 USD.',
      vi: 'Hạn mức còn lại của token; 500.000 đơn vị bằng 1 USD.',
    },
  },
  {
    name: 'unlimited_quota',
    type: 'boolean',
    text: {
      en: 'True: only the balance of the account limits it.',
      vi: 'True: chỉ bị giới hạn bởi số dư tài khoản.',
    },
  },
  {
    name: 'model_limits_enabled',
    type: 'boolean',
    text: { en: 'Is the next field in force?', vi: 'Trường tiếp theo có hiệu lực hay không.' },
  },
  {
    name: 'model_limits',
    type: 'string',
    text: {
      en: 'Names of the allowed models, parted by commas.',
      vi: 'Tên các model được phép, cách nhau bằng dấu phẩy.',
    },
  },
  {
    name: 'allow_ips',
    type: 'string',
    text: {
      en: 'One address or CIDR range a line; empty: any.',
      vi: 'Mỗi dòng một địa chỉ IP hoặc dải CIDR; để trống là không giới hạn.',
    },
  },
  {
    name: 'used_quota',
    type: 'integer',
    text: { en: 'Quota units spent so far.', vi: 'Số đơn vị hạn mức đã dùng.' },
  },
  {
    name: 'group',
    type: 'string',
    text: { en: 'Group; empty: the account’s own.', vi: 'Nhóm; để trống là nhóm của tài khoản.' },
  },
  {
    name: 'cross_group_retry',
    type: 'boolean',
    text: { en: 'Always false here.', vi: 'Ở đây luôn là false.' },
  },
  {
    name: 'mode',
    type: 'string',
    text: {
      en: '`live`, or `test`: answered by the simulators, spends nothing.',
      vi: '`live`, hoặc `test`: do bộ mô phỏng trả lời, không tốn tiền.',
    },
  },
  { name: 'DeletedAt', type: 'null', text: { en: 'Always null.', vi: 'Luôn là null.' } },
];

/** How every call of this section is made. */
export const accessTokenNote = {
  en: 'These calls take the account’s access token, not an `sk-` key: `Authorization: Bearer <access token>`. The header `New-Api-User` with your user number is optional; a wrong one is refused.',
  vi: 'Các cuộc gọi này dùng access token của tài khoản, không dùng khóa `sk-`: `Authorization: Bearer <access token>`. Header `New-Api-User` (số tài khoản) không bắt buộc, nhưng gửi sai sẽ bị từ chối.',
};

export const refusalNote = {
  en: 'A refusal is mostly HTTP 200 with `"success": false` and the reason in `message`, as tools of this family expect.',
  vi: 'Khi bị từ chối, phần lớn trường hợp vẫn là HTTP 200 với `"success": false` và lý do trong `message`, theo thông lệ của các công cụ cùng họ.',
};
