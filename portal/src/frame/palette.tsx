import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { adminPlaces, consolePlaces } from './places.ts';
import { type Found, searchers } from './searchers.ts';
import { isOperator, useUser } from './site.ts';

const itemStyle =
  'flex cursor-default items-center gap-2.5 rounded-sm px-2.5 py-2 text-base data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-soft';

/** Ctrl+K: pages, models, request ids, the manual. Features add what they can find (searchers.ts). */
export default function Palette({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const user = useUser();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly (readonly [string, readonly Found[]])[]>([]);
  useEffect(() => {
    const wanted = text.trim();
    let current = true;
    if (wanted.length < 2) {
      setFound([]);
      return;
    }
    const timer = setTimeout(() => {
      const ask = {
        text: wanted,
        language: i18n.language,
        signedIn: user != null,
        operator: isOperator(user),
      };
      for (const searcher of searchers)
        void searcher.find(ask).then(
          (items) =>
            current &&
            setFound((before) => [
              ...before.filter(([name]) => name !== searcher.name),
              [searcher.name, items],
            ]),
          () => {},
        );
    }, 120);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text, i18n.language, user]);
  const go = (href: string) => {
    onOpenChange(false);
    void navigate({ href });
  };
  const places = [
    { name: 'home', to: '/' },
    { name: 'pricing', to: '/pricing' },
    { name: 'modelList', to: '/models' },
    { name: 'docs', to: '/docs' },
    { name: 'status', to: '/status' },
    ...(user ? consolePlaces : []),
    ...(isOperator(user) ? adminPlaces : []),
  ];
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-black/35" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border bg-panel shadow-float"
        >
          <Radix.Title className="sr-only">{t('frame.search')}</Radix.Title>
          <Command label={t('frame.search')} loop>
            <div className="flex items-center gap-2.5 border-b px-3.5">
              <Search className="size-4 text-soft" aria-hidden />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder={t('frame.searchHint')}
                className="h-11 w-full bg-transparent text-lg outline-none placeholder:text-soft"
              />
            </div>
            <Command.List className="max-h-[55vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-center text-soft text-sm">
                {t('frame.nothing')}
              </Command.Empty>
              {found
                .filter(([, items]) => items.length > 0)
                .map(([name, items]) => (
                  <Section key={name} heading={t(`frame.searchers.${name}`)}>
                    {items.map((item) => (
                      <Command.Item
                        key={item.href}
                        value={`${name} ${item.href}`}
                        keywords={[text]}
                        onSelect={() => go(item.href)}
                        className={itemStyle}
                      >
                        <span className="grid min-w-0">
                          <span className="truncate">{item.title}</span>
                          {item.detail ? (
                            <span className="truncate text-soft text-xs">{item.detail}</span>
                          ) : null}
                        </span>
                      </Command.Item>
                    ))}
                  </Section>
                ))}
              <Section heading={t('frame.pages')}>
                {places.map((place) => (
                  <Command.Item
                    key={place.to}
                    value={`page ${place.to} ${t(`frame.places.${place.name}`)}`}
                    onSelect={() => go(place.to)}
                    className={itemStyle}
                  >
                    {t(`frame.places.${place.name}`)}
                  </Command.Item>
                ))}
              </Section>
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const Section = ({ heading, children }: { readonly heading: string; readonly children: ReactNode }) => (
  <Command.Group
    heading={heading}
    className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-soft [&_[cmdk-group-heading]]:text-xs"
  >
    {children}
  </Command.Group>
);
