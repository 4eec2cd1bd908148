import { Link } from '@tanstack/react-router';
import { LogOut, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { signOut } from '@/api/account.ts';
import { Button } from '@/components/ui/button.tsx';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu.tsx';
import { LanguageChoice, ThemeChoice } from './preferences.tsx';
import { useUser } from './site.ts';

export function AccountMenu() {
  const { t } = useTranslation();
  const user = useUser();
  if (!user) return null;
  const letter = (user.name || user.email).trim().slice(0, 1).toUpperCase();
  return (
    <Menu
      trigger={
        <Button look="quiet" size="icon" aria-label={t('frame.account')} title={user.email}>
          <span className="grid size-6 place-items-center rounded-full bg-jade-wash font-semibold text-jade-strong text-xs">
            {letter}
          </span>
        </Button>
      }
    >
      <div className="max-w-60 px-2 py-1.5">
        <p className="truncate font-medium text-sm">{user.name}</p>
        <p className="truncate text-soft text-xs">{user.email}</p>
      </div>
      <MenuLine />
      <MenuItem asChild>
        <Link to={'/console/settings' as '/'}>
          <Settings aria-hidden />
          {t('frame.places.settings')}
        </Link>
      </MenuItem>
      <div className="sm:hidden">
        <MenuLine />
        <LanguageChoice />
        <ThemeChoice />
      </div>
      <MenuLine />
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden />
        {t('frame.logOut')}
      </MenuItem>
    </Menu>
  );
}
