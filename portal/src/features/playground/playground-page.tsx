import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TryMode } from '@/api/try-key.ts';
import { Page } from '@/components/page.tsx';
import { EmptyState } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { useMode } from '@/frame/mode.ts';
import { useSite, useUser } from '@/frame/site.ts';
import { ChatPage } from './chat/chat-page.tsx';
import { kindIcons } from './kind-icons.ts';
import { FormPage } from './kinds/form-page.tsx';
import { type ChangeSearch, kinds, readSearch } from './search.ts';

function Playground({ mode, visiting }: { readonly mode: TryMode; readonly visiting: boolean }) {
  const { t } = useTranslation('playground');
  const search = readSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const [announced, setAnnounced] = useState('');
  const onSearch: ChangeSearch = (change) =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, ...change }),
      replace: true,
    });
  return (
    <Page
      wide
      title={t('title')}
      description={
        visiting ? (
          <>
            {t('visiting')}{' '}
            <Link to="/register" className="text-blue underline">
              {t('signUp')}
            </Link>
          </>
        ) : mode === 'test' ? (
          t('testSide')
        ) : (
          t('liveSide')
        )
      }
    >
      <nav aria-label={t('kindsLabel')} className="-mb-2 flex gap-1 overflow-x-auto pb-1">
        {kinds.map((kind) => {
          const Icon = kindIcons[kind];
          return (
            <button
              key={kind}
              type="button"
              aria-pressed={kind === search.kind}
              onClick={() => onSearch({ kind, model: undefined, beside: undefined })}
              className="flex shrink-0 items-center gap-1.5 rounded px-2.5 py-1.5 text-soft text-sm transition-colors hover:bg-hover hover:text-ink aria-pressed:bg-hover aria-pressed:font-medium aria-pressed:text-ink [&_svg]:size-4"
            >
              <Icon aria-hidden />
              {t(`kinds.${kind}`)}
            </button>
          );
        })}
      </nav>
      {search.kind === 'chat' ? (
        <ChatPage key={mode} search={search} onSearch={onSearch} mode={mode} announce={setAnnounced} />
      ) : (
        <FormPage
          key={`${search.kind} ${mode}`}
          kind={search.kind}
          search={search}
          onSearch={onSearch}
          mode={mode}
          announce={setAnnounced}
        />
      )}
      <p role="status" className="sr-only">
        {announced}
      </p>
    </Page>
  );
}

/** The frame's switch decides whether it is real. */
export function ConsolePlayground() {
  return <Playground mode={useMode()} visiting={false} />;
}

/** For people without an account: simulators only. */
export function VisitorPlayground() {
  const { t } = useTranslation('playground');
  const site = useSite();
  const user = useUser();
  if (user === null && site?.guest_try === false)
    return (
      <EmptyState
        title={t('closedTitle')}
        action={
          <Button look="main" asChild>
            <Link to="/login">{t('common:frame.logIn')}</Link>
          </Button>
        }
      >
        {t('closed')}
      </EmptyState>
    );
  return <Playground mode="test" visiting={!user} />;
}
