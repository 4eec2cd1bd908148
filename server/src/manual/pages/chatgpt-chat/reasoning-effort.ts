import { page } from '../../page.ts';
import { completion, createChat } from '../../samples/chat.ts';

const asked = { role: 'user', content: 'How many legs do three spiders have?' };

export default page({
  section: 'chatgpt-chat',
  slug: 'reasoning-effort',
  rows: ['R024'],
  title: {
    en: 'Control the effort level of the reasoning model',
    vi: 'Điều chỉnh mức độ suy luận của model',
  },
  intro: {
    en: '`reasoning_effort` tells a reasoning model how long to think before it answers. Less effort is faster and cheaper.',
    vi: '`reasoning_effort` cho model suy luận biết nên nghĩ kỹ đến mức nào trước khi trả lời. Mức thấp thì nhanh và rẻ hơn.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'Little effort', vi: 'Mức thấp' },
      request: { model: 'o4-mini', messages: [asked], reasoning_effort: 'low' },
      expect: {
        reply: completion(
          'o4-mini',
          [
            {
              message: {
                content:
                  'You said: “How many legs do three spiders have?”. This is a simulated answer of o4-mini.',
              },
            },
          ],
          { input: 14, output: 89, thought: 64 },
        ),
      },
    },
    {
      title: { en: 'Much effort: more reasoning tokens', vi: 'Mức cao: nhiều token suy luận hơn' },
      request: { model: 'o4-mini', messages: [asked], reasoning_effort: 'high' },
      expect: {
        reply: completion(
          'o4-mini',
          [
            {
              message: {
                content:
                  'You said: “How many legs do three spiders have?”. This is a simulated answer of o4-mini.',
              },
            },
          ],
          { input: 14, output: 537, thought: 512 },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'Thoughts count as output tokens (`completion_tokens_details.reasoning_tokens`) and are charged at the output price, though OpenAI does not show them.',
      vi: 'Phần suy luận được tính là token đầu ra (`completion_tokens_details.reasoning_tokens`) và tính theo giá đầu ra, dù OpenAI không hiển thị nội dung này.',
    },
    {
      en: 'Limit them with `max_completion_tokens`, which covers thoughts and answer; at OpenAI, reasoning models refuse `max_tokens`.',
      vi: 'Hãy giới hạn bằng `max_completion_tokens`, gồm cả phần suy luận lẫn câu trả lời; model suy luận của OpenAI không chấp nhận `max_tokens`.',
    },
    {
      en: 'Which levels exist depends on the model: `low`, `medium` and `high` on all of them, `none`, `minimal` and `xhigh` on some.',
      vi: 'Các mức dùng được tùy theo model: mọi model đều có `low`, `medium`, `high`; một số có thêm `none`, `minimal`, `xhigh`.',
    },
  ],
  seeAlso: ['chatgpt-chat/deepseek-thinking-streaming'],
});
