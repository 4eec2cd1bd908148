import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { convertedCompletion, convertedStream, textSignature } from '../../samples/converted-chat.ts';
import { said } from '../../samples/gemini.ts';

const model = 'gemini-3.5-flash-lite';
const question = 'Say hello in one sentence.';
const messages = [
  { role: 'system', content: 'You are a helpful assistant.' },
  { role: 'user', content: question },
];

export default page({
  section: 'gemini-chat',
  slug: 'chat-interface',
  rows: ['R067'],
  title: {
    en: 'Chat Interface [chat-compatible format]',
    vi: 'Giao diện trò chuyện [định dạng tương thích chat]',
  },
  intro: {
    en: 'Gemini models in the form of OpenAI’s chat: any client that speaks OpenAI works with them, only the name of the model changes. The gateway translates to Google’s own format and back.',
    vi: 'Gọi model Gemini theo định dạng chat của OpenAI: mọi ứng dụng hỗ trợ OpenAI đều dùng được, chỉ cần đổi tên model. Cổng tự chuyển đổi sang định dạng của Google và ngược lại.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'One question, one answer', vi: 'Một câu hỏi, một câu trả lời' },
      request: { model, messages, max_tokens: 1000, reasoning_effort: 'none' },
      expect: {
        reply: convertedCompletion(
          model,
          { content: said(model, question), reasoning_details: textSignature },
          { input: 17, output: 28 },
        ),
      },
    },
    {
      title: { en: 'As a stream', vi: 'Dạng stream' },
      request: {
        model,
        messages,
        reasoning_effort: 'none',
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: { stream: convertedStream(model, { input: 17, output: 28 }, 'answers at once', 'signed') },
    },
  ],
  notes: [
    {
      en: 'Tools, JSON schemas, pictures, sound (`input_audio`), files, `stop`, `seed` and `n` are carried over. What Gemini has no place for, `logit_bias` and `logprobs` for example, is left out; the header `x-key4u-dropped` names it.',
      vi: 'Công cụ, JSON schema, ảnh, âm thanh (`input_audio`), tệp, `stop`, `seed` và `n` đều được chuyển đổi. Những gì Gemini không hỗ trợ, ví dụ `logit_bias` và `logprobs`, sẽ bị bỏ qua; header `x-key4u-dropped` nêu tên chúng.',
    },
    {
      en: 'Gemini thinks unless told not to; thoughts count toward `max_tokens`. A small limit may leave no room for the answer.',
      vi: 'Gemini mặc định có suy luận; phần suy luận cũng tính vào `max_tokens`. Giới hạn nhỏ có thể không còn chỗ cho câu trả lời.',
    },
    {
      en: '`web_search_options: {}` switches Google’s search on; sources come as `annotations`.',
      vi: '`web_search_options: {}` bật tìm kiếm của Google; nguồn trả về ở `annotations`.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-chat-completion', 'gemini-native/text-generation', 'gemini-chat/thinking-1'],
});
