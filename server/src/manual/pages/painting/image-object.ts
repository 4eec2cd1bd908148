import { type Field, page } from '../../page.ts';
import { imageList, imageUsage } from '../../samples/drawn.ts';

const field = (name: string, type: string, en: string, vi: string): Field => ({
  name,
  type,
  text: { en, vi },
});

export default page({
  section: 'painting',
  slug: 'image-object',
  rows: ['R081'],
  title: { en: 'Image object', vi: 'Đối tượng ảnh' },
  intro: {
    en: 'What the images endpoint answers, field by field. GPT image models give the picture as base64; all others give an address unless `response_format` is `b64_json`.',
    vi: 'Nội dung trả về của endpoint ảnh, giải thích từng trường. Các model GPT Image trả ảnh dạng base64; mọi model khác trả địa chỉ trừ khi `response_format` là `b64_json`.',
  },
  call: { dialect: 'openai-images', method: 'POST', route: '/v1/images/generations' },
  examples: [
    {
      title: { en: 'A call that gives this object', vi: 'Cuộc gọi trả về đối tượng này' },
      request: { model: 'gpt-image-2', prompt: 'a cute piglet', size: '1024x1024', quality: 'low' },
      expect: { reply: imageList('low', '1024x1024', imageUsage(3, 272)) },
    },
  ],
  object: {
    at: [],
    fields: [
      field(
        'created',
        'integer',
        'When it was made, in Unix seconds.',
        'Thời điểm tạo, tính bằng giây Unix.',
      ),
      field(
        'data',
        'array',
        'The pictures, as many as `n` asked for.',
        'Các ảnh, theo số lượng `n` đã yêu cầu.',
      ),
      field('data[].b64_json', 'string', 'The picture as base64.', 'Ảnh dạng base64.'),
      field(
        'data[].url',
        'string, in place of b64_json',
        'The address of the picture. OpenAI’s lasts an hour; of other makers it is the gateway’s, and lasts as long as the task.',
        'Địa chỉ của ảnh. Của OpenAI tồn tại một giờ; với các hãng khác đó là địa chỉ của gateway, tồn tại cùng tác vụ.',
      ),
      field(
        'data[].revised_prompt',
        'string, of DALL·E 3',
        'The prompt as the model rewrote it.',
        'Prompt sau khi model viết lại.',
      ),
      field(
        'background',
        'string, of GPT image models',
        'opaque or transparent.',
        'opaque hoặc transparent.',
      ),
      field('output_format', 'string, of GPT image models', 'png, webp or jpeg.', 'png, webp hoặc jpeg.'),
      field('quality', 'string, of GPT image models', 'How finely it was drawn.', 'Mức chất lượng đã vẽ.'),
      field(
        'size',
        'string, of GPT image models',
        'Width x height in pixels.',
        'Chiều rộng x chiều cao, tính bằng pixel.',
      ),
      field('usage', 'object, of GPT image models', 'The tokens that are charged.', 'Số token bị tính tiền.'),
      field('usage.total_tokens', 'integer', 'Input and output together.', 'Tổng đầu vào và đầu ra.'),
      field('usage.input_tokens', 'integer', 'All tokens of the request.', 'Toàn bộ token của yêu cầu.'),
      field('usage.output_tokens', 'integer', 'All tokens of the pictures.', 'Toàn bộ token của ảnh tạo ra.'),
      field('usage.input_tokens_details', 'object', 'Parts of the input.', 'Các phần của đầu vào.'),
      field('usage.input_tokens_details.text_tokens', 'integer', 'Of the prompt.', 'Token của prompt.'),
      field(
        'usage.input_tokens_details.image_tokens',
        'integer',
        'Of pictures that were sent.',
        'Token của ảnh đã gửi lên.',
      ),
      field('usage.output_tokens_details', 'object', 'Parts of the output.', 'Các phần của đầu ra.'),
      field(
        'usage.output_tokens_details.text_tokens',
        'integer',
        'Of words that the model wrote.',
        'Token của phần chữ model viết ra.',
      ),
      field('usage.output_tokens_details.image_tokens', 'integer', 'Of the pictures.', 'Token của ảnh.'),
    ],
  },
  notes: [
    {
      en: 'Models of other makers add `data[].size` where it is known, and `usage.generated_images`; their tokens are 0 where the maker counts none.',
      vi: 'Model của các hãng khác thêm `data[].size` nếu biết kích thước, và `usage.generated_images`; số token bằng 0 nếu hãng không đếm token.',
    },
    {
      en: 'The picture itself: decode `data[0].b64_json` from base64 and write the bytes to a file.',
      vi: 'Để lấy ảnh: giải mã `data[0].b64_json` từ base64 rồi ghi ra tệp.',
    },
  ],
  seeAlso: ['gpt-image/create-image', 'dall-e/create-dall-e-3', 'painting/readme'],
});
