import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { AccountSettings, Accounts } from '../accounts/index.ts';
import { readSecret, readSettings, type Setting, settings, usdOf } from '../admin/index.ts';
import type { Store } from '../spec/store.ts';

/** Where the account library meets HTTP and the settings. */

export type SignInDeps = {
  readonly accounts: Accounts;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly originOf: (request: IncomingMessage) => string;
};

const root = '/api/auth';
const mostBodyBytes = 64 * 1024;

/** Headers that the library reads; nothing else of a request reaches it. */
const passed = [
  'accept-language',
  'content-type',
  'cookie',
  'origin',
  'referer',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'user-agent',
  'x-key4u-portal',
];

/** Serves /api/auth in a scope of its own: its bodies are read as text. */
export function bindAccounts(app: FastifyInstance, { accounts, addressOf, originOf }: SignInDeps): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: mostBodyBytes }, (_request, body, done) =>
      done(null, body),
    );
    scope.route({
      method: ['GET', 'POST'],
      exposeHeadRoute: false,
      url: `${root}/*`,
      handler: async (request, reply) => {
        const origin = originOf(request.raw);
        const url = new URL(request.url, origin);
        const headers: Record<string, string> = {};
        for (const name of passed) {
          const value = request.headers[name];
          if (typeof value === 'string') headers[name] = value.slice(0, 4096);
        }
        const answer = await accounts.handle(url.pathname.slice(root.length), {
          method: request.method,
          url: url.href,
          headers,
          body: typeof request.body === 'string' ? request.body : undefined,
          origin,
          address: addressOf(request.raw),
        });
        const cookies = answer.headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value);
        for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value);
        if (cookies.length > 0) reply.header('set-cookie', cookies);
        return reply.code(answer.status).header('x-request-id', request.id).send(answer.body);
      },
    });
  });
}

/** The settings of accounts, as they are now. */
export async function accountSettings(store: Store): Promise<AccountSettings> {
  const [said, smtpPassword, github, google, oidc] = await Promise.all([
    readSettings(store),
    readSecret(store, settings.smtpPassword),
    readSecret(store, settings.githubClientSecret),
    readSecret(store, settings.googleClientSecret),
    readSecret(store, settings.oidcClientSecret),
  ]);
  const host = said.value(settings.smtpHost);
  const from = said.value(settings.emailFrom);
  const client = (id: Setting<string>, clientSecret: string | undefined) => {
    const clientId = said.value(id);
    return clientId !== '' && clientSecret !== undefined ? { clientId, clientSecret } : undefined;
  };
  const issuer = said.value(settings.oidcIssuer);
  const oidcId = said.value(settings.oidcClientId);
  return {
    siteName: said.value(settings.siteName),
    registration: said.value(settings.registration),
    verifyEmail: said.value(settings.emailVerification),
    emailDomains: said.value(settings.emailDomains),
    group: said.value(settings.newUserGroup),
    signupGift: usdOf(said.value(settings.registrationGift)),
    inviterReward: usdOf(said.value(settings.inviterReward)),
    invitedGift: usdOf(said.value(settings.inviteeReward)),
    passwords: said.value(settings.passwordSignIn),
    passkeys: said.value(settings.passkeySignIn),
    mail:
      host === '' || from === ''
        ? undefined
        : {
            host,
            port: said.value(settings.smtpPort),
            security: said.value(settings.smtpSecurity),
            user: said.value(settings.smtpUser),
            password: smtpPassword ?? '',
            from,
          },
    github: client(settings.githubClientId, github),
    google: client(settings.googleClientId, google),
    oidc:
      issuer !== '' && oidcId !== ''
        ? { clientId: oidcId, clientSecret: oidc ?? '', name: said.value(settings.oidcName), issuer }
        : undefined,
  };
}
