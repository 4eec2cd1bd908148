import { page } from '../../page.ts';
import { kling, submitted } from '../../samples/kling.ts';
import { taken } from '../../shape.ts';

const call = kling('POST', '/kling/v1/videos/lip-sync');

export default page({
  section: 'kling',
  slug: 'lip-sync',
  rows: ['R142'],
  title: { en: 'Lip sync', vi: 'Khớp khẩu hình' },
  intro: {
    en: 'Lets a person in a video say a text, or move the lips to a recording. The video is one that a task of yours has made, or an address.',
    vi: 'Cho người trong video nói một đoạn văn bản, hoặc cử động môi theo một bản ghi âm. Video là kết quả của một tác vụ của bạn, hoặc một địa chỉ.',
  },
  call,
  examples: [
    {
      title: { en: 'A text', vi: 'Nói một đoạn văn bản' },
      request: {
        input: {
          video_id: taken('task_01k9w3x5s8q2m4n6p7r9t0v1ya', 'kling/text-to-video', ['data', 'task_id']),
          mode: 'text2video',
          text: 'Good evening. Tonight I play for you alone.',
          voice_id: 'uk_man2',
          voice_language: 'en',
          voice_speed: 1,
        },
      },
      expect: { reply: submitted(), comes: true },
    },
    {
      title: { en: 'A recording, and a video of your own', vi: 'Bản ghi âm và video của riêng bạn' },
      request: {
        input: {
          video_url: 'https://example.com/speaker.mp4',
          mode: 'audio2video',
          audio_type: 'url',
          audio_url: 'https://example.com/speech.mp3',
        },
      },
      expect: { reply: submitted() },
    },
  ],
  tables: [
    {
      title: { en: 'Some voices', vi: 'Một số giọng' },
      columns: ['voice_language', 'voice_id'],
      rows: [
        [
          'en',
          'genshin_vindi2, AOT, ai_shatang, oversea_male1, uk_boy1, uk_man2, calm_story1, reader_en_m-v1, commercial_lady_en_f-v1',
        ],
        [
          'zh',
          'girlfriend_1_speech02, tiyuxi_xuedi, you_pingjing, uk_oldman3, chuanmeizi_speech02, tianmeixuemei-v1, mengwa-v1',
        ],
      ],
    },
  ],
  notes: [
    {
      en: '`video_id` is the id of a video in the result of a task, or the id of the task itself. The task must be done, and younger than 30 days; the request goes to the account that made it.',
      vi: '`video_id` là id của video trong kết quả một tác vụ, hoặc chính id của tác vụ. Tác vụ phải đã hoàn tất và chưa quá 30 ngày; yêu cầu được gửi đến đúng tài khoản đã tạo video.',
    },
    {
      en: 'Charged by each five seconds begun of the result. Until it is there ten seconds are held.',
      vi: 'Tính tiền theo mỗi năm giây (tính tròn lên) của kết quả. Trong lúc chờ, hệ thống tạm giữ tiền cho mười giây.',
    },
    {
      en: 'Several faces: `POST /kling/v1/videos/identify-face`, then `POST /kling/v1/videos/advanced-lip-sync` with its `session_id`; both pass as Kling documents them.',
      vi: 'Nếu có nhiều khuôn mặt: gọi `POST /kling/v1/videos/identify-face`, rồi `POST /kling/v1/videos/advanced-lip-sync` với `session_id` nhận được; cả hai được chuyển tiếp đúng theo tài liệu của Kling.',
    },
  ],
  seeAlso: ['kling/query-task', 'kling/video-extension', 'kling/other-endpoints'],
});
