import type { Text } from '../../../spec/text.ts';
import { once, page } from '../../page.ts';
import { completion, createChat, roleStep, wordsStep } from '../../samples/chat.ts';
import { text } from '../../shape.ts';

/** What the header may ask for, and what comes of it. */
export const simulations: Readonly<Record<string, Text>> = {
  '401': { en: 'The upstream refuses the channel’s key.', vi: 'Nhà cung cấp từ chối khóa của kênh.' },
  '429': {
    en: 'The upstream is overloaded, with `Retry-After`.',
    vi: 'Nhà cung cấp quá tải, kèm `Retry-After`.',
  },
  '500': { en: 'The upstream has an error of its own.', vi: 'Nhà cung cấp gặp lỗi nội bộ.' },
  '503': { en: 'The upstream is out of service.', vi: 'Nhà cung cấp tạm ngừng phục vụ.' },
  refuse: { en: 'The upstream refuses the content.', vi: 'Nhà cung cấp từ chối nội dung.' },
  timeout: { en: 'No answer at all.', vi: 'Không có phản hồi nào.' },
  garbage: { en: 'HTML in place of JSON.', vi: 'Trả về HTML thay cho JSON.' },
  'error-200': {
    en: 'An error body with the status 200.',
    vi: 'Nội dung báo lỗi nhưng mã trạng thái là 200.',
  },
  fail: {
    en: 'An error in the first event of a stream, else a 500; a task that ends as failed.',
    vi: 'Lỗi ngay ở sự kiện đầu tiên của stream, nếu không stream thì là mã 500; với tác vụ: kết thúc thất bại.',
  },
  stuck: { en: 'A task that never ends.', vi: 'Tác vụ không bao giờ kết thúc.' },
  stall: { en: 'Half of the answer, then silence.', vi: 'Gửi nửa câu trả lời rồi im lặng.' },
  cut: { en: 'Half of the answer, then the connection breaks.', vi: 'Gửi nửa câu trả lời rồi đứt kết nối.' },
  'half-event': { en: 'The stream ends inside an event.', vi: 'Stream kết thúc ở giữa một sự kiện.' },
  'error-event': { en: 'An error event in mid-stream.', vi: 'Sự kiện lỗi ở giữa stream.' },
  'no-done': { en: 'A stream without its closing mark.', vi: 'Stream thiếu dấu kết thúc.' },
  crlf: {
    en: 'Line ends of the other kind: your client should not notice.',
    vi: 'Ký tự xuống dòng kiểu khác: chương trình của bạn không nên bị ảnh hưởng.',
  },
  'no-usage': {
    en: 'No usage is reported; tokens are counted here.',
    vi: 'Không báo số token; cổng tự đếm.',
  },
  lie: { en: 'Absurd usage, which is not believed.', vi: 'Báo số token phi lý; cổng sẽ không tin.' },
  slow: {
    en: 'Twenty times slower; a task takes a minute.',
    vi: 'Chậm hơn hai mươi lần; tác vụ mất một phút.',
  },
};

const model = 'gpt-4o-mini';

export default page({
  section: 'help-center',
  slug: 'test-keys',
  rows: [],
  title: { en: 'Test keys and simulated faults', vi: 'Khóa thử nghiệm và giả lập lỗi' },
  intro: {
    en: 'Keys that begin with `sk-test-` work with every call of this manual and spend nothing: simulators of the upstreams answer. With the header `x-key4u-simulate` you choose what goes wrong and test how your program takes it.',
    vi: 'Khóa bắt đầu bằng `sk-test-` dùng được với mọi cuộc gọi trong tài liệu mà không tốn tiền: bộ mô phỏng sẽ trả lời thay nhà cung cấp. Dùng header `x-key4u-simulate` để chọn lỗi muốn gặp và kiểm tra chương trình của bạn xử lý ra sao.',
  },
  examples: [
    {
      title: { en: 'A refusal', vi: 'Bị từ chối' },
      call: createChat,
      headers: { 'x-key4u-simulate': 'refuse' },
      request: { model, messages: [{ role: 'user', content: 'Say hello in one sentence.' }] },
      expect: {
        status: 400,
        headers: { 'x-should-retry': 'false' },
        reply: {
          error: {
            message: text(
              'Your request was rejected because it goes against the content policy. (request id: req_01m82z82bj8x8aefgbh66wa9t4)',
              /content policy.* \(request id: req_\w+\)$/,
            ),
            type: 'invalid_request_error',
            param: null,
            code: 'content_policy_violation',
          },
        },
      },
    },
    {
      title: { en: 'A stream that is cut', vi: 'Stream bị đứt' },
      call: createChat,
      headers: { 'x-key4u-simulate': 'cut' },
      request: {
        model,
        messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: {
        stream: [
          roleStep(model),
          wordsStep(model),
          once(
            {
              error: {
                message: text(
                  'the upstream broke off its answer (request id: req_01m82z82bj8x8aefgbh66wa9t4)',
                  /\(request id: req_\w+\)$/,
                ),
                type: 'server_error',
                param: null,
                code: 'upstream_cut',
              },
            },
            {
              en: 'The error event; no `[DONE]` follows.',
              vi: 'Sự kiện báo lỗi; sau đó không có `[DONE]`.',
            },
          ),
        ],
      },
    },
    {
      title: { en: 'A longer answer', vi: 'Câu trả lời dài hơn' },
      call: createChat,
      request: { model, messages: [{ role: 'user', content: 'Hello [words:5]' }] },
      expect: {
        reply: completion(
          model,
          [
            {
              message: {
                content:
                  'You said: “Hello [words:5]”. This is a simulated answer of gpt-4o-mini. sea wind light stone sea',
              },
            },
          ],
          { input: 12, output: 30 },
        ),
      },
    },
  ],
  tables: [
    {
      title: { en: 'Words for `x-key4u-simulate`', vi: 'Các giá trị của `x-key4u-simulate`' },
      columns: [
        { en: 'Word', vi: 'Giá trị' },
        { en: 'What happens', vi: 'Điều xảy ra' },
      ],
      rows: Object.entries(simulations).map(([word, effect]) => [word, effect]),
    },
  ],
  notes: [
    {
      en: 'Several words are parted by commas. With a live key the header means nothing.',
      vi: 'Nhiều giá trị cách nhau bằng dấu phẩy. Với khóa thật, header này không có tác dụng.',
    },
    {
      en: 'Test calls are priced and logged as in life, but in test money.',
      vi: 'Cuộc gọi thử nghiệm vẫn được tính giá và ghi nhật ký như thật, nhưng bằng tiền thử nghiệm.',
    },
    {
      en: 'In a question, `[refuse]` makes the model refuse and `[words:500]` makes the answer longer.',
      vi: 'Trong câu hỏi, `[refuse]` khiến model từ chối, còn `[words:500]` làm câu trả lời dài thêm.',
    },
  ],
  seeAlso: ['help-center/http-status-codes', 'system-api/add-token'],
});
