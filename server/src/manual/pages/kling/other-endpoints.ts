import { page } from '../../page.ts';
import { envelope, kling, link, requestId, submitted } from '../../samples/kling.ts';
import { text } from '../../shape.ts';

const call = kling('POST', '/kling/v1/:group/:action');

export default page({
  section: 'kling',
  slug: 'other-endpoints',
  rows: [],
  title: { en: 'Everything else of Kling’s', vi: 'Các chức năng khác của Kling' },
  intro: {
    en: 'Whatever else Kling has under `/v1` passes as it is documented there, from `omni-video` to `motion-control`; the task is queried at the same path. What makes no task is answered at once.',
    vi: 'Mọi chức năng khác của Kling dưới `/v1` được chuyển tiếp đúng như tài liệu của họ, từ `omni-video` đến `motion-control`; tác vụ được truy vấn ở cùng đường dẫn. Chức năng không tạo tác vụ thì trả lời ngay.',
  },
  call,
  examples: [
    {
      title: { en: 'A video with references', vi: 'Video có tham chiếu' },
      params: { group: 'videos', action: 'omni-video' },
      request: {
        model_name: 'kling-v3-omni',
        prompt: 'The robot of <<<image_1>>> waters the flowers.',
        image_list: [{ image_url: 'https://example.com/robot.png' }],
        mode: 'std',
        duration: '3',
      },
      expect: { reply: submitted() },
    },
    {
      title: { en: 'Faces of a video', vi: 'Khuôn mặt trong video' },
      params: { group: 'videos', action: 'identify-face' },
      request: { video_url: 'https://example.com/speaker.mp4' },
      expect: {
        reply: envelope({
          session_id: text('831900000000000001', /^\d{18}$/),
          face_data: [{ face_id: '0', face_image: link, start_time: 0, end_time: 5000 }],
        }),
      },
    },
    {
      title: { en: 'A group that Kling does not have', vi: 'Nhóm mà Kling không có' },
      params: { group: 'books', action: 'write' },
      request: {},
      expect: {
        status: 404,
        reply: { code: 1202, message: 'there is no books/write here', request_id: requestId },
      },
    },
  ],
  tables: [
    {
      title: { en: 'Paths and their models', vi: 'Đường dẫn và model' },
      columns: [
        { en: 'Path', vi: 'Đường dẫn' },
        { en: 'Models', vi: 'Model' },
      ],
      rows: [
        ['videos/omni-video', 'kling-v3-omni, kling-video-o1'],
        ['videos/motion-control', 'kling-v3, kling-v2-6'],
        ['videos/avatar/image2video', 'kling-avatar'],
        ['videos/identify-face', 'kling-identify-face'],
        ['videos/advanced-lip-sync', 'kling-lip-sync'],
        ['images/omni-image', 'kling-v3-omni, kling-image-o1'],
        ['images/multi-image2image', 'kling-v2-1'],
        ['images/editing/expand', 'kling-image-expand'],
        ['audio/tts', 'kling-tts'],
        ['audio/text-to-audio, audio/video-to-audio', 'kling-audio'],
        ['general/custom-voices', 'kling-custom-voices'],
      ],
    },
  ],
  notes: [
    {
      en: 'Where Kling has no name for a model the gateway has one, for prices and for keys that may use certain models only. A path that is not in the table has the name `kling-` and its last parts, and needs a price by the operator.',
      vi: 'Nơi Kling không đặt tên model, cổng tự đặt một tên để tính giá và để giới hạn model cho khóa. Đường dẫn không có trong bảng mang tên `kling-` kèm các phần cuối của nó, và cần quản trị viên đặt giá.',
    },
    {
      en: 'Where only the result tells the length (avatar, motion control, editing), the longest is held and the true one charged.',
      vi: 'Khi chỉ kết quả mới cho biết độ dài (avatar, điều khiển chuyển động, chỉnh sửa), hệ thống tạm giữ theo độ dài tối đa và tính tiền theo độ dài thực.',
    },
  ],
  seeAlso: ['kling/query-task', 'kling/newer-form'],
});
