import { page } from '../../page.ts';
import { sampleId, taskId, visual, visualCall, visualFilm } from '../../samples/jimeng.ts';
import { taken } from '../../shape.ts';

export default page({
  section: 'jimeng',
  slug: 'official-form',
  rows: [],
  title: { en: 'Jimeng in its official form', vi: 'Jimeng theo dạng chính thức' },
  intro: {
    en: 'The same films with the bodies and answers of Volcengine’s visual API. One address; `Action` in the query says whether a task is made, asked for or cancelled. No signature is needed: the key of this gateway goes along as a bearer.',
    vi: 'Cùng các video đó nhưng với nội dung và kết quả theo API thị giác của Volcengine. Chỉ có một địa chỉ; `Action` trong query cho biết tạo, truy vấn hay hủy tác vụ. Không cần chữ ký: chỉ cần gửi khóa của cổng này dạng bearer.',
  },
  call: visualCall,
  examples: [
    {
      title: { en: 'Make a film', vi: 'Tạo video' },
      query: { Action: 'CVSync2AsyncSubmitTask', Version: '2022-08-31' },
      request: {
        req_key: 'jimeng_t2v_v30',
        prompt: 'A red lantern drifts up',
        frames: 121,
        aspect_ratio: '16:9',
      },
      expect: { reply: visual({ task_id: taskId }) },
    },
    {
      title: { en: 'Ask for it', vi: 'Truy vấn' },
      query: { Action: 'CVSync2AsyncGetResult', Version: '2022-08-31' },
      request: { req_key: 'jimeng_t2v_v30', task_id: taken(sampleId, 'jimeng/submit-video', ['data']) },
      expect: { reply: visualFilm, comes: true },
    },
  ],
  tables: [
    {
      title: { en: 'Keys', vi: 'Các req_key' },
      columns: [
        { en: 'req_key', vi: 'req_key' },
        { en: 'Makes', vi: 'Tạo' },
        { en: 'Model here', vi: 'Model tại đây' },
      ],
      rows: [
        [
          '`jimeng_t2v_v30`, `jimeng_t2v_v30_1080p`',
          { en: 'from a text', vi: 'từ văn bản' },
          '`jimeng-video-3.0`',
        ],
        [
          '`jimeng_i2v_first_v30`, `jimeng_i2v_first_v30_1080`',
          { en: 'from a first picture', vi: 'từ ảnh đầu' },
          '`jimeng-video-3.0`',
        ],
        [
          '`jimeng_i2v_first_tail_v30`, `jimeng_i2v_first_tail_v30_1080`',
          { en: 'from a first and a last picture', vi: 'từ ảnh đầu và ảnh cuối' },
          '`jimeng-video-3.0`',
        ],
        [
          '`jimeng_i2v_recamera_v30`',
          { en: 'moves the camera through a picture', vi: 'chuyển động máy quay trong ảnh' },
          '`jimeng-video-3.0`',
        ],
        [
          '`jimeng_ti2v_v30_pro`',
          { en: 'from a text or a first picture, 1080p', vi: 'từ văn bản hoặc ảnh đầu, 1080p' },
          '`jimeng-video-3.0-pro`',
        ],
      ],
    },
  ],
  notes: [
    {
      en: 'A task is asked for with the `req_key` that made it; with another one, and for ids that nobody knows, the status is `not_found`.',
      vi: 'Phải truy vấn bằng đúng `req_key` đã tạo tác vụ; nếu dùng key khác hoặc id không tồn tại, trạng thái là `not_found`.',
    },
    {
      en: '`CVCancelTask` with the same body cancels a task that has not ended.',
      vi: '`CVCancelTask` với cùng nội dung sẽ hủy tác vụ chưa kết thúc.',
    },
    {
      en: '`req_json` of a query is read but not sent on: the film is there before you ask.',
      vi: '`req_json` khi truy vấn chỉ được đọc chứ không chuyển tiếp: video đã có sẵn trước khi bạn hỏi.',
    },
  ],
  seeAlso: ['jimeng/submit-video', 'jimeng/query-task', 'jimeng/status-code'],
});
