import { page } from '../../page.ts';
import {
  createResponse,
  responseStream,
  streamedMessage,
  streamedReasoning,
} from '../../samples/responses.ts';

const model = 'gpt-5-2025-08-07';
const question = 'How many legs do three spiders have?';
const thought =
  '**Reading the question**\n\nThe user asks: “How many legs do three spiders have?”. I am a simulated model, so I answer with what was asked and say so.';

export default page({
  section: 'responses',
  slug: 'gpt-5-thinking',
  rows: ['R078'],
  title: {
    en: 'Create model response gpt-5 enable thinking',
    vi: 'Tạo phản hồi gpt-5 có hiển thị suy luận',
  },
  intro: {
    en: 'GPT-5 thinks by itself; `reasoning.summary` makes it show a summary of its thoughts, before the answer. `text.verbosity` says how wordy the answer is.',
    vi: 'GPT-5 tự suy luận; `reasoning.summary` yêu cầu hiển thị bản tóm tắt phần suy luận, đến trước câu trả lời. `text.verbosity` quyết định câu trả lời dài hay ngắn.',
  },
  call: createResponse,
  examples: [
    {
      title: { en: 'Thoughts and answer, streamed', vi: 'Suy luận và câu trả lời, dạng stream' },
      request: {
        model,
        input: [{ role: 'user', content: [{ type: 'input_text', text: question }] }],
        tools: [],
        text: { format: { type: 'text' }, verbosity: 'medium' },
        reasoning: { effort: 'medium', summary: 'auto' },
        stream: true,
        store: true,
      },
      expect: {
        stream: responseStream(
          model,
          [
            streamedReasoning(0, thought),
            streamedMessage(
              1,
              'You said: “How many legs do three spiders have?”. This is a simulated answer of gpt-5-2025-08-07.',
            ),
          ],
          { input: 14, output: 223, thought: 192 },
          { reasoning: { effort: 'medium', summary: 'detailed' } },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'OpenAI shows summaries only, never the thoughts themselves; you pay for the thoughts, not for the summary.',
      vi: 'OpenAI chỉ hiển thị bản tóm tắt, không hiển thị toàn bộ suy luận; bạn trả tiền cho phần suy luận, không phải cho bản tóm tắt.',
    },
    {
      en: '`encrypted_content` holds the thoughts for the next turn. With `"store": false` ask for it by `"include": ["reasoning.encrypted_content"]` and send the item back unchanged.',
      vi: '`encrypted_content` chứa phần suy luận để dùng ở lượt sau. Khi `"store": false`, hãy yêu cầu bằng `"include": ["reasoning.encrypted_content"]` và gửi lại nguyên vẹn mục đó.',
    },
  ],
  seeAlso: ['responses/control-thought-length', 'help-center/thinking'],
});
