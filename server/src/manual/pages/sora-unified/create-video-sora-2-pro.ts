import { page } from '../../page.ts';
import { created, createVideo, lengthNote, pollNote, soraNote } from '../../samples/unified-video.ts';

export default page({
  section: 'sora-unified',
  slug: 'create-video-sora-2-pro',
  rows: ['R167'],
  title: { en: 'Create video sora-2-pro', vi: 'Tạo video sora-2-pro' },
  intro: {
    en: '`sora-2-pro` was the model for 1080p (`"size": "large"`) and long films. It is over; the same request with `gemini-omni-1.1-flash` gives 1080p and up to ten seconds, with `"size": "4k"` also more.',
    vi: '`sora-2-pro` là model cho 1080p (`"size": "large"`) và video dài. Model này đã ngừng; cùng yêu cầu với `gemini-omni-1.1-flash` cho 1080p và tối đa mười giây, với `"size": "4k"` còn lớn hơn.',
  },
  call: createVideo,
  examples: [
    {
      title: { en: 'In 1080p', vi: '1080p' },
      request: {
        images: [],
        model: 'gemini-omni-1.1-flash',
        orientation: 'landscape',
        prompt: 'A fox waves from a snowy hill',
        size: 'large',
        duration: 10,
        watermark: false,
      },
      expect: { reply: created('gemini-omni-1.1-flash') },
    },
  ],
  tables: [
    {
      title: { en: 'List prices of Gemini Omni 1.1 Flash', vi: 'Giá niêm yết của Gemini Omni 1.1 Flash' },
      columns: [
        { en: 'Resolution', vi: 'Độ phân giải' },
        { en: 'USD a second', vi: 'USD mỗi giây' },
      ],
      rows: [
        ['360p', '0.0338'],
        ['720p', '0.1014'],
        ['1080p', '0.152'],
        ['4k', '0.3041'],
      ],
    },
  ],
  notes: [soraNote, lengthNote, pollNote],
  seeAlso: ['sora-unified/create-video-sora-2', 'sora-unified/query-task'],
});
