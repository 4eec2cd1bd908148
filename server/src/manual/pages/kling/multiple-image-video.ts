import { page } from '../../page.ts';
import { kling, refusal, submitted } from '../../samples/kling.ts';
import { text } from '../../shape.ts';

const pictures = [{ image: 'https://example.com/girl.png' }, { image: 'https://example.com/horse.png' }];

export default page({
  section: 'kling',
  slug: 'multiple-image-video',
  rows: ['R140'],
  title: { en: 'Multiple image reference live video', vi: 'Video từ nhiều ảnh tham chiếu' },
  intro: {
    en: 'Brings what is seen in one to four pictures into one video. Its model, `kling-v1-6`, ended on 2026-09-15: the same request with `kling-v3-omni` or `kling-video-o1` is made by Kling’s omni models.',
    vi: 'Đưa những gì có trong một đến bốn ảnh vào cùng một video. Model cũ `kling-v1-6` đã ngừng ngày 2026-09-15: cũng yêu cầu này với `kling-v3-omni` hoặc `kling-video-o1` sẽ do các model omni của Kling thực hiện.',
  },
  call: kling('POST', '/kling/v1/videos/multi-image2video'),
  examples: [
    {
      title: { en: 'Two pictures', vi: 'Hai ảnh' },
      request: {
        model_name: 'kling-v3-omni',
        image_list: pictures,
        prompt: 'The girl of <<<image_1>>> rides the horse of <<<image_2>>> along the beach.',
        mode: 'std',
        duration: '5',
        aspect_ratio: '16:9',
      },
      expect: { reply: submitted() },
    },
    {
      title: { en: 'The model that has ended', vi: 'Model đã ngừng' },
      request: { model_name: 'kling-v1-6', image_list: pictures, prompt: 'They ride.', duration: '5' },
      expect: {
        status: 410,
        reply: refusal(1203, text('kling-v1-6 ended on 2026-09-15; use kling-v3-omni', /kling-v3-omni/)),
      },
    },
  ],
  notes: [
    {
      en: 'The prompt names the pictures in their order: `<<<image_1>>>`, `<<<image_2>>>`. Without a prompt all of them are asked for.',
      vi: 'Prompt gọi các ảnh theo thứ tự: `<<<image_1>>>`, `<<<image_2>>>`. Nếu không có prompt thì tất cả các ảnh đều được dùng.',
    },
    {
      en: '`negative_prompt` goes into the prompt, because the omni models have no field for it. `cfg_scale` is left out.',
      vi: '`negative_prompt` được đưa vào prompt vì các model omni không có trường này. `cfg_scale` bị bỏ qua.',
    },
  ],
  seeAlso: ['kling/image-to-video', 'kling/query-task', 'kling/other-endpoints'],
});
