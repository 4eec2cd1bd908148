import { page } from '../../page.ts';
import { created, createVideo, droppedNote, omni, pollNote, soraNote } from '../../samples/openai-video.ts';

const asked = { model: omni, prompt: 'The cat turns its head', seconds: '6', size: '720x1280' };

export default page({
  section: 'sora-openai',
  slug: 'create-video-private',
  rows: ['R175'],
  title: {
    en: 'openai create video, with images private mode',
    vi: 'Tạo video từ ảnh, chế độ riêng tư (định dạng OpenAI)',
  },
  intro: {
    en: '`private` was for Sora’s app: with `true` the video was not published there, and could not be remixed. No other maker publishes what is made through its API, so with other models nothing is needed.',
    vi: '`private` dành cho ứng dụng Sora: với `true`, video không được đăng công khai ở đó và không thể remix. Không nhà cung cấp nào khác công khai video tạo qua API, nên với các model khác không cần làm gì thêm.',
  },
  call: createVideo,
  examples: [
    {
      title: { en: 'A picture, and the field as it was', vi: 'Một ảnh, giữ nguyên trường private' },
      form: { ...asked, private: 'true', input_reference: { sample: 'photo.png' } },
      expect: { reply: created(asked) },
    },
  ],
  notes: [
    droppedNote,
    {
      en: 'Channels to services that still have Sora get the field as you send it. Links to results of this gateway are known to nobody but you.',
      vi: 'Kênh tới dịch vụ vẫn còn Sora nhận đúng trường bạn gửi. Liên kết kết quả của cổng chỉ mình bạn biết.',
    },
    soraNote,
    pollNote,
  ],
  seeAlso: ['sora-openai/create-video-with-image', 'sora-openai/query-task'],
});
