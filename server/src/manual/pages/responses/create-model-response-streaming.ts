import { page } from '../../page.ts';
import { createResponse, responseStream, streamedMessage } from '../../samples/responses.ts';

const model = 'gpt-4.1';

export default page({
  section: 'responses',
  slug: 'create-model-response-streaming',
  rows: ['R075'],
  title: {
    en: 'Create model response (streaming return)',
    vi: 'Tạo phản hồi của model (stream)',
  },
  intro: {
    en: 'With `"stream": true` the response comes as named events while the model writes it. Each event has a line `event:` with the same word as its field `type`, and counts on in `sequence_number`.',
    vi: 'Với `"stream": true`, phản hồi đến dưới dạng các sự kiện có tên trong lúc model đang viết. Mỗi sự kiện có dòng `event:` trùng với trường `type` và số thứ tự `sequence_number`.',
  },
  call: createResponse,
  examples: [
    {
      title: { en: 'A streamed response', vi: 'Phản hồi dạng stream' },
      request: { model, stream: true, input: [{ role: 'user', content: 'Hello' }] },
      expect: {
        stream: responseStream(
          model,
          [streamedMessage(0, 'You said: “Hello”. This is a simulated answer of gpt-4.1.')],
          { input: 7, output: 19 },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'The last event is `response.completed`, `response.incomplete` (a limit was met) or `response.failed`. A stream that ends without one of them was cut.',
      vi: 'Sự kiện cuối là `response.completed`, `response.incomplete` (chạm giới hạn) hoặc `response.failed`. Luồng không có sự kiện nào trong số này là luồng bị đứt.',
    },
    {
      en: 'Skip events whose type you do not know: new ones are added.',
      vi: 'Hãy bỏ qua sự kiện có loại bạn không biết: các loại mới được bổ sung dần.',
    },
  ],
  seeAlso: ['responses/create-model-response', 'responses/gpt-5-thinking'],
});
