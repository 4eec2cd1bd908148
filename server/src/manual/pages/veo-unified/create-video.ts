import { page } from '../../page.ts';
import { created, createVideo, pollNote } from '../../samples/unified-video.ts';

export default page({
  section: 'veo-unified',
  slug: 'create-video',
  rows: ['R123'],
  title: { en: 'Create Video', vi: 'Tạo video' },
  intro: {
    en: 'One call for the films of every maker: name a model and say what the film shows. The answer is a task; its film is asked for with `GET /v1/video/query`. Veo 3.1 makes eight seconds with sound.',
    vi: 'Một lệnh chung cho video của mọi nhà cung cấp: chọn model và mô tả nội dung. Câu trả lời là một tác vụ; lấy video bằng `GET /v1/video/query`. Veo 3.1 tạo tám giây có âm thanh.',
  },
  call: createVideo,
  examples: [
    {
      title: { en: 'From a text', vi: 'Từ văn bản' },
      request: {
        model: 'veo3.1-fast',
        prompt: 'A paper boat on a rainy street',
        aspect_ratio: '16:9',
        enhance_prompt: true,
      },
      expect: { reply: created('veo3.1-fast') },
    },
    {
      title: { en: 'Upright and in 1080p', vi: 'Dọc và 1080p' },
      request: {
        model: 'veo3.1',
        prompt: 'Lanterns rise over a river at night',
        aspect_ratio: '9:16',
        enable_upsample: true,
      },
      expect: { reply: created('veo3.1') },
    },
  ],
  tables: [
    {
      title: {
        en: 'Veo models and list prices, USD a second with sound',
        vi: 'Model Veo và giá niêm yết, USD mỗi giây có âm thanh',
      },
      columns: [{ en: 'Model', vi: 'Model' }, '720p', '1080p', '4k', { en: 'Pictures', vi: 'Ảnh' }],
      rows: [
        ['`veo3.1`, `veo3.1-pro`', '0.40', '0.40', '0.60', { en: 'first, last', vi: 'đầu, cuối' }],
        ['`veo3.1-4k`, `veo3.1-pro-4k`', '–', '–', '0.60', { en: 'first, last', vi: 'đầu, cuối' }],
        ['`veo3.1-components`', '0.40', '0.40', '0.60', { en: '1 to 3 to appear', vi: '1 đến 3 đối tượng' }],
        ['`veo3.1-components-4k`', '–', '–', '0.60', { en: '1 to 3 to appear', vi: '1 đến 3 đối tượng' }],
        ['`veo3.1-fast`', '0.10', '0.12', '0.30', { en: 'first, last', vi: 'đầu, cuối' }],
        [
          '`veo3.1-fast-components`',
          '0.10',
          '0.12',
          '0.30',
          { en: '1 to 3 to appear', vi: '1 đến 3 đối tượng' },
        ],
      ],
    },
  ],
  notes: [
    pollNote,
    {
      en: 'Google ended Veo 2 and Veo 3 on 30 June 2026: names such as `veo3-fast` or `veo2-pro` are answered with 410 and the name that follows them.',
      vi: 'Google đã ngừng Veo 2 và Veo 3 từ ngày 30/6/2026: các tên như `veo3-fast` hay `veo2-pro` trả về mã 410 kèm tên model thay thế.',
    },
    {
      en: '`enable_upsample` makes the film in 1080p at once; there is no step of its own for it any more. `enhance_prompt` needs not be set: from Veo 3 on prompts are always rewritten, and the rewritten text is not told.',
      vi: '`enable_upsample` tạo video 1080p ngay từ đầu; không còn bước nâng cấp riêng. Không cần đặt `enhance_prompt`: từ Veo 3 mô tả luôn được viết lại, và văn bản sau khi viết lại không được trả về.',
    },
    {
      en: 'The names with underscores (`veo_3_1-fast`, `veo_3_1-4K`) are the same models.',
      vi: 'Các tên có dấu gạch dưới (`veo_3_1-fast`, `veo_3_1-4K`) là cùng những model này.',
    },
  ],
  seeAlso: ['veo-unified/query-task', 'veo-unified/create-video-with-image', 'veo-unified/status-code'],
});
