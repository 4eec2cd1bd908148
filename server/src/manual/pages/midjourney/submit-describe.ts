import { page } from '../../page.ts';
import { tinyPng } from '../../samples/chat.ts';
import { notes, submit, submitted } from '../../samples/midjourney.ts';

export default page({
  section: 'midjourney',
  slug: 'submit-describe',
  rows: ['R089'],
  title: { en: 'Submit Describe Task', vi: 'Gửi tác vụ Describe' },
  intro: {
    en: 'Writes four prompts that could have made a picture. When the task has succeeded they stand in `properties.finalPrompt`, numbered; the `buttons` draw them.',
    vi: 'Viết bốn prompt có thể tạo ra ảnh đã cho. Khi tác vụ thành công, chúng nằm trong `properties.finalPrompt` và được đánh số; bấm `buttons` để vẽ theo.',
  },
  call: submit('submit/describe'),
  examples: [
    {
      title: { en: 'Describe a picture', vi: 'Mô tả một ảnh' },
      request: { botType: 'MID_JOURNEY', base64: tinyPng, notifyHook: '', state: '' },
      expect: { reply: submitted },
    },
  ],
  notes: [
    {
      en: 'In place of `base64` a `link` to the picture may stand.',
      vi: 'Có thể gửi `link` đến ảnh thay cho `base64`.',
    },
    notes.ask,
    notes.price,
  ],
  seeAlso: ['midjourney/query-task', 'midjourney/submit-action', 'midjourney/more-submits'],
});
