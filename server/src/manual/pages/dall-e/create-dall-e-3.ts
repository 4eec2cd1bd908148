import { page } from '../../page.ts';
import { created } from '../../samples/drawn.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'dall-e',
  slug: 'create-dall-e-3',
  rows: ['R105'],
  title: { en: 'Create DALL·E 3', vi: 'Tạo ảnh với DALL·E 3' },
  intro: {
    en: 'The images endpoint with its older model: the answer is an address, and the prompt as the model rewrote it. OpenAI withdrew the model on 2026-05-12; it works where a channel still has it. For new work take a GPT image model.',
    vi: 'Endpoint tạo ảnh với model đời trước: kết quả là địa chỉ ảnh và lời mô tả đã được model viết lại. OpenAI đã ngừng model này từ 2026-05-12; chỉ dùng được khi kênh còn hỗ trợ. Với dự án mới, hãy dùng GPT Image.',
  },
  call: { dialect: 'openai-images', method: 'POST', route: '/v1/images/generations' },
  examples: [
    {
      title: { en: 'A picture by its address', vi: 'Nhận ảnh qua địa chỉ' },
      request: {
        model: 'dall-e-3',
        prompt: 'A cute baby sea otter',
        n: 1,
        size: '1024x1024',
        quality: 'hd',
        style: 'vivid',
      },
      expect: {
        reply: {
          created,
          data: [
            {
              url: text('https://example.com/img-otter.png', /^https?:\/\//),
              revised_prompt: text('A cute baby sea otter floats on its back in calm water.', /./),
            },
          ],
        },
      },
    },
  ],
  notes: [
    {
      en: 'One picture a call (`n` is 1). The address lives an hour; `"response_format": "b64_json"` gives the bytes instead.',
      vi: 'Mỗi lượt gọi tạo một ảnh (`n` bằng 1). Địa chỉ chỉ tồn tại một giờ; dùng `"response_format": "b64_json"` để nhận dữ liệu ảnh.',
    },
    {
      en: 'Charged by the picture: 0.04 USD for a standard square, 0.08 for hd or a wide one, 0.12 for both.',
      vi: 'Tính tiền theo ảnh: 0.04 USD cho ảnh vuông chất lượng standard, 0.08 cho hd hoặc ảnh khổ rộng, 0.12 cho cả hai.',
    },
  ],
  seeAlso: ['gpt-image/create-image', 'dall-e/image-variations'],
});
