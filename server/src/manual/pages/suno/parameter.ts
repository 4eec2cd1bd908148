import { page } from '../../page.ts';
import { notes, submitMusic, submitted } from '../../samples/suno.ts';

export default page({
  section: 'suno',
  slug: 'parameter',
  rows: ['R190'],
  title: { en: 'parameter', vi: 'Tham số' },
  intro: {
    en: 'All fields of a song in one place, and which model is meant by which `mv`. Which of them a call needs depends on what it does: see the pages under Task submission.',
    vi: 'Toàn bộ trường của yêu cầu tạo bài hát, và ý nghĩa của từng giá trị `mv`. Trường nào bắt buộc tùy vào việc cần làm: xem các trang trong mục Gửi tác vụ.',
  },
  call: submitMusic,
  examples: [
    {
      title: {
        en: 'A song of your own words, with most of the fields',
        vi: 'Bài hát từ lời của bạn, với hầu hết các trường',
      },
      request: {
        prompt: '[Verse]\nThe kettle sings before the rain\n\n[Chorus]\nStay a little, stay again',
        mv: 'chirp-fenix',
        title: 'Kettle Song',
        tags: 'folk, acoustic guitar',
        negative_tags: 'heavy metal',
        make_instrumental: false,
        duration: 40,
      },
      expect: { reply: submitted },
    },
  ],
  tables: [
    {
      title: { en: 'Models', vi: 'Các model' },
      columns: [
        { en: 'Version', vi: 'Phiên bản' },
        'mv',
        { en: 'Lyrics / styles, characters at most', vi: 'Lời / phong cách, số ký tự tối đa' },
      ],
      rows: [
        ['v5.5', '`chirp-fenix`, `chirp-v5-5`', '5000 / 1000'],
        ['v5', '`chirp-crow`, `chirp-v5`', '5000 / 1000'],
        ['v4.5+', '`chirp-bluejay`', '5000 / 1000'],
        ['v4.5-all', '`chirp-auk-turbo`', '5000 / 1000'],
        ['v4.5', '`chirp-auk`, `chirp-v4-5`', '5000 / 1000'],
        ['v4', '`chirp-v4`', '3000 / 200'],
        ['v3.5', '`chirp-v3-5`', '3000 / 200'],
        ['v3', '`chirp-v3-0`', '3000 / 200'],
        [{ en: 'singer style', vi: 'theo ca sĩ' }, '`chirp-v4-tau`, `chirp-v3-5-tau`', '3000 / 200'],
      ],
    },
  ],
  notes: [
    {
      en: 'Without `mv` it is `chirp-v5`. A key may use the models that its list shows.',
      vi: 'Không gửi `mv` thì dùng `chirp-v5`. Mỗi khóa dùng được các model có trong danh sách của khóa.',
    },
    {
      en: 'Lyrics, joining, singers, uploads and the other actions are sold under the model name `suno`, by the call; the price depends on the action.',
      vi: 'Viết lời, ghép bài, tạo ca sĩ, tải lên và các thao tác khác được bán dưới tên model `suno`, tính theo lượt; giá tùy thao tác.',
    },
    notes.unofficial,
  ],
  seeAlso: ['suno/description', 'suno-submit/custom-mode'],
});
