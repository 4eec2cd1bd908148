import { page } from '../../page.ts';
import { accessTokenNote, enveloped, system } from '../../samples/system.ts';
import { signed, text, whole } from '../../shape.ts';

export default page({
  section: 'system-api',
  slug: 'get-account',
  rows: ['R186'],
  title: { en: 'Get account information', vi: 'Lấy thông tin tài khoản' },
  intro: {
    en: 'Who you are, what is left, what was spent.',
    vi: 'Thông tin tài khoản, số dư còn lại và số đã tiêu.',
  },
  call: system('GET', '/api/user/self'),
  examples: [
    {
      title: { en: 'My account', vi: 'Tài khoản của tôi' },
      headers: { 'new-api-user': '1' },
      expect: {
        reply: enveloped({
          id: 1,
          username: text('ana@example.com', /^\S+@\S+$/),
          display_name: text('Ana', /\S/),
          role: whole(1, 1),
          status: 1,
          email: text('ana@example.com', /^\S+@\S+$/),
          group: 'default',
          quota: signed(1250000),
          used_quota: whole(350000),
          request_count: whole(812),
          test_quota: signed(50000000),
          test_used_quota: whole(2300),
          aff_code: '',
          aff_count: 0,
          aff_quota: 0,
          aff_history_quota: 0,
          inviter_id: 0,
          github_id: '',
          discord_id: '',
          oidc_id: '',
          wechat_id: '',
          telegram_id: '',
          linux_do_id: '',
          setting: '{}',
          stripe_customer: '',
          sidebar_modules: '',
          permissions: {},
        }),
      },
    },
  ],
  object: {
    at: ['data'],
    fields: [
      { name: 'id', type: 'integer', text: { en: 'Number of the account.', vi: 'Số của tài khoản.' } },
      { name: 'username', type: 'string', text: { en: 'Name to log in with.', vi: 'Tên đăng nhập.' } },
      { name: 'display_name', type: 'string', text: { en: 'Name that is shown.', vi: 'Tên hiển thị.' } },
      {
        name: 'role',
        type: 'integer',
        text: { en: '1 user, 10 admin, 100 root.', vi: '1 người dùng, 10 quản trị, 100 quản trị cao nhất.' },
      },
      {
        name: 'status',
        type: 'integer',
        text: { en: '1 enabled, 2 disabled.', vi: '1 đang hoạt động, 2 bị khóa.' },
      },
      { name: 'email', type: 'string', text: { en: 'E-mail address.', vi: 'Địa chỉ e-mail.' } },
      {
        name: 'group',
        type: 'string',
        text: {
          en: 'Group of the account: decides prices and channels.',
          vi: 'Nhóm của tài khoản: quyết định giá và kênh được dùng.',
        },
      },
      {
        name: 'quota',
        type: 'integer',
        text: {
          en: 'What is left, in units; 500,000 are 1 USD.',
          vi: 'Số dư còn lại, tính theo đơn vị; 500.000 đơn vị bằng 1 USD.',
        },
      },
      {
        name: 'used_quota',
        type: 'integer',
        text: { en: 'Spent so far, in units.', vi: 'Đã tiêu, tính theo đơn vị.' },
      },
      {
        name: 'request_count',
        type: 'integer',
        text: { en: 'Calls so far.', vi: 'Số cuộc gọi đã thực hiện.' },
      },
      {
        name: 'test_quota',
        type: 'integer',
        text: {
          en: 'Test money left, for keys of test mode.',
          vi: 'Tiền thử nghiệm còn lại, cho khóa thử nghiệm.',
        },
      },
      {
        name: 'test_used_quota',
        type: 'integer',
        text: { en: 'Test money spent so far.', vi: 'Tiền thử nghiệm đã tiêu.' },
      },
      ...(
        ['aff_code', 'github_id', 'discord_id', 'oidc_id', 'wechat_id', 'telegram_id', 'linux_do_id'] as const
      ).map(unused('string')),
      ...(['aff_count', 'aff_quota', 'aff_history_quota', 'inviter_id'] as const).map(unused('integer')),
      ...(['setting', 'stripe_customer', 'sidebar_modules'] as const).map(unused('string')),
      unused('object')('permissions'),
    ],
  },
  notes: [
    accessTokenNote,
    {
      en: 'The administrator is not limited by its balance, which may therefore be negative.',
      vi: 'Quản trị viên không bị giới hạn bởi số dư, vì vậy số dư của tài khoản này có thể âm.',
    },
  ],
  seeAlso: ['system-api/get-token-list'],
});

/** Kept so that tools of this family find every field they read. */
function unused(type: string) {
  return (name: string) => ({
    name,
    type,
    text: {
      en: 'For tools that expect it; always empty here.',
      vi: 'Giữ cho các công cụ cần trường này; ở đây luôn trống.',
    },
  });
}
