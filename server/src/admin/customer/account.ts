import { z } from 'zod';
import type { User } from '../../spec/records.ts';
import { roleNumber } from '../authenticate.ts';
import { newAccessToken } from '../new-key.ts';
import { quotaLeft, quotaUsed } from '../quota.ts';
import { defineRoute } from '../route.ts';

const selfReply = z.object({
  id: z.number().int(),
  username: z.string(),
  display_name: z.string(),
  role: z.number().int().describe('1 user, 10 admin, 100 root'),
  status: z.number().int().describe('1 enabled, 2 disabled'),
  email: z.string(),
  group: z.string(),
  quota: z.number().int().describe('Quota units left; 500000 are 1 USD'),
  used_quota: z.number().int(),
  request_count: z.number().int(),
  test_quota: z.number().int().describe('Test money left, for keys of test mode'),
  test_used_quota: z.number().int(),
  aff_code: z.string(),
  aff_count: z.number().int(),
  aff_quota: z.number().int(),
  aff_history_quota: z.number().int(),
  inviter_id: z.number().int(),
  github_id: z.string(),
  discord_id: z.string(),
  oidc_id: z.string(),
  wechat_id: z.string(),
  telegram_id: z.string(),
  linux_do_id: z.string(),
  setting: z.string(),
  stripe_customer: z.string(),
  sidebar_modules: z.string(),
  permissions: z.record(z.string(), z.unknown()),
});

/** The account in the system API's words. What this gateway does not have (invitations, linked logins) is empty. */
const selfView = (user: User): z.input<typeof selfReply> => ({
  id: user.id,
  username: user.email,
  display_name: user.name,
  role: roleNumber(user.role),
  status: user.status === 'enabled' ? 1 : 2,
  email: user.email,
  group: user.group,
  quota: quotaLeft(user.live.balance),
  used_quota: quotaUsed(user.live.spent),
  request_count: user.live.calls,
  test_quota: quotaLeft(user.test.balance),
  test_used_quota: quotaUsed(user.test.spent),
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
});

export const accountRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/user/self',
    auth: 'user',
    rows: ['R186'],
    summary: { en: 'Get account information', vi: 'Lấy thông tin tài khoản' },
    reply: selfReply,
    handler: async ({ caller }) => selfView(caller.user),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/user/token',
    auth: 'user',
    owner: 'confirmed',
    summary: {
      en: 'Make a new access token; the old one stops working',
      vi: 'Tạo access token mới; cái cũ ngừng hoạt động',
    },
    limit: { calls: 20, perMs: 20 * 60_000 },
    reply: z.string().describe('The new access token'),
    handler: async ({ caller }, { store }) => {
      const accessToken = newAccessToken();
      await store.users.setAccessToken({ user: caller.user.id }, caller.user.id, accessToken);
      return accessToken;
    },
  }),
];
