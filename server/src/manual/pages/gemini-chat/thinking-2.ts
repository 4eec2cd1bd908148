import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { convertedCompletion, convertedStream, textSignature } from '../../samples/converted-chat.ts';
import { said } from '../../samples/gemini.ts';
import { text } from '../../shape.ts';

const model = 'gemini-2.5-flash-lite';
const question = 'How many legs do three spiders have?';
const messages = [{ role: 'user', content: question }];

export default page({
  section: 'gemini-chat',
  slug: 'thinking-2',
  rows: ['R069'],
  title: {
    en: 'Chat Interface - Thinking 2 [chat compatible format]',
    vi: 'Trò chuyện - Suy luận 2 [định dạng tương thích chat]',
  },
  intro: {
    en: 'The second way to steer thinking: Google’s own fields, in `extra_body.google.thinking_config`. It gives a budget in tokens and says whether the thoughts are shown.',
    vi: 'Cách thứ hai để điều khiển suy luận: dùng chính các trường của Google, trong `extra_body.google.thinking_config`. Cách này đặt ngân sách theo token và chọn có hiển thị suy luận hay không.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A budget, thoughts shown', vi: 'Đặt ngân sách, hiển thị suy luận' },
      request: {
        model,
        messages,
        extra_body: { google: { thinking_config: { thinking_budget: 1024, include_thoughts: true } } },
      },
      expect: {
        reply: convertedCompletion(
          model,
          {
            content: said(model, question),
            reasoning_content: text('**Reading the question**', /./s),
          },
          { input: 10, output: 190, thought: 160 },
        ),
      },
    },
    {
      title: { en: 'A budget, thoughts hidden, as a stream', vi: 'Đặt ngân sách, ẩn suy luận, dạng stream' },
      request: {
        model,
        messages,
        stream: true,
        stream_options: { include_usage: true },
        extra_body: { google: { thinking_config: { thinking_budget: 1024, include_thoughts: false } } },
      },
      expect: { stream: convertedStream(model, { input: 10, output: 190, thought: 160 }) },
    },
    {
      title: { en: 'No thinking', vi: 'Không suy luận' },
      request: {
        model,
        messages,
        extra_body: { google: { thinking_config: { thinking_budget: 0 } } },
      },
      expect: {
        reply: convertedCompletion(model, { content: said(model, question) }, { input: 10, output: 30 }),
      },
    },
    {
      title: { en: 'From Gemini 3 on: a level', vi: 'Từ Gemini 3: chọn mức' },
      request: {
        model: 'gemini-3.8-flash',
        messages,
        extra_body: { google: { thinking_config: { thinking_level: 'low', include_thoughts: true } } },
      },
      expect: {
        reply: convertedCompletion(
          'gemini-3.8-flash',
          {
            content: said('gemini-3.8-flash', question),
            reasoning_content: text('**Reading the question**', /./s),
            reasoning_details: textSignature,
          },
          { input: 10, output: 76, thought: 48 },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'OpenAI’s Python SDK puts what you give as `extra_body` into the body itself. Both forms are understood: `google` at the top of the body, and inside a field `extra_body`.',
      vi: 'SDK Python của OpenAI đưa nội dung `extra_body` thẳng vào thân yêu cầu. Cổng hiểu cả hai dạng: `google` nằm ở cấp trên cùng, hoặc nằm trong trường `extra_body`.',
    },
    {
      en: 'From Gemini 3 on write `thinking_level` (`low`, `medium`, `high`) in place of the budget.',
      vi: 'Từ Gemini 3, dùng `thinking_level` (`low`, `medium`, `high`) thay cho ngân sách.',
    },
    {
      en: 'When `reasoning_effort` is sent too, 2.5 follows the budget and Gemini 3 the effort.',
      vi: 'Nếu gửi kèm `reasoning_effort`, 2.5 theo ngân sách còn Gemini 3 theo mức.',
    },
  ],
  seeAlso: ['gemini-chat/thinking-1', 'chatgpt-chat/reasoning-effort'],
});
