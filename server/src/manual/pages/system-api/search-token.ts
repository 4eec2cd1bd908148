import { page } from '../../page.ts';
import { accessTokenNote, enveloped, system, tokenObject } from '../../samples/system.ts';
import { each, taken, whole } from '../../shape.ts';

const from = 'system-api/add-token';

export default page({
  section: 'system-api',
  slug: 'search-token',
  rows: ['R188'],
  title: { en: 'Search token', vi: 'Tìm token' },
  intro: {
    en: 'Finds your tokens by name or by key.',
    vi: 'Tìm token của bạn theo tên hoặc theo khóa.',
  },
  call: system('GET', '/api/token/search'),
  examples: [
    {
      title: { en: 'By name', vi: 'Theo tên' },
      query: { keyword: taken('ci', from, ['data', 'name']) },
      expect: {
        reply: enveloped({
          page: 1,
          page_size: 10,
          total: whole(1, 1),
          items: each(tokenObject({ name: 'ci', status: whole(1, 1) })),
        }),
      },
    },
    {
      title: { en: 'By the whole key', vi: 'Theo khóa đầy đủ' },
      query: {
        token: taken('aB3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb7cDe0fGh3ix9Zq', from, ['data', 'key']),
      },
      expect: {
        reply: enveloped({
          page: 1,
          page_size: 10,
          total: 1,
          items: [tokenObject({ id: taken(12, from, ['data', 'id']), name: 'ci' })],
        }),
      },
    },
  ],
  notes: [
    accessTokenNote,
    {
      en: 'A name is matched exactly unless it contains `%`, which stands for anything: at most two of them and two other characters.',
      vi: 'Tên được so khớp chính xác, trừ khi có `%` (đại diện cho chuỗi bất kỳ): tối đa hai dấu như vậy và ít nhất hai ký tự khác.',
    },
    {
      en: 'Keys are stored hashed, so only a whole key (with or without `sk-`) is found.',
      vi: 'Khóa được lưu dưới dạng băm, nên chỉ tìm được bằng khóa đầy đủ (có hoặc không có `sk-`).',
    },
    { en: 'At most 10 searches a minute.', vi: 'Tối đa 10 lần tìm mỗi phút.' },
  ],
  seeAlso: ['system-api/get-token-list'],
});
