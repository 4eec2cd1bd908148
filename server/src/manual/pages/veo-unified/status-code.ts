import { page } from '../../page.ts';
import {
  created,
  createVideo,
  finishedVeo,
  queryVideo,
  statesOfOthers,
  statesOfVeo,
  takenId,
} from '../../samples/unified-video.ts';

const prompt = 'A lighthouse at dusk';

export default page({
  section: 'veo-unified',
  slug: 'status-code',
  rows: ['R122'],
  title: { en: 'Status code', vi: 'Mã trạng thái' },
  intro: {
    en: 'What `status` says in the unified video format. Veo models have a long list, all others a short one. Which steps in between are seen depends on the upstream: read `completed`, `failed` and `error` as ends and everything else as “not yet”.',
    vi: 'Ý nghĩa của `status` trong định dạng video thống nhất. Model Veo có danh sách dài, các model khác có danh sách ngắn. Các bước trung gian tùy thuộc nhà cung cấp: hãy coi `completed`, `failed` và `error` là kết thúc, còn lại là “chưa xong”.',
  },
  call: createVideo,
  examples: [
    {
      title: { en: 'A task begins', vi: 'Tác vụ bắt đầu' },
      request: { model: 'veo3.1-fast', prompt },
      expect: { reply: created('veo3.1-fast') },
    },
    {
      title: { en: 'A task at its end', vi: 'Tác vụ khi kết thúc' },
      call: queryVideo,
      query: { id: takenId('veo-unified/create-video') },
      expect: {
        reply: finishedVeo('veo3.1-fast', {
          prompt: 'A paper boat on a rainy street',
          aspect_ratio: '16:9',
          enhance_prompt: true,
        }),
        comes: true,
      },
    },
  ],
  tables: [statesOfVeo, statesOfOthers],
  notes: [
    {
      en: 'A failed film is no HTTP error: the query answers 200 with `failed` and the reason in `detail.error_message`. With a test key the header `x-key4u-simulate: fail` on the creation lets you see one.',
      vi: 'Video thất bại không phải lỗi HTTP: truy vấn trả mã 200 với `failed` và lý do trong `detail.error_message`. Với khóa thử, header `x-key4u-simulate: fail` khi tạo cho phép bạn xem trường hợp này.',
    },
  ],
  seeAlso: ['veo-unified/query-task', 'help-center/http-status-codes'],
});
