import { page } from '../../page.ts';
import { claude, countTokens, createMessage, messageStream, textSteps } from '../../samples/messages.ts';

const system = 'You are a helpful assistant.';
const messages = [{ role: 'user', content: 'Who are you?' }];

export default page({
  section: 'claude',
  slug: 'create-message-streaming',
  rows: ['R035'],
  title: {
    en: 'Create chat completion (streaming) [native format]',
    vi: 'Tạo câu trả lời trò chuyện (stream) [định dạng gốc]',
  },
  intro: {
    en: 'Anthropic’s own Messages API: what the Anthropic SDKs and Claude Code speak. The key goes into `x-api-key` or `Authorization: Bearer`; the SDKs’ base URL is the address of this gateway without `/v1`.',
    vi: 'Messages API của chính Anthropic, được SDK Anthropic và Claude Code sử dụng. Khóa đặt trong `x-api-key` hoặc `Authorization: Bearer`; base URL của SDK là địa chỉ của cổng này, không kèm `/v1`.',
  },
  call: createMessage,
  examples: [
    {
      title: { en: 'A streamed answer', vi: 'Câu trả lời dạng stream' },
      headers: { 'anthropic-version': '2023-06-01' },
      request: { model: claude, system, messages, stream: true },
      expect: { stream: messageStream(claude, [textSteps(0)], { input: 17, output: 25 }) },
    },
    {
      title: {
        en: 'How many input tokens it would have (free)',
        vi: 'Đếm trước số token đầu vào (miễn phí)',
      },
      call: countTokens,
      request: { model: claude, system, messages },
      expect: { reply: { input_tokens: 17 } },
    },
  ],
  notes: [
    {
      en: '`max_tokens` may be left out here: the gateway then writes the model’s longest answer. Anthropic itself demands it.',
      vi: 'Tại đây có thể bỏ `max_tokens`: cổng sẽ tự điền mức dài nhất của model. Bản thân Anthropic bắt buộc trường này.',
    },
    {
      en: 'Headers `anthropic-version` and `anthropic-beta` go to Anthropic as you sent them; fields that this page does not name do too.',
      vi: 'Header `anthropic-version` và `anthropic-beta` được chuyển nguyên vẹn đến Anthropic; các trường không có trên trang này cũng vậy.',
    },
    {
      en: 'Any model may be named, also GPT and Gemini: the call is then carried over to their own format. What cannot be said there is named in the `warning` header, or refused.',
      vi: 'Có thể dùng mọi model, kể cả GPT và Gemini: cuộc gọi được chuyển sang định dạng của model đó. Phần không thể chuyển được nêu trong header `warning`, hoặc bị từ chối.',
    },
    {
      en: 'Mark long parts that come back in every call with `cache_control`: cached input costs a tenth or less.',
      vi: 'Hãy đánh dấu `cache_control` cho phần dài lặp lại ở mọi lần gọi: đầu vào lấy từ bộ nhớ đệm chỉ tốn một phần mười hoặc ít hơn.',
    },
  ],
  seeAlso: [
    'claude/message-stream-events',
    'claude/create-chat-streaming',
    'help-center/carried-between-formats',
  ],
});
