import { type CallRef, page } from '../../page.ts';
import { createdRunway } from '../../samples/runway.ts';
import { taken, text, Varying } from '../../shape.ts';

const call = (method: CallRef['method'], path: string): CallRef => ({
  dialect: 'runway',
  method,
  route: `/runwayml/v1/${path}`,
});

const film = 'https://example.com/street.mp4';
const upscaler = 'magnific_video_upscaler_creative';

export default page({
  section: 'runway',
  slug: 'other-requests',
  rows: [],
  title: { en: 'Other requests of Runway’s API', vi: 'Các yêu cầu khác của API Runway' },
  intro: {
    en: 'What Runway’s SDKs can ask for beside films from pictures. Each answers with an id that the same query takes.',
    vi: 'Những yêu cầu khác mà SDK của Runway hỗ trợ ngoài tạo video từ ảnh. Mỗi yêu cầu trả về id dùng cho cùng một truy vấn.',
  },
  call: call('POST', 'text_to_video'),
  examples: [
    {
      title: { en: 'A film from words', vi: 'Tạo video từ văn bản' },
      request: {
        model: 'gen4.5',
        promptText: 'A golden retriever running through wildflowers',
        ratio: '1280:720',
        duration: 5,
      },
      expect: { reply: createdRunway(60) },
    },
    {
      title: { en: 'Change a film', vi: 'Chỉnh sửa video' },
      call: call('POST', 'video_to_video'),
      request: { model: 'aleph2', videoUri: film, promptText: 'The same street in snow' },
      expect: { reply: createdRunway(840) },
    },
    {
      title: { en: 'Let a character act', vi: 'Cho nhân vật diễn theo video mẫu' },
      call: call('POST', 'character_performance'),
      request: {
        model: 'act_two',
        character: { type: 'image', uri: 'https://example.com/face.png' },
        reference: { type: 'video', uri: 'https://example.com/acting.mp4' },
        ratio: '1280:720',
      },
      expect: { reply: createdRunway(150) },
    },
    {
      title: { en: 'A picture', vi: 'Tạo ảnh' },
      call: call('POST', 'text_to_image'),
      request: { model: 'gen4_image', promptText: 'A serene Japanese garden', ratio: '1920:1080' },
      expect: { reply: createdRunway(8) },
    },
    {
      title: {
        en: 'Enlarge a film, where the operator offers it',
        vi: 'Tăng độ phân giải, nếu cổng có cung cấp',
      },
      call: call('POST', 'video_upscale'),
      request: { model: upscaler, videoUri: film },
      expect: {
        status: 404,
        reply: {
          error: text(
            `the model ${upscaler} is not known here (request id: req_01m82z82bj8x8aefgbh66wa9t4)`,
            /model/,
          ),
          code: 'model_unknown',
          issues: new Varying(
            [{ code: 'custom', message: 'the model is not known here', path: ['model'] }],
            (value, where) => (Array.isArray(value) ? [] : [`${where} is no list`]),
          ),
        },
      },
    },
    {
      title: { en: 'Cancel a task', vi: 'Hủy tác vụ' },
      call: call('DELETE', 'tasks/:id'),
      params: { id: taken('task_01kb2m3n4p5q6r7s8t9v0w1x2y', 'runway/submit-video-generation-task', ['id']) },
      expect: { status: 204, empty: true },
    },
    {
      title: { en: 'Your balance', vi: 'Số dư của bạn' },
      call: call('GET', 'organization'),
      expect: {
        reply: {
          creditBalance: new Varying(2500, (value, where) =>
            Number.isInteger(value) ? [] : [`${where} is no whole number`],
          ),
          tier: { maxMonthlyCreditSpend: 0, models: {} },
          usage: { models: {} },
        },
      },
    },
  ],
  notes: [
    {
      en: 'aleph2 costs 0.28 USD for a second of your film, at least 0.56; act_two 0.05, at least 0.15. For these two 30 seconds are held until Runway tells the true length, and only that is charged.',
      vi: 'aleph2 có giá 0,28 USD cho mỗi giây video của bạn, tối thiểu 0,56; act_two 0,05, tối thiểu 0,15. Với hai model này, 30 giây được tạm giữ cho đến khi Runway báo độ dài thật và chỉ tính theo độ dài đó.',
    },
    {
      en: 'DELETE cancels a task that has not ended, with a full refund; one that has ended is forgotten with its films.',
      vi: 'DELETE hủy tác vụ chưa kết thúc và hoàn tiền toàn bộ; với tác vụ đã kết thúc thì xóa cả tác vụ và video.',
    },
  ],
  seeAlso: ['runway/submit-video-generation-task', 'runway/query-video-task'],
});
