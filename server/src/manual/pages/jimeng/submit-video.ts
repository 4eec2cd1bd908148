import { page } from '../../page.ts';
import { submitFilm, taskId } from '../../samples/jimeng.ts';

export default page({
  section: 'jimeng',
  slug: 'submit-video',
  rows: ['R149'],
  title: { en: 'Submit video generation task', vi: 'Gửi tác vụ tạo video' },
  intro: {
    en: 'Makes a film with Jimeng 3.0, from a text or from a picture. The answer is the id of a task.',
    vi: 'Tạo video với Jimeng 3.0 từ văn bản hoặc từ ảnh. Kết quả trả về là id của tác vụ.',
  },
  call: submitFilm,
  examples: [
    {
      title: { en: 'From a text', vi: 'Từ văn bản' },
      request: { prompt: 'A piglet runs on the highway', duration: 5, aspect_ratio: '21:9', cfg_scale: 0.5 },
      expect: { reply: { code: 'success', message: '', data: taskId } },
    },
    {
      title: { en: 'From a picture, in 1080p', vi: 'Từ ảnh, độ phân giải 1080p' },
      request: {
        model: 'jimeng-video-3.0',
        prompt: 'The lantern drifts up',
        image_url: 'https://example.com/lantern.png',
        duration: 10,
        resolution: '1080p',
      },
      expect: { reply: { code: 'success', message: '', data: taskId } },
    },
  ],
  object: {
    at: [],
    fields: [
      {
        name: 'code',
        type: 'string',
        text: {
          en: '`success`, or a number where something went wrong.',
          vi: '`success`, hoặc một con số nếu có lỗi.',
        },
      },
      { name: 'message', type: 'string', text: { en: 'What went wrong.', vi: 'Nội dung lỗi.' } },
      { name: 'data', type: 'string', text: { en: 'Id of the task.', vi: 'Id của tác vụ.' } },
    ],
  },
  notes: [
    {
      en: 'Charged by the second of the film: least in 720p, more than twice as much in 1080p, most with `jimeng-video-3.0-pro`, which makes 1080p only. A film that fails costs nothing.',
      vi: 'Tính tiền theo giây của video: rẻ nhất là 720p, 1080p đắt hơn gấp đôi, cao nhất là `jimeng-video-3.0-pro` (chỉ tạo 1080p). Video thất bại không mất phí.',
    },
    {
      en: 'Two pictures in `image_urls` are the first and the last one. They are JPEG or PNG of at most 4.7 MB and 4096 × 4096 pixels, the shorter side from 320; `jimeng-video-3.0-pro` takes one.',
      vi: 'Hai ảnh trong `image_urls` là khung hình đầu và cuối. Ảnh phải là JPEG hoặc PNG, tối đa 4,7 MB và 4096 × 4096 điểm ảnh, cạnh ngắn từ 320; `jimeng-video-3.0-pro` chỉ nhận một ảnh.',
    },
    {
      en: 'With a picture the film has the shape of the picture, whatever `aspect_ratio` says.',
      vi: 'Khi có ảnh, video theo khuôn của ảnh, bất kể `aspect_ratio`.',
    },
  ],
  seeAlso: ['jimeng/query-task', 'jimeng/status-code', 'jimeng/official-form'],
});
