import { page } from '../../page.ts';
import {
  created,
  createVideo,
  jsonNote,
  picture,
  pollNote,
  sdkNote,
  veo,
} from '../../samples/openai-video.ts';

const asked = { model: veo, prompt: 'The kite rises above the lake', seconds: '8', size: '1280x720' };
const between = {
  model: veo,
  prompt: 'The sun goes down and the lights go on',
  seconds: '8',
  size: '720x1280',
};

export default page({
  section: 'veo-openai',
  slug: 'create-video-with-image',
  rows: ['R127'],
  title: { en: 'openai create video, with image', vi: 'Tạo video từ ảnh (định dạng OpenAI)' },
  intro: {
    en: 'OpenAI’s videos API in front of Veo, and of every other video model of this gateway. The answer comes at once with an id; the video is made in the background.',
    vi: 'API video của OpenAI dùng cho Veo và mọi model video khác của cổng. Câu trả lời có ngay cùng một id; video được tạo trong nền.',
  },
  call: createVideo,
  examples: [
    {
      title: { en: 'A picture to begin with', vi: 'Ảnh mở đầu' },
      form: { ...asked, watermark: 'false', input_reference: { sample: 'photo.png' } },
      expect: { reply: created(asked) },
    },
    {
      title: { en: 'First and last frame, as JSON', vi: 'Khung hình đầu và cuối, dạng JSON' },
      request: { ...between, input_reference: [{ image_url: picture }, { image_url: picture }] },
      expect: { reply: created(between) },
    },
  ],
  notes: [
    {
      en: '`veo_3_1` makes 4, 6 or 8 seconds with sound, at 16:9 or 9:16. One picture is the first frame, two are the first and the last; `veo_3_1-components` takes up to three pictures of what should appear, `veo_3_1-4K` makes 4K. Each has a faster twin: `veo_3_1-fast`.',
      vi: '`veo_3_1` tạo video 4, 6 hoặc 8 giây có âm thanh, tỉ lệ 16:9 hoặc 9:16. Một ảnh là khung hình đầu, hai ảnh là khung hình đầu và cuối; `veo_3_1-components` nhận tối đa ba ảnh của đối tượng cần xuất hiện, `veo_3_1-4K` tạo video 4K. Mỗi model có bản nhanh hơn: `veo_3_1-fast`.',
    },
    jsonNote,
    pollNote,
    sdkNote,
  ],
  seeAlso: ['veo-openai/query-task', 'veo-openai/download-video', 'veo-unified/create-video-with-image'],
});
