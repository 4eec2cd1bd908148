import { page } from '../../page.ts';
import { namedGroups, ownGroups, priceList } from '../../samples/groups.ts';
import { accessTokenNote, enveloped, system } from '../../samples/system.ts';
import { each, flag, text, whole } from '../../shape.ts';

export default page({
  section: 'start',
  slug: 'group-comparison',
  rows: ['R004'],
  title: { en: 'API groups compared', vi: 'Bảng so sánh nhóm API' },
  intro: {
    en: 'Groups, their prices and their models are set by the operator of a gateway and change with time, so a table on paper would soon be wrong. These calls give the table as it is now: which groups your keys may use, the factor of each, and which models each has.',
    vi: 'Các nhóm, giá và model của từng nhóm do đơn vị vận hành cổng thiết lập và thay đổi theo thời gian, nên một bảng cố định sẽ sớm sai. Các cuộc gọi dưới đây cho bạn bảng so sánh đúng tại thời điểm hiện tại: khóa của bạn dùng được nhóm nào, hệ số giá của từng nhóm và model trong mỗi nhóm.',
  },
  call: ownGroups,
  examples: [
    {
      title: {
        en: 'The groups that your keys may use, with factor and description',
        vi: 'Các nhóm khóa của bạn dùng được, kèm hệ số và mô tả',
      },
      expect: { reply: enveloped(namedGroups) },
    },
    {
      title: {
        en: 'Models, prices and groups together: material for a table of your own',
        vi: 'Model, giá và nhóm trong một lần gọi: dữ liệu để tự lập bảng so sánh',
      },
      call: system('GET', '/api/pricing'),
      expect: { reply: priceList },
    },
    {
      title: {
        en: 'The groups that are open to everybody; no credential is needed',
        vi: 'Các nhóm mở cho mọi người; không cần thông tin xác thực',
      },
      call: system('GET', '/api/user/groups'),
      expect: { reply: enveloped(namedGroups) },
    },
    {
      title: {
        en: 'For operators: all groups, closed ones included',
        vi: 'Dành cho đơn vị vận hành: mọi nhóm, kể cả nhóm không mở',
      },
      call: system('GET', '/api/admin/groups'),
      expect: {
        reply: enveloped({
          items: each({
            name: text('default', /^[\w.:-]{1,64}$/),
            ratio: text('1', /^\d{1,4}(\.\d{1,6})?$/),
            description: text('Default', /^/),
            open: flag(true),
            users: whole(1),
            tokens: whole(0),
            channels: whole(0),
            models: whole(0),
          }),
        }),
      },
    },
  ],
  tables: [
    {
      title: { en: 'What to compare, and where it stands', vi: 'So sánh những gì, xem ở đâu' },
      columns: [
        { en: 'Question', vi: 'Câu hỏi' },
        { en: 'Where the answer is', vi: 'Xem ở đâu' },
      ],
      rows: [
        [
          { en: 'What does the group cost?', vi: 'Nhóm này giá bao nhiêu?' },
          {
            en: '`group_ratio`: every price is multiplied by it; 1 is the listed price, 0.8 a fifth less',
            vi: '`group_ratio`: mọi mức giá được nhân với hệ số này; 1 là giá niêm yết, 0.8 là rẻ hơn một phần năm',
          },
        ],
        [
          { en: 'Which models does it have?', vi: 'Nhóm có những model nào?' },
          {
            en: '`enable_groups` of each model in `GET /api/pricing`',
            vi: '`enable_groups` của từng model trong `GET /api/pricing`',
          },
        ],
        [
          {
            en: 'Where do its models run, and how dependable is it?',
            vi: 'Model của nhóm chạy ở đâu, độ ổn định ra sao?',
          },
          {
            en: '`desc`, in the operator’s words',
            vi: '`desc`, do đơn vị vận hành mô tả',
          },
        ],
        [
          { en: 'By tokens or by call?', vi: 'Tính theo token hay theo lượt gọi?' },
          {
            en: '`quota_type` of the model: 0 by tokens, 1 by call; the same in every group',
            vi: '`quota_type` của model: 0 là theo token, 1 là theo lượt gọi; giống nhau ở mọi nhóm',
          },
        ],
        [
          { en: 'May I use it?', vi: 'Tôi có được dùng không?' },
          {
            en: 'yes, if `GET /api/user/self/groups` names it',
            vi: 'có, nếu `GET /api/user/self/groups` liệt kê nhóm đó',
          },
        ],
      ],
    },
    {
      title: {
        en: 'How to read the prices: `gpt-4o-mini`, USD for a million tokens',
        vi: 'Cách đọc giá: `gpt-4o-mini`, USD cho một triệu token',
      },
      columns: [
        { en: 'Factor of the group', vi: 'Hệ số của nhóm' },
        { en: 'Input: 2 × `model_ratio` × factor', vi: 'Đầu vào: 2 × `model_ratio` × hệ số' },
        {
          en: 'Cached input: × `cache_ratio`',
          vi: 'Đầu vào từ bộ nhớ đệm: × `cache_ratio`',
        },
        { en: 'Output: × `completion_ratio`', vi: 'Đầu ra: × `completion_ratio`' },
      ],
      rows: [
        ['0.5', '0.075', '0.0375', '0.30'],
        ['0.8', '0.12', '0.06', '0.48'],
        ['1', '0.15', '0.075', '0.60'],
        ['1.5', '0.225', '0.1125', '0.90'],
      ],
    },
  ],
  notes: [
    {
      en: 'The factors of the second table are made up to show the sum; those of this gateway are in the answers.',
      vi: 'Các hệ số ở bảng thứ hai chỉ dùng để minh họa cách tính; hệ số thật của cổng nằm trong kết quả trả về.',
    },
    {
      en: 'With your access token `GET /api/pricing` counts the groups that are yours; without one, only those open to everybody. It lists models that a live channel serves now.',
      vi: 'Nếu gửi kèm access token, `GET /api/pricing` tính cả các nhóm của riêng bạn; nếu không, chỉ tính các nhóm mở cho mọi người. Kết quả gồm những model đang có kênh thật phục vụ.',
    },
    {
      en: '`model_price` is the price of one call in USD, before the factor, of models with `quota_type` 1.',
      vi: '`model_price` là giá một lượt gọi tính bằng USD, chưa nhân hệ số, áp dụng cho model có `quota_type` bằng 1.',
    },
    accessTokenNote,
  ],
  seeAlso: ['start/groups-and-prices', 'system-api/get-token-models', 'chatgpt-chat/list-models'],
});
