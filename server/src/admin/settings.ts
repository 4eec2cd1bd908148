import { z } from 'zod';
import { formatUsd, type Nano, nano, parseUsd } from '../base/money.ts';
import type { Store } from '../spec/store.ts';
import type { Text } from '../spec/text.ts';
import {
  type Setting,
  type SettingGroup,
  type SettingKind,
  type SettingValue,
  settingGroups,
} from './setting-kinds.ts';

export { type Setting, type SettingGroup, type SettingKind, type SettingValue, settingGroups };

type Words = { readonly label: Text; readonly help?: Text };
type Said = readonly [en: string, vi: string, helpEn?: string, helpVi?: string];

const words = ([en, vi, helpEn, helpVi]: Said): Words => ({
  label: { en, vi },
  ...(helpEn === undefined || helpVi === undefined ? {} : { help: { en: helpEn, vi: helpVi } }),
});

/** Makes the settings of one group: the kind draws the field of the form, the schema says what is let in. */
const group = (of: SettingGroup) => {
  const make =
    <T extends SettingValue>(kind: SettingKind, schema: z.ZodType<T>) =>
    (name: string, initial: T, said: Said): Setting<T> => ({
      name,
      group: of,
      kind,
      schema,
      initial,
      ...words(said),
    });
  return {
    text: (name: string, said: Said, initial = '', schema: z.ZodType<string> = z.string().trim().max(200)) =>
      make({ kind: 'text' }, schema)(name, initial, said),
    markdown: (name: string, said: Said) =>
      make({ kind: 'markdown' }, z.string().max(20_000))(name, '', said),
    whole: (name: string, initial: number, least: number, most: number, said: Said) =>
      make({ kind: 'number', least, most }, z.number().int().min(least).max(most))(name, initial, said),
    yesNo: (name: string, initial: boolean, said: Said) =>
      make({ kind: 'yes-no' }, z.boolean())(name, initial, said),
    choice: <const O extends string>(
      name: string,
      initial: NoInfer<O>,
      options: readonly { readonly value: O; readonly label: Text }[],
      said: Said,
    ) =>
      make<O>({ kind: 'choice', options }, z.enum(options.map(({ value }) => value) as [O, ...O[]]))(
        name,
        initial,
        said,
      ),
    /** Decimal text of USD; `usdOf` gives the amount. */
    money: (name: string, initial: string, most: string, said: Said) =>
      make({ kind: 'money', most }, moneyText(most))(name, initial, said),
    /** Stored sealed, never shown again. */
    secret: (name: string, said: Said, schema: z.ZodType<string> = z.string().trim().max(4000)) =>
      make({ kind: 'secret' }, schema)(name, '', said),
    list: (name: string, initial: readonly string[], item: z.ZodType<string>, said: Said) =>
      make<readonly string[]>({ kind: 'list' }, z.array(item).max(100).readonly())(name, initial, said),
  };
};

const moneyText = (most: string) =>
  z
    .string()
    .trim()
    .transform((text, context) => {
      const amount = parseUsd(text);
      if (amount !== undefined && amount >= 0 && amount <= parseUsd(most)!) return formatUsd(amount);
      context.addIssue(`must be an amount of USD from 0 to ${most}, such as "1.25"`);
      return z.NEVER;
    });

const emptyOr = (schema: z.ZodType<string>): z.ZodType<string> =>
  z
    .string()
    .trim()
    .max(500)
    .refine((text) => text === '' || schema.safeParse(text).success, {
      error: (issue) => schema.safeParse(issue.input).error?.issues[0]?.message ?? 'does not fit',
    });
const webAddress = emptyOr(
  z.url({ protocol: /^https?$/, error: 'must be an address such as https://example.com' }),
);
const mailAddress = emptyOr(z.email('must be an e-mail address'));
const matching = (pattern: RegExp, error: string) => emptyOr(z.string().regex(pattern, error));
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z\d.-]+\.[a-z]{2,}$/, 'must be a domain such as example.com');

const site = group('site');
const registration = group('registration');
const signIn = group('sign-in');
const email = group('e-mail');
const payment = group('payment');
const limits = group('limits');
const retention = group('retention');

/** Settings that operators may change while the gateway runs. */
export const settings = {
  siteName: site.text(
    'site_name',
    ['Name of the site', 'Tên trang'],
    'Key4U',
    z.string().trim().min(1).max(60),
  ),
  taglineEn: site.text('tagline_en', ['Sentence under the name, English', 'Câu giới thiệu, tiếng Anh']),
  taglineVi: site.text('tagline_vi', ['Sentence under the name, Vietnamese', 'Câu giới thiệu, tiếng Việt']),
  defaultLanguage: site.choice(
    'default_language',
    'vi',
    [
      { value: 'vi', label: { en: 'Vietnamese', vi: 'Tiếng Việt' } },
      { value: 'en', label: { en: 'English', vi: 'Tiếng Anh' } },
    ],
    [
      'Language of first visits',
      'Ngôn ngữ khi mới vào',
      'Where the browser asks for none that the portal speaks.',
      'Dùng khi trình duyệt không yêu cầu ngôn ngữ nào mà trang có.',
    ],
  ),
  contactEmail: site.text('contact_email', ['Contact: e-mail', 'Liên hệ: e-mail'], '', mailAddress),
  contactPhone: site.text('contact_phone', ['Contact: telephone', 'Liên hệ: điện thoại']),
  contactLink: site.text(
    'contact_link',
    [
      'Contact: link',
      'Liên hệ: đường dẫn',
      'For example to a Zalo, Telegram or Discord group.',
      'Ví dụ nhóm Zalo, Telegram hoặc Discord.',
    ],
    '',
    webAddress,
  ),
  contactAddress: site.text('contact_address', ['Contact: address', 'Liên hệ: địa chỉ']),
  termsLink: site.text(
    'terms_link',
    ['Link to the terms of use', 'Đường dẫn tới điều khoản sử dụng'],
    '',
    webAddress,
  ),
  privacyLink: site.text(
    'privacy_link',
    ['Link to the privacy notice', 'Đường dẫn tới chính sách riêng tư'],
    '',
    webAddress,
  ),
  guestTry: site.yesNo('guest_try', true, [
    'Visitors may try calls in the manual',
    'Khách được thử gọi API trong tài liệu',
    'With a test key made on the spot: nothing is spent, simulators answer.',
    'Bằng khóa thử tạo tại chỗ: không tốn tiền, trình mô phỏng trả lời.',
  ]),

  registration: registration.choice(
    'registration',
    'open',
    [
      { value: 'open', label: { en: 'Open to everybody', vi: 'Mở cho mọi người' } },
      { value: 'invite', label: { en: 'With an invitation', vi: 'Chỉ với lời mời' } },
      { value: 'closed', label: { en: 'Closed', vi: 'Đóng' } },
    ],
    ['Who may register', 'Ai được đăng ký'],
  ),
  emailVerification: registration.yesNo('email_verification', false, [
    'New accounts confirm their e-mail address',
    'Tài khoản mới phải xác nhận e-mail',
    'Needs the e-mail settings.',
    'Cần cấu hình e-mail.',
  ]),
  emailDomains: registration.list('email_domains', [], domain, [
    'Allowed e-mail domains',
    'Tên miền e-mail được phép',
    'Empty: all.',
    'Để trống: mọi tên miền.',
  ]),
  newUserGroup: registration.text(
    'new_user_group',
    ['Group of new accounts', 'Nhóm của tài khoản mới'],
    'default',
    z.string().trim().min(1).max(64),
  ),
  registrationGift: registration.money('registration_gift_usd', '0', '1000', [
    'Gift for a new account',
    'Quà cho tài khoản mới',
  ]),
  inviterReward: registration.money('inviter_reward_usd', '0', '1000', [
    'Reward for whoever invited',
    'Thưởng cho người mời',
  ]),
  inviteeReward: registration.money('invitee_reward_usd', '0', '1000', [
    'Reward for whoever was invited',
    'Thưởng cho người được mời',
  ]),

  passwordSignIn: signIn.yesNo('password_sign_in', true, ['E-mail and password', 'E-mail và mật khẩu']),
  passkeySignIn: signIn.yesNo('passkey_sign_in', true, ['Passkeys', 'Khóa truy cập (passkey)']),
  githubClientId: signIn.text('github_client_id', ['GitHub: client ID', 'GitHub: client ID']),
  githubClientSecret: signIn.secret('github_client_secret', [
    'GitHub: client secret',
    'GitHub: client secret',
  ]),
  googleClientId: signIn.text('google_client_id', ['Google: client ID', 'Google: client ID']),
  googleClientSecret: signIn.secret('google_client_secret', [
    'Google: client secret',
    'Google: client secret',
  ]),
  oidcName: signIn.text('oidc_name', ['OpenID Connect: name on the button', 'OpenID Connect: tên trên nút']),
  oidcIssuer: signIn.text(
    'oidc_issuer',
    [
      'OpenID Connect: issuer',
      'OpenID Connect: issuer',
      'For example https://login.example.com',
      'Ví dụ https://login.example.com',
    ],
    '',
    webAddress,
  ),
  oidcClientId: signIn.text('oidc_client_id', ['OpenID Connect: client ID', 'OpenID Connect: client ID']),
  oidcClientSecret: signIn.secret('oidc_client_secret', [
    'OpenID Connect: client secret',
    'OpenID Connect: client secret',
  ]),

  smtpHost: email.text('smtp_host', [
    'SMTP server',
    'Máy chủ SMTP',
    'Empty: no e-mail is sent.',
    'Để trống: không gửi e-mail.',
  ]),
  smtpPort: email.whole('smtp_port', 587, 1, 65_535, ['Port', 'Cổng']),
  smtpSecurity: email.choice(
    'smtp_security',
    'starttls',
    [
      { value: 'starttls', label: { en: 'STARTTLS', vi: 'STARTTLS' } },
      { value: 'tls', label: { en: 'TLS', vi: 'TLS' } },
      { value: 'none', label: { en: 'None', vi: 'Không' } },
    ],
    ['Encryption', 'Mã hóa'],
  ),
  smtpUser: email.text('smtp_user', ['User', 'Tài khoản']),
  smtpPassword: email.secret('smtp_password', ['Password', 'Mật khẩu']),
  emailFrom: email.text('email_from', ['Sender address', 'Địa chỉ gửi'], '', mailAddress),

  topUpLeast: payment.money('top_up_least_usd', '1', '10000', ['Smallest top-up', 'Mức nạp ít nhất']),
  topUpMost: payment.money('top_up_most_usd', '1000', '100000', ['Largest top-up', 'Mức nạp nhiều nhất']),
  topUpAmounts: payment.list('top_up_amounts_usd', ['5', '10', '20', '50'], moneyText('100000'), [
    'Amounts to choose from',
    'Các mức nạp gợi ý',
  ]),
  orderHours: payment.whole('order_hours', 24, 1, 720, [
    'Hours that an order stays open',
    'Số giờ đơn nạp còn hiệu lực',
    'A transfer that comes later waits for you on the page of orders.',
    'Tiền đến muộn hơn sẽ chờ bạn xác nhận ở trang đơn nạp.',
  ]),
  stripeSecretKey: payment.secret(
    'stripe_secret_key',
    ['Stripe: secret key', 'Stripe: khóa bí mật'],
    matching(/^(sk|rk)_\w+$/, 'must begin with sk_ or rk_'),
  ),
  stripeWebhookSecret: payment.secret(
    'stripe_webhook_secret',
    [
      'Stripe: signing secret of the webhook',
      'Stripe: khóa ký của webhook',
      'Make a webhook to /api/pay/stripe with the events checkout.session.* and charge.refunded. Without this secret Stripe is not offered.',
      'Tạo webhook tới /api/pay/stripe với các sự kiện checkout.session.* và charge.refunded. Thiếu khóa này thì không có Stripe.',
    ],
    matching(/^whsec_\S+$/, 'must begin with whsec_'),
  ),
  vndPerUsd: payment.whole('vnd_per_usd', 26_000, 1000, 1_000_000, [
    'VND for 1 USD of balance',
    'Số VND cho 1 USD số dư',
  ]),
  bankBin: payment.text(
    'bank_bin',
    [
      'Bank: BIN',
      'Ngân hàng: mã BIN',
      'Six digits, for example 970436 for Vietcombank.',
      'Sáu chữ số, ví dụ 970436 là Vietcombank.',
    ],
    '',
    matching(/^\d{6}$/, 'must be six digits'),
  ),
  bankName: payment.text('bank_name', ['Bank: name', 'Ngân hàng: tên']),
  bankAccount: payment.text(
    'bank_account',
    ['Bank: account number', 'Ngân hàng: số tài khoản'],
    '',
    matching(/^[A-Za-z\d]{4,19}$/, 'must be 4 to 19 letters and digits'),
  ),
  bankHolder: payment.text('bank_holder', ['Bank: account holder', 'Ngân hàng: chủ tài khoản']),
  bankWebhookSecret: payment.secret(
    'bank_webhook_secret',
    [
      'Bank: secret of the webhook',
      'Ngân hàng: khóa của webhook',
      'A service that watches the account (SePay or the like) sends incoming transfers to /api/pay/bank with the header "Authorization: Apikey …". Without it you confirm transfers by hand.',
      'Dịch vụ theo dõi tài khoản (như SePay) gửi giao dịch đến /api/pay/bank với header "Authorization: Apikey …". Không có thì bạn xác nhận bằng tay.',
    ],
    emptyOr(z.string().min(16, 'must have at least 16 characters')),
  ),

  tokensPerUser: limits.whole('tokens_per_user', 1000, 1, 100_000, [
    'Keys that one account may have',
    'Số khóa mà một tài khoản được có',
  ]),
  filesMbPerUser: limits.whole('files_mb_per_user', 1024, 0, 1_000_000, [
    'Megabytes that the uploaded files of one account may have together',
    'Tổng dung lượng (MB) các tệp tải lên mà một tài khoản được có',
  ]),

  logRetentionDays: retention.whole('log_retention_days', 180, 1, 3650, [
    'Days that the log of calls is kept',
    'Số ngày giữ nhật ký cuộc gọi',
  ]),
  fileRetentionDays: retention.whole('file_retention_days', 365, 1, 3650, [
    'Days that an uploaded file is kept at most',
    'Số ngày tối đa giữ một tệp tải lên',
  ]),
} as const;

/** The same as a list. A name that is not on it is never written. */
export const settingList: readonly Setting<SettingValue>[] = Object.values(settings);

const meant = <T extends SettingValue>(one: Setting<T>, stored: string | undefined): T =>
  stored === undefined ? one.initial : one.schema.parse(JSON.parse(stored));

/** A setting's value, or whether a secret is set. Throws when the stored text is not one of this setting. */
export async function readSetting<T extends SettingValue>(store: Store, one: Setting<T>): Promise<T> {
  if (one.kind.kind === 'secret') throw new Error(`${one.name} is a secret: readSecret reads it`);
  return meant(one, await store.settings.get(one.name));
}

/** A secret, opened: for whoever uses it, never for an answer. Undefined while it is not set. */
export const readSecret = (store: Store, one: Setting<string>): Promise<string | undefined> =>
  store.settings.secret(one.name);

/** All settings with one question to the database. Of secrets only `isSet` says something. */
export async function readSettings(store: Store) {
  const stored = await store.settings.all();
  return {
    value<T extends SettingValue>(one: Setting<T>): T {
      if (one.kind.kind === 'secret') throw new Error(`${one.name} is a secret: readSecret reads it`);
      return meant(one, stored.get(one.name));
    },
    isSet: (one: Setting<SettingValue>): boolean => stored.has(one.name),
  };
}
export type Settings = Awaited<ReturnType<typeof readSettings>>;

/** The amount that a setting of money says. */
export const usdOf = (text: string): Nano => parseUsd(text) ?? nano(0);
