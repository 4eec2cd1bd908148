import { page } from '../../page.ts';
import { createChat, wordsStream } from '../../samples/chat.ts';

export default page({
  section: 'chatgpt-chat',
  slug: 'create-chat-completion-streaming',
  rows: ['R013'],
  title: { en: 'Create chat completion (streaming)', vi: 'Tạo câu trả lời trò chuyện (stream)' },
  intro: {
    en: 'With `"stream": true` the answer comes in pieces as server-sent events while the model writes it.',
    vi: 'Với `"stream": true`, câu trả lời được gửi về từng mẩu (server-sent events) ngay khi model đang viết.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A streamed answer with usage', vi: 'Câu trả lời dạng stream, kèm số token' },
      request: {
        model: 'gpt-4o-mini',
        messages: [
          { role: 'system', content: 'You are a helpful assistant.' },
          { role: 'user', content: 'Say hello in one sentence.' },
        ],
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: { stream: wordsStream('gpt-4o-mini', { input: 22, output: 25 }) },
    },
  ],
  notes: [
    {
      en: 'Lines that begin with `:` keep a silent connection open; every SDK skips them, and so should you.',
      vi: 'Các dòng bắt đầu bằng `:` chỉ để giữ kết nối khi chưa có dữ liệu; mọi SDK đều bỏ qua và bạn cũng nên bỏ qua.',
    },
    {
      en: 'An error after the first byte cannot change the status 200 any more: it comes as one event `{"error": …}`, and no `[DONE]` follows.',
      vi: 'Lỗi xảy ra sau byte đầu tiên không thể đổi mã trạng thái 200 được nữa: lỗi sẽ đến trong một sự kiện `{"error": …}` và sau đó không có `[DONE]`.',
    },
    {
      en: 'If you close the connection early, the upstream is stopped as well and you pay for what was produced until then, unless the operator lets the channel finish.',
      vi: 'Nếu bạn ngắt kết nối sớm, nhà cung cấp cũng được yêu cầu dừng và bạn chỉ trả cho phần đã sinh ra, trừ khi quản trị viên đặt kênh ở chế độ chạy đến hết.',
    },
  ],
  seeAlso: ['chatgpt-chat/chat-completion-chunk-object', 'chatgpt-chat/create-chat-completion'],
});
