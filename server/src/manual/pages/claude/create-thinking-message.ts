import { page } from '../../page.ts';
import {
  claude,
  createMessage,
  message,
  messageStream,
  signature,
  textSteps,
  thinkingSteps,
} from '../../samples/messages.ts';
import { text } from '../../shape.ts';

const messages = [{ role: 'user', content: 'How many legs do three spiders have?' }];
const newest = 'claude-opus-5-5';

export default page({
  section: 'claude',
  slug: 'create-thinking-message',
  rows: ['R037'],
  title: { en: 'Create thinking chat [native format]', vi: 'Trò chuyện có suy luận [định dạng gốc]' },
  intro: {
    en: 'Claude thinks before it answers, and shows its thoughts in `thinking` blocks. Models up to 4.5 take a budget of tokens; models from 4.6 on decide themselves (`adaptive`), guided by an effort.',
    vi: 'Claude suy luận trước khi trả lời và hiển thị phần suy luận trong khối `thinking`. Các model đến 4.5 nhận một hạn mức token; từ 4.6 trở đi, model tự quyết định (`adaptive`) theo mức độ bạn chọn.',
  },
  call: createMessage,
  examples: [
    {
      title: { en: 'Adaptive, with an effort', vi: 'Tự quyết định, kèm mức độ suy luận' },
      request: {
        model: newest,
        max_tokens: 8000,
        thinking: { type: 'adaptive', display: 'summarized' },
        output_config: { effort: 'high' },
        messages,
      },
      expect: {
        reply: message(
          newest,
          [
            {
              type: 'thinking',
              thinking: text('The user asks how many legs three spiders have.', /./),
              signature,
            },
            {
              type: 'text',
              text: 'You said: “How many legs do three spiders have?”. This is a simulated answer of claude-opus-5-5.',
            },
          ],
          { input: 14, output: 61, thought: 32 },
        ),
      },
    },
    {
      title: { en: 'A budget, streamed', vi: 'Theo hạn mức token, dạng stream' },
      request: {
        model: claude,
        max_tokens: 8000,
        thinking: { type: 'enabled', budget_tokens: 1200 },
        messages,
        stream: true,
      },
      expect: {
        stream: messageStream(claude, [thinkingSteps(0), textSteps(1)], {
          input: 14,
          output: 61,
          thought: 32,
        }),
      },
    },
  ],
  notes: [
    {
      en: '`budget_tokens` is at least 1,024 and below `max_tokens`, which covers thoughts and answer. From Opus 4.7 on `enabled` is refused.',
      vi: '`budget_tokens` tối thiểu là 1.024 và nhỏ hơn `max_tokens`, vốn tính cả phần suy luận lẫn câu trả lời. Từ Opus 4.7, `enabled` bị từ chối.',
    },
    {
      en: 'From Opus 4.7 on thoughts come back without their text unless `display` is `summarized`; they are charged all the same, in full and not by the summary.',
      vi: 'Từ Opus 4.7, phần suy luận không kèm văn bản trừ khi `display` là `summarized`; chi phí vẫn tính theo toàn bộ phần suy luận chứ không theo bản tóm tắt.',
    },
    {
      en: 'In place of the field the model’s name may say it: `claude-sonnet-4-5-thinking`, `claude-opus-5-5-high`, `claude-sonnet-5-5-nothinking`.',
      vi: 'Thay cho trường này, có thể ghi ngay trong tên model: `claude-sonnet-4-5-thinking`, `claude-opus-5-5-high`, `claude-sonnet-5-5-nothinking`.',
    },
    {
      en: 'Claude 3.7 and Claude 4 are retired; the examples use their successors.',
      vi: 'Claude 3.7 và Claude 4 đã ngừng phục vụ; ví dụ dùng các model kế nhiệm.',
    },
  ],
  seeAlso: ['help-center/thinking', 'claude/create-thinking-chat'],
});
