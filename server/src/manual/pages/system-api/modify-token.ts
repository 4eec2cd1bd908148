import { page } from '../../page.ts';
import { accessTokenNote, enveloped, refusalNote, system, tokenObject } from '../../samples/system.ts';
import { taken } from '../../shape.ts';

const id = taken(12, 'system-api/add-token', ['data', 'id']);

export default page({
  section: 'system-api',
  slug: 'modify-token',
  rows: ['R187'],
  title: { en: 'Modify token', vi: 'Sửa token' },
  intro: {
    en: 'Overwrites the editable fields of a token. The key itself stays the same; changes hold from the next call on.',
    vi: 'Ghi đè các trường có thể sửa của token. Bản thân khóa không đổi; thay đổi có hiệu lực từ cuộc gọi tiếp theo.',
  },
  call: system('PUT', '/api/token'),
  examples: [
    {
      title: { en: 'New name and a limit of 2 USD', vi: 'Đổi tên và đặt hạn mức 2 USD' },
      request: { id, name: 'nightly build', remain_quota: 1000000, expired_time: -1, unlimited_quota: false },
      expect: {
        reply: enveloped(tokenObject({ id, name: 'nightly build', remain_quota: 1000000, used_quota: 0 })),
      },
    },
    {
      title: { en: 'Only switch it off', vi: 'Chỉ tắt token' },
      query: { status_only: '1' },
      request: { id, status: 2 },
      expect: {
        reply: enveloped(tokenObject({ id, status: 2, remain_quota: 500000, name: 'ci', used_quota: 0 })),
      },
    },
  ],
  notes: [
    accessTokenNote,
    {
      en: 'Send all editable fields: an absent one goes back to what it is for a new token. With `status_only=1` only `status` changes.',
      vi: 'Hãy gửi đủ các trường có thể sửa: trường bị thiếu sẽ trở về giá trị mặc định như khi tạo mới. Với `status_only=1`, chỉ `status` thay đổi.',
    },
    {
      en: 'An expired or used-up token must first get a new date or quota, then it can be enabled.',
      vi: 'Token hết hạn hoặc hết hạn mức phải được gia hạn hoặc nạp thêm hạn mức trước khi bật lại.',
    },
    refusalNote,
  ],
  seeAlso: ['system-api/add-token', 'system-api/delete-token'],
});
