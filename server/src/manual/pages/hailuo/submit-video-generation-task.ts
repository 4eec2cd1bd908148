import { page } from '../../page.ts';
import { hailuoOk, submitHailuo, submittedHailuo } from '../../samples/hailuo.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'hailuo',
  slug: 'submit-video-generation-task',
  rows: ['R152'],
  title: { en: 'Submit video generation task', vi: 'Gửi tác vụ tạo video' },
  intro: {
    en: 'Makes a film from a text with a Hailuo model of MiniMax. The answer comes at once and names the task; the film takes a minute or more.',
    vi: 'Tạo video từ văn bản bằng model Hailuo của MiniMax. Câu trả lời đến ngay và cho mã tác vụ; video cần một phút hoặc lâu hơn.',
  },
  call: submitHailuo,
  examples: [
    {
      title: { en: 'A film of six seconds', vi: 'Một video sáu giây' },
      request: {
        model: 'MiniMax-Hailuo-02',
        prompt: 'A tram rolls through the fog of an early morning [Push in]',
        duration: 6,
        resolution: '768P',
      },
      expect: { reply: submittedHailuo },
    },
    {
      title: { en: 'Ten seconds', vi: 'Mười giây' },
      request: { model: 'MiniMax-Hailuo-2.3', prompt: 'Waves on a black beach [Static shot]', duration: 10 },
      expect: { reply: submittedHailuo },
    },
    {
      title: { en: 'Ten seconds in 1080P do not exist', vi: 'Không có mười giây ở 1080P' },
      request: {
        model: 'MiniMax-Hailuo-2.3',
        prompt: 'Waves on a black beach',
        duration: 10,
        resolution: '1080P',
      },
      expect: {
        status: 400,
        reply: {
          code: 'field_invalid',
          message: text(
            'MiniMax-Hailuo-2.3 makes films of 6 seconds in 1080P, not 10 (request id: req_01kb)',
            /6 seconds in 1080P/,
          ),
          base_resp: {
            ...hailuoOk,
            status_code: 2013,
            status_msg: text(
              'MiniMax-Hailuo-2.3 makes films of 6 seconds in 1080P, not 10 (request id: req_01kb)',
              /6 seconds in 1080P/,
            ),
          },
        },
      },
    },
  ],
  tables: [
    {
      title: { en: 'What each model makes', vi: 'Khả năng của từng model' },
      columns: [
        { en: 'Model', vi: 'Model' },
        { en: 'Text', vi: 'Văn bản' },
        { en: 'First frame', vi: 'Khung đầu' },
        { en: 'First and last frame', vi: 'Khung đầu và cuối' },
      ],
      rows: [
        [
          'MiniMax-Hailuo-2.3',
          { en: '768P: 6, 10 s; 1080P: 6 s', vi: '768P: 6, 10 giây; 1080P: 6 giây' },
          { en: '768P: 6, 10 s; 1080P: 6 s', vi: '768P: 6, 10 giây; 1080P: 6 giây' },
          '—',
        ],
        [
          'MiniMax-Hailuo-2.3-Fast',
          '—',
          { en: '768P: 6, 10 s; 1080P: 6 s', vi: '768P: 6, 10 giây; 1080P: 6 giây' },
          '—',
        ],
        [
          'MiniMax-Hailuo-02',
          { en: '768P: 6, 10 s; 1080P: 6 s', vi: '768P: 6, 10 giây; 1080P: 6 giây' },
          { en: '512P and 768P: 6, 10 s; 1080P: 6 s', vi: '512P và 768P: 6, 10 giây; 1080P: 6 giây' },
          { en: '768P: 6, 10 s; 1080P: 6 s', vi: '768P: 6, 10 giây; 1080P: 6 giây' },
        ],
      ],
    },
  ],
  notes: [
    {
      en: 'A finished film has one price by its resolution and length, for example 0.28 USD for six seconds in 768P with MiniMax-Hailuo-02. What fails is free. The price is held while the task runs.',
      vi: 'Video hoàn tất có giá cố định theo độ phân giải và độ dài, ví dụ 0.28 USD cho sáu giây ở 768P với MiniMax-Hailuo-02. Tác vụ thất bại không mất tiền. Trong lúc chạy, số tiền này được tạm giữ.',
    },
    {
      en: 'An `Idempotency-Key` in the head makes a repeated submission answer with the same task, charged once.',
      vi: 'Gửi kèm tiêu đề `Idempotency-Key` thì lần gửi lại sẽ trả về đúng tác vụ cũ và chỉ tính tiền một lần.',
    },
    {
      en: '`callback_url` gets a POST with each change, in MiniMax’s form: `status` is `processing`, `success` or `failed`.',
      vi: '`callback_url` nhận một POST mỗi khi tác vụ thay đổi, theo định dạng của MiniMax: `status` là `processing`, `success` hoặc `failed`.',
    },
    {
      en: 'Clients of MiniMax find the same call at `/v1/video_generation`.',
      vi: 'Ứng dụng viết cho MiniMax dùng cùng lời gọi này tại `/v1/video_generation`.',
    },
  ],
  seeAlso: ['hailuo/video-task-status-query', 'hailuo/image-to-video', 'hailuo/first-and-last-frame-video'],
});
