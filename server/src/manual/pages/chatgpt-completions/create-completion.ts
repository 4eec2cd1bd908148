import { many, once, page } from '../../page.ts';
import { createCompletion, textCompletion, textPiece } from '../../samples/completions.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'chatgpt-completions',
  slug: 'create-completion',
  rows: ['R029'],
  title: { en: 'Create completion', vi: 'Viết tiếp văn bản (completion)' },
  intro: {
    en: 'The older endpoint: the model writes on where your text ends, without roles and messages. Few models still serve it; for anything new use chat completions.',
    vi: 'Endpoint kiểu cũ: model viết tiếp từ chỗ văn bản của bạn kết thúc, không có vai trò hay tin nhắn. Chỉ còn ít model hỗ trợ; với ứng dụng mới, hãy dùng chat completions.',
  },
  call: createCompletion,
  examples: [
    {
      title: { en: 'Go on with a text', vi: 'Viết tiếp một đoạn' },
      request: {
        model: 'gpt-3.5-turbo-instruct',
        prompt: 'Once upon a time',
        max_tokens: 64,
        temperature: 0,
      },
      expect: {
        reply: textCompletion(
          ' and so on, after “Once upon a time”. This is a simulated completion, which goes on for a little while as such texts do.',
          'stop',
          { input: 4, output: 31 },
        ),
      },
    },
    {
      title: { en: 'The same as a stream', vi: 'Cùng yêu cầu, dạng stream' },
      request: {
        model: 'gpt-3.5-turbo-instruct',
        prompt: 'Once upon a time',
        max_tokens: 64,
        temperature: 0,
        stream: true,
      },
      expect: {
        stream: [
          many(textPiece(text(' there', /./s), null), {
            en: 'Pieces of the text: join them in order.',
            vi: 'Từng mẩu văn bản: ghép lại theo thứ tự.',
          }),
          once(textPiece('', 'stop'), {
            en: 'The last piece says why the model stopped.',
            vi: 'Mẩu cuối cho biết lý do model dừng lại.',
          }),
          once('[DONE]', { en: 'The closing mark.', vi: 'Dấu kết thúc.' }),
        ],
      },
    },
  ],
  notes: [
    {
      en: 'OpenAI’s models stop after 16 tokens unless `max_tokens` says otherwise.',
      vi: 'Model của OpenAI dừng sau 16 token nếu bạn không đặt `max_tokens`.',
    },
    {
      en: 'OpenAI’s chat models do not serve this endpoint; many compatible servers let every model write on.',
      vi: 'Model trò chuyện của OpenAI không phục vụ endpoint này; nhiều máy chủ tương thích thì cho mọi model viết tiếp.',
    },
  ],
  seeAlso: ['chatgpt-completions/completion-object', 'chatgpt-chat/create-chat-completion'],
});
