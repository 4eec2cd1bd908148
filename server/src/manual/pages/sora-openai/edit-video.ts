import { page } from '../../page.ts';
import {
  created,
  editVideo,
  extendVideo,
  omni,
  pollNote,
  remixVideo,
  soraNote,
  takenId,
} from '../../samples/openai-video.ts';
import { sampleOf, text } from '../../shape.ts';

const id = takenId('sora-openai/create-video-with-image');
const remixed = { model: omni, prompt: 'Finer detail, at night', size: '1280x720' };

export default page({
  section: 'sora-openai',
  slug: 'edit-video',
  rows: ['R177'],
  title: { en: 'openai edit video', vi: 'Chỉnh sửa video (định dạng OpenAI)' },
  intro: {
    en: 'A new version of a finished video: say what should be different. The model is that of the first video.',
    vi: 'Phiên bản mới của video đã hoàn thành: hãy nói cần thay đổi gì. Model là model của video gốc.',
  },
  call: remixVideo,
  examples: [
    {
      title: { en: 'Remix', vi: 'Remix' },
      params: { video_id: id },
      request: { prompt: remixed.prompt, size: remixed.size },
      expect: {
        reply: created({ ...remixed, remixedFrom: text(String(sampleOf(id)), /^task_[0-9a-z]{26}$/) }),
        comes: true,
      },
    },
    {
      title: { en: 'The same, with the video in the body', vi: 'Như trên, video nằm trong body' },
      call: editVideo,
      request: { prompt: 'In the style of a comic', video: { id } },
      expect: { reply: created({ model: omni, prompt: 'In the style of a comic' }), comes: true },
    },
    {
      title: { en: 'Go on from its end', vi: 'Kéo dài video' },
      call: extendVideo,
      request: { prompt: 'The boat meets a duck', seconds: '8', video: { id } },
      expect: { reply: created({ model: omni, prompt: 'The boat meets a duck', seconds: '8' }), comes: true },
    },
  ],
  notes: [
    {
      en: 'The first video must be finished: until then the answer is 400. `prompt` is needed; `size` is taken where the model can change it.',
      vi: 'Video gốc phải hoàn thành; nếu chưa, câu trả lời là 400. Bắt buộc có `prompt`; `size` chỉ được dùng khi model có thể đổi.',
    },
    {
      en: 'Not every model can: Veo goes on from its own videos (`/v1/videos/extensions`) and cannot change them, Luma changes them, Gemini Omni does both.',
      vi: 'Không phải model nào cũng làm được: Veo chỉ kéo dài được video của mình (`/v1/videos/extensions`) chứ không sửa, Luma sửa được, Gemini Omni làm được cả hai.',
    },
    soraNote,
    pollNote,
  ],
  seeAlso: ['sora-openai/create-video-with-image', 'sora-openai/query-task'],
});
