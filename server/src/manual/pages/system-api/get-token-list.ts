import { page } from '../../page.ts';
import {
  accessTokenNote,
  enveloped,
  refusalNote,
  system,
  tokenFields,
  tokenObject,
  wholeKey,
} from '../../samples/system.ts';
import { each, flag, mapped, taken, text, whole } from '../../shape.ts';

export default page({
  section: 'system-api',
  slug: 'get-token-list',
  rows: ['R183'],
  title: { en: 'Get token list', vi: 'Lấy danh sách token' },
  intro: {
    en: 'Your tokens (API keys), newest first, in pages.',
    vi: 'Danh sách token (khóa API) của bạn, mới nhất trước, chia theo trang.',
  },
  call: system('GET', '/api/token'),
  examples: [
    {
      title: { en: 'The first page', vi: 'Trang đầu tiên' },
      query: { p: '1', size: '20' },
      expect: {
        reply: enveloped({
          page: 1,
          page_size: 20,
          total: whole(2, 2),
          items: each(
            tokenObject({
              mode: text('live', /^(live|test)$/),
              status: whole(1, 1),
              unlimited_quota: flag(false),
              group: text('', /^[\w.:-]*$/),
            }),
          ),
        }),
      },
    },
    {
      title: { en: 'One token', vi: 'Một token' },
      call: system('GET', '/api/token/:id'),
      params: { id: taken(12, 'system-api/add-token', ['data', 'id']) },
      expect: {
        reply: enveloped(
          tokenObject({
            id: taken(12, 'system-api/add-token', ['data', 'id']),
            name: 'ci',
            remain_quota: 500000,
            used_quota: 0,
          }),
        ),
      },
    },
    {
      title: { en: 'Its whole key', vi: 'Khóa đầy đủ của token' },
      call: system('POST', '/api/token/:id/key'),
      params: { id: taken(12, 'system-api/add-token', ['data', 'id']) },
      expect: {
        reply: enveloped({
          key: taken('aB3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb7cDe0fGh3ix9Zq', 'system-api/add-token', [
            'data',
            'key',
          ]),
        }),
      },
    },
    {
      title: { en: 'The whole keys of several', vi: 'Khóa đầy đủ của nhiều token' },
      call: system('POST', '/api/token/batch/keys'),
      request: { ids: [taken(12, 'system-api/add-token', ['data', 'id'])] },
      expect: { reply: enveloped({ keys: mapped('12', wholeKey) }) },
    },
  ],
  object: { at: ['data', 'items', '0'], fields: tokenFields },
  notes: [
    accessTokenNote,
    {
      en: 'Keys are masked in lists. To use a key write `sk-` in front of it.',
      vi: 'Trong danh sách, khóa luôn bị che. Khi sử dụng, thêm `sk-` vào trước khóa.',
    },
    {
      en: 'Pages count from 1 (0 means 1 too); `page_size`, `ps` and `size` are the same, 10 unless told, at most 100.',
      vi: 'Trang đếm từ 1 (0 cũng được hiểu là 1); `page_size`, `ps` và `size` như nhau, mặc định 10, tối đa 100.',
    },
    refusalNote,
  ],
  seeAlso: ['system-api/add-token', 'system-api/search-token'],
});
