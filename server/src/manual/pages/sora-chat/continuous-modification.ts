import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { filmModel, filmNotes, filmStream } from '../../samples/film-chat.ts';
import { taken } from '../../shape.ts';

const earlier = taken('task_01m83mw1famkjtd5pbs997q5r5', 'sora-unified/create-video-sora-2', ['id']);

export default page({
  section: 'sora-chat',
  slug: 'continuous-modification',
  rows: ['R171'],
  title: { en: 'Continuous modification generates video', vi: 'Chỉnh sửa liên tiếp video' },
  intro: {
    en: 'Go on with the chat to change the film: send the earlier answer along, whole or just the id of its task. A model that can change its own film does; with the others a new one is made from all that was asked.',
    vi: 'Tiếp tục cuộc trò chuyện để sửa video: gửi kèm câu trả lời trước, toàn bộ hoặc chỉ mã tác vụ. Model biết sửa video của chính nó sẽ sửa; với model khác, một video mới được tạo từ tất cả những gì đã yêu cầu.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'The same by night', vi: 'Cùng cảnh vào ban đêm' },
      request: {
        model: filmModel,
        stream: true,
        messages: [
          { role: 'user', content: 'A fox waves from a boat' },
          { role: 'assistant', content: earlier },
          { role: 'user', content: 'The same by night' },
        ],
      },
      expect: { stream: filmStream },
    },
  ],
  notes: [
    filmNotes.model,
    {
      en: 'Each turn is a film of its own, and is charged as one.',
      vi: 'Mỗi lượt là một video riêng và được tính tiền riêng.',
    },
  ],
  seeAlso: ['sora-chat/create-video', 'sora-openai/edit-video'],
});
