import { page } from '../../page.ts';
import { createCharacter, retired, showCharacter } from '../../samples/openai-video.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'sora',
  slug: 'official-characters',
  rows: [],
  title: { en: 'Characters in OpenAI’s form', vi: 'Nhân vật theo định dạng OpenAI' },
  intro: {
    en: 'OpenAI’s own call for a character: a form with a clip of two to four seconds and a name. It goes to services that still have Sora, where the operator has a channel to one; the character can be used with that service only.',
    vi: 'Lời gọi tạo nhân vật của chính OpenAI: một form gồm clip dài hai đến bốn giây và một cái tên. Lời gọi chỉ tới được dịch vụ vẫn còn Sora nếu quản trị viên có kênh; nhân vật chỉ dùng được với dịch vụ đó.',
  },
  call: createCharacter,
  examples: [
    {
      title: { en: 'Without a channel that has Sora', vi: 'Khi không có kênh nào còn Sora' },
      form: { video: { sample: 'clip.mp4' }, name: 'Foxy' },
      expect: { status: 410, reply: retired },
    },
    {
      title: { en: 'A character that is not there', vi: 'Nhân vật không tồn tại' },
      call: showCharacter,
      params: { character_id: 'char_123' },
      expect: {
        status: 404,
        reply: {
          error: {
            message: text(
              "Character with id 'char_123' not found (request id: req_…)",
              /^Character with id 'char_123' not found/,
            ),
            type: 'invalid_request_error',
            param: text('id', /./),
            code: text('not_found', /./),
          },
        },
      },
    },
  ],
  seeAlso: ['sora/create-role'],
});
