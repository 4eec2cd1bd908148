import { page } from '../../page.ts';
import { falResult, filmFal, idFrom } from '../../samples/fal.ts';

export default page({
  section: 'fal-veo3',
  slug: 'get-request-result',
  rows: ['R259'],
  title: { en: '/fal-ai/veo3/requests/{request_id}', vi: '/fal-ai/veo3/requests/{request_id}' },
  intro: {
    en: 'The film of a Veo request, once its status is COMPLETED. Free. The path takes `veo3`, `veo3.1` or any other word before `/requests/`: the id alone decides.',
    vi: 'Video của một yêu cầu Veo khi trạng thái là COMPLETED. Miễn phí. Trước `/requests/` có thể là `veo3`, `veo3.1` hay từ bất kỳ: chỉ id là quyết định.',
  },
  call: falResult,
  examples: [
    {
      title: { en: 'When the film is there', vi: 'Khi đã có video' },
      params: { model: 'veo3', request_id: idFrom('fal-veo3/veo3-fast') },
      expect: { reply: filmFal, comes: true },
    },
  ],
  seeAlso: ['fal-veo3/veo3', 'fal-painting/status-code', 'fal/access-tutorial'],
});
