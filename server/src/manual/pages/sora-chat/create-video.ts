import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { filmAnswer, filmModel, filmNotes, filmStream } from '../../samples/film-chat.ts';

const prompt = 'An astronaut golden retriever floats through a space station';

export default page({
  section: 'sora-chat',
  slug: 'create-video',
  rows: ['R169'],
  title: { en: 'Create Video', vi: 'Tạo video' },
  intro: {
    en: 'Asks for a film in a chat: the message is its prompt, the answer tells how it goes and ends with the link. Handy where a program knows nothing but chats.',
    vi: 'Yêu cầu video ngay trong chat: tin nhắn là prompt, câu trả lời cho biết tiến độ và kết thúc bằng liên kết. Tiện cho các chương trình chỉ biết chat.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'As a stream', vi: 'Dạng stream' },
      request: {
        model: filmModel,
        stream: true,
        max_tokens: 1000,
        messages: [{ role: 'user', content: prompt }],
      },
      expect: { stream: filmStream },
    },
    {
      title: { en: 'In one piece', vi: 'Trả lời một lần' },
      request: { model: filmModel, messages: [{ role: 'user', content: prompt }] },
      expect: { reply: filmAnswer },
    },
  ],
  notes: [filmNotes.model, filmNotes.leave],
  seeAlso: ['sora-chat/continuous-modification', 'sora-openai/create-video-with-image', 'tasks/show-task'],
});
