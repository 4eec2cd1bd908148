import type { Text } from '../spec/text.ts';

/** How mail goes out; undefined: this gateway sends none. */
export type MailSettings = {
  readonly host: string;
  readonly port: number;
  readonly security: 'starttls' | 'tls' | 'none';
  readonly user: string;
  readonly password: string;
  readonly from: string;
};

export type Letter = {
  readonly to: string;
  readonly subject: string;
  readonly lines: readonly string[];
  /** What the reader shall open, and the words on it. */
  readonly link?: { readonly label: string; readonly url: string };
  readonly siteName: string;
};

const patienceMs = 15_000;

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`).replace(/\r?\n/g, ' ');

/** Sends one letter, as text and as plain HTML. Throws when the server does not take it. */
export async function sendMail(mail: MailSettings, letter: Letter): Promise<void> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host: mail.host,
    port: mail.port,
    secure: mail.security === 'tls',
    requireTLS: mail.security === 'starttls',
    ignoreTLS: mail.security === 'none',
    ...(mail.user === '' ? {} : { auth: { user: mail.user, pass: mail.password } }),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { link } = letter;
  try {
    await transport.sendMail({
      from: { name: letter.siteName, address: mail.from },
      to: { name: '', address: letter.to },
      subject: letter.subject,
      text: [...letter.lines, ...(link ? [`${link.label}:\n${link.url}`] : []), letter.siteName].join('\n\n'),
      html: `<div style="font:16px/1.5 sans-serif;max-width:560px">${letter.lines
        .map((line) => `<p>${escaped(line)}</p>`)
        .join(
          '',
        )}${link ? `<p><a href="${escaped(link.url)}">${escaped(link.label)}</a></p>` : ''}<p>${escaped(letter.siteName)}</p></div>`,
    });
  } finally {
    transport.close();
  }
}

type Words = {
  readonly subject: Text;
  readonly lines: readonly Text[];
  readonly label?: Text;
};

/** The letters, in the language of whoever caused them. */
const letters = {
  verify: {
    subject: { en: 'Confirm your e-mail address', vi: 'Xác nhận địa chỉ e-mail của bạn' },
    lines: [
      {
        en: 'Please confirm that this address is yours. The link works for one hour.',
        vi: 'Vui lòng xác nhận đây là địa chỉ của bạn. Đường dẫn có hiệu lực trong một giờ.',
      },
      {
        en: 'If you did not ask for this, you can ignore this message.',
        vi: 'Nếu bạn không yêu cầu, hãy bỏ qua thư này.',
      },
    ],
    label: { en: 'Confirm address', vi: 'Xác nhận địa chỉ' },
  },
  reset: {
    subject: { en: 'Set a new password', vi: 'Đặt mật khẩu mới' },
    lines: [
      {
        en: 'Somebody asked for a new password for your account. The link works for one hour, once.',
        vi: 'Có người yêu cầu đặt mật khẩu mới cho tài khoản của bạn. Đường dẫn có hiệu lực trong một giờ và chỉ dùng được một lần.',
      },
      {
        en: 'If it was not you, you need not do anything: your password stays as it is.',
        vi: 'Nếu không phải bạn, bạn không cần làm gì: mật khẩu vẫn giữ nguyên.',
      },
    ],
    label: { en: 'Set a new password', vi: 'Đặt mật khẩu mới' },
  },
  known: {
    subject: { en: 'You already have an account', vi: 'Bạn đã có tài khoản' },
    lines: [
      {
        en: 'Somebody tried to register with this address, which has an account already. Log in, or ask for a new password if you have forgotten yours.',
        vi: 'Có người vừa đăng ký bằng địa chỉ này, nhưng địa chỉ đã có tài khoản. Hãy đăng nhập, hoặc yêu cầu mật khẩu mới nếu bạn quên.',
      },
    ],
    label: { en: 'Log in', vi: 'Đăng nhập' },
  },
  changeEmail: {
    subject: { en: 'Your e-mail address is about to change', vi: 'Địa chỉ e-mail của bạn sắp thay đổi' },
    lines: [
      {
        en: 'Somebody who is logged in to your account wants to change its e-mail address. Confirm only if it was you.',
        vi: 'Một người đang đăng nhập tài khoản của bạn muốn đổi địa chỉ e-mail. Chỉ xác nhận nếu đó là bạn.',
      },
    ],
    label: { en: 'Allow the change', vi: 'Cho phép thay đổi' },
  },
  passwordChanged: {
    subject: { en: 'Your password was changed', vi: 'Mật khẩu của bạn đã được thay đổi' },
    lines: [
      {
        en: 'The password of your account was changed and other sessions were ended. If it was not you, ask for a new password at once.',
        vi: 'Mật khẩu tài khoản của bạn vừa được thay đổi và các phiên khác đã bị kết thúc. Nếu không phải bạn, hãy yêu cầu mật khẩu mới ngay.',
      },
    ],
  },
} as const satisfies Record<string, Words>;

export type LetterKind = keyof typeof letters;
export type Language = 'en' | 'vi';

export function writeLetter(
  kind: LetterKind,
  language: Language,
  to: string,
  siteName: string,
  url?: string,
): Letter {
  const words: Words = letters[kind];
  return {
    to,
    siteName,
    subject: `${words.subject[language]} · ${siteName}`.replace(/[\r\n]+/g, ' '),
    lines: words.lines.map((line) => line[language]),
    ...(words.label && url ? { link: { label: words.label[language], url } } : {}),
  };
}

/** The first language of the header that letters are written in. */
export const languageOf = (header: string | null | undefined): Language =>
  /^\s*vi\b/i.test(header ?? '') || /^(?!.*\ben\b).*\bvi\b/i.test(header ?? '') ? 'vi' : 'en';
