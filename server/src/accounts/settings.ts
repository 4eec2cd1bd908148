import type { MailSettings } from './mail.ts';

/** What operators set about accounts, as this room reads it: at every call, so that a change holds at once. */
export type AccountSettings = {
  readonly siteName: string;
  readonly registration: 'open' | 'invite' | 'closed';
  /** New accounts confirm their address first. Only with mail. */
  readonly verifyEmail: boolean;
  /** Domains of addresses that may register; empty: all. */
  readonly emailDomains: readonly string[];
  /** Group of new users. */
  readonly group: string;
  /** Nano-USD. */
  readonly signupGift: number;
  readonly inviterReward: number;
  readonly invitedGift: number;
  readonly passwords: boolean;
  readonly passkeys: boolean;
  readonly mail: MailSettings | undefined;
  readonly github: OAuthClient | undefined;
  readonly google: OAuthClient | undefined;
  readonly oidc: (OAuthClient & { readonly name: string; readonly issuer: string }) | undefined;
};

export type OAuthClient = { readonly clientId: string; readonly clientSecret: string };
