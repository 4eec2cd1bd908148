import { page } from '../../page.ts';
import { notes, opened, prompt, submit, submitted } from '../../samples/midjourney.ts';

export default page({
  section: 'midjourney',
  slug: 'submit-modal',
  rows: ['R090'],
  title: { en: 'Submit Modal', vi: 'Gửi Modal' },
  intro: {
    en: 'Confirms a task that waits in `MODAL`. Ask for the id in `result` from then on; the id of the waiting task goes on too and comes to the same picture, so clients that keep to it work as well.',
    vi: 'Xác nhận tác vụ đang chờ ở `MODAL`. Từ đó hãy truy vấn id trong `result`; id của tác vụ đang chờ cũng tiếp tục và cho ra cùng một ảnh, nên client chỉ dùng id cũ vẫn hoạt động.',
  },
  call: submit('submit/modal'),
  examples: [
    {
      title: { en: 'Confirm a Custom Zoom', vi: 'Xác nhận Custom Zoom' },
      request: { taskId: opened, prompt: `${prompt} --zoom 1.8`, maskBase64: '' },
      expect: { reply: submitted },
    },
  ],
  notes: [
    {
      en: 'For Vary (Region) `maskBase64` is needed: a picture of the same size as a data URL, white where it is drawn anew.',
      vi: 'Với Vary (Region) cần `maskBase64`: ảnh cùng kích thước dạng URL dữ liệu, vùng trắng là vùng được vẽ lại.',
    },
    {
      en: 'Without a `prompt` that of the picture is taken.',
      vi: 'Nếu không gửi `prompt`, prompt của ảnh gốc được dùng.',
    },
    {
      en: 'The modal is charged, the waiting task is not. To cancel, cancel the id in `result`.',
      vi: 'Chỉ modal bị tính tiền, tác vụ chờ thì không. Muốn hủy, hãy hủy id trong `result`.',
    },
    notes.ask,
  ],
  seeAlso: ['midjourney/open-window', 'midjourney/submit-action', 'midjourney/query-task'],
});
