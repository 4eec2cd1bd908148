import { page } from '../../page.ts';
import { completion, createChat } from '../../samples/chat.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'chatgpt-chat',
  slug: 'create-chat-completion',
  rows: ['R014'],
  title: {
    en: 'Create chat completion (non-stream)',
    vi: 'Tạo câu trả lời trò chuyện (không stream)',
  },
  intro: {
    en: 'Send the conversation so far, get the whole answer in one JSON object. Simplest to program; for long answers a stream shows the first words sooner.',
    vi: 'Gửi toàn bộ hội thoại, nhận lại trọn câu trả lời trong một đối tượng JSON. Đây là cách dễ lập trình nhất; nếu câu trả lời dài, hãy dùng stream để người dùng thấy chữ đầu tiên sớm hơn.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'One question, one answer', vi: 'Một câu hỏi, một câu trả lời' },
      request: {
        model: 'gpt-4o-mini',
        messages: [
          { role: 'system', content: 'You are a helpful assistant.' },
          { role: 'user', content: 'Say hello in one sentence.' },
        ],
      },
      expect: {
        headers: {
          'x-request-id': text('req_01m82yzcrj4ma95h59addec6ky', /^req_\w{10,}$/),
          'x-key4u-cost': text('0.0000186', /^0\.0*[1-9]\d*$/),
        },
        reply: completion(
          'gpt-4o-mini',
          [
            {
              message: {
                content: 'You said: “Say hello in one sentence.”. This is a simulated answer of gpt-4o-mini.',
              },
            },
          ],
          { input: 22, output: 25 },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'The header `x-key4u-cost` holds what the call cost, in USD; `x-request-id` finds the call in the log. Quote it when you ask for help.',
      vi: 'Header `x-key4u-cost` cho biết cuộc gọi tốn bao nhiêu USD; `x-request-id` dùng để tìm cuộc gọi trong nhật ký. Hãy gửi kèm mã này khi cần hỗ trợ.',
    },
    {
      en: 'Fields that this page does not list reach the upstream as you sent them.',
      vi: 'Các trường không có trong trang này vẫn được chuyển nguyên vẹn tới nhà cung cấp.',
    },
    {
      en: 'Send an `Idempotency-Key` header to make a repeated call safe: the same key and body get the same answer and one charge.',
      vi: 'Gửi header `Idempotency-Key` để gọi lại an toàn: cùng khóa và cùng nội dung sẽ nhận cùng kết quả và chỉ bị tính tiền một lần.',
    },
  ],
  seeAlso: [
    'chatgpt-chat/chat-completion-object',
    'chatgpt-chat/create-chat-completion-streaming',
    'help-center/http-status-codes',
  ],
});
