import { page } from '../../page.ts';
import { program } from '../../program.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'python',
  slug: 'claude-image',
  rows: ['R213'],
  title: { en: 'Python uses Claude to identify images', vi: 'Python: dùng Claude nhận diện ảnh' },
  intro: {
    en: 'A picture and a question for Claude in its own format, with Anthropic’s official library.',
    vi: 'Gửi ảnh và câu hỏi cho Claude theo định dạng riêng của nó, bằng thư viện chính thức của Anthropic.',
  },
  program: program('python', {
    file: 'claude_image.py',
    needs: ['anthropic'],
    reads: ['lighthouse.png'],
    prints: [
      'You said: “What is in this picture?”. I see a PNG image of 96 × 96 pixels. This is a simulated answer of claude-sonnet-5.',
      text('tokens: 28 in, 66 out', /^tokens: [1-9]\d* in, [1-9]\d* out$/),
    ],
  }),
  notes: [
    {
      en: 'Anthropic’s library wants the address without `/v1`. Claude also answers in OpenAI’s format: see the programs for `gpt-4o` and change the name of the model.',
      vi: 'Thư viện của Anthropic cần địa chỉ không có `/v1`. Claude cũng trả lời theo định dạng OpenAI: xem các chương trình cho `gpt-4o` và đổi tên model.',
    },
  ],
  seeAlso: ['claude/image-recognition', 'python/local-image'],
});
