import { page } from '../../page.ts';
import { kling, submitted } from '../../samples/kling.ts';

export default page({
  section: 'kling',
  slug: 'virtual-try-on',
  rows: ['R141'],
  title: { en: 'Virtual Try-On', vi: 'Thử đồ ảo' },
  intro: {
    en: 'Shows a person in a garment: one picture of the person, one of what is worn. The result is a picture.',
    vi: 'Cho thấy một người trong trang phục khác: một ảnh chụp người, một ảnh chụp quần áo. Kết quả là một ảnh.',
  },
  call: kling('POST', '/kling/v1/images/kolors-virtual-try-on'),
  examples: [
    {
      title: { en: 'One garment', vi: 'Một món đồ' },
      request: {
        model_name: 'kolors-virtual-try-on-v1-5',
        human_image: 'https://example.com/person.png',
        cloth_image: 'https://example.com/jacket.png',
      },
      expect: { reply: submitted() },
    },
  ],
  notes: [
    {
      en: '`kolors-virtual-try-on-v1` takes one garment; version 1.5 also a picture of an upper and a lower one together.',
      vi: '`kolors-virtual-try-on-v1` nhận một món đồ; phiên bản 1.5 còn nhận ảnh chụp chung một áo và một quần (hoặc váy).',
    },
    {
      en: 'Since 2026-09-15 Kling serves these names by its version 3.0, which keeps face and pose better and takes garments on dummies and persons too.',
      vi: 'Từ ngày 2026-09-15 Kling phục vụ các tên này bằng phiên bản 3.0, giữ khuôn mặt và dáng tốt hơn, nhận cả ảnh quần áo trên ma-nơ-canh và trên người.',
    },
  ],
  seeAlso: ['kling/query-task', 'kling/image-generation'],
});
