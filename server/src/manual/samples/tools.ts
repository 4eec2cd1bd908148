import type { Text } from '../../spec/text.ts';
import type { CallRef, Example } from '../page.ts';
import { type Shape, text } from '../shape.ts';
import { convertedCompletion } from './converted-chat.ts';
import { modelObject } from './model.ts';
import { messageItem, response } from './responses.ts';

/** What the pages on tools share: that their model is there, and notes that hold for several of them. */

const showModel: CallRef = { dialect: 'openai-chat', method: 'GET', route: '/v1/models/*' };

/** Whether the key may use the model. */
export const isThere = (model: string): Example => ({
  title: { en: 'The key is good and the model is there', vi: 'Khóa hợp lệ và có model này' },
  call: showModel,
  params: { '*': model },
  expect: { reply: { ...modelObject, id: model, display_name: text(model, /./) } },
});

export const question = 'Say hello in one sentence.';
const saidBy = (model: string): string => `You said: “${question}”. This is a simulated answer of ${model}.`;

/** Tokens of the question; those of the answer hang on the name of the model. */
const input = 12;

/** What a model of another maker answers to the question in each of the tools’ formats. */
export const said = {
  chat: (model: string, output: number): Shape =>
    convertedCompletion(model, { content: saidBy(model) }, { input, output }),
  responses(model: string, output: number): Shape {
    // Models of other makers are told no `user`.
    const { user: _, ...rest } = response(model, [messageItem(saidBy(model))], { input, output });
    return rest;
  },
  messages: (model: string, output: number): Shape => ({
    id: text('msg_01m83crzcg7rheb6mcw0qxj3k3', /^msg_\w{8,}$/),
    type: 'message',
    role: 'assistant',
    model,
    content: [{ type: 'text', text: saidBy(model) }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    stop_details: null,
    usage: {
      input_tokens: input,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
      output_tokens: output,
      output_tokens_details: null,
      server_tool_use: null,
      service_tier: 'standard',
    },
  }),
  gemini: (model: string, output: number): Shape => ({
    candidates: [
      { content: { parts: [{ text: saidBy(model) }], role: 'model' }, finishReason: 'STOP', index: 0 },
    ],
    usageMetadata: {
      promptTokenCount: input,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: input }],
      candidatesTokenCount: output,
      totalTokenCount: input + output,
    },
    modelVersion: model,
    responseId: text('01m83crzf6ap291jxbsf4jnjb7', /^\w{8,}$/),
  }),
} as const;

/** `model` of another maker than the tool's. */
export const oneMessage = (model: string): Text => ({
  en: `One message in the tool’s own format, to a model of another maker: \`${model}\``,
  vi: `Một tin nhắn theo định dạng của chính công cụ, gửi tới model của hãng khác: \`${model}\``,
});

export const anyModel: Text = {
  en: 'Any chat model of the gateway may stand in place of the one shown here, whoever makes it: the call is turned into the format of that model, with tools, pictures and thoughts. `GET /v1/models` lists the names. For work with files choose a model that calls functions.',
  vi: 'Bạn có thể thay model trong ví dụ bằng bất kỳ model trò chuyện nào của cổng, của hãng nào cũng được: cuộc gọi được chuyển sang định dạng của model đó, kèm công cụ, hình ảnh và phần suy luận. `GET /v1/models` liệt kê tên các model. Để làm việc với tệp, hãy chọn model hỗ trợ gọi hàm.',
};

export const suffixes: Text = {
  en: 'An ending of the name sets how much the model thinks: `-high`, `-low`, `-thinking`, `-nothinking` and others. It weighs more than what the tool itself sends.',
  vi: 'Phần đuôi của tên model quyết định mức suy luận: `-high`, `-low`, `-thinking`, `-nothinking` và các đuôi khác. Phần đuôi này được ưu tiên hơn giá trị do công cụ gửi.',
};

/** For tools whose format has no cache marks. */
export const caches: Text = {
  en: 'A conversation stays with one channel and key, so the maker’s prompt cache is found again and repeated input is charged at the cached price. Most makers cache by themselves. Claude needs marks, which this format lacks: the gateway sets them in long conversations, from the second call on. Another model in mid-conversation begins with an empty cache.',
  vi: 'Một cuộc hội thoại luôn đi qua cùng một kênh và khóa, nhờ đó tận dụng được bộ nhớ đệm prompt của hãng, và phần đầu vào lặp lại được tính theo giá đã lưu đệm. Phần lớn các hãng tự động lưu đệm. Riêng Claude cần dấu đánh dấu mà định dạng này không có: cổng tự đặt cho các hội thoại dài, từ lần gọi thứ hai. Đổi model giữa chừng thì bộ nhớ đệm bắt đầu lại từ đầu.',
};

export const testKeys: Text = {
  en: 'A key that begins with `sk-test-` shows that the connection stands, and spends nothing. Do no work with it: the simulated model understands nothing, and calls a function of the tool, with made-up values, only when you ask for it by its name.',
  vi: 'Khóa bắt đầu bằng `sk-test-` giúp kiểm tra kết nối mà không tốn tiền. Đừng dùng khóa này để làm việc thật: model mô phỏng không hiểu gì cả, và chỉ gọi một hàm của công cụ, với giá trị bịa ra, khi bạn nêu đúng tên hàm đó.',
};
