import { page } from '../../page.ts';
import { prompt, second, submit, upscaled } from '../../samples/midjourney.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'midjourney',
  slug: 'open-window',
  rows: [],
  title: { en: 'Actions that open a window', vi: 'Hành động mở cửa sổ' },
  intro: {
    en: 'Custom Zoom, Vary (Region) and remix ask for something first. Their action answers with code 21, and its task waits in `MODAL` until a modal confirms it.',
    vi: 'Custom Zoom, Vary (Region) và remix cần thêm thông tin. Hành động trả về mã 21, và tác vụ chờ ở `MODAL` cho đến khi được modal xác nhận.',
  },
  call: submit('submit/action'),
  examples: [
    {
      title: { en: 'Custom Zoom of an upscaled picture', vi: 'Custom Zoom trên ảnh đã phóng to' },
      request: { customId: `MJ::CustomZoom::${second}`, taskId: upscaled },
      expect: {
        reply: {
          code: 21,
          description: 'Waiting for window confirm',
          result: text('task_01k9x3d0q5t7w9y1a3c5e7g9j1', /^task_[0-9a-z]{26}$/),
          properties: { finalPrompt: prompt, remix: true },
        },
        comes: true,
      },
    },
  ],
  notes: [
    {
      en: 'Opening a window is free. One that is not confirmed within an hour ends as `FAILURE`.',
      vi: 'Mở cửa sổ không mất phí. Cửa sổ không được xác nhận trong một giờ sẽ kết thúc với `FAILURE`.',
    },
  ],
  seeAlso: ['midjourney/submit-modal', 'midjourney/submit-action'],
});
