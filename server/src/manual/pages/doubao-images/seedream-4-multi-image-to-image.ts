import { once, page } from '../../page.ts';
import { byAddress, drawnEvent, drawPictures, usageOf } from '../../samples/pictures.ts';

const model = 'doubao-seedream-4-0-250828';
const image = ['https://example.com/girl.png', 'https://example.com/cow.png'];
const group = {
  sequential_image_generation: 'auto',
  sequential_image_generation_options: { max_images: 3 },
};
const prompt = 'make 3 pictures of the girl and the cow doll on a roller coaster: morning, noon, evening';
const size = '1728x2304';

export default page({
  section: 'doubao-images',
  slug: 'seedream-4-multi-image-to-image',
  rows: ['R116'],
  title: {
    en: 'doubao-seedream-4-0-250828-multi-image-to-image',
    vi: 'doubao-seedream-4-0-250828: nhiều ảnh thành ảnh',
  },
  intro: {
    en: 'Several pictures go in as a list, and the prompt says what becomes of which (“image 1”, “image 2”). With `sequential_image_generation: "auto"` a group of related pictures comes out.',
    vi: 'Nhiều ảnh đầu vào đặt trong một danh sách, lời mô tả nói rõ dùng ảnh nào vào việc gì (“image 1”, “image 2”). Với `sequential_image_generation: "auto"` kết quả là một nhóm ảnh liên quan.',
  },
  call: drawPictures,
  examples: [
    {
      title: { en: 'A group', vi: 'Một nhóm ảnh' },
      request: { model, prompt, image, ...group, response_format: 'url', size, watermark: true },
      expect: { reply: byAddress(3, size, 46_656) },
    },
    {
      title: { en: 'As a stream', vi: 'Qua stream' },
      request: {
        model,
        prompt,
        image,
        ...group,
        response_format: 'url',
        size,
        stream: true,
        watermark: true,
      },
      expect: {
        stream: [
          once(drawnEvent(size), { en: 'A picture.', vi: 'Một ảnh.' }),
          once(drawnEvent(size), { en: 'The next.', vi: 'Ảnh tiếp theo.' }),
          once(drawnEvent(size, usageOf(3, 46_656)), {
            en: 'The last, with the usage of all.',
            vi: 'Ảnh cuối, kèm mức sử dụng của cả nhóm.',
          }),
        ],
      },
    },
  ],
  notes: [
    {
      en: '`max_images` is 1 to 15, and what goes in counts too: together at most 15. So many are held, and those that come are charged.',
      vi: '`max_images` từ 1 đến 15, tính cả ảnh đầu vào: tổng cộng tối đa 15. Gateway tạm giữ tiền theo số đó và chỉ thu theo ảnh nhận được.',
    },
    {
      en: 'The events are those of OpenAI, one `image_generation.completed` for each picture, when all are done. Without `response_format` they hold `b64_json`.',
      vi: 'Sự kiện theo định dạng OpenAI: mỗi ảnh một `image_generation.completed`, gửi khi cả nhóm đã xong. Nếu không đặt `response_format`, sự kiện chứa `b64_json`.',
    },
    {
      en: '5.0 Pro makes no groups.',
      vi: 'Bản 5.0 Pro không tạo nhóm ảnh.',
    },
  ],
  seeAlso: ['doubao-images/seedream-4-image-to-image', 'doubao-images/seedream-4-text-to-image'],
});
