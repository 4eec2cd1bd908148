import { page } from '../../page.ts';
import { formNote, pictures, priceV3, refusal, safetyNote, v3, waitNote } from '../../samples/ideogram.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'ideogram',
  slug: 'remix-v3',
  rows: ['R093'],
  title: { en: 'Generate 3.0 (Image Remix)', vi: 'Generate 3.0 (Trộn ảnh) Remix' },
  intro: {
    en: 'Makes new pictures after a picture and a text; `image_weight` says how much of the picture stays.',
    vi: 'Tạo ảnh mới từ một bức ảnh và một đoạn văn bản; `image_weight` cho biết giữ lại bao nhiêu phần của ảnh gốc.',
  },
  call: v3('remix'),
  examples: [
    {
      title: { en: 'The same scene in winter', vi: 'Cùng cảnh đó vào mùa đông' },
      form: {
        image: { sample: 'photo.png' },
        prompt: 'The same scene in winter',
        image_weight: 70,
        aspect_ratio: '3x2',
      },
      expect: { reply: pictures({ prompt: 'The same scene in winter', resolution: '1248x832' }) },
    },
    {
      title: { en: 'A weight that does not exist', vi: 'Trọng số không hợp lệ' },
      form: { image: { sample: 'photo.png' }, prompt: 'The same scene in winter', image_weight: 101 },
      expect: {
        status: 400,
        reply: refusal(
          'image_weight',
          'invalid_value',
          text(
            'image_weight: Too big: expected number to be <=100 (request id: req_01m82z82bj8x8aefgbh66wa9t4)',
            /^image_weight: /,
          ),
        ),
      },
    },
  ],
  tables: [priceV3],
  notes: [formNote, waitNote, safetyNote],
  seeAlso: ['ideogram/generate', 'ideogram/remix', 'ideogram/reframe'],
});
