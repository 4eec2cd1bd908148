import { page } from '../../page.ts';
import {
  created,
  createVideo,
  jsonNote,
  omni,
  pollNote,
  retired,
  sdkNote,
  soraNote,
} from '../../samples/openai-video.ts';

const asked = { model: omni, prompt: 'A paper boat on a rainy street', seconds: '8', size: '1280x720' };

export default page({
  section: 'sora-openai',
  slug: 'create-video-with-image',
  rows: ['R174'],
  title: { en: 'openai create video, with image', vi: 'Tạo video từ ảnh (định dạng OpenAI)' },
  intro: {
    en: 'OpenAI’s videos API as it was made for Sora. It serves every video model of this gateway: programs that were written for Sora go on with another name in `model`.',
    vi: 'API video của OpenAI, vốn được làm cho Sora. API này dùng được với mọi model video của cổng: chương trình viết cho Sora chỉ cần đổi tên trong `model`.',
  },
  call: createVideo,
  examples: [
    {
      title: { en: 'A picture to begin with', vi: 'Ảnh mở đầu' },
      form: { ...asked, input_reference: { sample: 'photo.png' } },
      expect: { reply: created(asked) },
    },
    {
      title: { en: 'Sora itself is no more', vi: 'Sora đã ngừng' },
      request: { model: 'sora-2', prompt: asked.prompt, seconds: '4', size: '1280x720' },
      expect: { status: 410, reply: retired },
    },
  ],
  tables: [
    {
      title: { en: 'What Sora took', vi: 'Giới hạn của Sora' },
      columns: [{ en: 'Model', vi: 'Model' }, 'seconds', 'size', { en: 'USD a second', vi: 'USD mỗi giây' }],
      rows: [
        ['sora-2', '4, 8, 12', '720x1280, 1280x720', '0.10'],
        ['sora-2-pro', '4, 8, 12', '720x1280, 1280x720', '0.30'],
        ['sora-2-pro', '4, 8, 12', '1024x1792, 1792x1024', '0.50'],
      ],
    },
  ],
  notes: [
    soraNote,
    jsonNote,
    {
      en: 'Without `model` it is `sora-2`, as at OpenAI. Services that sell the models of the app under these names also take 10, 15 and, for pro, 25 seconds.',
      vi: 'Không có `model` thì hiểu là `sora-2`, như ở OpenAI. Những dịch vụ bán model của ứng dụng dưới các tên này còn nhận 10, 15 và 25 giây (bản pro).',
    },
    {
      en: 'With `callback_url` you are told of the end: OpenAI’s event `video.completed` or `video.failed`, with the whole video in `data`, signed by the Standard Webhooks rules.',
      vi: 'Với `callback_url`, bạn được báo khi kết thúc: sự kiện `video.completed` hoặc `video.failed` của OpenAI, có toàn bộ video trong `data`, ký theo chuẩn Standard Webhooks.',
    },
    pollNote,
    sdkNote,
  ],
  seeAlso: ['sora-openai/query-task', 'sora-openai/download-video', 'sora-openai/edit-video'],
});
