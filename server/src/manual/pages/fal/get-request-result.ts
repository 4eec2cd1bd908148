import { page } from '../../page.ts';
import { falResult, fluxFal, idFrom, requestId } from '../../samples/fal.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'fal',
  slug: 'get-request-result',
  rows: ['R261'],
  title: { en: 'Get request result', vi: 'Lấy kết quả yêu cầu' },
  intro: {
    en: 'The model’s own answer, bare. Ask once the status is COMPLETED; the page of each model says what its result has. Free.',
    vi: 'Chính phản hồi của model. Hãy hỏi khi trạng thái là COMPLETED; trang của từng model cho biết kết quả gồm những gì. Miễn phí.',
  },
  call: falResult,
  examples: [
    {
      title: { en: 'When the picture is there', vi: 'Khi đã có ảnh' },
      params: { model: 'flux-1', request_id: idFrom('fal/flux-1-dev') },
      expect: {
        reply: fluxFal(1024, 768, 'Extreme close-up of a single tiger eye, direct frontal view'),
        headers: { 'x-fal-request-id': requestId },
        comes: true,
      },
    },
    {
      title: {
        en: 'A request that is not yours, or not there any more',
        vi: 'Yêu cầu không phải của bạn hoặc không còn',
      },
      params: { model: 'auto', request_id: 'task_00000000000000000000000000' },
      expect: {
        status: 404,
        reply: {
          detail: text(
            'there is no task ‘task_00000000000000000000000000’ for this account (request id: req_01m82z82bj8x8aefgbh66wa9t4)',
            /^there is no task/,
          ),
          error_type: 'task_unknown',
        },
      },
    },
  ],
  notes: [
    {
      en: 'Addresses in the result lead to the gateway, unless the operator has chosen to pass on fal’s own. With `sync_mode` fal keeps nothing, and the result has the gateway’s link in place of the data.',
      vi: 'Địa chỉ trong kết quả trỏ về cổng, trừ khi người vận hành chọn chuyển thẳng địa chỉ của fal. Với `sync_mode`, fal không lưu gì và kết quả có liên kết của cổng thay cho dữ liệu.',
    },
    {
      en: 'The errors of a result are listed on the page of the states.',
      vi: 'Các lỗi của kết quả được liệt kê ở trang mã trạng thái.',
    },
  ],
  seeAlso: ['fal-painting/status-code', 'fal/access-tutorial'],
});
