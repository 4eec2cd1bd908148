import { page } from '../../page.ts';
import { createChat, tinyPng } from '../../samples/chat.ts';
import { filmModel, filmNotes, filmStream } from '../../samples/film-chat.ts';

export default page({
  section: 'sora-chat',
  slug: 'create-video-with-image',
  rows: ['R170'],
  title: { en: 'Create video, with image', vi: 'Tạo video kèm ảnh' },
  intro: {
    en: 'A picture in the message is the first frame, a second one the last, where the model can.',
    vi: 'Ảnh trong tin nhắn là khung hình đầu, ảnh thứ hai là khung hình cuối, nếu model hỗ trợ.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'From a picture', vi: 'Từ một ảnh' },
      request: {
        model: filmModel,
        stream: true,
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'She turns around and smiles' },
              { type: 'image_url', image_url: { url: tinyPng } },
            ],
          },
        ],
      },
      expect: { stream: filmStream },
    },
  ],
  notes: [filmNotes.model],
  seeAlso: ['sora-chat/create-video'],
});
