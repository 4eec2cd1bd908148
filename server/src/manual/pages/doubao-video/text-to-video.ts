import { page } from '../../page.ts';
import { createFilm, fast, taskId } from '../../samples/ark-video.ts';

export default page({
  section: 'doubao-video',
  slug: 'text-to-video',
  rows: ['R156'],
  title: { en: 'Example of text-to-video generation', vi: 'Ví dụ tạo video từ văn bản' },
  intro: {
    en: 'Makes a film with Seedance. The body is that of Volcengine Ark; the answer is the id of a task, which is asked for until the film is there.',
    vi: 'Tạo video với Seedance. Nội dung yêu cầu theo đúng định dạng của Volcengine Ark; kết quả trả về là id của tác vụ, dùng id đó để truy vấn cho đến khi có video.',
  },
  call: createFilm,
  examples: [
    {
      title: {
        en: 'Options as commands at the end of the prompt',
        vi: 'Tùy chọn viết thành lệnh ở cuối mô tả',
      },
      request: {
        model: fast,
        content: [
          {
            type: 'text',
            text: 'A detective enters a dimly lit room --rs 480p --rt 16:9 --dur 5 --cf false',
          },
        ],
      },
      expect: { reply: { id: taskId } },
    },
    {
      title: { en: 'The same options as fields', vi: 'Cùng các tùy chọn đó, viết thành trường' },
      request: {
        model: 'doubao-seedance-2-0-fast-260128',
        content: [{ type: 'text', text: 'A detective enters a dimly lit room' }],
        resolution: '480p',
        ratio: '16:9',
        duration: 5,
        generate_audio: false,
        watermark: false,
      },
      expect: { reply: { id: taskId } },
    },
  ],
  object: {
    at: [],
    fields: [
      {
        name: 'id',
        type: 'string',
        text: {
          en: 'Id of the task, for queries and for cancelling.',
          vi: 'Id của tác vụ, dùng để truy vấn và hủy.',
        },
      },
    ],
  },
  tables: [
    {
      title: { en: 'Commands and fields', vi: 'Lệnh và trường tương ứng' },
      columns: [
        { en: 'Command', vi: 'Lệnh' },
        { en: 'Field', vi: 'Trường' },
        { en: 'Values', vi: 'Giá trị' },
      ],
      rows: [
        ['`--rs`, `--resolution`', '`resolution`', '480p, 720p, 1080p, 4k'],
        ['`--rt`, `--ratio`', '`ratio`', '16:9, 4:3, 1:1, 3:4, 9:16, 21:9, adaptive'],
        ['`--dur`, `--duration`', '`duration`', { en: 'whole seconds', vi: 'số giây nguyên' }],
        [
          '`--frames`',
          '`frames`',
          { en: '25 + 4n, in place of the length', vi: '25 + 4n, thay cho thời lượng' },
        ],
        ['`--seed`', '`seed`', { en: 'a whole number', vi: 'một số nguyên' }],
        ['`--cf`, `--camerafixed`', '`camera_fixed`', 'true, false'],
        ['`--wm`, `--watermark`', '`watermark`', 'true, false'],
      ],
    },
    {
      title: { en: 'Models', vi: 'Các model' },
      columns: [
        { en: 'Model', vi: 'Model' },
        { en: 'Resolutions', vi: 'Độ phân giải' },
        { en: 'Seconds', vi: 'Số giây' },
        { en: 'Starts from', vi: 'Đầu vào' },
      ],
      rows: [
        [
          '`doubao-seedance-2-5-260628`',
          '480p, 720p, 1080p',
          '4–30',
          { en: 'text, frames, references, films', vi: 'văn bản, khung hình, ảnh tham chiếu, video' },
        ],
        [
          '`doubao-seedance-2-0-260128`',
          '480p, 720p, 1080p, 4k',
          '4–15',
          { en: 'text, frames, references, films', vi: 'văn bản, khung hình, ảnh tham chiếu, video' },
        ],
        [
          '`doubao-seedance-2-0-fast-260128`, `doubao-seedance-2-0-mini-260615`',
          '480p, 720p',
          '4–15',
          { en: 'text, frames, references, films', vi: 'văn bản, khung hình, ảnh tham chiếu, video' },
        ],
        [
          '`doubao-seedance-1-0-pro-250528`',
          '480p, 720p, 1080p',
          '2–12',
          { en: 'text, first and last frame', vi: 'văn bản, khung hình đầu và cuối' },
        ],
        [
          '`doubao-seedance-1-0-pro-fast-251015`',
          '480p, 720p, 1080p',
          '2–12',
          { en: 'text, first frame', vi: 'văn bản, khung hình đầu' },
        ],
      ],
    },
  ],
  notes: [
    {
      en: 'Charged by the tokens of the film: width × height × 24 × seconds ÷ 1024. What the size and the length can cost at most is held; the tokens that Ark reports at the end are charged, and a film that fails costs nothing. A 720p film of 5 seconds has about 108,000 tokens.',
      vi: 'Tính tiền theo số token của video: rộng × cao × 24 × số giây ÷ 1024. Hệ thống tạm giữ mức tối đa theo kích thước và thời lượng, rồi tính theo số token Ark báo khi xong; video thất bại không mất phí. Video 720p dài 5 giây có khoảng 108.000 token.',
    },
    {
      en: 'Fields are checked strictly, commands are not: a command that the model does not know is left out. Where both are there, give them the same value.',
      vi: 'Trường được kiểm tra chặt chẽ, còn lệnh thì không: lệnh mà model không hỗ trợ sẽ bị bỏ qua. Nếu dùng cả hai, hãy đặt cùng một giá trị.',
    },
    {
      en: 'With `callback_url` the task is sent to your address whenever its state changes, in the form of a query.',
      vi: 'Nếu có `callback_url`, tác vụ được gửi tới địa chỉ của bạn mỗi khi đổi trạng thái, cùng định dạng như khi truy vấn.',
    },
    {
      en: 'Also served under `/volc/v3` and `/api/v3`: an SDK of Ark takes the address of this gateway with `/api/v3` as its base URL.',
      vi: 'Cũng phục vụ tại `/volc/v3` và `/api/v3`: SDK của Ark chỉ cần đặt base URL là địa chỉ cổng này kèm `/api/v3`.',
    },
  ],
  seeAlso: ['doubao-video/query-task', 'doubao-video/image-to-video-first-frame', 'doubao-video/cancel-task'],
});
