import { page } from '../../page.ts';
import { fetchOne, finished, notes, songClips, songTask, songTaskId } from '../../samples/suno.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'suno',
  slug: 'description',
  rows: ['R191'],
  title: { en: 'Description', vi: 'Mô tả' },
  intro: {
    en: 'A song takes a minute or two: `POST /suno/submit/music` answers with the id of a task, `GET /suno/fetch/{task_id}` tells how far it is and, at the end, where the two clips are. Lyrics, joining and singers go the same way.',
    vi: 'Một bài hát mất khoảng một đến hai phút: `POST /suno/submit/music` trả về id tác vụ, `GET /suno/fetch/{task_id}` cho biết tiến độ và cuối cùng là địa chỉ của hai clip. Viết lời, ghép bài và tạo ca sĩ cũng theo cách này.',
  },
  call: fetchOne,
  examples: [
    {
      title: { en: 'A task that has ended', vi: 'Một tác vụ đã hoàn thành' },
      params: { task_id: songTask },
      expect: {
        reply: { code: 'success', message: '', data: finished(songTaskId, 'MUSIC', songClips) },
        comes: true,
      },
    },
    {
      title: { en: 'A task that is not there', vi: 'Tác vụ không tồn tại' },
      params: { task_id: 'task_00000000000000000000000000' },
      expect: {
        status: 400,
        reply: {
          code: 'task_not_exist',
          message: text(
            'there is no task of this id; look for it in your list of tasks (request id: req_…)',
            /^there is no task of this id/,
          ),
          data: null,
        },
      },
    },
  ],
  tables: [
    {
      title: { en: 'States of a task', vi: 'Trạng thái của tác vụ' },
      columns: ['status', { en: 'Means', vi: 'Ý nghĩa' }],
      rows: [
        ['NOT_START', { en: 'Noted, not yet with the server', vi: 'Đã ghi nhận, chưa gửi tới máy chủ' }],
        ['SUBMITTED', { en: 'The server has it', vi: 'Máy chủ đã nhận' }],
        ['QUEUED', { en: 'Waits for its turn', vi: 'Đang xếp hàng' }],
        [
          'IN_PROGRESS',
          {
            en: 'Is being made; clips that are `streaming` can be heard already',
            vi: 'Đang tạo; clip ở trạng thái `streaming` đã có thể nghe',
          },
        ],
        ['SUCCESS', { en: 'Done: `data` holds the result', vi: 'Hoàn thành: `data` chứa kết quả' }],
        [
          'FAILURE',
          {
            en: 'Failed, and refunded in full; `fail_reason` says why',
            vi: 'Thất bại, đã hoàn tiền đầy đủ; `fail_reason` nêu lý do',
          },
        ],
      ],
    },
    {
      title: { en: 'Words of errors', vi: 'Mã lỗi' },
      columns: ['code', { en: 'Means', vi: 'Ý nghĩa' }],
      rows: [
        ['invalid_request', { en: 'A field is missing or wrong', vi: 'Thiếu trường hoặc trường sai' }],
        ['invalid_action', { en: 'No such action', vi: 'Thao tác không hợp lệ' }],
        ['prompt_empty', { en: 'Nothing says what to make', vi: 'Không có nội dung để tạo' }],
        ['task_not_exist', { en: 'No task or clip of this id', vi: 'Không có tác vụ hay clip với id này' }],
        [
          'quota_not_enough',
          {
            en: 'The balance or the limit of the key is too low',
            vi: 'Số dư hoặc hạn mức của khóa không đủ',
          },
        ],
      ],
    },
  ],
  object: {
    at: ['data'],
    fields: [
      { name: 'task_id', type: 'string', text: { en: 'Id of the task.', vi: 'Id của tác vụ.' } },
      {
        name: 'notify_hook',
        type: 'string',
        text: { en: 'Where its end is told.', vi: 'Địa chỉ nhận thông báo khi kết thúc.' },
      },
      {
        name: 'action',
        type: 'string',
        text: { en: 'MUSIC, LYRICS and so on.', vi: 'MUSIC, LYRICS, v.v.' },
      },
      { name: 'status', type: 'string', text: { en: 'See the table.', vi: 'Xem bảng trạng thái.' } },
      {
        name: 'fail_reason',
        type: 'string',
        text: { en: 'Why it failed.', vi: 'Lý do thất bại.' },
      },
      {
        name: 'submit_time',
        type: 'integer',
        text: { en: 'Unix seconds.', vi: 'Thời điểm gửi, giây Unix.' },
      },
      {
        name: 'start_time',
        type: 'integer',
        text: {
          en: 'Unix seconds, 0 until it begins.',
          vi: 'Thời điểm bắt đầu, giây Unix; 0 nếu chưa bắt đầu.',
        },
      },
      {
        name: 'finish_time',
        type: 'integer',
        text: { en: 'Unix seconds, 0 until it ends.', vi: 'Thời điểm kết thúc, giây Unix; 0 nếu chưa xong.' },
      },
      { name: 'progress', type: 'string', text: { en: '0% to 100%.', vi: 'Từ 0% đến 100%.' } },
      { name: 'search_item', type: 'string', text: { en: 'Empty.', vi: 'Để trống.' } },
      {
        name: 'data',
        type: 'array of object',
        text: {
          en: 'The clips; of lyrics one object.',
          vi: 'Danh sách clip; với lời bài hát là một đối tượng.',
        },
      },
      {
        name: 'data[].id',
        type: 'string',
        text: { en: 'The `clip_id` for later calls.', vi: '`clip_id` dùng cho các cuộc gọi sau.' },
      },
      { name: 'data[].title', type: 'string', text: { en: 'Title.', vi: 'Tiêu đề.' } },
      {
        name: 'data[].status',
        type: 'string',
        text: {
          en: 'submitted, queued, streaming, complete or error.',
          vi: 'submitted, queued, streaming, complete hoặc error.',
        },
      },
      { name: 'data[].audio_url', type: 'string', text: { en: 'The song as MP3.', vi: 'Bài hát dạng MP3.' } },
      {
        name: 'data[].video_url',
        type: 'string',
        text: { en: 'A film of it, where there is one.', vi: 'Video của bài hát, nếu có.' },
      },
      { name: 'data[].image_url', type: 'string', text: { en: 'The cover.', vi: 'Ảnh bìa.' } },
      {
        name: 'data[].image_large_url',
        type: 'string',
        text: { en: 'The cover, larger.', vi: 'Ảnh bìa cỡ lớn.' },
      },
      {
        name: 'data[].major_model_version',
        type: 'string',
        text: { en: 'Version of the model.', vi: 'Phiên bản model.' },
      },
      { name: 'data[].model_name', type: 'string', text: { en: 'The model.', vi: 'Tên model.' } },
      {
        name: 'data[].metadata',
        type: 'object',
        text: { en: 'What it was made from.', vi: 'Thông tin dùng để tạo clip.' },
      },
      { name: 'data[].metadata.tags', type: 'string', text: { en: 'Styles.', vi: 'Phong cách.' } },
      { name: 'data[].metadata.prompt', type: 'string', text: { en: 'The lyrics.', vi: 'Lời bài hát.' } },
      {
        name: 'data[].metadata.gpt_description_prompt',
        type: 'string, inspiration mode',
        text: { en: 'What was asked for.', vi: 'Mô tả đã gửi.' },
      },
      {
        name: 'data[].metadata.duration',
        type: 'number',
        text: { en: 'Length in seconds.', vi: 'Độ dài tính bằng giây.' },
      },
      {
        name: 'data[].metadata.type',
        type: 'string',
        text: { en: 'gen, or the task.', vi: 'gen, hoặc tên tác vụ đặc biệt.' },
      },
      {
        name: 'data[].metadata.error_type',
        type: 'string, of a failed clip',
        text: { en: 'Kind of the failure.', vi: 'Loại lỗi.' },
      },
      {
        name: 'data[].metadata.error_message',
        type: 'string, of a failed clip',
        text: { en: 'What went wrong.', vi: 'Nội dung lỗi.' },
      },
      {
        name: 'data[].is_video_pending',
        type: 'boolean',
        text: { en: 'Is a film being made.', vi: 'Video có đang được tạo hay không.' },
      },
      { name: 'data[].user_id', type: 'string', text: { en: 'Suno’s account.', vi: 'Tài khoản Suno.' } },
      { name: 'data[].display_name', type: 'string', text: { en: 'Its name.', vi: 'Tên của tài khoản đó.' } },
      {
        name: 'data[].handle',
        type: 'string',
        text: { en: 'Its short name.', vi: 'Tên ngắn của tài khoản đó.' },
      },
      { name: 'data[].created_at', type: 'string', text: { en: 'When.', vi: 'Thời điểm tạo.' } },
      {
        name: 'data[].play_count',
        type: 'integer',
        text: { en: 'How often it was played at Suno.', vi: 'Số lượt nghe trên Suno.' },
      },
    ],
  },
  notes: [
    {
      en: '`notify_hook` (or `callback_url`) is sent the task object by POST once, when the task has ended.',
      vi: '`notify_hook` (hoặc `callback_url`) nhận đối tượng tác vụ bằng POST một lần, khi tác vụ kết thúc.',
    },
    {
      en: 'Servers with an account pool answer in another form: `data` is `{"code":200,"data":{"taskBatchId":…,"items":[{"clipId":…,"cld2AudioUrl":…,"status":30}]}}`, where 20 means working, 30 done, 40 failed. It is passed on as it is; the `clipId` is the clip’s id.',
      vi: 'Máy chủ dùng nhóm tài khoản trả về dạng khác: `data` là `{"code":200,"data":{"taskBatchId":…,"items":[{"clipId":…,"cld2AudioUrl":…,"status":30}]}}`, trong đó 20 là đang làm, 30 là xong, 40 là thất bại. Dạng này được chuyển nguyên vẹn; `clipId` chính là id của clip.',
    },
    notes.account,
    notes.unofficial,
  ],
  seeAlso: ['suno/parameter', 'suno-query/query-single-task', 'suno-submit/inspiration-mode'],
});
