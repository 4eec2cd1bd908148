import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { convertedCompletion, convertedStream, sealed } from '../../samples/converted-chat.ts';
import { claude } from '../../samples/messages.ts';
import { text } from '../../shape.ts';

const messages = [{ role: 'user', content: 'How many legs do three spiders have?' }];
const answer =
  'You said: “How many legs do three spiders have?”. This is a simulated answer of claude-sonnet-4-5.';
const thought = text('The user asks how many legs three spiders have.', /./);

export default page({
  section: 'claude',
  slug: 'create-thinking-chat',
  rows: ['R038'],
  title: { en: 'Create thinking chat', vi: 'Trò chuyện có suy luận' },
  intro: {
    en: 'A thinking Claude through OpenAI’s format: switch it on by the model’s name (`…-thinking`) or with `reasoning_effort`. The thoughts come in `reasoning_content`, before the answer in `content`.',
    vi: 'Claude có suy luận qua định dạng OpenAI: bật bằng tên model (`…-thinking`) hoặc bằng `reasoning_effort`. Phần suy luận nằm trong `reasoning_content`, đến trước câu trả lời trong `content`.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'By the name, streamed', vi: 'Bằng tên model, dạng stream' },
      request: {
        model: `${claude}-thinking`,
        messages,
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: {
        stream: convertedStream(`${claude}-thinking`, { input: 14, output: 61, thought: 32 }, 'thinks'),
      },
    },
    {
      title: { en: 'By the effort', vi: 'Bằng mức độ suy luận' },
      request: { model: claude, messages, reasoning_effort: 'low' },
      expect: {
        reply: convertedCompletion(
          claude,
          {
            content: answer,
            reasoning_content: thought,
            reasoning_details: [{ type: 'reasoning.text', text: thought, signature: sealed, index: 0 }],
          },
          { input: 14, output: 61, thought: 32 },
        ),
      },
    },
  ],
  notes: [
    {
      en: '`reasoning_details` holds the signature of the thought. Send the whole assistant message back in the next turn, above all while the model works with tools: only so does it go on from its own thoughts.',
      vi: '`reasoning_details` chứa chữ ký của phần suy luận. Ở lượt sau hãy gửi lại nguyên tin nhắn của model, nhất là khi model đang dùng công cụ: chỉ như vậy model mới tiếp nối được suy luận của mình.',
    },
    {
      en: 'For models with a budget the effort becomes a number of tokens that leaves room for the answer; for newer ones it is passed on.',
      vi: 'Với model dùng hạn mức, mức độ suy luận được đổi thành số token, có chừa chỗ cho câu trả lời; với model mới, giá trị được chuyển nguyên vẹn.',
    },
    {
      en: 'Thoughts are charged as output tokens (`completion_tokens_details.reasoning_tokens`).',
      vi: 'Phần suy luận tính tiền như token đầu ra (`completion_tokens_details.reasoning_tokens`).',
    },
  ],
  seeAlso: ['help-center/thinking', 'claude/create-thinking-message'],
});
