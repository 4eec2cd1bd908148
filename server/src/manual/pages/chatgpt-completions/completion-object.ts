import { page } from '../../page.ts';
import { createCompletion, textCompletion } from '../../samples/completions.ts';

export default page({
  section: 'chatgpt-completions',
  slug: 'completion-object',
  rows: ['R028'],
  title: { en: 'Completion object', vi: 'Đối tượng completion' },
  intro: {
    en: 'What `POST /v1/completions` answers, field by field. A stream sends the same object again and again, each with a piece of the text.',
    vi: 'Nội dung trả về của `POST /v1/completions`, giải thích từng trường. Khi stream, đối tượng này được gửi nhiều lần, mỗi lần chứa một mẩu văn bản.',
  },
  call: createCompletion,
  examples: [
    {
      title: { en: 'A call that gives this object', vi: 'Cuộc gọi trả về đối tượng này' },
      request: { model: 'gpt-3.5-turbo-instruct', prompt: 'Say this is a test', max_tokens: 7 },
      expect: { reply: textCompletion(' and so on, after “Say', 'length', { input: 5, output: 7 }) },
    },
  ],
  object: {
    at: [],
    fields: [
      { name: 'id', type: 'string', text: { en: 'Name of this answer.', vi: 'Mã của câu trả lời này.' } },
      {
        name: 'object',
        type: 'string',
        text: {
          en: 'Always `text_completion`, in streams too.',
          vi: 'Luôn là `text_completion`, kể cả khi stream.',
        },
      },
      {
        name: 'created',
        type: 'integer',
        text: { en: 'When it was made, in Unix seconds.', vi: 'Thời điểm tạo, tính bằng giây Unix.' },
      },
      { name: 'model', type: 'string', text: { en: 'The model that answered.', vi: 'Model đã trả lời.' } },
      {
        name: 'choices',
        type: 'array',
        text: {
          en: 'The completions: prompts × `n` of them.',
          vi: 'Các đoạn viết tiếp: bằng số prompt nhân với `n`.',
        },
      },
      {
        name: 'choices[].text',
        type: 'string',
        text: { en: 'The text that follows your prompt.', vi: 'Văn bản nối tiếp prompt của bạn.' },
      },
      {
        name: 'choices[].index',
        type: 'integer',
        text: {
          en: 'Number of the completion: the first prompt has 0 to n − 1.',
          vi: 'Số thứ tự: prompt đầu tiên có số từ 0 đến n − 1.',
        },
      },
      {
        name: 'choices[].logprobs',
        type: 'object | null',
        text: {
          en: 'Probabilities of the tokens, if asked for with `logprobs`.',
          vi: 'Xác suất của từng token, nếu yêu cầu bằng `logprobs`.',
        },
      },
      {
        name: 'choices[].finish_reason',
        type: 'string | null',
        text: {
          en: '`stop` (natural end or your `stop` text), `length` (token limit); null in the middle of a stream.',
          vi: '`stop` (kết thúc tự nhiên hoặc gặp chuỗi `stop`), `length` (hết giới hạn token); null khi stream chưa xong.',
        },
      },
      {
        name: 'usage',
        type: 'object',
        text: {
          en: 'What was used; the charge is made from it.',
          vi: 'Lượng đã dùng; chi phí được tính từ đây.',
        },
      },
      {
        name: 'usage.prompt_tokens',
        type: 'integer',
        text: { en: 'Tokens of the prompts.', vi: 'Số token của prompt.' },
      },
      {
        name: 'usage.completion_tokens',
        type: 'integer',
        text: { en: 'Tokens of all completions.', vi: 'Số token của mọi đoạn viết tiếp.' },
      },
      {
        name: 'usage.total_tokens',
        type: 'integer',
        text: { en: 'Both together.', vi: 'Tổng của hai số trên.' },
      },
    ],
  },
  seeAlso: ['chatgpt-completions/create-completion'],
});
