import { page } from '../../page.ts';
import { describedFal, falResult, idFrom } from '../../samples/fal.ts';

export default page({
  section: 'fal-painting',
  slug: 'get-request-result',
  rows: ['R118'],
  title: { en: 'Get request result', vi: 'Lấy kết quả yêu cầu' },
  intro: {
    en: 'The model’s own answer, bare: for Nano Banana a list of pictures. Before its time it is 400; of a request that failed it is the model’s error with its status. Free.',
    vi: 'Chính phản hồi của model: với Nano Banana là danh sách ảnh. Khi chưa xong trả về 400; nếu thất bại thì là lỗi của model với mã trạng thái tương ứng. Miễn phí.',
  },
  call: falResult,
  examples: [
    {
      title: { en: 'When the picture is there', vi: 'Khi đã có ảnh' },
      params: { model: 'auto', request_id: idFrom('fal-painting/nano-banana') },
      expect: { reply: describedFal(1024, 1024), comes: true },
    },
  ],
  notes: [
    {
      en: 'The word before `/requests/` may be the model’s or `auto`: the id alone decides.',
      vi: 'Từ đứng trước `/requests/` có thể là tên model hoặc `auto`: chỉ id là quyết định.',
    },
  ],
  seeAlso: ['fal-painting/status-code', 'fal/get-request-result', 'fal/access-tutorial'],
});
