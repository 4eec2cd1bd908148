import { type CallRef, page } from '../../page.ts';
import { createResponse, messageItem, response } from '../../samples/responses.ts';
import { taken, text } from '../../shape.ts';

const at = (method: CallRef['method'], rest = ''): CallRef => ({
  dialect: 'openai-responses',
  method,
  route: `/v1/responses/:id${rest}`,
});

const from = 'responses/create-model-response';
const id = taken('resp_67ccd2bed1ec8190b14f964abc0542670bb6a6b452d3795b', from, ['id']);
const itemId = text('msg_7b9eb05a6959117e64aa523191e07c0f', /^msg_\w{16,}$/);
const model = 'gpt-5.1';
const question = 'Tell me a bedtime story in one sentence.';
const story = messageItem(
  'You said: “Tell me a bedtime story in one sentence.”. This is a simulated answer of gpt-5.1.',
);

export default page({
  section: 'responses',
  slug: 'stored-responses',
  rows: ['R073'],
  title: { en: 'Stored responses', vi: 'Phản hồi đã lưu' },
  intro: {
    en: 'A response is kept for 30 days unless `store` is false: go on from it without sending the conversation again, fetch it, list what was asked, delete it. This works with models of every maker, because the gateway keeps them itself.',
    vi: 'Phản hồi được lưu 30 ngày, trừ khi `store` là false: có thể nối tiếp mà không cần gửi lại hội thoại, xem lại, liệt kê nội dung đã hỏi, hoặc xóa. Dùng được với model của mọi hãng vì chính cổng lưu giữ.',
  },
  call: at('GET'),
  examples: [
    {
      title: { en: 'Fetch it', vi: 'Xem lại' },
      params: { id },
      expect: { reply: response(model, [story], { input: 15, output: 27 }, { id }) },
    },
    {
      title: { en: 'Go on from it', vi: 'Nối tiếp' },
      call: createResponse,
      request: { model, input: 'And now a shorter one.', previous_response_id: id },
      expect: {
        reply: response(
          model,
          [messageItem('You said: “And now a shorter one.”. This is a simulated answer of gpt-5.1.')],
          { input: 54, output: 24 },
        ),
      },
    },
    {
      title: { en: 'List what was asked', vi: 'Liệt kê nội dung đã hỏi' },
      call: at('GET', '/input_items'),
      params: { id },
      expect: {
        reply: {
          object: 'list',
          data: [
            {
              id: itemId,
              type: 'message',
              status: 'completed',
              role: 'user',
              content: [{ type: 'input_text', text: question }],
            },
          ],
          first_id: itemId,
          last_id: itemId,
          has_more: false,
        },
      },
    },
    {
      title: {
        en: 'Cancel: only a response that is made in the background',
        vi: 'Hủy: chỉ với phản hồi chạy nền',
      },
      call: at('POST', '/cancel'),
      params: { id },
      expect: {
        status: 400,
        reply: {
          error: {
            message: text(
              'only an answer that is made in the background can be cancelled (request id: req_01m8395t4z9nhtnkk4xdvnz5dv)',
              /background.* \(request id: req_\w+\)$/,
            ),
            type: 'invalid_request_error',
            param: null,
            code: 'invalid_value',
          },
        },
      },
    },
    {
      title: { en: 'Delete it', vi: 'Xóa' },
      call: at('DELETE'),
      params: { id },
      expect: { reply: { id, object: 'response', deleted: true } },
    },
  ],
  notes: [
    {
      en: 'Going on from a response costs the whole conversation as input again; a part of it usually comes from the cache.',
      vi: 'Nối tiếp một phản hồi vẫn tính toàn bộ hội thoại là đầu vào; một phần thường lấy từ bộ nhớ đệm.',
    },
    {
      en: '`instructions` are not taken over: send them again.',
      vi: '`instructions` không được kế thừa: hãy gửi lại.',
    },
    {
      en: 'With `"background": true` the answer comes at once with the status `queued`; fetch it until the status is another than `queued` and `in_progress`.',
      vi: 'Với `"background": true`, cuộc gọi trả về ngay với trạng thái `queued`; hãy xem lại cho đến khi trạng thái khác `queued` và `in_progress`.',
    },
    {
      en: 'Only the user who made a response sees it; for others its id does not exist.',
      vi: 'Chỉ người dùng đã tạo phản hồi mới xem được; với người khác, mã đó không tồn tại.',
    },
  ],
  seeAlso: ['responses/create-model-response', 'responses/count-and-compact'],
});
