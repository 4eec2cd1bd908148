import { page } from '../../page.ts';
import { created, createVideo, picture, pictureNote, pollNote } from '../../samples/unified-video.ts';

export default page({
  section: 'veo-unified',
  slug: 'create-video-with-image',
  rows: ['R124'],
  title: { en: 'Create video with image', vi: 'Tạo video từ ảnh' },
  intro: {
    en: 'The film begins with a picture; with two, it also ends with one, and the model finds the way between them. The old names that end in `-frames` were Veo 2 and 3: today `veo3.1` and `veo3.1-fast` take none, one or two pictures.',
    vi: 'Video bắt đầu bằng một ảnh; nếu có hai ảnh thì kết thúc bằng ảnh thứ hai và model tự nối giữa chúng. Các tên cũ có đuôi `-frames` là của Veo 2 và 3: nay `veo3.1` và `veo3.1-fast` nhận không, một hoặc hai ảnh.',
  },
  call: createVideo,
  examples: [
    {
      title: { en: 'First and last frame', vi: 'Khung hình đầu và cuối' },
      request: {
        model: 'veo3.1-fast',
        prompt: 'The sun goes down and the lights go on',
        images: [picture, picture],
        aspect_ratio: '16:9',
        enhance_prompt: true,
      },
      expect: { reply: created('veo3.1-fast') },
    },
    {
      title: { en: 'First frame only', vi: 'Chỉ khung hình đầu' },
      request: { model: 'veo3.1-fast', prompt: 'The cat turns its head', images: [picture] },
      expect: { reply: created('veo3.1-fast') },
    },
  ],
  notes: [pictureNote, pollNote],
  seeAlso: ['veo-unified/create-video', 'veo-unified/create-video-reference-image', 'veo-unified/query-task'],
});
