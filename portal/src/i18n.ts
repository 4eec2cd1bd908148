import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { readChoice, writeChoice } from './choices.ts';

export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

const files = import.meta.glob<{ default: Record<string, unknown> }>('./locales/*/*.json');

/** A namespace is a file of locales/<language>/; it comes with the first page that uses it. */
const backend: BackendModule = {
  type: 'backend',
  init() {},
  read(language, namespace, done) {
    const load = files[`./locales/${language}/${namespace}.json`];
    if (!load) done(new Error(`there are no texts ${language}/${namespace}`), null);
    else
      load().then(
        (file) => done(null, file.default),
        (error: Error) => done(error, null),
      );
  },
};

export const currentLanguage = (): Language => (i18next.language === 'vi' ? 'vi' : 'en');

/** Loads the texts of the frame. `namespaces`: those of the first page, so that nothing jumps in later. */
export async function startTexts(namespaces: readonly string[]): Promise<void> {
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: document.documentElement.lang === 'vi' ? 'vi' : 'en',
      fallbackLng: false,
      supportedLngs: [...languages],
      ns: ['common', ...namespaces],
      defaultNS: 'common',
      interpolation: { escapeValue: false }, // React escapes
      returnNull: false,
    });
}

export async function setLanguage(language: Language): Promise<void> {
  writeChoice('language', language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

export const savedLanguage = (): string | null => readChoice('language');
