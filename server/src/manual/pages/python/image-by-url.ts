import { page } from '../../page.ts';
import { program, settings } from '../../program.ts';

export default page({
  section: 'python',
  slug: 'image-by-url',
  rows: ['R212'],
  title: { en: 'Python uses gpt-4o to recognize images', vi: 'Python: dùng gpt-4o nhận diện ảnh' },
  intro: {
    en: 'Sends the address of a picture; the upstream fetches it. Nothing is uploaded from your machine.',
    vi: 'Gửi địa chỉ của ảnh; nhà cung cấp tự tải ảnh về. Không có gì phải tải lên từ máy của bạn.',
  },
  program: program('python', {
    file: 'recognise_image_by_url.py',
    needs: ['openai'],
    environment: [
      ...settings,
      {
        name: 'KEY4U_IMAGE_URL',
        text: {
          en: 'Address of a picture. When it is not set the program asks about one of Wikimedia Commons.',
          vi: 'Địa chỉ của một bức ảnh. Nếu không đặt, chương trình hỏi về một ảnh của Wikimedia Commons.',
        },
      },
    ],
    prints: ['You said: “What is in this picture?”. I see 1 image. This is a simulated answer of gpt-4o.'],
  }),
  notes: [
    {
      en: 'The address must be open to everyone; for pictures on your own machine send the picture itself.',
      vi: 'Địa chỉ phải truy cập công khai được; với ảnh trên máy của bạn, hãy gửi chính bức ảnh.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-image-recognition', 'python/local-image'],
});
