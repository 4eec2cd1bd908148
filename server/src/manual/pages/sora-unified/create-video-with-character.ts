import { page } from '../../page.ts';
import { created, createVideo, pollNote, soraNote } from '../../samples/unified-video.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'sora-unified',
  slug: 'create-video-with-character',
  rows: ['R168'],
  title: { en: 'Create video (with Character)', vi: 'Tạo video (có nhân vật)' },
  intro: {
    en: 'A character out of another film appears in this one: `character_url` is that film, `character_timestamps` the seconds in which the character is seen, one to three of them. No real people. `sora-2` is over; Gemini Omni takes such a film as a reference.',
    vi: 'Nhân vật trong một video khác xuất hiện ở video này: `character_url` là video đó, `character_timestamps` là khoảng giây có nhân vật, dài một đến ba giây. Không dùng người thật. `sora-2` đã ngừng; Gemini Omni nhận video như vậy làm tham chiếu.',
  },
  call: createVideo,
  examples: [
    {
      title: { en: 'The fox of another film', vi: 'Chú cáo từ video khác' },
      request: {
        model: 'gemini-omni-1.1-flash',
        prompt: 'The fox waves and runs into the forest',
        images: [],
        orientation: 'landscape',
        size: 'small',
        duration: 8,
        character_url: 'https://cdn.example.com/fox.mp4',
        character_timestamps: '1,3',
      },
      expect: { reply: created('gemini-omni-1.1-flash') },
    },
    {
      title: { en: 'A model that takes no character', vi: 'Model không nhận nhân vật' },
      request: {
        model: 'veo3.1-fast',
        prompt: 'The fox waves',
        character_url: 'https://cdn.example.com/fox.mp4',
        character_timestamps: '1,3',
      },
      expect: {
        status: 400,
        reply: {
          error: {
            message: text(
              'veo-3.1-fast-generate-001 takes no character out of a film; send pictures of it, or use gemini-omni-1.1-flash (request id: req_01m82z82bj8x8aefgbh66wa9t4)',
              /^veo-3\.1-fast-generate-001 takes no character out of a film; .* \(request id: req_\w+\)$/,
            ),
            type: 'invalid_request_error',
            param: 'character_url',
            code: 'invalid_value',
          },
        },
      },
    },
  ],
  notes: [
    soraNote,
    {
      en: 'The maker fetches the film itself, so its address must be open to everybody. The wire of Gemini Omni has no field for the seconds: they are told in words.',
      vi: 'Nhà cung cấp tự tải video, nên địa chỉ phải mở công khai. Định dạng của Gemini Omni không có trường cho số giây: chúng được viết thành lời trong mô tả.',
    },
    pollNote,
  ],
  seeAlso: ['sora-unified/create-video-sora-2', 'sora-unified/query-task'],
});
