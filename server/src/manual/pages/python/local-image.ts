import { page } from '../../page.ts';
import { program } from '../../program.ts';

export default page({
  section: 'python',
  slug: 'local-image',
  rows: ['R211'],
  title: {
    en: 'Python uses gpt-4o to recognize images - local images',
    vi: 'Python: dùng gpt-4o nhận diện ảnh trên máy',
  },
  intro: {
    en: 'Sends a picture from your disk inside the question, as a data URL.',
    vi: 'Gửi kèm một bức ảnh trên máy của bạn trong câu hỏi, dưới dạng data URL.',
  },
  program: program('python', {
    file: 'recognise_local_image.py',
    needs: ['openai'],
    reads: ['lighthouse.png'],
    prints: ['You said: “What is in this picture?”. I see 1 image. This is a simulated answer of gpt-4o.'],
  }),
  notes: [
    {
      en: 'Give the path of your own picture behind the name of the program: PNG, JPEG, WebP or GIF.',
      vi: 'Thêm đường dẫn tới ảnh của bạn sau tên chương trình: PNG, JPEG, WebP hoặc GIF.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-image-recognition-base64', 'python/image-by-url', 'python/claude-image'],
});
