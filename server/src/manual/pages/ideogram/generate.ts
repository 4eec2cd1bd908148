import { page } from '../../page.ts';
import { formNote, pictures, priceV3, refusal, safetyNote, v3, waitNote } from '../../samples/ideogram.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'ideogram',
  slug: 'generate',
  rows: ['R091'],
  title: { en: 'Generate 3.0 (Text-to-Image) Generate', vi: 'Generate 3.0 (Tạo ảnh từ văn bản)' },
  intro: {
    en: 'Makes pictures from a text with Ideogram 3.0, which is good at letters inside pictures. The request may be JSON; with reference pictures it is a form.',
    vi: 'Tạo ảnh từ văn bản bằng Ideogram 3.0, model vẽ chữ trong ảnh rất tốt. Yêu cầu có thể là JSON; khi kèm ảnh tham chiếu thì dùng form.',
  },
  call: v3('generate'),
  examples: [
    {
      title: { en: 'From a text', vi: 'Từ văn bản' },
      request: {
        prompt: 'A poster of a lighthouse that says HUE',
        rendering_speed: 'DEFAULT',
        seed: 511526458,
      },
      expect: {
        reply: pictures({
          prompt: 'A poster of a lighthouse that says HUE',
          resolution: '1024x1024',
          seed: 511526458,
        }),
      },
    },
    {
      title: {
        en: 'Two wide pictures in a style, as a form',
        vi: 'Hai ảnh ngang theo phong cách, gửi bằng form',
      },
      form: {
        prompt: 'A paper boat on a rainy street',
        aspect_ratio: '16x9',
        num_images: 2,
        rendering_speed: 'TURBO',
        style_type: 'REALISTIC',
        style_reference_images: [{ sample: 'photo.png' }],
      },
      expect: {
        reply: pictures(
          { prompt: 'A paper boat on a rainy street', resolution: '1376x768', style: 'REALISTIC' },
          2,
        ),
      },
    },
    {
      title: {
        en: 'Shape and size cannot both be named',
        vi: 'Không thể vừa chọn tỉ lệ vừa chọn kích thước',
      },
      request: { prompt: 'A kite', aspect_ratio: '1x1', resolution: '1024x1024' },
      expect: {
        status: 400,
        reply: refusal(
          'resolution',
          'invalid_value',
          text(
            'give aspect_ratio or resolution, not both (request id: req_01m82z82bj8x8aefgbh66wa9t4)',
            /^give aspect_ratio or resolution/,
          ),
        ),
      },
    },
    {
      title: { en: 'A prompt that the safety check refuses', vi: 'Prompt bị bộ lọc an toàn từ chối' },
      headers: { 'x-key4u-simulate': 'refuse' },
      request: { prompt: 'Something that is not allowed' },
      expect: {
        status: 422,
        reply: {
          error: text(
            'The prompt or the image failed the safety check (request id: req_01m82z82bj8x8aefgbh66wa9t4)',
            /safety check/,
          ),
        },
      },
    },
  ],
  tables: [priceV3],
  notes: [
    waitNote,
    safetyNote,
    formNote,
    {
      en: 'The address is Ideogram’s own behind `/ideogram`; in place of its `Api-Key` header goes `Authorization: Bearer` with your key.',
      vi: 'Địa chỉ là địa chỉ gốc của Ideogram, thêm `/ideogram` phía trước; thay cho header `Api-Key` là `Authorization: Bearer` với khóa của bạn.',
    },
  ],
  seeAlso: ['ideogram/edit', 'ideogram/remix-v3', 'ideogram/text-to-image'],
});
