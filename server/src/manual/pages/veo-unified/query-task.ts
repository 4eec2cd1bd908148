import { page } from '../../page.ts';
import { finishedVeo, queryVideo, takenId } from '../../samples/unified-video.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'veo-unified',
  slug: 'query-task',
  rows: ['R125'],
  title: { en: 'Query task', vi: 'Truy vấn tác vụ' },
  intro: {
    en: 'How far a task is and, at its end, where the film is. Free. Ask every few seconds until the status is `completed`, `failed` or `error`.',
    vi: 'Cho biết tiến độ của tác vụ và, khi xong, địa chỉ video. Miễn phí. Hãy hỏi vài giây một lần cho đến khi trạng thái là `completed`, `failed` hoặc `error`.',
  },
  call: queryVideo,
  examples: [
    {
      title: { en: 'A finished film', vi: 'Video đã hoàn thành' },
      query: { id: takenId('veo-unified/create-video') },
      expect: {
        reply: finishedVeo('veo3.1-fast', {
          prompt: 'A paper boat on a rainy street',
          aspect_ratio: '16:9',
          enhance_prompt: true,
        }),
        comes: true,
      },
    },
    {
      title: { en: 'A task that is not there', vi: 'Tác vụ không tồn tại' },
      query: { id: 'task_00000000000000000000000000' },
      expect: {
        status: 404,
        reply: {
          error: {
            message: text(
              'there is no task of this id; look for it in your list of tasks (request id: req_01m82z82bj8x8aefgbh66wa9t4)',
              /^there is no task .* \(request id: req_\w+\)$/,
            ),
            type: 'invalid_request_error',
            param: null,
            code: 'task_not_exist',
          },
        },
      },
    },
  ],
  notes: [
    {
      en: '`video_url` needs no key: whoever has the link may open it. Copy films that you want to keep for long.',
      vi: '`video_url` không cần khóa: ai có liên kết đều mở được. Hãy tải về những video bạn muốn giữ lâu dài.',
    },
    {
      en: 'Promised are `id`, `status`, `video_url`, `enhanced_prompt` and `status_update_time` (milliseconds). What stands in `detail` differs by model.',
      vi: 'Luôn có `id`, `status`, `video_url`, `enhanced_prompt` và `status_update_time` (mili giây). Nội dung trong `detail` tùy theo model.',
    },
    {
      en: 'An id may be asked for with the model’s name before it, as other services write it: `veo3.1-fast:task_…`.',
      vi: 'Có thể truy vấn bằng id có tên model đứng trước, như các dịch vụ khác: `veo3.1-fast:task_…`.',
    },
  ],
  seeAlso: ['veo-unified/status-code', 'veo-unified/create-video'],
});
