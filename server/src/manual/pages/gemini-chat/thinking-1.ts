import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { convertedCompletion, convertedStream, textSignature } from '../../samples/converted-chat.ts';
import { said } from '../../samples/gemini.ts';
import { text } from '../../shape.ts';

const question = 'How many legs do three spiders have?';
const messages = [{ role: 'user', content: question }];

export default page({
  section: 'gemini-chat',
  slug: 'thinking-1',
  rows: ['R068'],
  title: {
    en: 'Chat Interface - Thinking 1 [chat compatible format]',
    vi: 'Trò chuyện - Suy luận 1 [định dạng tương thích chat]',
  },
  intro: {
    en: '`reasoning_effort` says how much Gemini thinks, as with OpenAI’s models. The summary of the thoughts comes in `reasoning_content`, before the answer in `content`.',
    vi: '`reasoning_effort` cho biết Gemini suy luận nhiều hay ít, giống các model của OpenAI. Phần tóm tắt suy luận nằm trong `reasoning_content`, đến trước câu trả lời trong `content`.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A little, as a stream', vi: 'Mức thấp, dạng stream' },
      request: {
        model: 'gemini-3.8-flash',
        messages,
        temperature: 0.1,
        top_p: 1,
        stream: true,
        stream_options: { include_usage: true },
        reasoning_effort: 'low',
      },
      expect: {
        stream: convertedStream(
          'gemini-3.8-flash',
          { input: 10, output: 76, thought: 48 },
          'thinks unsigned',
          'signed',
        ),
      },
    },
    {
      title: { en: 'The whole answer at once', vi: 'Nhận trọn câu trả lời' },
      request: { model: 'gemini-3.8-flash', messages, reasoning_effort: 'high' },
      expect: {
        reply: convertedCompletion(
          'gemini-3.8-flash',
          {
            content: said('gemini-3.8-flash', question),
            reasoning_content: text('**Reading the question**', /./s),
            reasoning_details: textSignature,
          },
          { input: 10, output: 448, thought: 420 },
        ),
      },
    },
  ],
  tables: [
    {
      title: { en: 'What an effort means', vi: 'Ý nghĩa của từng mức' },
      columns: [
        { en: 'reasoning_effort', vi: 'reasoning_effort' },
        { en: 'Gemini 2.5: tokens', vi: 'Gemini 2.5: số token' },
        { en: 'From Gemini 3 on', vi: 'Từ Gemini 3' },
      ],
      rows: [
        ['`none`', '0', '`MINIMAL`'],
        ['`minimal`', '512', '`MINIMAL`'],
        ['`low`', '1,024', '`LOW`'],
        ['`medium`', '8,192', '`MEDIUM`'],
        ['`high`', '24,576', '`HIGH`'],
        ['`xhigh`', '32,768', '`HIGH`'],
      ],
    },
  ],
  notes: [
    {
      en: '`none` switches thinking off where the model can: 2.5 Flash and Flash-Lite. 2.5 Pro and Gemini 3 then think as little as they can. A level that a model lacks becomes the next above it.',
      vi: '`none` tắt suy luận nếu model cho phép: 2.5 Flash và Flash-Lite. 2.5 Pro và Gemini 3 khi đó suy luận ở mức ít nhất có thể. Mức mà model không có sẽ được thay bằng mức kế trên.',
    },
    {
      en: 'Send `reasoning_details` back with the assistant’s message, as it came: with tools Gemini 3 needs its signatures. Clients that do not know the field lose nothing else.',
      vi: 'Hãy gửi lại `reasoning_details` nguyên vẹn trong tin nhắn của assistant: khi dùng công cụ, Gemini 3 cần các chữ ký này. Ứng dụng không biết trường này cũng không mất gì khác.',
    },
    {
      en: 'Thoughts are charged as output, whether shown or not.',
      vi: 'Phần suy luận tính tiền như đầu ra, dù có hiển thị hay không.',
    },
  ],
  seeAlso: ['gemini-chat/thinking-2', 'gemini-native/text-generation-reasoning-stream'],
});
