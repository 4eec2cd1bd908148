import { page } from '../../page.ts';
import { submitFrames, submittedWan } from '../../samples/qwen-video.ts';

export default page({
  section: 'qwen-video',
  slug: 'first-and-last-frame',
  rows: [],
  title: { en: 'First and last frame, speaking pictures', vi: 'Khung đầu và cuối, ảnh biết nói' },
  intro: {
    en: 'DashScope keeps its kf2v and s2v models behind a second address. The body is that of the other one, and each model is also found there.',
    vi: 'DashScope đặt các model kf2v và s2v sau một địa chỉ thứ hai. Nội dung gửi giống địa chỉ kia, và model nào cũng gọi được ở cả hai nơi.',
  },
  call: submitFrames,
  examples: [
    {
      title: { en: 'Between two pictures', vi: 'Giữa hai ảnh' },
      request: {
        model: 'wan2.2-kf2v-flash',
        input: {
          prompt: 'The camera rises from the street to the roofs',
          first_frame_url: 'https://example.com/street.png',
          last_frame_url: 'https://example.com/roofs.png',
        },
        parameters: { resolution: '480P' },
      },
      expect: { reply: submittedWan },
    },
    {
      title: { en: 'A picture speaks', vi: 'Ảnh biết nói' },
      request: {
        model: 'wan2.2-s2v',
        input: { image_url: 'https://example.com/face.png', audio_url: 'https://example.com/voice.mp3' },
        parameters: { resolution: '480P' },
      },
      expect: { reply: submittedWan },
    },
  ],
  notes: [
    {
      en: 'A speaking picture is as long as its voice, at most 20 seconds. That much is held; what is charged is what the maker reports.',
      vi: 'Ảnh biết nói dài bằng giọng nói, tối đa 20 giây. Số tiền tạm giữ tính theo mức đó; số tiền thu là theo báo cáo của nhà cung cấp.',
    },
  ],
  seeAlso: ['qwen-video/generate-video', 'qwen-video/video-query'],
});
