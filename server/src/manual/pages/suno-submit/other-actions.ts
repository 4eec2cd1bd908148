import { page } from '../../page.ts';
import { notes, submitAction, submitted } from '../../samples/suno.ts';

export default page({
  section: 'suno-submit',
  slug: 'other-actions',
  rows: [],
  title: { en: 'Other actions', vi: 'Các thao tác khác' },
  intro: {
    en: 'What else the server behind the channel can do with a clip: the action stands in the path, the body is passed on as it is.',
    vi: 'Những thao tác khác mà máy chủ phía sau kênh hỗ trợ: tên thao tác nằm trong đường dẫn, nội dung được chuyển nguyên vẹn.',
  },
  call: submitAction,
  examples: [
    {
      title: { en: 'Part voices and instruments', vi: 'Tách giọng hát và nhạc nền' },
      params: { action: 'stems' },
      request: { clip_id: '54834687-5e79-4f08-8e14-cf188f15b598' },
      expect: { reply: submitted },
    },
  ],
  tables: [
    {
      title: { en: 'Actions that servers are known to have', vi: 'Các thao tác đã biết' },
      columns: [
        { en: 'action', vi: 'action' },
        { en: 'Does', vi: 'Tác dụng' },
      ],
      rows: [
        ['stems, stems-by-url', { en: 'Parts voice and music', vi: 'Tách giọng hát và nhạc' }],
        ['stems-all, stems-all-by-url', { en: 'Parts every instrument', vi: 'Tách từng nhạc cụ' }],
        ['mp4', { en: 'Makes a film of a clip', vi: 'Tạo video từ clip' }],
        ['regen-img', { en: 'Draws a new cover', vi: 'Vẽ lại ảnh bìa' }],
        [
          'adjust-speed, fade',
          { en: 'Changes the pace, fades in or out', vi: 'Đổi tốc độ, làm nhỏ dần đầu hoặc cuối' },
        ],
        [
          'set-metadata, url-transfer',
          { en: 'Changes titles, moves files', vi: 'Sửa thông tin, chuyển tệp' },
        ],
        ['upsample-tags', { en: 'Writes styles out in more words', vi: 'Viết phong cách chi tiết hơn' }],
      ],
    },
  ],
  notes: [
    notes.ask,
    {
      en: 'Sold under the model name `suno` by the call; the price depends on the action. An action that the server does not have is refused and costs nothing.',
      vi: 'Bán dưới tên model `suno`, tính theo lượt; giá tùy thao tác. Thao tác mà máy chủ không có sẽ bị từ chối và không tính tiền.',
    },
    {
      en: '`music`, `lyrics`, `concat` and `persona` have pages of their own. Upper case (`MUSIC`) is taken too.',
      vi: '`music`, `lyrics`, `concat` và `persona` có trang riêng. Viết hoa (`MUSIC`) cũng được chấp nhận.',
    },
  ],
  seeAlso: ['suno-query/clip-details', 'suno-query/query-single-task'],
});
