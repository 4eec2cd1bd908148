import { page } from '../../page.ts';
import {
  created,
  createVideo,
  lengthNote,
  picture,
  pictureNote,
  pollNote,
  soraNote,
} from '../../samples/unified-video.ts';

export default page({
  section: 'sora-unified',
  slug: 'create-video-with-image-sora-2',
  rows: ['R165'],
  title: { en: 'Create video with image sora-2', vi: 'Tạo video từ ảnh sora-2' },
  intro: {
    en: 'A picture in `images` is where the film begins. `sora-2` itself is over; the example runs with a model that follows it.',
    vi: 'Ảnh trong `images` là điểm bắt đầu của video. Bản thân `sora-2` đã ngừng; ví dụ chạy với một model thay thế.',
  },
  call: createVideo,
  examples: [
    {
      title: { en: 'From a picture', vi: 'Từ một ảnh' },
      request: {
        images: [picture],
        model: 'gemini-omni-1.1-flash',
        orientation: 'landscape',
        prompt: 'The picture comes to life',
        size: 'large',
        duration: 8,
        watermark: false,
      },
      expect: { reply: created('gemini-omni-1.1-flash') },
    },
  ],
  notes: [soraNote, pictureNote, lengthNote, pollNote],
  seeAlso: ['sora-unified/create-video-sora-2', 'sora-unified/query-task'],
});
