import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { convertedCompletion } from '../../samples/converted-chat.ts';
import { claude } from '../../samples/messages.ts';
import { text } from '../../shape.ts';

const said = 'You said: “Say hello in one sentence.”. This is a simulated answer of claude-sonnet-4-5.';

export default page({
  section: 'claude',
  slug: 'create-chat',
  rows: ['R040'],
  title: { en: 'Create chat completion (non-stream)', vi: 'Tạo câu trả lời trò chuyện (không stream)' },
  intro: {
    en: 'A Claude model called like a GPT model, with the answer in one piece.',
    vi: 'Gọi model Claude giống như gọi model GPT, nhận câu trả lời một lần.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A whole answer', vi: 'Câu trả lời trọn vẹn' },
      request: {
        model: claude,
        messages: [
          { role: 'system', content: 'You are a helpful assistant.' },
          { role: 'user', content: 'Say hello in one sentence.' },
        ],
        max_tokens: 1000,
      },
      expect: { reply: convertedCompletion(claude, { content: said }, { input: 19, output: 27 }) },
    },
    {
      title: { en: 'A field that Claude does not have', vi: 'Trường mà Claude không có' },
      request: {
        model: claude,
        messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
        seed: 42,
      },
      expect: {
        headers: { warning: text('299 key4u "not carried over to this model: seed"', /: seed"$/) },
        reply: convertedCompletion(claude, { content: said }, { input: 12, output: 27 }),
      },
    },
  ],
  notes: [
    {
      en: 'Without `max_tokens` the answer may be as long as the model can write.',
      vi: 'Không có `max_tokens`, câu trả lời có thể dài đến mức tối đa của model.',
    },
    {
      en: 'For long answers use a stream: a proxy on the way may lose patience with a silent connection.',
      vi: 'Với câu trả lời dài, hãy dùng stream: proxy trên đường truyền có thể ngắt kết nối im lặng quá lâu.',
    },
  ],
  seeAlso: ['claude/create-chat-streaming', 'claude/message-object'],
});
