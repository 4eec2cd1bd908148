import { page } from '../../page.ts';
import { anyFalModel, falProxy, fluxFal, runFal, submittedFal } from '../../samples/fal.ts';

const request = { prompt: 'A lighthouse at dusk, oil on canvas', image_size: 'square_hd' };

export default page({
  section: 'fal',
  slug: 'access-tutorial',
  rows: ['R255'],
  title: { en: 'Access Tutorial', vi: 'Hướng dẫn kết nối' },
  intro: {
    en: 'fal’s queue under the gateway’s address: put it in place of `https://queue.fal.run`, with your key as `Authorization: Bearer <key>` or, as fal’s clients send it, `Key <key>`. Path, body and answers are fal’s. Submit, ask for the status until it is COMPLETED, then fetch the result.',
    vi: 'Hàng đợi của fal tại địa chỉ của cổng: thay cho `https://queue.fal.run`, với khóa của bạn ở dạng `Authorization: Bearer <key>` hoặc `Key <key>` như client của fal. Đường dẫn, nội dung và phản hồi giữ nguyên như fal. Gửi yêu cầu, hỏi trạng thái đến khi COMPLETED, rồi lấy kết quả.',
  },
  call: anyFalModel,
  examples: [
    {
      title: { en: 'Any model by its path', vi: 'Model bất kỳ theo đường dẫn' },
      params: { '*': 'flux/schnell' },
      request,
      expect: { reply: submittedFal('flux') },
    },
    {
      title: { en: 'Waiting for the result (as at fal.run)', vi: 'Chờ kết quả (như fal.run)' },
      call: runFal,
      params: { '*': 'fal-ai/flux/schnell' },
      request,
      expect: { reply: fluxFal(1024, 1024, request.prompt) },
    },
    {
      title: {
        en: 'What fal’s JavaScript client sends through proxyUrl',
        vi: 'Yêu cầu client JavaScript của fal gửi qua proxyUrl',
      },
      call: falProxy,
      headers: { 'x-fal-target-url': 'https://queue.fal.run/fal-ai/flux/schnell' },
      request,
      expect: { reply: submittedFal('flux') },
    },
  ],
  tables: [
    {
      title: { en: 'Addresses', vi: 'Địa chỉ' },
      columns: [
        { en: 'At fal', vi: 'Tại fal' },
        { en: 'Here', vi: 'Tại đây' },
      ],
      rows: [
        ['POST https://queue.fal.run/fal-ai/…', 'POST /fal-ai/…'],
        ['POST https://queue.fal.run/{owner}/{model}', 'POST /fal/{owner}/{model}'],
        ['POST https://fal.run/{owner}/{model}', 'POST /fal-run/{owner}/{model}'],
        ['GET …/requests/{request_id}/status', 'GET /fal-ai/{model}/requests/{request_id}/status'],
        [
          'GET …/requests/{request_id}/status/stream',
          'GET /fal-ai/{model}/requests/{request_id}/status/stream',
        ],
        ['GET …/requests/{request_id}', 'GET /fal-ai/{model}/requests/{request_id}'],
        ['PUT …/requests/{request_id}/cancel', 'PUT /fal-ai/{model}/requests/{request_id}/cancel'],
        ['proxyUrl', '/fal/proxy'],
      ],
    },
  ],
  notes: [
    {
      en: 'fal’s JavaScript client works unchanged: `fal.config({ credentials: "<key>", proxyUrl: { url: "https://<gateway>/fal/proxy", when: "always" } })`. subscribe, run, and queue.submit, status, streamStatus, result and cancel come to the gateway; storage.upload does not, so give pictures by address or as data URIs.',
      vi: 'Client JavaScript của fal dùng được nguyên vẹn: `fal.config({ credentials: "<key>", proxyUrl: { url: "https://<gateway>/fal/proxy", when: "always" } })`. subscribe, run và queue.submit, status, streamStatus, result, cancel đều đi qua cổng; storage.upload thì không, hãy gửi ảnh bằng địa chỉ hoặc data URI.',
    },
    {
      en: '`?fal_webhook=<address>` behind a model’s path: the address gets fal’s webhook body when the request has ended. It is signed as the gateway’s other notifications are, not with fal’s key.',
      vi: '`?fal_webhook=<địa chỉ>` sau đường dẫn của model: địa chỉ đó nhận nội dung webhook của fal khi yêu cầu kết thúc. Chữ ký theo kiểu thông báo của cổng, không dùng khóa của fal.',
    },
    {
      en: 'The headers x-fal-queue-priority, x-fal-request-timeout, x-fal-runner-hint, x-fal-object-lifecycle-preference and x-fal-no-retry are passed on.',
      vi: 'Các header x-fal-queue-priority, x-fal-request-timeout, x-fal-runner-hint, x-fal-object-lifecycle-preference và x-fal-no-retry được chuyển tiếp.',
    },
    {
      en: 'A model that has no page here is served when the operator lists and prices it under its path (`fal-ai/…`).',
      vi: 'Model chưa có trang ở đây vẫn dùng được nếu người vận hành đã thêm và đặt giá theo đường dẫn (`fal-ai/…`).',
    },
    {
      en: 'Types and missing fields are refused at once; everything else is judged by the model, so its 422 stands in the result.',
      vi: 'Sai kiểu hoặc thiếu trường bị từ chối ngay; phần còn lại do model kiểm tra nên lỗi 422 nằm ở kết quả.',
    },
  ],
  seeAlso: ['fal-painting/status-code', 'fal/get-request-result', 'tasks/notifications'],
});
