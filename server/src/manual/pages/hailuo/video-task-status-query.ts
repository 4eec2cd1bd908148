import { page } from '../../page.ts';
import { doneHailuo, doneMiniMax, hailuoTask, queryHailuo, queryMiniMax } from '../../samples/hailuo.ts';

export default page({
  section: 'hailuo',
  slug: 'video-task-status-query',
  rows: ['R153'],
  title: { en: 'Video Task Status Query', vi: 'Truy vấn trạng thái tác vụ video' },
  intro: {
    en: 'How far a film is and, when it is done, where it lies. Free. The answer holds the envelope of gateways (`code`, `message`, `data`) and beside it MiniMax’s own fields, so clients of either kind work.',
    vi: 'Cho biết video đang ở bước nào và khi xong thì nằm ở đâu. Miễn phí. Câu trả lời gồm phần bao của cổng (`code`, `message`, `data`) và các trường gốc của MiniMax đặt bên cạnh, nên ứng dụng kiểu nào cũng dùng được.',
  },
  call: queryHailuo,
  examples: [
    {
      title: { en: 'When the film is there', vi: 'Khi đã có video' },
      query: { task_id: hailuoTask },
      expect: { reply: doneHailuo, comes: true },
    },
    {
      title: {
        en: 'At MiniMax’s own path: without the envelope',
        vi: 'Tại đường dẫn gốc của MiniMax: không có phần bao',
      },
      call: queryMiniMax,
      query: { task_id: hailuoTask },
      expect: { reply: doneMiniMax, comes: true },
    },
  ],
  object: {
    at: ['data', 'data'],
    fields: [
      { name: 'task_id', type: 'string', text: { en: 'The task.', vi: 'Mã tác vụ.' } },
      {
        name: 'status',
        type: 'string',
        text: {
          en: 'Preparing, Queueing, Processing, Success or Fail.',
          vi: 'Preparing, Queueing, Processing, Success hoặc Fail.',
        },
      },
      {
        name: 'file_id',
        type: 'string',
        text: {
          en: 'The film’s file; empty before Success.',
          vi: 'Mã tệp video; để trống trước khi Success.',
        },
      },
      {
        name: 'video_width',
        type: 'integer, with Success',
        text: { en: 'Pixels across.', vi: 'Chiều rộng theo điểm ảnh.' },
      },
      {
        name: 'video_height',
        type: 'integer, with Success',
        text: { en: 'Pixels down.', vi: 'Chiều cao theo điểm ảnh.' },
      },
      {
        name: 'file',
        type: 'object, with Success',
        text: {
          en: 'What files/retrieve answers as well.',
          vi: 'Cũng là nội dung mà files/retrieve trả về.',
        },
      },
      {
        name: 'file.file_id',
        type: 'integer',
        text: { en: 'The same as a number.', vi: 'Mã tệp ở dạng số.' },
      },
      { name: 'file.bytes', type: 'integer', text: { en: 'Always 0.', vi: 'Luôn là 0.' } },
      {
        name: 'file.created_at',
        type: 'integer',
        text: { en: 'Unix seconds.', vi: 'Thời điểm tạo, tính bằng giây Unix.' },
      },
      { name: 'file.filename', type: 'string', text: { en: 'A name for saving.', vi: 'Tên tệp để lưu.' } },
      {
        name: 'file.purpose',
        type: 'string',
        text: { en: 'Always `video_generation`.', vi: 'Luôn là `video_generation`.' },
      },
      {
        name: 'file.download_url',
        type: 'string',
        text: { en: 'The film. The link needs no key.', vi: 'Video. Liên kết này không cần khóa.' },
      },
      {
        name: 'file.backup_download_url',
        type: 'string',
        text: { en: 'The same once more.', vi: 'Liên kết dự phòng, giống như trên.' },
      },
      {
        name: 'base_resp',
        type: 'object',
        text: { en: 'Whether all is well.', vi: 'Cho biết có lỗi hay không.' },
      },
      {
        name: 'base_resp.status_code',
        type: 'integer',
        text: { en: '0, or a number of the table of faults.', vi: '0, hoặc một số trong bảng lỗi.' },
      },
      {
        name: 'base_resp.status_msg',
        type: 'string',
        text: { en: 'The same in words.', vi: 'Nội dung lỗi bằng lời.' },
      },
    ],
  },
  notes: [
    {
      en: 'On success `data.fail_reason` holds the file’s id, as gateways of this family have it; look at `data.status` first.',
      vi: 'Khi thành công, `data.fail_reason` chứa mã tệp, giống các cổng cùng họ; hãy xem `data.status` trước.',
    },
    {
      en: 'Any task of yours can be asked for here by its id, whichever interface made it.',
      vi: 'Mọi tác vụ của bạn đều hỏi được tại đây bằng mã tác vụ, bất kể được tạo qua giao diện nào.',
    },
  ],
  seeAlso: ['hailuo/status-code', 'hailuo/file-link', 'hailuo/submit-video-generation-task'],
});
