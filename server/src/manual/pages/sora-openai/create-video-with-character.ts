import { page } from '../../page.ts';
import { created, createVideo, omni, picture, pollNote, soraNote } from '../../samples/openai-video.ts';

const asked = { model: omni, prompt: 'The fox waves from a boat', seconds: '8', size: '1280x720' };
const drawn = {
  model: 'veo_3_1-components',
  prompt: 'The fox waves from a boat',
  seconds: '8',
  size: '1280x720',
};

export default page({
  section: 'sora-openai',
  slug: 'create-video-with-character',
  rows: ['R176'],
  title: { en: 'openai create video (with Character)', vi: 'Tạo video có nhân vật (định dạng OpenAI)' },
  intro: {
    en: 'A character from one video appears in another: `character_url` is the video, `character_timestamps` says where in it the character is seen. No real people.',
    vi: 'Nhân vật trong một video xuất hiện ở video khác: `character_url` là địa chỉ video, `character_timestamps` cho biết đoạn có nhân vật. Không dùng người thật.',
  },
  call: createVideo,
  examples: [
    {
      title: { en: 'A character from a video', vi: 'Nhân vật lấy từ video' },
      form: { ...asked, character_url: 'https://cdn.example.com/fox.mp4', character_timestamps: '1,3' },
      expect: { reply: created(asked) },
    },
    {
      title: { en: 'A character from pictures', vi: 'Nhân vật lấy từ ảnh' },
      request: { ...drawn, input_reference: [{ image_url: picture, role: 'reference' }] },
      expect: { reply: created(drawn) },
    },
  ],
  notes: [
    {
      en: '`gemini-omni-1.1-flash` takes characters from videos; other models refuse the field rather than make another video. Nearly all take pictures: with `"role": "reference"` a picture of `input_reference` shows what should appear and is not the first frame.',
      vi: '`gemini-omni-1.1-flash` lấy được nhân vật từ video; model khác từ chối trường này thay vì tạo ra video khác ý. Hầu hết model nhận ảnh: với `"role": "reference"`, ảnh trong `input_reference` là đối tượng cần xuất hiện chứ không phải khung hình đầu.',
    },
    {
      en: '`characters` and `character_from_task` name what a service with Sora keeps, and go to such services only.',
      vi: '`characters` và `character_from_task` chỉ đến dữ liệu do dịch vụ có Sora lưu giữ, nên chỉ gửi được tới dịch vụ như vậy.',
    },
    soraNote,
    pollNote,
  ],
  seeAlso: ['sora-openai/create-video-with-image', 'sora/create-role'],
});
