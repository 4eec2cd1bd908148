import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { enveloped, system } from '../../samples/system.ts';
import { question } from '../../samples/tools.ts';
import { text, unixSeconds } from '../../shape.ts';

export default page({
  section: 'start',
  slug: 'contact',
  rows: ['R002'],
  title: { en: 'Contact', vi: 'Liên hệ' },
  intro: {
    en: 'This gateway is a program that anybody may run, so your contact is the operator of the address that you use: whoever gave you your account or your key. This page shows how to see whose gateway it is, what to send with a question, and what an operator sets.',
    vi: 'Cổng này là phần mềm mà ai cũng có thể tự vận hành, vì vậy nơi cần liên hệ là đơn vị vận hành địa chỉ bạn đang dùng: bên đã cấp tài khoản hoặc khóa cho bạn. Trang này cho biết cách xem cổng thuộc về ai, cần gửi gì khi hỏi, và đơn vị vận hành cần thiết lập gì.',
  },
  examples: [
    {
      title: { en: 'The name of this gateway and its version', vi: 'Tên và phiên bản của cổng này' },
      call: system('GET', '/api/status'),
      expect: {
        reply: enveloped({
          version: text('0.1.0', /^\d+\.\d+\.\d+/),
          start_time: unixSeconds(1795421698),
          system_name: text('Key4U', /\S/),
          docs_link: '/docs',
          quota_per_unit: 500000,
          display_in_currency: true,
          quota_display_type: 'USD',
          setup: true,
        }),
      },
    },
    {
      title: {
        en: 'What to send: the request id, which every answer and every error carries',
        vi: 'Thông tin cần gửi: mã yêu cầu, có trong mọi câu trả lời và mọi lỗi',
      },
      call: createChat,
      request: { model: 'gpt-0', messages: [{ role: 'user', content: question }] },
      expect: {
        status: 404,
        headers: { 'x-request-id': text('req_01m82z82bj8x8aefgbh66wa9t4', /^req_\w+$/) },
        reply: {
          error: {
            message: text(
              "the model 'gpt-0' does not exist here; GET /v1/models lists what this key may use (request id: req_01m82z82bj8x8aefgbh66wa9t4)",
              /\(request id: req_\w+\)$/,
            ),
            type: 'invalid_request_error',
            param: 'model',
            code: 'model_not_found',
          },
        },
      },
    },
    {
      title: {
        en: 'For operators: the name that users see',
        vi: 'Dành cho đơn vị vận hành: tên hiển thị cho người dùng',
      },
      call: system('PUT', '/api/admin/settings/:name'),
      params: { name: 'site_name' },
      request: { value: 'Key4U' },
      expect: {
        reply: enveloped({
          name: 'site_name',
          group: 'site',
          kind: 'text',
          label: { en: 'Name of the site', vi: 'Tên trang' },
          help: null,
          value: 'Key4U',
          initial: 'Key4U',
          is_set: true,
          least: null,
          most: null,
          options: null,
        }),
      },
    },
  ],
  tables: [
    {
      title: { en: 'What to send with a question', vi: 'Những gì cần gửi kèm câu hỏi' },
      columns: [
        { en: 'Send', vi: 'Gửi' },
        { en: 'Where to find it', vi: 'Tìm ở đâu' },
      ],
      rows: [
        [
          { en: 'the request id', vi: 'mã yêu cầu' },
          {
            en: 'header `x-request-id`, end of the error’s message, or `GET /api/log/self`',
            vi: 'header `x-request-id`, cuối thông báo lỗi, hoặc `GET /api/log/self`',
          },
        ],
        [
          { en: 'the number of the task', vi: 'mã tác vụ' },
          {
            en: 'what the submission answered; films, songs, slow pictures',
            vi: 'trong kết quả khi gửi tác vụ: video, nhạc, ảnh xử lý lâu',
          },
        ],
        [
          { en: 'the time, with its zone, and the model', vi: 'thời điểm kèm múi giờ, và tên model' },
          { en: 'your own log', vi: 'nhật ký của bạn' },
        ],
        [
          { en: 'status and message of the error', vi: 'mã trạng thái và thông báo lỗi' },
          { en: 'the answer, as it came', vi: 'nguyên văn câu trả lời nhận được' },
        ],
      ],
    },
  ],
  notes: [
    {
      en: 'Never send a key, an access token or a password, to anybody. With the request id the operator finds the call without them.',
      vi: 'Không gửi khóa, access token hay mật khẩu cho bất kỳ ai. Chỉ với mã yêu cầu, đơn vị vận hành đã tìm được cuộc gọi.',
    },
    {
      en: 'Look first at the status: the page of status codes says what each means and whether sending the call again can help. A key that you fear was seen by others: delete it and make a new one; it stops working within a second.',
      vi: 'Trước tiên hãy xem mã trạng thái: trang mã trạng thái giải thích từng mã và cho biết gửi lại có ích hay không. Nếu nghi khóa bị lộ, hãy xóa và tạo khóa mới; khóa cũ ngừng hoạt động trong vòng một giây.',
    },
    {
      en: 'Operators: the setting `site_name` changes with the access token of the highest administrator (role 100). The gateway comes without an address, a telephone number or a chat group: tell your users yours where you give them their accounts.',
      vi: 'Đơn vị vận hành: thiết lập `site_name` chỉ đổi được bằng access token của quản trị cao nhất (vai trò 100). Phần mềm không có sẵn địa chỉ, số điện thoại hay nhóm chat nào: hãy cho người dùng biết cách liên hệ với bạn khi cấp tài khoản.',
    },
  ],
  seeAlso: ['help-center/http-status-codes', 'system-api/delete-token', 'start/quick-start'],
});
