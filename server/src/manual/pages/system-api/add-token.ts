import { page } from '../../page.ts';
import {
  accessTokenNote,
  enveloped,
  refusalNote,
  system,
  tokenObject,
  wholeKey,
} from '../../samples/system.ts';

export default page({
  section: 'system-api',
  slug: 'add-token',
  rows: ['R184'],
  title: { en: 'Add new token', vi: 'Thêm token mới' },
  intro: {
    en: 'Makes a token (API key). The answer holds the whole key: keep it, later answers mask it.',
    vi: 'Tạo một token (khóa API). Kết quả chứa khóa đầy đủ: hãy lưu lại ngay, những lần sau khóa sẽ bị che.',
  },
  call: system('POST', '/api/token'),
  examples: [
    {
      title: { en: 'A key that may spend 1 USD', vi: 'Khóa được tiêu tối đa 1 USD' },
      request: { name: 'ci', remain_quota: 500000, expired_time: -1, unlimited_quota: false },
      expect: {
        reply: enveloped(tokenObject({ key: wholeKey, name: 'ci', remain_quota: 500000, used_quota: 0 })),
      },
    },
    {
      title: {
        en: 'A key for one model, one address range, with an end date',
        vi: 'Khóa cho một model, một dải địa chỉ và có thời hạn',
      },
      request: {
        name: 'reports',
        unlimited_quota: true,
        expired_time: 4070908800,
        model_limits_enabled: true,
        model_limits: 'gpt-4o-mini',
        allow_ips: '192.0.2.0/24',
        group: '',
      },
      expect: {
        reply: enveloped(
          tokenObject({
            key: wholeKey,
            name: 'reports',
            expired_time: 4070908800,
            remain_quota: 0,
            unlimited_quota: true,
            model_limits_enabled: true,
            model_limits: 'gpt-4o-mini',
            allow_ips: '192.0.2.0/24',
            used_quota: 0,
          }),
        ),
      },
    },
  ],
  notes: [
    accessTokenNote,
    {
      en: '500,000 units of `remain_quota` are 1 USD. Without `expired_time` the key never expires.',
      vi: '500.000 đơn vị `remain_quota` bằng 1 USD. Không gửi `expired_time` thì khóa không bao giờ hết hạn.',
    },
    {
      en: '`"mode": "test"` makes a key that every documented call accepts and that spends nothing.',
      vi: '`"mode": "test"` tạo khóa thử nghiệm: mọi cuộc gọi trong tài liệu đều dùng được mà không tốn tiền.',
    },
    {
      en: 'The `mj_…` fields and an empty `selected_groups`, which some tools send, are accepted and change nothing; any other unknown field is refused by name.',
      vi: 'Các trường `mj_…` và `selected_groups` rỗng mà một số công cụ gửi kèm được chấp nhận nhưng không có tác dụng; trường lạ khác sẽ bị từ chối và nêu rõ tên.',
    },
    refusalNote,
  ],
  seeAlso: ['system-api/modify-token', 'system-api/get-token-models', 'help-center/test-keys'],
});
