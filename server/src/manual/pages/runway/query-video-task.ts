import { page } from '../../page.ts';
import { doneRunway, queryRunway } from '../../samples/runway.ts';
import { taken } from '../../shape.ts';

export default page({
  section: 'runway',
  slug: 'query-video-task',
  rows: ['R147'],
  title: { en: 'Query video task (free)', vi: 'Truy vấn tác vụ video (miễn phí)' },
  intro: {
    en: 'How far a task is and, once it has succeeded, where its film is. Ask every five seconds or so; the SDK’s `waitForTaskOutput` does.',
    vi: 'Cho biết tác vụ đang ở bước nào và khi thành công thì video nằm ở đâu. Hãy hỏi khoảng năm giây một lần; hàm `waitForTaskOutput` của SDK làm đúng như vậy.',
  },
  call: queryRunway,
  examples: [
    {
      title: { en: 'When the film is there', vi: 'Khi đã có video' },
      params: { id: taken('task_01kb2m3n4p5q6r7s8t9v0w1x2y', 'runway/submit-video-generation-task', ['id']) },
      expect: { reply: doneRunway(25), comes: true },
    },
  ],
  object: {
    at: [],
    fields: [
      { name: 'id', type: 'string', text: { en: 'The task.', vi: 'Mã tác vụ.' } },
      { name: 'createdAt', type: 'string', text: { en: 'When it was taken.', vi: 'Thời điểm tiếp nhận.' } },
      {
        name: 'status',
        type: 'string',
        text: {
          en: 'PENDING, THROTTLED, RUNNING, SUCCEEDED, FAILED or CANCELLED.',
          vi: 'PENDING, THROTTLED, RUNNING, SUCCEEDED, FAILED hoặc CANCELLED.',
        },
      },
      {
        name: 'progress',
        type: 'number, while running',
        text: { en: '0 to 1.', vi: 'Từ 0 đến 1.' },
      },
      {
        name: 'estimatedCost',
        type: 'object, until it ends',
        text: { en: 'The most that it will cost, in credits.', vi: 'Chi phí tối đa, tính bằng credit.' },
      },
      {
        name: 'cost',
        type: 'object, when it has ended',
        text: {
          en: 'What was charged, in credits; 0 for a failure.',
          vi: 'Số đã tính tiền, bằng credit; 0 nếu thất bại.',
        },
      },
      { name: 'cost.credits', type: 'number', text: { en: 'Credits.', vi: 'Số credit.' } },
      {
        name: 'output',
        type: 'array of string, when succeeded',
        text: { en: 'Addresses of the films.', vi: 'Địa chỉ các video.' },
      },
      {
        name: 'failure',
        type: 'string, when failed',
        text: { en: 'Why, in words.', vi: 'Lý do bằng lời.' },
      },
      {
        name: 'failureCode',
        type: 'string, when failed',
        text: {
          en: 'Runway’s code; one that begins with SAFETY will fail again.',
          vi: 'Mã của Runway; mã bắt đầu bằng SAFETY gửi lại vẫn thất bại.',
        },
      },
    ],
  },
  seeAlso: ['runway/status-code', 'runway/submit-video-generation-task'],
});
