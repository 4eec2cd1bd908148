import { page } from '../../page.ts';
import { submitHailuo, submittedHailuo } from '../../samples/hailuo.ts';

export default page({
  section: 'hailuo',
  slug: 'first-and-last-frame-video',
  rows: ['R155'],
  title: { en: 'First and last frame video', vi: 'Video từ khung đầu và khung cuối' },
  intro: {
    en: 'The film begins with one picture and ends with another. MiniMax promises this for `MiniMax-Hailuo-02`, in 768P and 1080P.',
    vi: 'Video bắt đầu bằng một ảnh và kết thúc bằng một ảnh khác. MiniMax hỗ trợ chính thức với `MiniMax-Hailuo-02`, ở 768P và 1080P.',
  },
  call: submitHailuo,
  examples: [
    {
      title: { en: 'Day turns to night', vi: 'Ngày chuyển thành đêm' },
      request: {
        model: 'MiniMax-Hailuo-02',
        prompt: 'Day turns to night over the harbour',
        duration: 6,
        resolution: '1080P',
        first_frame_image: 'https://example.com/day.jpg',
        last_frame_image: 'https://example.com/night.jpg',
        prompt_optimizer: true,
      },
      expect: { reply: submittedHailuo },
    },
  ],
  notes: [
    {
      en: 'Older examples name `MiniMax-Hailuo-2.3-Fast` here. Such a request is passed on as it is, and MiniMax decides whether the last picture counts.',
      vi: 'Các ví dụ cũ dùng `MiniMax-Hailuo-2.3-Fast` ở đây. Yêu cầu như vậy vẫn được chuyển nguyên vẹn, còn việc ảnh cuối có được dùng hay không do MiniMax quyết định.',
    },
    {
      en: 'A last picture of another shape is cut to that of the first.',
      vi: 'Nếu ảnh cuối khác tỉ lệ, ảnh sẽ được cắt theo tỉ lệ của ảnh đầu.',
    },
  ],
  seeAlso: ['hailuo/image-to-video', 'hailuo/video-task-status-query'],
});
