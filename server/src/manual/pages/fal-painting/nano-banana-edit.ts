import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal-painting',
  slug: 'nano-banana-edit',
  rows: ['R120'],
  model: 'fal-ai/nano-banana/edit',
  title: { en: '/fal-ai/nano-banana/edit Image Editing', vi: '/fal-ai/nano-banana/edit chỉnh sửa ảnh' },
  intro: {
    en: 'Changes or combines pictures as the prompt says. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Chỉnh sửa hoặc kết hợp các ảnh theo prompt. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'make a photo of the man driving the car down the california coastline',
    image_urls: [
      'https://storage.googleapis.com/falserverless/example_inputs/nano-banana-edit-input.png',
      'https://storage.googleapis.com/falserverless/example_inputs/nano-banana-edit-input-2.png',
    ],
    num_images: 1,
  },
  form: 'described',
  price: { usd: '0.039', by: 'image' },
});
