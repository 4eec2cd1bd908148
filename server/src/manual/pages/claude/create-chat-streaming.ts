import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { convertedStream } from '../../samples/converted-chat.ts';
import { claude } from '../../samples/messages.ts';

export default page({
  section: 'claude',
  slug: 'create-chat-streaming',
  rows: ['R039'],
  title: { en: 'Create chat completion (streaming)', vi: 'Tạo câu trả lời trò chuyện (stream)' },
  intro: {
    en: 'A Claude model called like a GPT model: only the name differs. The answer is streamed in OpenAI’s chunks.',
    vi: 'Gọi model Claude giống như gọi model GPT: chỉ khác tên model. Câu trả lời được gửi dần theo các mẩu của OpenAI.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A streamed answer with usage', vi: 'Câu trả lời dạng stream, kèm số token' },
      request: {
        model: claude,
        messages: [
          { role: 'system', content: 'You are a helpful assistant.' },
          { role: 'user', content: 'Say hello in one sentence.' },
        ],
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: { stream: convertedStream(claude, { input: 19, output: 27 }) },
    },
  ],
  notes: [
    {
      en: 'Claude has no `seed`, `logprobs`, `logit_bias` or penalties, and its newest models no `temperature`: such fields are left out, and the header `warning` says which. `n` above 1 is refused.',
      vi: 'Claude không có `seed`, `logprobs`, `logit_bias` và các tham số phạt lặp, các model mới nhất cũng không có `temperature`: những trường này bị bỏ và header `warning` cho biết là trường nào. `n` lớn hơn 1 bị từ chối.',
    },
    {
      en: 'Tools, pictures, PDF files and structured output work as with GPT models.',
      vi: 'Công cụ, hình ảnh, tệp PDF và đầu ra có cấu trúc dùng như với model GPT.',
    },
  ],
  seeAlso: ['claude/create-chat', 'claude/create-message-streaming', 'help-center/carried-between-formats'],
});
