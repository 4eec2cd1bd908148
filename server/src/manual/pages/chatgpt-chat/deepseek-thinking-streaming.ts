import { many, page } from '../../page.ts';
import { chunk, createChat, lastSteps, roleStep, wordsStep } from '../../samples/chat.ts';
import { text } from '../../shape.ts';

const model = 'deepseek-v4-pro';

export default page({
  section: 'chatgpt-chat',
  slug: 'deepseek-thinking-streaming',
  rows: ['R026'],
  title: {
    en: 'Create chat completion deepseek v3.1 thinking level (streaming)',
    vi: 'DeepSeek từ v3.1: bật, tắt suy luận (stream)',
  },
  intro: {
    en: 'DeepSeek models from v3.1 on think or answer at once, as the field `thinking` says. The thoughts come in `reasoning_content`, before the answer in `content`.',
    vi: 'Các model DeepSeek từ v3.1 có thể suy luận trước hoặc trả lời ngay, tùy trường `thinking`. Phần suy luận nằm trong `reasoning_content` và được gửi trước câu trả lời trong `content`.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'Thinking switched on', vi: 'Bật suy luận' },
      request: {
        model,
        max_tokens: 1000,
        messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
        temperature: 1,
        stream: true,
        stream_options: { include_usage: true },
        thinking: { type: 'enabled' },
      },
      expect: {
        stream: [
          roleStep(model),
          many(chunk(model, { content: null, reasoning_content: text('First', /./s) }), {
            en: 'Pieces of the thoughts.',
            vi: 'Từng mẩu của phần suy luận.',
          }),
          wordsStep(model),
          ...lastSteps(model, { input: 12, output: 55, thought: 30 }),
        ],
      },
    },
    {
      title: { en: 'Thinking switched off', vi: 'Tắt suy luận' },
      request: {
        model,
        messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
        stream: true,
        stream_options: { include_usage: true },
        thinking: { type: 'disabled' },
      },
      expect: {
        stream: [roleStep(model), wordsStep(model), ...lastSteps(model, { input: 12, output: 25 })],
      },
    },
  ],
  notes: [
    {
      en: 'The name of the model is the one that `GET /v1/models` lists; Volcano Engine’s `deepseek-v3-1-250821` takes the same field, and some models take `auto` as well.',
      vi: 'Tên model lấy theo danh sách của `GET /v1/models`; model `deepseek-v3-1-250821` trên Volcano Engine dùng cùng trường này, và một số model còn nhận giá trị `auto`.',
    },
    {
      en: 'Qwen models have `enable_thinking: true` in its place.',
      vi: 'Với model Qwen, dùng `enable_thinking: true` thay cho trường này.',
    },
  ],
  seeAlso: ['chatgpt-chat/reasoning-effort', 'chatgpt-chat/chat-completion-chunk-object'],
});
