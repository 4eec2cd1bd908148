import { page } from '../../page.ts';
import { getWav, notes, uploadedClip } from '../../samples/suno.ts';
import { text } from '../../shape.ts';

const url = text('https://cdn1.suno.ai/ca94a97d-6f3c-4a55-9b7e-2d2f1c3b4a59.wav', /^https?:\/\//);

export default page({
  section: 'suno-query',
  slug: 'get-wav',
  rows: ['R202'],
  title: { en: 'Get wav', vi: 'Lấy tệp wav' },
  intro: {
    en: 'A clip as WAV, without the loss of MP3. The first call starts the conversion; call again until the address is there.',
    vi: 'Lấy clip dạng WAV, không bị giảm chất lượng như MP3. Lần gọi đầu bắt đầu chuyển đổi; gọi lại cho đến khi có địa chỉ.',
  },
  call: getWav,
  examples: [
    {
      title: { en: 'The conversion has begun', vi: 'Đã bắt đầu chuyển đổi' },
      params: { clip_id: uploadedClip },
      expect: {
        reply: {
          code: 'success',
          message: '',
          data: { clip_id: uploadedClip, status: 'processing', wav_file_url: '' },
        },
      },
    },
    {
      title: { en: 'The file is there', vi: 'Đã có tệp' },
      params: { clip_id: uploadedClip },
      expect: {
        reply: {
          code: 'success',
          message: '',
          data: { clip_id: uploadedClip, status: 'complete', wav_file_url: url },
          wav_file_url: url,
        },
        comes: true,
      },
    },
  ],
  notes: [
    {
      en: 'Servers answer this call in many ways (an id, a link in three places, code 1102 until it is done); here it is always the same, with the link both in `data` and at the top.',
      vi: 'Mỗi máy chủ trả lời một kiểu (một id, đường dẫn ở ba vị trí khác nhau, mã 1102 khi chưa xong); tại đây luôn là một dạng, đường dẫn có cả trong `data` và ở ngoài cùng.',
    },
    notes.account,
    { en: 'Free.', vi: 'Miễn phí.' },
  ],
  seeAlso: ['suno-query/query-single-task', 'suno-query/clip-details'],
});
