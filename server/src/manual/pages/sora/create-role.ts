import { page } from '../../page.ts';
import { created, createRole, createVideo, omni, retired } from '../../samples/openai-video.ts';

const asked = { model: omni, prompt: 'The fox waves from a boat', seconds: '8', size: '1280x720' };
const clip = 'https://cdn.example.com/fox.mp4';

export default page({
  section: 'sora',
  slug: 'create-role',
  rows: ['R178'],
  title: { en: 'Create Role', vi: 'Tạo nhân vật (Create Role)' },
  intro: {
    en: 'Sora kept characters of videos under a name, for prompts: `url` or `from_task` names the video, `timestamps` says where the character is seen. Sora was ended on 24 September 2026; the call goes to services that still have it, where the operator has a channel to one. Elsewhere name the video in the request itself.',
    vi: 'Sora lưu nhân vật lấy từ video dưới một cái tên để dùng trong prompt: `url` hoặc `from_task` chỉ video, `timestamps` cho biết đoạn có nhân vật. Sora đã ngừng từ ngày 24/9/2026; lời gọi này chỉ tới được dịch vụ vẫn còn Sora nếu quản trị viên có kênh. Trường hợp khác, hãy đưa địa chỉ video vào chính yêu cầu tạo video.',
  },
  call: createRole,
  examples: [
    {
      title: { en: 'Without a channel that has Sora', vi: 'Khi không có kênh nào còn Sora' },
      request: { model: 'sora-2', url: clip, timestamps: '1,3' },
      expect: { status: 410, reply: retired },
    },
    {
      title: { en: 'The same today, in one request', vi: 'Cách làm hiện nay, trong một yêu cầu' },
      call: createVideo,
      request: { ...asked, character_url: clip, character_timestamps: '1,3' },
      expect: { reply: created(asked) },
    },
  ],
  notes: [
    {
      en: 'A service with Sora answers `{"id": "ch_…", "username": "foxy.abc", "permalink": "…", "profile_picture_url": "…"}`. Write ` @foxy.abc ` into later prompts, with a space on both sides; they go to the same service.',
      vi: 'Dịch vụ có Sora trả về `{"id": "ch_…", "username": "foxy.abc", "permalink": "…", "profile_picture_url": "…"}`. Viết ` @foxy.abc ` vào các prompt sau, có dấu cách hai bên; chúng được gửi tới cùng dịch vụ.',
    },
    {
      en: '`timestamps` spans one to three seconds. OpenAI’s own call for the same is `POST /v1/videos/characters`, a form with the file `video` and a `name`; `characters: [{"id": "char_…"}]` then names it in a request.',
      vi: '`timestamps` dài từ một đến ba giây. Lời gọi tương đương của OpenAI là `POST /v1/videos/characters`, form gồm tệp `video` và `name`; sau đó dùng `characters: [{"id": "char_…"}]` trong yêu cầu.',
    },
    {
      en: 'Without `model` it is `sora-2`; services that want `sora-2-character` get it by that field.',
      vi: 'Không có `model` thì hiểu là `sora-2`; dịch vụ cần `sora-2-character` nhận tên đó qua trường này.',
    },
  ],
  seeAlso: ['sora-openai/create-video-with-character'],
});
