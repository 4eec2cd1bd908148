import { passkey } from '@better-auth/passkey';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware, getOAuthState } from 'better-auth/api';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { fitsPassword, hashPassword } from '../base/password.ts';
import { leastPasswordLength, mostPasswordLength, passwordWeakness } from '../base/password-strength.ts';
import type { Store } from '../spec/store.ts';
import { accountAdapter } from './adapter.ts';
import { type LetterKind, languageOf } from './mail.ts';
import { cookiePrefix } from './session-cookie.ts';
import type { AccountSettings } from './settings.ts';

/** This file loads the account library: it is imported when the first call comes that needs it, never at a start. */

export const addressHeader = 'x-key4u-address';
/** How long a session lasts from its log-in. Without "remember me" the browser forgets it earlier. */
export const sessionSeconds = 30 * 24 * 3600;
const linkSeconds = 3600;
const minute = 60_000;

/** Wrong passwords of one account before it has to wait. Counted for addresses that nobody has as well. */
const wrongPasswords = { most: 10, perMs: 15 * minute };
/** Letters to one address. */
const lettersPerHour = 5;

export type LibraryDeps = {
  readonly store: Pick<Store, 'auth' | 'users' | 'groups'>;
  readonly secret: string;
  readonly settings: AccountSettings;
  /** Where this gateway is for whoever asks. */
  readonly origin: string;
  /** Sends it in the background; never throws. */
  readonly send: (kind: LetterKind, to: string, language: 'en' | 'vi', path?: string) => void;
  readonly warn: (what: string, detail: Readonly<Record<string, unknown>>) => void;
};

const refuse = (status: 'BAD_REQUEST' | 'FORBIDDEN' | 'TOO_MANY_REQUESTS', code: string, message: string) =>
  new APIError(status, { code, message });

const text = (body: unknown, name: string): string => {
  const value = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : '';
};

/** Under which name wrong passwords of an account are counted. */
const triesOf = (email: string): string => `password:${email.trim().toLowerCase().slice(0, 320)}`;

/** The library over our tables, as it is under these settings and at this address. */
export function openLibrary({ store, secret, settings, origin, send, warn }: LibraryDeps) {
  const { auth } = store;
  const hasMail = settings.mail !== undefined;
  const mustVerify = settings.verifyEmail && hasMail;
  const here = new URL(origin);
  // Behind a proxy that nobody told us of, the scheme that browsers see may be another than the one that reaches us.
  const bothSchemes = [`http://${here.host}`, `https://${here.host}`];

  const welcome = (user: number) =>
    auth.welcome(user, {
      signup: settings.signupGift,
      invited: settings.invitedGift,
      inviter: settings.inviterReward,
    });

  const letter = (
    kind: LetterKind,
    to: string,
    request: Request | undefined,
    path?: string,
  ): Promise<void> => {
    void auth.attempt(`letter:${to.toLowerCase()}`, lettersPerHour, 60 * minute).then(
      (wait) => {
        if (wait === 0) send(kind, to, languageOf(request?.headers.get('accept-language')), path);
      },
      (cause: unknown) => warn('a letter could not be counted', { cause: String(cause) }),
    );
    return Promise.resolve();
  };

  const checkPassword = (password: string, about: readonly string[]) => {
    const weakness = passwordWeakness(password, about);
    if (weakness)
      throw refuse('BAD_REQUEST', `PASSWORD_${weakness.toUpperCase()}`, 'the password is too weak');
  };

  /** Who invited; throws when registration is not open to whoever asks. Looks at nothing that tells who is registered. */
  const admit = async (email: string, code: string): Promise<number | null> => {
    if (settings.registration === 'closed')
      throw refuse('FORBIDDEN', 'REGISTRATION_CLOSED', 'registration is closed');
    const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
    if (settings.emailDomains.length > 0 && !settings.emailDomains.includes(domain))
      throw refuse('BAD_REQUEST', 'EMAIL_DOMAIN', 'addresses of this domain may not register here');
    const inviter = code === '' ? undefined : await auth.byInviteCode(code);
    if (inviter !== undefined) return inviter;
    if (settings.registration === 'invite')
      throw refuse('BAD_REQUEST', 'INVITE_CODE_INVALID', 'the invitation code is not valid');
    return null;
  };

  const groupOf = async (): Promise<string> => {
    const groups = await store.groups.list();
    return groups.some(({ name }) => name === settings.group) ? settings.group : 'default';
  };

  const before = createAuthMiddleware(async (ctx) => {
    const body: unknown = ctx.body;
    switch (ctx.path) {
      case '/sign-up/email': {
        if (!settings.passwords)
          throw refuse('FORBIDDEN', 'PASSWORDS_OFF', 'signing in with a password is turned off');
        const email = text(body, 'email');
        await admit(email, text(body, 'inviteCode'));
        checkPassword(text(body, 'password'), [email, text(body, 'name')]);
        return;
      }
      case '/sign-in/email': {
        const wait = await auth.attempt(
          triesOf(text(body, 'email')),
          wrongPasswords.most,
          wrongPasswords.perMs,
        );
        if (wait > 0)
          throw new APIError(
            'TOO_MANY_REQUESTS',
            { code: 'TOO_MANY_TRIES', message: 'too many tries, wait a few minutes' },
            { 'retry-after': String(Math.ceil(wait / 1000)) },
          );
        return;
      }
      case '/reset-password':
      case '/change-password':
        checkPassword(text(body, 'newPassword'), []);
        return;
      default:
    }
  });

  const options = {
    appName: settings.siteName,
    baseURL: origin,
    basePath: '/api/auth',
    secret,
    trustedOrigins: bothSchemes,
    telemetry: { enabled: false },
    database: accountAdapter(store),
    logger: {
      level: 'error',
      log: (_level, message) => warn('the account library reports', { message }),
    },
    // Refusals are answers; what is none of them is our own trouble.
    onAPIError: {
      onError(error) {
        if (!(error instanceof APIError)) warn('the account library failed', { cause: String(error) });
      },
    },
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true, freshAge: 0 },
    user: {
      additionalFields: {
        groupName: { type: 'string', required: false, input: false, returned: false },
        invitedBy: { type: 'number', required: false, input: false, returned: false },
      },
      changeEmail: {
        enabled: true,
        updateEmailWithoutVerification: !hasMail,
        ...(hasMail
          ? {
              sendChangeEmailConfirmation: ({ user, token }, request) =>
                letter('changeEmail', user.email, request, `/verify#token=${token}`),
            }
          : {}),
      },
    },
    account: {
      encryptOAuthTokens: true,
      accountLinking: { enabled: true, allowUnlinkingAll: false },
    },
    emailAndPassword: {
      enabled: settings.passwords,
      requireEmailVerification: mustVerify,
      minPasswordLength: leastPasswordLength,
      maxPasswordLength: mostPasswordLength,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: linkSeconds,
      password: {
        hash: (password) => hashPassword(password),
        verify: ({ password, hash }) => fitsPassword(password, hash),
      },
      ...(hasMail
        ? {
            sendResetPassword: ({ user, token }, request) =>
              letter('reset', user.email, request, `/reset#token=${token}`),
            onExistingUserSignUp: ({ user }, request) => letter('known', user.email, request, '/login'),
            async onPasswordReset({ user }, request) {
              await auth.forgive(triesOf(user.email));
              await letter('passwordChanged', user.email, request);
            },
          }
        : {}),
    },
    emailVerification: {
      expiresIn: linkSeconds,
      sendOnSignUp: mustVerify,
      sendOnSignIn: mustVerify,
      autoSignInAfterVerification: true,
      ...(hasMail
        ? {
            sendVerificationEmail: ({ user, token }, request) =>
              letter('verify', user.email, request, `/verify#token=${token}`),
          }
        : {}),
      afterEmailVerification: async (user) => {
        await welcome(Number(user.id));
      },
    },
    socialProviders: {
      ...(settings.github ? { github: settings.github } : {}),
      ...(settings.google ? { google: settings.google } : {}),
    },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 120,
      customRules: {
        '/sign-in/email': { window: 60, max: 10 },
        '/sign-up/email': { window: 3600, max: 20 },
        '/request-password-reset': { window: 600, max: 5 },
        '/send-verification-email': { window: 600, max: 5 },
        '/change-password': { window: 600, max: 10 },
        '/change-email': { window: 600, max: 10 },
        '/two-factor/*': { window: 60, max: 20 },
      },
      customStorage: {
        consume: async (key, { window, max }) => {
          const wait = await auth.attempt(`address:${key}`, max, window * 1000);
          return { allowed: wait === 0, retryAfter: wait === 0 ? null : Math.ceil(wait / 1000) };
        },
      },
    },
    advanced: {
      cookiePrefix,
      useSecureCookies: here.protocol === 'https:',
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: 'serial', validateSchema: false },
      backgroundTasks: {
        handler: (work) =>
          void work.catch((cause: unknown) =>
            warn('a task of the account library failed', { cause: String(cause) }),
          ),
      },
    },
    plugins: [
      twoFactor({ issuer: settings.siteName, allowPasswordless: true }),
      ...(settings.passkeys
        ? [passkey({ rpID: here.hostname, rpName: settings.siteName, origin: bothSchemes })]
        : []),
      ...(settings.oidc
        ? [
            genericOAuth({
              config: [
                {
                  providerId: 'oidc',
                  discoveryUrl: `${settings.oidc.issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
                  clientId: settings.oidc.clientId,
                  ...(settings.oidc.clientSecret === ''
                    ? { tokenEndpointAuth: { method: 'none' } as const }
                    : { clientSecret: settings.oidc.clientSecret }),
                  scopes: ['openid', 'email', 'profile'],
                  pkce: true,
                },
              ],
            }),
          ]
        : []),
    ],
    hooks: { before },
    databaseHooks: {
      user: {
        create: {
          async before(user, ctx) {
            const state: Record<string, unknown> | null = ctx?.path.startsWith('/callback')
              ? await getOAuthState()
              : null;
            const code = state ? text(state, 'inviteCode') : text(ctx?.body, 'inviteCode');
            const invitedBy = await admit(user.email, code);
            return { data: { ...user, groupName: await groupOf(), invitedBy } };
          },
          async after(user) {
            if (user.emailVerified || !mustVerify) await welcome(Number(user.id));
          },
        },
      },
      session: {
        create: {
          async before(session) {
            const user = await store.users.byId(Number(session.userId));
            if (user?.status !== 'enabled')
              throw refuse('FORBIDDEN', 'ACCOUNT_DISABLED', 'this account is disabled');
          },
          async after(session, ctx) {
            if (ctx?.path === '/sign-in/email') await auth.forgive(triesOf(text(ctx.body, 'email')));
            // What a death between the registration and its gifts left undone.
            const [row] = await auth.select('users', [
              { column: 'id', operator: 'eq', value: Number(session.userId), or: false },
            ]);
            if (row?.['gift_due'] === 1 && (row['email_verified'] === 1 || !mustVerify))
              await welcome(Number(session.userId));
          },
        },
      },
    },
  } satisfies BetterAuthOptions;
  return betterAuth(options);
}
