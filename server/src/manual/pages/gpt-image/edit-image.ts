import { page } from '../../page.ts';
import { imageList, imageUsage } from '../../samples/drawn.ts';

const model = 'gpt-image-2';

export default page({
  section: 'gpt-image',
  slug: 'edit-image',
  rows: ['R101'],
  title: { en: 'Edit gpt-image-1', vi: 'Sửa ảnh với GPT Image' },
  intro: {
    en: 'Draws a new picture from pictures that you send and a text that says what to change.',
    vi: 'Vẽ ảnh mới từ các ảnh bạn gửi và lời mô tả cần thay đổi gì.',
  },
  call: { dialect: 'openai-images', method: 'POST', route: '/v1/images/edits' },
  examples: [
    {
      title: { en: 'Upload a picture', vi: 'Tải ảnh lên' },
      form: {
        image: { sample: 'photo.png' },
        model,
        prompt: 'Make it brighter',
        size: '1024x1024',
        quality: 'low',
      },
      expect: { reply: imageList('low', '1024x1024', imageUsage(3, 272, 323)) },
    },
  ],
  notes: [
    {
      en: 'Several pictures: repeat the part as `image[]`, at most 16; png, jpeg or webp under 50 MB each. Every part needs a file name and its type.',
      vi: 'Nhiều ảnh: lặp lại phần `image[]`, tối đa 16 ảnh; png, jpeg hoặc webp dưới 50 MB mỗi ảnh. Mỗi phần cần có tên tệp và kiểu tệp.',
    },
    {
      en: 'In place of a form GPT image models take JSON with addresses: `"images": [{"image_url": "https://…"}]`, or `data:` URLs.',
      vi: 'Thay cho form, các model GPT Image còn nhận JSON với địa chỉ ảnh: `"images": [{"image_url": "https://…"}]`, hoặc URL `data:`.',
    },
    {
      en: '`input_fidelity: "high"` keeps faces and logos closer, on gpt-image-1 and 1.5; later models always do and refuse the field.',
      vi: '`input_fidelity: "high"` giữ khuôn mặt và logo sát hơn, dùng với gpt-image-1 và 1.5; các model sau luôn làm vậy và từ chối trường này.',
    },
    {
      en: 'Pictures that are sent count as input tokens of a price of their own.',
      vi: 'Ảnh gửi lên được tính thành token đầu vào với đơn giá riêng.',
    },
  ],
  seeAlso: ['gpt-image/create-image', 'gpt-image/mask-image'],
});
