import { page } from '../../page.ts';
import { created, createVideo, lengthNote, pollNote, soraNote } from '../../samples/unified-video.ts';

export default page({
  section: 'sora-unified',
  slug: 'create-video-sora-2',
  rows: ['R166'],
  title: { en: 'Create video sora-2', vi: 'Tạo video sora-2' },
  intro: {
    en: 'The unified format with the fields that Sora’s pages have: `orientation` and `size` in place of a ratio, `duration` in seconds. `sora-2` itself is over; the example runs with a model that follows it.',
    vi: 'Định dạng thống nhất với các trường của trang Sora: `orientation` và `size` thay cho tỉ lệ, `duration` tính bằng giây. Bản thân `sora-2` đã ngừng; ví dụ chạy với một model thay thế.',
  },
  call: createVideo,
  examples: [
    {
      title: { en: 'From a text', vi: 'Từ văn bản' },
      request: {
        images: [],
        model: 'gemini-omni-1.1-flash',
        orientation: 'portrait',
        prompt: 'A golden retriever in a spacesuit floats through a station',
        size: 'small',
        duration: 10,
        watermark: false,
        private: true,
      },
      expect: { reply: created('gemini-omni-1.1-flash') },
    },
  ],
  notes: [
    soraNote,
    lengthNote,
    {
      en: '`small` is 720p, `large` 1080p. `watermark` and `private` are for upstreams that have such a choice; others leave `private` out and say so in the header `x-key4u-dropped`.',
      vi: '`small` là 720p, `large` là 1080p. `watermark` và `private` dành cho nhà cung cấp có lựa chọn này; nơi khác bỏ qua `private` và ghi rõ trong header `x-key4u-dropped`.',
    },
    pollNote,
  ],
  seeAlso: ['sora-unified/query-task', 'sora-unified/create-video-with-image-sora-2'],
});
