import { page } from '../../page.ts';
import { kling, submitted } from '../../samples/kling.ts';

export default page({
  section: 'kling',
  slug: 'image-to-video',
  rows: ['R138'],
  title: { en: 'Image to Video', vi: 'Ảnh thành video' },
  intro: {
    en: 'Begins a video with a picture, ends it with one, or both. A picture is an address or base64; the prefix of a data URL is taken off.',
    vi: 'Bắt đầu video bằng một ảnh, kết thúc bằng một ảnh, hoặc cả hai. Ảnh là một địa chỉ hoặc base64; tiền tố của data URL sẽ được bỏ đi.',
  },
  call: kling('POST', '/kling/v1/videos/image2video'),
  examples: [
    {
      title: { en: 'From a first frame', vi: 'Từ khung hình đầu' },
      request: {
        model_name: 'kling-v2-5-turbo',
        image: 'https://example.com/lighthouse.png',
        prompt: 'Waves break against the rocks.',
        mode: 'std',
        duration: '5',
      },
      expect: { reply: submitted() },
    },
    {
      title: { en: 'From a first frame to a last one', vi: 'Từ khung đầu đến khung cuối' },
      request: {
        model_name: 'kling-v3',
        image: 'https://example.com/day.png',
        image_tail: 'https://example.com/night.png',
        prompt: 'The day goes by.',
        mode: 'pro',
        duration: '10',
      },
      expect: { reply: submitted() },
    },
  ],
  notes: [
    {
      en: 'JPG or PNG, up to 10 MB, at least 300 pixels a side, between 1:2.5 and 2.5:1. The video has the shape of the picture.',
      vi: 'Ảnh JPG hoặc PNG, tối đa 10 MB, mỗi cạnh ít nhất 300 điểm ảnh, tỉ lệ từ 1:2.5 đến 2.5:1. Video giữ tỉ lệ của ảnh.',
    },
    {
      en: '`image_tail`, masks and `camera_control` exclude each other. Masks and `camera_control` were for models that have ended; newer models are directed by the prompt.',
      vi: '`image_tail`, mặt nạ và `camera_control` loại trừ nhau. Mặt nạ và `camera_control` dành cho các model đã ngừng; model mới được điều khiển bằng prompt.',
    },
    {
      en: 'With `sound: on` and a `voice_list`, the second is dearer; the prompt names the voices as `<<<voice_1>>>`.',
      vi: 'Khi có `sound: on` kèm `voice_list`, giá mỗi giây cao hơn; trong prompt, gọi các giọng là `<<<voice_1>>>`.',
    },
  ],
  seeAlso: ['kling/text-to-video', 'kling/query-task', 'kling/multiple-image-video'],
});
