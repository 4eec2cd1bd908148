import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { convertedCompletion, sealed } from '../../samples/converted-chat.ts';
import { answer, generate, said } from '../../samples/gemini.ts';
import { createMessage, message, signature } from '../../samples/messages.ts';
import { createResponse, messageItem, reasoningItem, response } from '../../samples/responses.ts';
import { taken, text } from '../../shape.ts';

const question = 'How many legs do three spiders have?';
const asked = [{ role: 'user', content: question }];
const saidBy = (model: string) => `You said: “${question}”. This is a simulated answer of ${model}.`;
const thought = text('The user asks how many legs three spiders have.', /./s);
const from = 'claude/create-thinking-message';

export default page({
  section: 'help-center',
  slug: 'thinking',
  rows: ['R294'],
  title: { en: 'AI response field: Thinking related', vi: 'Các trường liên quan đến suy luận (thinking)' },
  intro: {
    en: 'Many models think before they answer. This page says in which field the thoughts come in each format, how to switch thinking on and off and set its effort, what has to be sent back, and what is charged. All of it works with models of every maker: the field of your format is turned into the one that the model knows.',
    vi: 'Nhiều model suy luận trước khi trả lời. Trang này cho biết phần suy luận nằm ở trường nào trong từng định dạng, cách bật, tắt và chọn mức độ suy luận, phần nào cần gửi lại và cách tính tiền. Tất cả dùng được với model của mọi hãng: trường trong định dạng của bạn được đổi sang trường mà model hiểu.',
  },
  examples: [
    {
      title: {
        en: 'OpenAI Chat: the field `reasoning_content`',
        vi: 'OpenAI Chat: trường `reasoning_content`',
      },
      call: createChat,
      request: { model: 'claude-sonnet-4-5', messages: asked, reasoning_effort: 'low' },
      expect: {
        reply: convertedCompletion(
          'claude-sonnet-4-5',
          {
            content: saidBy('claude-sonnet-4-5'),
            reasoning_content: thought,
            reasoning_details: [{ type: 'reasoning.text', text: thought, signature: sealed, index: 0 }],
          },
          { input: 14, output: 61, thought: 32 },
        ),
      },
    },
    {
      title: { en: 'OpenAI Responses: a `reasoning` item', vi: 'OpenAI Responses: mục `reasoning`' },
      call: createResponse,
      request: { model: 'gpt-5.1', input: question, reasoning: { effort: 'high', summary: 'auto' } },
      expect: {
        reply: response(
          'gpt-5.1',
          [reasoningItem(thought), messageItem(saidBy('gpt-5.1'))],
          { input: 14, output: 538, thought: 512 },
          { reasoning: { effort: 'high', summary: 'detailed' } },
        ),
      },
    },
    {
      title: { en: 'Anthropic: a `thinking` block', vi: 'Anthropic: khối `thinking`' },
      call: createMessage,
      request: {
        model: 'claude-sonnet-4-5',
        max_tokens: 4000,
        thinking: { type: 'enabled', budget_tokens: 1024 },
        messages: asked,
      },
      expect: {
        reply: message(
          'claude-sonnet-4-5',
          [
            { type: 'thinking', thinking: thought, signature },
            { type: 'text', text: saidBy('claude-sonnet-4-5') },
          ],
          { input: 14, output: 61, thought: 32 },
        ),
      },
    },
    {
      title: { en: 'Gemini: a part with `thought`', vi: 'Gemini: phần có `thought`' },
      call: generate,
      params: { model: 'gemini-2.5-flash' },
      request: {
        contents: [{ role: 'user', parts: [{ text: question }] }],
        generationConfig: { thinkingConfig: { includeThoughts: true, thinkingBudget: 1024 } },
      },
      expect: {
        reply: answer(
          'gemini-2.5-flash',
          [{ text: thought, thought: true }, { text: said('gemini-2.5-flash', question) }],
          { prompt: { TEXT: 10 }, words: 28, thoughts: 160 },
        ),
      },
    },
    {
      title: { en: 'Switched off by the model’s name', vi: 'Tắt bằng tên model' },
      call: createChat,
      request: { model: 'claude-sonnet-5-5-nothinking', messages: asked },
      expect: {
        reply: convertedCompletion(
          'claude-sonnet-5-5-nothinking',
          { content: saidBy('claude-sonnet-5-5') },
          { input: 14, output: 29 },
        ),
      },
    },
    {
      title: { en: 'The thought goes back with its signature', vi: 'Gửi lại phần suy luận kèm chữ ký' },
      call: createMessage,
      request: {
        model: 'claude-opus-5-5',
        max_tokens: 8000,
        thinking: { type: 'adaptive', display: 'summarized' },
        messages: [
          { role: 'user', content: question },
          {
            role: 'assistant',
            content: [
              {
                type: 'thinking',
                thinking: taken('The user asks how many legs three spiders have.', from, [
                  'content',
                  '0',
                  'thinking',
                ]),
                signature: taken('EqQBCgIYAhIM1gbcDa9GJwZA2b3hGgxBdjrkzLoky3dl1pkiMOYds', from, [
                  'content',
                  '0',
                  'signature',
                ]),
              },
              { type: 'text', text: 'Three spiders have 24 legs.' },
            ],
          },
          { role: 'user', content: 'And five of them?' },
        ],
      },
      expect: {
        reply: message(
          'claude-opus-5-5',
          [
            { type: 'thinking', thinking: thought, signature },
            {
              type: 'text',
              text: 'You said: “And five of them?”. This is a simulated answer of claude-opus-5-5.',
            },
          ],
          { input: 66, output: 55, thought: 29 },
        ),
      },
    },
  ],
  tables: [
    {
      title: { en: 'Where the thoughts are', vi: 'Phần suy luận nằm ở đâu' },
      columns: [
        { en: 'Format', vi: 'Định dạng' },
        { en: 'Whole answer', vi: 'Câu trả lời trọn vẹn' },
        { en: 'Stream', vi: 'Stream' },
        { en: 'Signature', vi: 'Chữ ký' },
        { en: 'Tokens, in the output already', vi: 'Số token, đã nằm trong đầu ra' },
      ],
      rows: [
        [
          'OpenAI Chat',
          '`choices[].message.reasoning_content`',
          '`choices[].delta.reasoning_content`',
          '`reasoning_details[]`',
          '`usage.completion_tokens_details.reasoning_tokens`',
        ],
        [
          'OpenAI Responses',
          '`output[]`: `type: "reasoning"`, `summary[].text`',
          '`response.reasoning_summary_text.delta`',
          '`encrypted_content`',
          '`usage.output_tokens_details.reasoning_tokens`',
        ],
        [
          'Anthropic',
          '`content[]`: `type: "thinking"`, `thinking`',
          '`thinking_delta`',
          '`signature`; `redacted_thinking.data`',
          '`usage.output_tokens_details.thinking_tokens`',
        ],
        [
          'Gemini',
          '`candidates[].content.parts[]`: `thought: true`, `text`',
          { en: 'the same, part by part', vi: 'tương tự, theo từng phần' },
          '`thoughtSignature`',
          {
            en: '`usageMetadata.thoughtsTokenCount`, beside `candidatesTokenCount`',
            vi: '`usageMetadata.thoughtsTokenCount`, tách khỏi `candidatesTokenCount`',
          },
        ],
      ],
    },
    {
      title: { en: 'How to switch it', vi: 'Cách bật và tắt' },
      columns: [
        { en: 'Format', vi: 'Định dạng' },
        { en: 'On', vi: 'Bật' },
        { en: 'Off', vi: 'Tắt' },
        { en: 'Effort', vi: 'Mức độ' },
        { en: 'Show the thoughts', vi: 'Hiển thị suy luận' },
      ],
      rows: [
        [
          'OpenAI Chat',
          {
            en: '`reasoning_effort`; also `thinking: {"type":"enabled"}` (DeepSeek, Doubao, GLM) and `enable_thinking: true` (Qwen)',
            vi: '`reasoning_effort`; ngoài ra còn `thinking: {"type":"enabled"}` (DeepSeek, Doubao, GLM) và `enable_thinking: true` (Qwen)',
          },
          '`reasoning_effort: "none"`; `thinking: {"type":"disabled"}`; `enable_thinking: false`',
          '`reasoning_effort`',
          { en: 'always, where the maker shows them', vi: 'luôn hiển thị, nếu hãng cho phép' },
        ],
        [
          'OpenAI Responses',
          '`reasoning.effort`',
          '`reasoning.effort: "none"`',
          '`reasoning.effort`',
          '`reasoning.summary: "auto"`',
        ],
        [
          'Anthropic',
          {
            en: '`thinking: {"type":"enabled","budget_tokens":…}`; from 4.6 on `{"type":"adaptive"}`',
            vi: '`thinking: {"type":"enabled","budget_tokens":…}`; từ 4.6 là `{"type":"adaptive"}`',
          },
          '`thinking: {"type":"disabled"}`',
          '`output_config.effort`',
          '`thinking.display: "summarized"`',
        ],
        [
          'Gemini',
          '`generationConfig.thinkingConfig`',
          '`thinkingBudget: 0`',
          {
            en: '`thinkingLevel` (from 3 on), `thinkingBudget` (2.5)',
            vi: '`thinkingLevel` (từ bản 3), `thinkingBudget` (bản 2.5)',
          },
          '`includeThoughts: true`',
        ],
      ],
    },
    {
      title: { en: 'Endings of a model’s name', vi: 'Phần đuôi của tên model' },
      columns: [
        { en: 'Ending', vi: 'Phần đuôi' },
        { en: 'What it does', vi: 'Tác dụng' },
        { en: 'For example', vi: 'Ví dụ' },
      ],
      rows: [
        [
          '`-thinking`',
          { en: 'Thinking on, thoughts shown.', vi: 'Bật suy luận và hiển thị.' },
          '`claude-sonnet-4-5-thinking`',
        ],
        [
          '`-nothinking`',
          {
            en: 'Thinking off, or as little as the model can.',
            vi: 'Tắt suy luận, hoặc ở mức ít nhất có thể.',
          },
          '`gemini-2.5-flash-nothinking`',
        ],
        [
          '`-minimal`, `-low`, `-medium`, `-high`, `-xhigh`, `-max`',
          {
            en: 'Thinking on with this effort; a level that the model lacks becomes the nearest one.',
            vi: 'Bật suy luận với mức độ này; mức mà model không có được đổi sang mức gần nhất.',
          },
          '`gpt-5.1-high`',
        ],
        [
          '`[1m]`',
          {
            en: 'Nothing: Claude Code adds it for its long context, and it is taken off again.',
            vi: 'Không thay đổi gì: Claude Code thêm vào khi dùng ngữ cảnh dài, cổng sẽ tự bỏ đi.',
          },
          '`claude-sonnet-5-5[1m]`',
        ],
      ],
    },
  ],
  notes: [
    {
      en: 'A model that really has such a name (`qwen3-235b-a22b-thinking-2507`) is always taken as it is. What the name says weighs more than the effort in the body.',
      vi: 'Model thực sự có tên như vậy (`qwen3-235b-a22b-thinking-2507`) luôn được dùng nguyên tên. Yêu cầu trong tên được ưu tiên hơn mức độ ghi trong nội dung.',
    },
    {
      en: 'Thoughts are charged as output tokens, in full, whether you see all of them, a summary or nothing. They count against `max_tokens` as well: leave room for the answer.',
      vi: 'Phần suy luận tính tiền đầy đủ như token đầu ra, dù bạn thấy toàn bộ, chỉ bản tóm tắt hay không thấy gì. Phần này cũng tính vào `max_tokens`: hãy chừa chỗ cho câu trả lời.',
    },
    {
      en: 'OpenAI, Anthropic and Google sign or encrypt the thoughts. While the model works with tools, send them back with their signatures, unchanged and in their place: some models refuse the call without them, all think better with them. In OpenAI Chat that is `reasoning_details`.',
      vi: 'OpenAI, Anthropic và Google ký hoặc mã hóa phần suy luận. Khi model đang dùng công cụ, hãy gửi lại phần suy luận kèm chữ ký, nguyên vẹn và đúng vị trí: một số model từ chối nếu thiếu, và model nào cũng suy luận tốt hơn khi có. Trong OpenAI Chat, đó là `reasoning_details`.',
    },
    {
      en: 'A client that has no place for signatures is helped for an hour: the gateway keeps the thoughts before each call of a tool and puts them back.',
      vi: 'Với chương trình không có chỗ lưu chữ ký, cổng hỗ trợ trong một giờ: giữ lại phần suy luận trước mỗi lời gọi công cụ và tự đặt lại.',
    },
    {
      en: 'A signature that begins with `k4u1.` was made by another maker than the one of your format. It is opened for that maker only; for any other model the thought is left out.',
      vi: 'Chữ ký bắt đầu bằng `k4u1.` là của hãng khác với định dạng bạn dùng. Nó chỉ được mở cho đúng hãng đó; với model khác, phần suy luận này bị bỏ.',
    },
    {
      en: 'Some open models write `<think>…</think>` into the text itself; such text passes as it is.',
      vi: 'Một số model mã nguồn mở viết `<think>…</think>` ngay trong văn bản; phần này được chuyển nguyên vẹn.',
    },
  ],
  seeAlso: [
    'claude/create-thinking-message',
    'claude/create-thinking-chat',
    'responses/control-thought-length',
    'chatgpt-chat/reasoning-effort',
    'chatgpt-chat/deepseek-thinking-streaming',
    'help-center/carried-between-formats',
  ],
});
