import { page } from '../../page.ts';
import { accessTokenNote, enveloped, system } from '../../samples/system.ts';
import { taken } from '../../shape.ts';

const id = taken(12, 'system-api/add-token', ['data', 'id']);

export default page({
  section: 'system-api',
  slug: 'delete-token',
  rows: ['R189'],
  title: { en: 'Delete token', vi: 'Xóa token' },
  intro: {
    en: 'Deletes a token for good: calls with its key are refused from now on. Its entries in the log stay.',
    vi: 'Xóa hẳn một token: các cuộc gọi dùng khóa này sẽ bị từ chối ngay. Nhật ký sử dụng vẫn được giữ.',
  },
  call: system('DELETE', '/api/token/:id'),
  examples: [
    {
      title: { en: 'One token', vi: 'Một token' },
      params: { id },
      expect: { reply: enveloped() },
    },
    {
      title: { en: 'Several at once', vi: 'Nhiều token cùng lúc' },
      call: system('POST', '/api/token/batch'),
      request: { ids: [id] },
      expect: { reply: enveloped(1) },
    },
    {
      title: { en: 'A token that is not there', vi: 'Token không tồn tại' },
      params: { id: '999999999' },
      expect: { reply: { success: false, message: 'record not found' } },
    },
  ],
  notes: [
    accessTokenNote,
    {
      en: 'The batch form takes at most 100 numbers and answers how many were deleted.',
      vi: 'Dạng xóa nhiều nhận tối đa 100 số và trả về số token đã xóa.',
    },
    {
      en: 'Other people’s tokens look as if they did not exist.',
      vi: 'Token của người khác được xem như không tồn tại.',
    },
  ],
  seeAlso: ['system-api/modify-token'],
});
