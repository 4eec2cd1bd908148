import { page } from '../../page.ts';
import { mapped, text, Varying } from '../../shape.ts';

const flags = (of: string): Varying =>
  mapped(
    of,
    new Varying(true, (value, where) => (typeof value === 'boolean' ? [] : [`${where} is no boolean`])),
  );
const scores = mapped(
  'violence',
  new Varying(0.9, (value, where) =>
    typeof value === 'number' && value >= 0 && value <= 1 ? [] : [`${where} is not 0 to 1`],
  ),
);

export default page({
  section: 'moderations',
  slug: 'create-moderation',
  rows: [],
  title: { en: 'Create moderation', vi: 'Kiểm duyệt nội dung' },
  intro: {
    en: 'Judges whether texts and pictures may be harmful, and by what: violence, hate, self-harm and more. Use it before you send what your users write to a model.',
    vi: 'Đánh giá văn bản và hình ảnh có thể gây hại hay không, và thuộc loại nào: bạo lực, thù ghét, tự gây hại và các loại khác. Nên dùng trước khi chuyển nội dung của người dùng cho model.',
  },
  call: { dialect: 'openai-moderations', method: 'POST', route: '/v1/moderations' },
  examples: [
    {
      title: { en: 'A threat', vi: 'Một lời đe dọa' },
      request: { model: 'omni-moderation-latest', input: 'I want to kill them.' },
      expect: {
        reply: {
          id: text('modr-035cb3809fe54cd4865af449fd6021e5', /^modr-\w+$/),
          model: 'omni-moderation-2024-09-26',
          results: [
            {
              flagged: true,
              categories: flags('violence'),
              category_scores: scores,
              category_applied_input_types: mapped('violence', ['text']),
            },
          ],
        },
      },
    },
  ],
  notes: [
    {
      en: 'A list of texts gets one result for each; a list of parts (`text`, `image_url`) is judged together and gets one.',
      vi: 'Danh sách văn bản cho mỗi văn bản một kết quả; danh sách các phần (`text`, `image_url`) được xét chung và cho một kết quả.',
    },
    {
      en: 'OpenAI gives this for free, so a call costs nothing unless the operator sets a price.',
      vi: 'OpenAI cung cấp miễn phí, nên mỗi lượt gọi không mất tiền trừ khi quản trị viên đặt giá.',
    },
    {
      en: 'With a test key a few words such as `kill` decide; the other scores are made up.',
      vi: 'Với khóa thử nghiệm, kết quả phụ thuộc vào một số từ như `kill`; các điểm còn lại là giả lập.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-chat-completion'],
});
