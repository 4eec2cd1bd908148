import { page } from '../../page.ts';
import { byAddress, editPictures, waiting } from '../../samples/pictures.ts';

export default page({
  section: 'dream-drawing',
  slug: 'edit-image',
  rows: ['R104'],
  title: { en: 'Edit Image', vi: 'Sửa ảnh với Jimeng' },
  intro: {
    en: 'Changes pictures that you upload by what the prompt says, with Jimeng 4.0 and later. Several pictures: repeat the part as `image[]`, and say “image 1”, “image 2” in the prompt.',
    vi: 'Sửa các ảnh bạn tải lên theo lời mô tả, dùng Jimeng 4.0 trở lên. Nhiều ảnh: lặp lại phần `image[]` và gọi “image 1”, “image 2” trong lời mô tả.',
  },
  call: editPictures,
  examples: [
    {
      title: { en: 'Upload a picture', vi: 'Tải ảnh lên' },
      form: {
        image: { sample: 'photo.png' },
        model: 'jimeng-4.0',
        prompt: 'Change the clothes to red',
        size: '1:1',
      },
      expect: { reply: byAddress() },
    },
  ],
  notes: [
    {
      en: 'The model takes no mask: a request with a `mask` is refused (400), because without it the whole picture would change.',
      vi: 'Model không nhận mặt nạ: yêu cầu kèm `mask` bị từ chối (400), vì nếu bỏ mặt nạ thì cả ảnh sẽ thay đổi.',
    },
    {
      en: 'Pictures may also go in by address: `image` in the JSON of `POST /v1/images/generations`.',
      vi: 'Cũng có thể gửi ảnh bằng địa chỉ: trường `image` trong JSON của `POST /v1/images/generations`.',
    },
    waiting,
  ],
  seeAlso: ['dream-drawing/create-drawing', 'gpt-image/edit-image'],
});
