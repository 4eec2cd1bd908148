import { page } from '../../page.ts';
import { completion, createChat, wordsStream } from '../../samples/chat.ts';
import { text } from '../../shape.ts';

const model = 'gpt-4-gizmo-g-2fkFE8rbu';

export default page({
  section: 'gpts',
  slug: 'gpts-conversation',
  rows: ['R182'],
  title: { en: 'GPTs conversation', vi: 'Trò chuyện với GPTs' },
  intro: {
    en: 'Talk with a public GPT as with any chat model: its id stands in the model’s name.',
    vi: 'Trò chuyện với một GPT công khai như với mọi model khác: mã của GPT nằm trong tên model.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A GPT that draws', vi: 'GPT biết vẽ' },
      request: {
        model,
        messages: [{ role: 'user', content: 'Draw a lighthouse' }],
        stream: false,
      },
      expect: {
        reply: completion(
          model,
          [
            {
              message: {
                content: text(
                  'Here you are.\n\n![image](https://example.com/simulated.png)',
                  /!\[image\]\(https:\/\/[^)]+\)/,
                ),
              },
            },
          ],
          { input: 10, output: 45 },
        ),
      },
    },
    {
      title: { en: 'As a stream', vi: 'Nhận qua stream' },
      request: {
        model,
        messages: [{ role: 'user', content: 'Who are you?' }],
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: { stream: wordsStream(model, { input: 10, output: 29 }) },
    },
    {
      title: { en: 'A GPT that is not there', vi: 'GPT không tồn tại' },
      request: {
        model: 'gpt-4-gizmo-g-missing',
        messages: [{ role: 'user', content: 'Hello' }],
      },
      expect: {
        status: 404,
        reply: {
          error: {
            message: text(
              "there is no model 'gpt-4-gizmo-g-missing' (request id: req_01m839v4pd4mkt0ngfc57vgr8f)",
              /^there is no model .gpt-4-gizmo-g-missing. /,
            ),
            type: 'invalid_request_error',
            param: 'model',
            code: 'model_not_found',
          },
        },
      },
    },
  ],
  notes: [
    {
      en: 'Only GPTs whose link anybody can open work. A GPT with actions may ask for consent, and then goes no further.',
      vi: 'Chỉ dùng được các GPT mà ai cũng mở được liên kết. GPT có actions có thể đòi xác nhận và dừng lại tại đó.',
    },
    {
      en: 'Made pictures and sources come as Markdown links inside `content`. Name files by their address in the text of the message.',
      vi: 'Ảnh được tạo và nguồn tham khảo trả về dạng liên kết Markdown trong `content`. Với tệp, hãy ghi địa chỉ của tệp trong nội dung tin nhắn.',
    },
    {
      en: '`temperature`, `max_tokens` and the like are taken and have no effect; `tools` and `response_format` mostly do not work.',
      vi: '`temperature`, `max_tokens` và các trường tương tự được nhận nhưng không có tác dụng; `tools` và `response_format` hầu như không dùng được.',
    },
    {
      en: 'Answers can be long in coming: ask for a stream. Where such a server reports no usage, tokens are counted here.',
      vi: 'Câu trả lời có thể đến chậm: nên dùng stream. Nếu máy chủ loại này không báo số token, hệ thống sẽ tự đếm.',
    },
  ],
  seeAlso: ['gpts/introduction', 'chatgpt-chat/create-chat-completion-streaming'],
});
