import { page } from '../../page.ts';
import { freshLuma, lumaPrompt, submitLuma } from '../../samples/luma.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'luma',
  slug: 'submit-video-generation-task',
  rows: ['R131'],
  title: { en: 'Submit video generation task', vi: 'Gửi tác vụ tạo video' },
  intro: {
    en: 'Makes a film of 5 or 9 seconds from a text, a first frame, a last frame, or both. The answer comes at once with an `id`; ask for the film with it.',
    vi: 'Tạo video dài 5 hoặc 9 giây từ văn bản, từ ảnh đầu, ảnh cuối, hoặc cả hai. Kết quả trả về ngay với `id`; dùng mã này để hỏi xem video đã xong chưa.',
  },
  call: submitLuma,
  examples: [
    {
      title: { en: 'From a text', vi: 'Từ văn bản' },
      request: { user_prompt: lumaPrompt, model_name: 'ray-v2', duration: '5s', resolution: '720p' },
      expect: { reply: freshLuma(lumaPrompt) },
    },
    {
      title: { en: 'Between two pictures', vi: 'Chuyển động giữa hai ảnh' },
      request: {
        user_prompt: 'The seasons change',
        model_name: 'ray-flash-2',
        image_url: 'https://example.com/summer.jpg',
        image_end_url: 'https://example.com/winter.jpg',
        aspect_ratio: '16:9',
      },
      expect: { reply: freshLuma('The seasons change') },
    },
    {
      title: { en: 'Without a text or a picture', vi: 'Thiếu cả văn bản lẫn ảnh' },
      request: { model_name: 'ray-v2' },
      expect: {
        status: 400,
        reply: {
          detail: text(
            'you must provide user_prompt (request id: req_01m82z82bj8x8aefgbh66wa9t4)',
            /user_prompt/,
          ),
          code: 'field_invalid',
          message: text(
            'you must provide user_prompt (request id: req_01m82z82bj8x8aefgbh66wa9t4)',
            /user_prompt/,
          ),
          param: 'user_prompt',
          data: null,
        },
      },
    },
  ],
  tables: [
    {
      title: { en: 'Models', vi: 'Model' },
      columns: [
        'model_name',
        { en: 'Model', vi: 'Model' },
        { en: 'Price, 720p, 5 s', vi: 'Giá, 720p, 5 giây' },
      ],
      rows: [
        ['ray-v2, ray-2', 'Ray 2', '0.71 USD'],
        ['ray-flash-2', 'Ray 2 Flash', '0.24 USD'],
        ['ray-v1, ray-1-6', 'Ray 1.6', '0.35 USD'],
      ],
    },
  ],
  notes: [
    {
      en: 'The price follows the pixels that are made: 540p costs about half of 720p, 1080p twice and 4k nine times as much; 9 seconds cost 1.8 times as much as 5. A film that fails is refunded in full.',
      vi: 'Giá tính theo số điểm ảnh được tạo: 540p bằng khoảng một nửa 720p, 1080p gấp hơn hai lần, 4k gấp chín lần; 9 giây đắt gấp 1,8 lần 5 giây. Tác vụ thất bại được hoàn tiền toàn bộ.',
    },
    {
      en: 'Pictures are given by their https address: Luma fetches them itself.',
      vi: 'Ảnh phải được đưa bằng địa chỉ https vì Luma tự tải ảnh về.',
    },
    {
      en: 'With `notify_hook` your server is sent the generation object when the film is completed or has failed. With an `Idempotency-Key` header a request that is sent twice makes one film.',
      vi: 'Với `notify_hook`, máy chủ của bạn sẽ nhận được đối tượng tác vụ khi video hoàn tất hoặc thất bại. Thêm header `Idempotency-Key` thì gửi lặp lại một yêu cầu cũng chỉ tạo một video.',
    },
  ],
  seeAlso: ['luma-query/query-a-single-task', 'luma/extended-video', 'luma/status-code', 'luma/official-sdk'],
});
