import { useMutation, useQuery } from '@tanstack/react-query';
import { Megaphone, Plus } from 'lucide-react';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Reply } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';
import { EmptyState, ErrorState, useErrorText } from '@/components/states.tsx';
import { exactTime } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Confirm } from '@/components/ui/confirm.tsx';
import { Sheet } from '@/components/ui/dialog.tsx';
import { Field, Input, Select, Textarea } from '@/components/ui/field.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { currentLanguage, type Language } from '@/i18n.ts';

const Markdown = lazy(() => import('./markdown.tsx'));

type Announcement = Reply<'GET /api/admin/announcements'>['items'][number];
const levels = ['info', 'warning', 'urgent'] as const;
type Draft = {
  readonly level: (typeof levels)[number];
  readonly title: { readonly en: string; readonly vi: string };
  readonly text: { readonly en: string; readonly vi: string };
  readonly from: string;
  readonly until: string;
};

/** As `datetime-local` wants it: the reader's own time. */
const localOf = (iso: string | null): string => {
  if (iso === null) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};
const draftOf = (one: Announcement | undefined): Draft =>
  one
    ? {
        level: one.level,
        title: one.title,
        text: one.text,
        from: localOf(one.from),
        until: localOf(one.until),
      }
    : { level: 'info', title: { en: '', vi: '' }, text: { en: '', vi: '' }, from: '', until: '' };

const changed = () =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ['admin', 'announcements'] }),
    queries.invalidateQueries({ queryKey: ['site'] }),
  ]);

function Editor({ of, onClose }: { readonly of: Announcement | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('system');
  const errorText = useErrorText();
  const [draft, setDraft] = useState(draftOf(of));
  const [language, setLanguage] = useState<Language>(currentLanguage());
  const save = useMutation({
    mutationFn: () => {
      const body = {
        level: draft.level,
        title: draft.title,
        text: draft.text,
        ...(draft.from === '' ? {} : { from: new Date(draft.from).toISOString() }),
        until: draft.until === '' ? null : new Date(draft.until).toISOString(),
      };
      return of
        ? call('PUT /api/admin/announcements/{id}', { params: { id: of.id }, body })
        : call('POST /api/admin/announcements', { body });
    },
    onSuccess: async () => {
      await changed();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const write = (field: 'title' | 'text', value: string) =>
    setDraft({ ...draft, [field]: { ...draft[field], [language]: value } });
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <Field label={t('announcements.level')}>
        {(control) => (
          <Select
            {...control}
            className="max-w-xs"
            value={draft.level}
            onChange={(event) =>
              setDraft({ ...draft, level: levels.find((one) => one === event.target.value) ?? 'info' })
            }
          >
            {levels.map((one) => (
              <option key={one} value={one}>
                {t(`announcements.levels.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Segmented
        label={t('announcements.language')}
        className="justify-self-start"
        value={language}
        onChange={setLanguage}
        options={[
          { value: 'vi', label: t('announcements.vi') },
          { value: 'en', label: t('announcements.en') },
        ]}
      />
      <Field label={t('announcements.titleField')} help={t('announcements.oneIsEnough')}>
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            value={draft.title[language]}
            onChange={(event) => write('title', event.target.value)}
          />
        )}
      </Field>
      <Field label={t('announcements.text')} optional={t('announcements.markdown')}>
        {(control) => (
          <Textarea
            {...control}
            rows={6}
            maxLength={20_000}
            value={draft.text[language]}
            onChange={(event) => write('text', event.target.value)}
          />
        )}
      </Field>
      {draft.title[language] || draft.text[language] ? (
        <section
          aria-label={t('announcements.preview')}
          className="rounded border bg-sunk px-4 py-3 text-base"
        >
          <strong className="font-semibold">{draft.title[language]}</strong>
          <Suspense fallback={<p className="whitespace-pre-line">{draft.text[language]}</p>}>
            <Markdown text={draft.text[language]} />
          </Suspense>
        </section>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        {(['from', 'until'] as const).map((name) => (
          <Field key={name} label={t(`announcements.${name}`)} help={t(`announcements.${name}Help`)}>
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                value={draft[name]}
                onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      {save.error ? (
        <p role="alert" className="text-red text-sm">
          {errorText(save.error)}
        </p>
      ) : null}
      <Button type="submit" look="main" busy={save.isPending} className="justify-self-end">
        {of ? t('common:save') : t('announcements.publish')}
      </Button>
    </form>
  );
}

const stateOf = ({ from, until }: Announcement): 'shown' | 'later' | 'past' => {
  const now = Date.now();
  if (until !== null && Date.parse(until) <= now) return 'past';
  return Date.parse(from) > now ? 'later' : 'shown';
};

export function AnnouncementsTab() {
  const { t, i18n } = useTranslation('system');
  const language = currentLanguage();
  const [editing, setEditing] = useState<Announcement | 'new'>();
  const [removing, setRemoving] = useState<Announcement>();
  const { data, error, refetch } = useQuery({
    queryKey: ['admin', 'announcements'],
    queryFn: ({ signal }) => call('GET /api/admin/announcements', { signal }),
  });
  const add = (
    <Button look="main" onClick={() => setEditing('new')}>
      <Plus aria-hidden />
      {t('announcements.new')}
    </Button>
  );
  return (
    <div className="grid gap-3">
      {data && data.items.length > 0 ? <div className="justify-self-end">{add}</div> : null}
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <div className="rounded border bg-panel">
          <SkeletonRows rows={3} />
        </div>
      ) : data.items.length === 0 ? (
        <EmptyState
          icon={Megaphone}
          title={t('announcements.empty')}
          action={add}
          className="rounded border bg-panel"
        >
          {t('announcements.emptyHelp')}
        </EmptyState>
      ) : (
        <ul className="divide-y rounded border bg-panel">
          {data.items.map((one) => {
            const state = stateOf(one);
            return (
              <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
                <div className="grid min-w-0 grow gap-0.5">
                  <p className="flex flex-wrap items-center gap-2">
                    <span className="font-medium">{one.title[language]}</span>
                    <Badge tone={one.level === 'info' ? 'plain' : one.level === 'warning' ? 'amber' : 'red'}>
                      {t(`announcements.levels.${one.level}`)}
                    </Badge>
                    <Badge tone={state === 'shown' ? 'jade' : 'plain'}>
                      {t(`announcements.state.${state}`)}
                    </Badge>
                  </p>
                  <p className="text-soft text-xs">
                    {exactTime(one.from, i18n.language)} –{' '}
                    {one.until ? exactTime(one.until, i18n.language) : t('announcements.open')}
                  </p>
                </div>
                <div className="flex gap-1">
                  <Button size="sm" onClick={() => setEditing(one)}>
                    {t('common:edit')}
                  </Button>
                  <Button size="sm" look="quiet" onClick={() => setRemoving(one)}>
                    {t('common:delete')}
                  </Button>
                </div>
              </li>
            );
          })}
        </ul>
      )}
      <Sheet
        open={editing !== undefined}
        onOpenChange={(open) => !open && setEditing(undefined)}
        title={editing === 'new' ? t('announcements.new') : t('announcements.edit')}
      >
        {editing === undefined ? null : (
          <Editor of={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
        )}
      </Sheet>
      <Confirm
        open={removing !== undefined}
        onOpenChange={(open) => !open && setRemoving(undefined)}
        title={t('announcements.removeTitle')}
        action={t('common:delete')}
        danger
        onConfirm={async () => {
          if (!removing) return;
          await call('DELETE /api/admin/announcements/{id}', { params: { id: removing.id } });
          await changed();
        }}
      >
        <p className="text-base">{removing?.title[language]}</p>
      </Confirm>
    </div>
  );
}
