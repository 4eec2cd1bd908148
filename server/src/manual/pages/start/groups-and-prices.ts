import { page } from '../../page.ts';
import { completion, createChat } from '../../samples/chat.ts';
import {
  accessTokenNote,
  enveloped,
  refusalNote,
  system,
  tokenObject,
  wholeKey,
} from '../../samples/system.ts';
import { question } from '../../samples/tools.ts';
import { text } from '../../shape.ts';

const model = 'gpt-4o-mini';

export default page({
  section: 'start',
  slug: 'groups-and-prices',
  rows: ['R005'],
  title: {
    en: 'What API groups are, and why prices differ',
    vi: 'Tính đặc thù của nhóm API và khác biệt về giá',
  },
  intro: {
    en: 'A group is a lane through the gateway. It decides two things of a call: which channels (accounts at the makers and resellers) may serve it, and the factor by which the price is multiplied. The address and the names of the models stay the same: you change lanes by choosing another group on the key.',
    vi: 'Nhóm là một làn đi qua cổng. Nhóm quyết định hai điều của mỗi cuộc gọi: những kênh nào (tài khoản tại các hãng hoặc đại lý) được phục vụ, và hệ số nhân vào giá. Địa chỉ và tên model không đổi: muốn chuyển làn, bạn chỉ cần chọn nhóm khác cho khóa.',
  },
  examples: [
    {
      title: {
        en: 'What a call cost: price × usage × factor, in the header',
        vi: 'Chi phí một cuộc gọi: giá × lượng dùng × hệ số, ghi trong header',
      },
      call: createChat,
      request: { model, messages: [{ role: 'user', content: question }] },
      expect: {
        headers: { 'x-key4u-cost': text('0.0000168', /^0\.\d+$/) },
        reply: completion(
          model,
          [{ message: { content: `You said: “${question}”. This is a simulated answer of ${model}.` } }],
          { input: 12, output: 25 },
        ),
      },
    },
    {
      title: { en: 'A key that goes through a certain group', vi: 'Tạo khóa đi qua một nhóm xác định' },
      call: system('POST', '/api/token'),
      request: { name: 'batch work', group: 'default', unlimited_quota: true, expired_time: -1 },
      expect: {
        reply: enveloped(
          tokenObject({
            key: wholeKey,
            name: 'batch work',
            group: 'default',
            remain_quota: 0,
            unlimited_quota: true,
            used_quota: 0,
          }),
        ),
      },
    },
    {
      title: {
        en: 'A group that is not yours is refused when you choose it',
        vi: 'Chọn nhóm không dành cho bạn thì bị từ chối ngay',
      },
      call: system('POST', '/api/token'),
      request: { name: 'batch work', group: 'not-mine', unlimited_quota: true, expired_time: -1 },
      expect: {
        reply: {
          success: false,
          message: text(
            'the group "not-mine" is not one that you may use: choose one of default, vip',
            /^the group "not-mine" is not one that you may use: choose one of /,
          ),
        },
      },
    },
    {
      title: {
        en: 'For operators: a group with four fifths of the listed prices',
        vi: 'Dành cho đơn vị vận hành: nhóm có giá bằng 80% giá niêm yết',
      },
      call: system('PUT', '/api/admin/groups/:name'),
      params: { name: 'vip' },
      request: { ratio: '0.8', description: 'Official accounts, for regular customers', open: true },
      expect: {
        reply: enveloped({
          name: 'vip',
          ratio: '0.8',
          description: 'Official accounts, for regular customers',
          open: true,
        }),
      },
    },
  ],
  tables: [
    {
      title: { en: 'Why the same model has several prices', vi: 'Vì sao cùng một model có nhiều mức giá' },
      columns: [
        { en: 'What differs', vi: 'Điểm khác nhau' },
        { en: 'What it means for you', vi: 'Ý nghĩa với bạn' },
      ],
      rows: [
        [
          { en: 'the source of the channels', vi: 'nguồn của các kênh' },
          {
            en: 'an account at the maker, a cloud (Azure, Bedrock, Vertex) or a reseller: other purchase prices, other terms of data protection',
            vi: 'tài khoản tại chính hãng, qua đám mây (Azure, Bedrock, Vertex) hoặc đại lý: giá mua vào khác nhau, điều khoản bảo vệ dữ liệu khác nhau',
          },
        ],
        [
          { en: 'the models', vi: 'danh sách model' },
          {
            en: 'a model may be in some groups only',
            vi: 'có model chỉ nằm trong một số nhóm',
          },
        ],
        [
          { en: 'what the channels can do', vi: 'khả năng của kênh' },
          {
            en: 'prompt caches, long contexts, hosted tools or Realtime may be there in one group and not in another',
            vi: 'bộ nhớ đệm prompt, ngữ cảnh dài, công cụ có sẵn hay Realtime có thể có ở nhóm này mà không có ở nhóm khác',
          },
        ],
        [
          { en: 'room and spare channels', vi: 'công suất và kênh dự phòng' },
          {
            en: 'more accounts mean higher limits and a way out when one fails',
            vi: 'nhiều tài khoản hơn thì giới hạn cao hơn và có đường dự phòng khi một kênh gặp lỗi',
          },
        ],
      ],
    },
    {
      title: { en: 'How the group of a call is found', vi: 'Nhóm của một cuộc gọi được xác định thế nào' },
      columns: [
        { en: 'Step', vi: 'Bước' },
        { en: 'What happens', vi: 'Diễn biến' },
        { en: 'If not', vi: 'Nếu không được' },
      ],
      rows: [
        [
          '1',
          {
            en: 'The group of the key; if it has none, that of the account.',
            vi: 'Lấy nhóm của khóa; nếu khóa không đặt nhóm thì lấy nhóm của tài khoản.',
          },
          {
            en: '403: the group was taken away since',
            vi: '403: nhóm đó đã bị gỡ bỏ',
          },
        ],
        [
          '2',
          {
            en: 'The channels of this group that serve the model.',
            vi: 'Tìm các kênh trong nhóm có phục vụ model.',
          },
          {
            en: '403 when only other groups have the model, 503 when no channel has it, 404 when there is no such model',
            vi: '403 nếu chỉ nhóm khác có model, 503 nếu không kênh nào có, 404 nếu không tồn tại model đó',
          },
        ],
        [
          '3',
          {
            en: 'The highest priority first; inside one priority by lot, after weight. A conversation stays with its channel.',
            vi: 'Ưu tiên cao nhất trước; cùng mức ưu tiên thì chọn ngẫu nhiên theo trọng số. Một cuộc hội thoại luôn đi qua cùng một kênh.',
          },
          {
            en: 'the next channel of the same group, never of another',
            vi: 'chuyển sang kênh kế tiếp cùng nhóm, không bao giờ sang nhóm khác',
          },
        ],
        [
          '4',
          {
            en: 'The most that it may cost is held from the balance; then the real usage is charged, times the factor.',
            vi: 'Giữ tạm số tiền tối đa cuộc gọi có thể tốn; sau đó tính theo lượng dùng thực tế nhân với hệ số.',
          },
          { en: '402: the balance is too low', vi: '402: số dư không đủ' },
        ],
      ],
    },
    {
      title: {
        en: 'The call above in three groups: 12 tokens in, 25 out',
        vi: 'Cuộc gọi ở trên trong ba nhóm: 12 token vào, 25 token ra',
      },
      columns: [{ en: 'Factor', vi: 'Hệ số' }, { en: 'Sum', vi: 'Phép tính' }, 'USD'],
      rows: [
        ['1', '(12 × 0.15 + 25 × 0.60) / 10⁶ × 1', '0.0000168'],
        ['0.8', '(12 × 0.15 + 25 × 0.60) / 10⁶ × 0.8', '0.00001344'],
        ['1.5', '(12 × 0.15 + 25 × 0.60) / 10⁶ × 1.5', '0.0000252'],
      ],
    },
  ],
  notes: [
    {
      en: 'Several lanes at once are several keys: one for each group. Nothing in a request chooses the group, and no call changes its group by itself.',
      vi: 'Muốn dùng nhiều làn cùng lúc, hãy tạo nhiều khóa, mỗi khóa một nhóm. Không có trường nào trong yêu cầu dùng để chọn nhóm, và cuộc gọi không bao giờ tự đổi nhóm.',
    },
    {
      en: 'Every row of `GET /api/log/self` holds its `group` and, in `other`, the `group_ratio` that was charged. A later change of the factor does not change old calls.',
      vi: 'Mỗi dòng của `GET /api/log/self` có `group`, và trong `other` có `group_ratio` đã dùng để tính tiền. Thay đổi hệ số về sau không ảnh hưởng đến các cuộc gọi cũ.',
    },
    {
      en: 'Test keys have all models whatever the group, and show what the call would cost with the factor of theirs.',
      vi: 'Khóa thử nghiệm dùng được mọi model bất kể nhóm, và cho biết cuộc gọi sẽ tốn bao nhiêu theo hệ số của nhóm đó.',
    },
    {
      en: 'Operators: a channel names its groups (`groups` of `POST /api/admin/channels`), a user has one, a key may have another that is open or the user’s own. `ratio` is decimal text with at most 6 places; a group that something uses cannot be deleted; the name `auto` is reserved.',
      vi: 'Đơn vị vận hành: mỗi kênh khai báo các nhóm của mình (`groups` trong `POST /api/admin/channels`), mỗi người dùng có một nhóm, khóa có thể chọn nhóm khác nếu nhóm đó mở hoặc là nhóm của người dùng. `ratio` là số thập phân dạng văn bản, tối đa 6 chữ số lẻ; không thể xóa nhóm đang được dùng; tên `auto` được dành riêng.',
    },
    accessTokenNote,
    refusalNote,
  ],
  seeAlso: [
    'start/group-comparison',
    'system-api/add-token',
    'system-api/modify-token',
    'help-center/http-status-codes',
  ],
});
