import { page } from '../../page.ts';
import { program } from '../../program.ts';

export default page({
  section: 'python',
  slug: 'requests-stream',
  rows: ['R216'],
  title: { en: 'Python request stream output demo', vi: 'Python: ví dụ xuất dạng stream bằng requests' },
  intro: {
    en: 'The stream without any library of a provider: the package `requests` and the lines of server-sent events.',
    vi: 'Nhận stream mà không cần thư viện của nhà cung cấp nào: chỉ dùng gói `requests` và các dòng server-sent events.',
  },
  program: program('python', {
    file: 'requests_stream.py',
    needs: ['requests'],
    prints: ['You said: “Say hello in one sentence.”. This is a simulated answer of gpt-4o-mini.'],
  }),
  notes: [
    {
      en: 'Lines come as bytes on purpose: a letter of several bytes may be split between two pieces, but never between two lines.',
      vi: 'Các dòng được đọc ở dạng byte là có chủ ý: một chữ gồm nhiều byte có thể bị tách giữa hai mẩu, nhưng không bao giờ giữa hai dòng.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-chat-completion-streaming', 'python/library-stream'],
});
