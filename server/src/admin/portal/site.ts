import { z } from 'zod';
import { announcementLevels } from '../../spec/site.ts';
import type { AdminDeps } from '../deps.ts';
import { time, timeOrNull, timeText, usdText } from '../fields.ts';
import { found } from '../refusal.ts';
import { defineFile, defineRoute } from '../route.ts';
import { readSettings, type Settings, settings } from '../settings.ts';

export const topUpMethods = ['stripe', 'bank'] as const;
export type TopUpMethod = (typeof topUpMethods)[number];

/** A method is offered when everything that it needs to end well is set. */
export const configuredTopUps = (said: Settings): readonly TopUpMethod[] => {
  const hasStripe = said.isSet(settings.stripeSecretKey) && said.isSet(settings.stripeWebhookSecret);
  const hasBank = said.value(settings.bankBin) !== '' && said.value(settings.bankAccount) !== '';
  return [...(hasStripe ? (['stripe'] as const) : []), ...(hasBank ? (['bank'] as const) : [])];
};

const signInMethods = ['password', 'passkey', 'github', 'google', 'oidc'] as const;

export const configuredSignIns = (said: Settings): readonly (typeof signInMethods)[number][] => {
  const names = {
    password: said.value(settings.passwordSignIn),
    passkey: said.value(settings.passkeySignIn),
    github: said.value(settings.githubClientId) !== '' && said.isSet(settings.githubClientSecret),
    google: said.value(settings.googleClientId) !== '' && said.isSet(settings.googleClientSecret),
    oidc: said.value(settings.oidcIssuer) !== '' && said.value(settings.oidcClientId) !== '',
  };
  return signInMethods.filter((name) => names[name]);
};

export const emailIsConfigured = (said: Settings): boolean =>
  said.value(settings.smtpHost) !== '' && said.value(settings.emailFrom) !== '';

const inBoth = z.object({ en: z.string(), vi: z.string() });
const orNull = (text: string): string | null => (text === '' ? null : text);

/** The address changes with the file, so that browsers may keep it. */
const logoUrl = async ({ store }: AdminDeps): Promise<string | null> => {
  const changedAt = await store.siteFiles.changedAt('logo');
  return changedAt === undefined ? null : `/api/portal/site/logo?v=${changedAt}`;
};

export const siteRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/portal/site',
    auth: 'nobody',
    summary: {
      en: 'What every page needs to know of this site',
      vi: 'Những điều mọi trang cần biết về trang này',
    },
    reply: z.object({
      name: z.string(),
      logo_url: z.string().nullable(),
      tagline: inBoth.nullable(),
      contact: z.object({
        email: z.string().nullable(),
        phone: z.string().nullable(),
        link: z.string().nullable(),
        address: z.string().nullable(),
      }),
      terms_link: z.string().nullable(),
      privacy_link: z.string().nullable(),
      version: z.string(),
      public_url: z.string().describe('Base URL of this gateway, without a slash at its end'),
      registration: z.enum(['open', 'invite', 'closed']),
      email_verification: z.boolean(),
      sign_in: z.array(z.enum(signInMethods)),
      oidc_name: z.string().nullable(),
      email_enabled: z.boolean(),
      top_up: z.array(z.enum(topUpMethods)),
      top_up_least_usd: usdText,
      top_up_most_usd: usdText,
      top_up_amounts_usd: z.array(usdText).describe('To choose from'),
      vnd_per_usd: z.number().int(),
      guest_try: z.boolean(),
      default_language: z.enum(['vi', 'en']),
      announcements: z.array(
        z.object({
          id: z.number().int(),
          level: z.enum(announcementLevels),
          title: inBoth,
          text: inBoth.describe('Markdown'),
          from: time,
          until: time.nullable(),
        }),
      ),
    }),
    handler: async ({ origin }, deps) => {
      const [said, logo, announcements] = await Promise.all([
        readSettings(deps.store),
        logoUrl(deps),
        deps.store.announcements.list(deps.clock.now()),
      ]);
      const [en, vi] = [said.value(settings.taglineEn), said.value(settings.taglineVi)];
      return {
        name: said.value(settings.siteName),
        logo_url: logo,
        tagline: en || vi ? { en: en || vi, vi: vi || en } : null,
        contact: {
          email: orNull(said.value(settings.contactEmail)),
          phone: orNull(said.value(settings.contactPhone)),
          link: orNull(said.value(settings.contactLink)),
          address: orNull(said.value(settings.contactAddress)),
        },
        terms_link: orNull(said.value(settings.termsLink)),
        privacy_link: orNull(said.value(settings.privacyLink)),
        version: deps.version,
        public_url: deps.publicUrl ?? origin,
        registration: said.value(settings.registration),
        email_verification: said.value(settings.emailVerification) && emailIsConfigured(said),
        sign_in: [...configuredSignIns(said)],
        oidc_name: orNull(said.value(settings.oidcName)),
        email_enabled: emailIsConfigured(said),
        top_up: [...configuredTopUps(said)],
        top_up_least_usd: said.value(settings.topUpLeast),
        top_up_most_usd: said.value(settings.topUpMost),
        top_up_amounts_usd: [...said.value(settings.topUpAmounts)],
        vnd_per_usd: said.value(settings.vndPerUsd),
        guest_try: said.value(settings.guestTry),
        default_language: said.value(settings.defaultLanguage),
        announcements: announcements.map(({ id, level, title, text, from, until }) => ({
          id,
          level,
          title,
          text,
          from: timeText(from),
          until: timeOrNull(until),
        })),
      };
    },
  }),
  defineFile({
    method: 'GET',
    path: '/api/portal/site/logo',
    auth: 'nobody',
    summary: { en: 'The logo of the site', vi: 'Logo của trang' },
    produces: 'image/*',
    query: z.strictObject({ v: z.string().max(20).optional() }),
    handler: async (_ask, { store }) => {
      const { mediaType, bytes } = found(await store.siteFiles.get('logo'), 'logo');
      return {
        mediaType,
        body: bytes,
        headers: {
          'cache-control': 'public, max-age=31536000, immutable',
          'content-security-policy': "default-src 'none'; sandbox",
        },
      };
    },
  }),
];
