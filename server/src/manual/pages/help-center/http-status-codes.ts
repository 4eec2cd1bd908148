import { type FaultCode, faults } from '../../../spec/fault.ts';
import type { Text } from '../../../spec/text.ts';
import { faultTexts } from '../../fault-texts.ts';
import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { type Shape, text } from '../../shape.ts';

/** Key and value of every fault, the lowest status first. */
const codes = (Object.keys(faults) as FaultCode[]).sort((a, b) => faults[a].status - faults[b].status);

const yes: Text = { en: 'yes', vi: 'có' };
const no: Text = { en: 'no', vi: 'không' };

/** An error in the form of the chat endpoints; the message ends with the request id. */
const refusal = (
  message: RegExp,
  sample: string,
  type: string,
  code: string,
  param: string | null,
): Shape => ({
  error: {
    message: text(
      `${sample} (request id: req_01m82z82bj8x8aefgbh66wa9t4)`,
      new RegExp(`^${message.source}.* \\(request id: req_\\w+\\)$`, 's'),
    ),
    type,
    param,
    code,
  },
});

const question = [{ role: 'user', content: 'Say hello in one sentence.' }];
const final = { 'x-should-retry': 'false' };

export default page({
  section: 'help-center',
  slug: 'http-status-codes',
  rows: ['R295'],
  title: { en: 'HTTP status codes and their meanings', vi: 'Mã trạng thái HTTP và ý nghĩa' },
  intro: {
    en: 'What each status means, what to do, and whether sending the same request again can help. Nothing is charged for a call that gave you nothing.',
    vi: 'Ý nghĩa của từng mã trạng thái, cách xử lý, và gửi lại cùng yêu cầu có ích hay không. Cuộc gọi không mang lại kết quả nào sẽ không bị tính tiền.',
  },
  examples: [
    {
      title: { en: '401: a wrong key', vi: '401: sai khóa' },
      call: createChat,
      credential: 'sk-this-key-does-not-exist',
      request: { model: 'gpt-4o-mini', messages: question },
      expect: {
        status: 401,
        headers: final,
        reply: refusal(
          /this API key is not known here/,
          'this API key is not known here; check it for missing characters, or create a new one',
          'invalid_request_error',
          'invalid_api_key',
          null,
        ),
      },
    },
    {
      title: { en: '400: a field of the wrong type', vi: '400: trường sai kiểu' },
      call: createChat,
      request: { model: 'gpt-4o-mini', messages: 'Say hello in one sentence.' },
      expect: {
        status: 400,
        headers: final,
        reply: refusal(
          /messages: /,
          'messages: expected array, received string',
          'invalid_request_error',
          'invalid_value',
          'messages',
        ),
      },
    },
    {
      title: { en: '404: a model that is not there', vi: '404: model không tồn tại' },
      call: createChat,
      request: { model: 'gpt-0', messages: question },
      expect: {
        status: 404,
        headers: final,
        reply: refusal(
          /the model 'gpt-0' does not exist here/,
          "the model 'gpt-0' does not exist here; GET /v1/models lists what this key may use",
          'invalid_request_error',
          'model_not_found',
          'model',
        ),
      },
    },
  ],
  tables: [
    {
      title: { en: 'All faults', vi: 'Tất cả các lỗi' },
      columns: [
        { en: 'HTTP', vi: 'HTTP' },
        { en: 'Fault in the log', vi: 'Mã lỗi trong nhật ký' },
        { en: 'Meaning', vi: 'Ý nghĩa' },
        { en: 'What to do', vi: 'Cách xử lý' },
        { en: 'Send again?', vi: 'Nên gửi lại?' },
      ],
      rows: codes.map((code) => [
        String(faults[code].status),
        code,
        faultTexts[code].meaning,
        faultTexts[code].remedy,
        faults[code].again ? yes : no,
      ]),
    },
  ],
  notes: [
    {
      en: 'The header `x-should-retry` says the same as the last column; the official SDKs obey it.',
      vi: 'Header `x-should-retry` mang cùng nghĩa với cột cuối; các SDK chính thức tuân theo header này.',
    },
    {
      en: 'Streams: an error before the first byte has its status; one after it comes as an event `{"error": …}` in a stream of status 200.',
      vi: 'Khi stream: lỗi trước byte đầu tiên có mã trạng thái riêng; lỗi sau đó đến dưới dạng sự kiện `{"error": …}` trong luồng có mã 200.',
    },
    {
      en: 'Calls under `/api` answer most refusals with 200 and `"success": false`.',
      vi: 'Các cuộc gọi dưới `/api` phần lớn trả mã 200 kèm `"success": false` khi bị từ chối.',
    },
    {
      en: 'A proxy or CDN in front of the gateway may add codes of its own, such as 520 to 524; a 524 means that it lost patience: use a stream.',
      vi: 'Proxy hoặc CDN phía trước cổng có thể trả mã riêng như 520–524; mã 524 nghĩa là nó đã hết thời gian chờ: hãy dùng stream.',
    },
  ],
  seeAlso: ['help-center/test-keys'],
});
