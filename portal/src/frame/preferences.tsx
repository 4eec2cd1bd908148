import { Languages, Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button.tsx';
import { Menu, MenuRadio } from '@/components/ui/menu.tsx';
import { type Language, languages, setLanguage } from '@/i18n.ts';
import { setTheme, type Theme, useTheme } from './theme.ts';

const names: Readonly<Record<Language, string>> = { vi: 'Tiếng Việt', en: 'English' };

/** The languages, for a menu. */
export function LanguageChoice() {
  const { t, i18n } = useTranslation();
  return (
    <MenuRadio
      label={t('frame.language')}
      value={i18n.language}
      onChange={(language) => void setLanguage(language as Language)}
      options={languages.map((value) => ({ value, label: <span lang={value}>{names[value]}</span> }))}
    />
  );
}

/** The themes, for a menu. */
export function ThemeChoice() {
  const { t } = useTranslation();
  return (
    <MenuRadio
      label={t('frame.theme')}
      value={useTheme()}
      onChange={(next) => setTheme(next as Theme)}
      options={(['system', 'light', 'dark'] as const).map((value) => ({
        value,
        label: t(`frame.themes.${value}`),
      }))}
    />
  );
}

export function LanguageMenu() {
  const { t } = useTranslation();
  return (
    <Menu
      trigger={
        <Button look="quiet" size="icon" aria-label={t('frame.language')} title={t('frame.language')}>
          <Languages aria-hidden />
        </Button>
      }
    >
      <LanguageChoice />
    </Menu>
  );
}

export function ThemeMenu() {
  const { t } = useTranslation();
  const Icon = { system: Monitor, light: Sun, dark: Moon }[useTheme()];
  return (
    <Menu
      trigger={
        <Button look="quiet" size="icon" aria-label={t('frame.theme')} title={t('frame.theme')}>
          <Icon aria-hidden />
        </Button>
      }
    >
      <ThemeChoice />
    </Menu>
  );
}
