import { page } from '../../page.ts';
import { createResponse, messageItem, reasoningItem, response } from '../../samples/responses.ts';

const model = 'gpt-5.1';
const input = [{ role: 'user', content: 'How many legs do three spiders have?' }];
const answer = messageItem(
  'You said: “How many legs do three spiders have?”. This is a simulated answer of gpt-5.1.',
);

export default page({
  section: 'responses',
  slug: 'control-thought-length',
  rows: ['R076'],
  title: {
    en: 'Create model response (control thought length)',
    vi: 'Tạo phản hồi (điều chỉnh độ dài suy luận)',
  },
  intro: {
    en: '`reasoning.effort` tells the model how long to think: `none`, `minimal`, `low`, `medium`, `high`, `xhigh` or `max`, as far as the model knows them. Less effort is faster and cheaper.',
    vi: '`reasoning.effort` cho model biết nên suy luận bao lâu: `none`, `minimal`, `low`, `medium`, `high`, `xhigh` hoặc `max`, tùy model hỗ trợ. Mức thấp thì nhanh và rẻ hơn.',
  },
  call: createResponse,
  examples: [
    {
      title: { en: 'Much effort', vi: 'Mức cao' },
      request: { model, input, reasoning: { effort: 'high' } },
      expect: {
        reply: response(
          model,
          [reasoningItem(), answer],
          { input: 14, output: 538, thought: 512 },
          { reasoning: { effort: 'high', summary: null } },
        ),
      },
    },
    {
      title: { en: 'None', vi: 'Không suy luận' },
      request: { model, input, reasoning: { effort: 'none' } },
      expect: {
        reply: response(
          model,
          [answer],
          { input: 14, output: 26 },
          { reasoning: { effort: 'none', summary: null } },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'Thoughts are charged as output tokens (`output_tokens_details.reasoning_tokens`), shown or not. `max_output_tokens` covers them.',
      vi: 'Phần suy luận tính tiền như token đầu ra (`output_tokens_details.reasoning_tokens`), dù có hiển thị hay không. `max_output_tokens` bao gồm cả phần này.',
    },
    {
      en: 'Models of other makers take the same field: it becomes Claude’s effort or budget, or Gemini’s thinking level.',
      vi: 'Model của hãng khác dùng cùng trường này: giá trị được đổi thành mức độ hoặc hạn mức của Claude, hoặc mức suy luận của Gemini.',
    },
  ],
  seeAlso: ['responses/gpt-5-thinking', 'help-center/thinking'],
});
