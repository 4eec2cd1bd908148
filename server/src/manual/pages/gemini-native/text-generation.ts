import { page } from '../../page.ts';
import {
  answer,
  countTokens,
  generate,
  generateUnderV1,
  listModels,
  says,
  showModel,
} from '../../samples/gemini.ts';
import { each, text, whole } from '../../shape.ts';

const model = 'gemini-3.8-flash';
const question = 'Who are you?';
const contents = [{ role: 'user', parts: [{ text: question }] }];

/** A model as the lists show it. */
const entry = {
  name: text('models/gemini-3.5-flash-lite', /^models\/\S+$/),
  baseModelId: text('gemini-3.5-flash-lite', /^\S+$/),
  version: '001',
  displayName: text('Gemini 3.5 Flash-Lite', /./),
  description: text('Gemini 3.5 Flash-Lite', /./),
  inputTokenLimit: whole(1048576, 1),
  outputTokenLimit: whole(65536, 1),
  supportedGenerationMethods: each(text('generateContent', /^[a-zA-Z]+$/)),
};

export default page({
  section: 'gemini-native',
  slug: 'text-generation',
  rows: ['R045'],
  title: { en: 'Text Generation', vi: 'Sinh văn bản' },
  intro: {
    en: 'Google’s own format: the model stands in the path, the conversation in `contents`, everything about the answer in `generationConfig`. Google’s SDKs and Gemini CLI work with this gateway as their base URL, without `/v1beta`.',
    vi: 'Định dạng gốc của Google: tên model nằm trên đường dẫn, hội thoại nằm trong `contents`, mọi tùy chọn về câu trả lời nằm trong `generationConfig`. SDK của Google và Gemini CLI chạy được khi đặt base URL là địa chỉ của cổng này, không kèm `/v1beta`.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'A question to a character', vi: 'Hỏi một nhân vật' },
      params: { model },
      request: {
        systemInstruction: { parts: [{ text: 'You are a cat. Your name is Neko.' }] },
        contents,
        generationConfig: {
          temperature: 1,
          topP: 1,
          thinkingConfig: { includeThoughts: true, thinkingLevel: 'low' },
        },
      },
      expect: {
        reply: answer(
          model,
          [{ text: text('**Reading the question**', /./s), thought: true }, says(model, question)],
          { prompt: { TEXT: 18 }, words: 24, thoughts: 48 },
        ),
      },
    },
    {
      title: {
        en: 'The same under /v1, for clients that ask there',
        vi: 'Gọi dưới /v1, cho các ứng dụng dùng đường dẫn này',
      },
      call: generateUnderV1,
      params: { model },
      request: { contents, generationConfig: { maxOutputTokens: 1000 } },
      expect: {
        reply: answer(model, [says(model, question)], {
          prompt: { TEXT: 6 },
          words: 24,
          thoughts: 160,
        }),
      },
    },
    {
      title: { en: 'Count the tokens first; free of charge', vi: 'Đếm token trước khi gọi; miễn phí' },
      call: countTokens,
      params: { model },
      request: { contents },
      expect: {
        reply: { totalTokens: 6, promptTokensDetails: [{ modality: 'TEXT', tokenCount: 6 }] },
      },
    },
    {
      title: { en: 'The models that your key may use', vi: 'Các model mà khóa của bạn được dùng' },
      call: listModels,
      query: { pageSize: 2 },
      expect: { reply: { models: each(entry), nextPageToken: '2' } },
    },
    {
      title: { en: 'One of them', vi: 'Một model trong số đó' },
      call: showModel,
      params: { model: 'gemini-3.5-flash-lite' },
      expect: { reply: entry },
    },
  ],
  notes: [
    {
      en: 'The key goes into the header `x-goog-api-key` or `Authorization: Bearer`. `?key=` in the address works too, but addresses end up in logs.',
      vi: 'Khóa đặt trong header `x-goog-api-key` hoặc `Authorization: Bearer`. Có thể dùng `?key=` trên địa chỉ, nhưng địa chỉ thường bị ghi vào log.',
    },
    {
      en: 'Field names may be written in camelCase or snake_case: `generationConfig` is `generation_config`. Not both at once.',
      vi: 'Tên trường viết theo camelCase hay snake_case đều được: `generationConfig` cũng là `generation_config`. Không dùng cả hai cùng lúc.',
    },
    {
      en: 'Thoughts are not in `candidatesTokenCount` but in `thoughtsTokenCount`; both are charged as output. `maxOutputTokens` covers them together: too small a limit leaves no room for an answer.',
      vi: 'Phần suy luận không nằm trong `candidatesTokenCount` mà ở `thoughtsTokenCount`; cả hai đều tính theo giá đầu ra. `maxOutputTokens` giới hạn tổng của hai phần: đặt quá nhỏ thì không còn chỗ cho câu trả lời.',
    },
    {
      en: 'From generation 3 on `thinkingLevel` says how much the model thinks: `minimal` (not all models), `low`, `medium`, `high`. Generation 2.5 takes `thinkingBudget` in tokens, and 0 switches thinking off. Both together are refused.',
      vi: 'Từ thế hệ 3, `thinkingLevel` quyết định model suy luận nhiều hay ít: `minimal` (chỉ một số model), `low`, `medium`, `high`. Thế hệ 2.5 dùng `thinkingBudget` tính bằng token, đặt 0 là tắt suy luận. Gửi cả hai sẽ bị từ chối.',
    },
    {
      en: 'Google ends `gemini-2.5-pro` and `gemini-2.5-flash` on 1 December 2026 and then answers with `gemini-3.8-flash` and `gemini-3.5-flash-lite`, at their prices: these pages use the new names.',
      vi: 'Google ngừng `gemini-2.5-pro` và `gemini-2.5-flash` từ ngày 1/12/2026, sau đó trả lời bằng `gemini-3.8-flash` và `gemini-3.5-flash-lite` theo giá của hai model này: các trang ở đây dùng tên mới.',
    },
    {
      en: 'A prompt that Google blocks comes back as HTTP 200 without `candidates`, with the reason in `promptFeedback.blockReason`.',
      vi: 'Câu hỏi bị Google chặn vẫn trả về HTTP 200 nhưng không có `candidates`; lý do nằm trong `promptFeedback.blockReason`.',
    },
    {
      en: 'Models of other makers answer here too: the gateway translates. What has no place in their format is left out.',
      vi: 'Model của hãng khác cũng gọi được tại đây: cổng sẽ chuyển đổi định dạng. Phần nào định dạng của hãng đó không có chỗ chứa sẽ bị bỏ qua.',
    },
  ],
  seeAlso: ['gemini-native/text-generation-stream', 'gemini-chat/chat-interface'],
});
