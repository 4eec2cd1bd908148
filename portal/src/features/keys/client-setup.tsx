import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BookOpen, Eye } from 'lucide-react';
import { Fragment, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call } from '@/api/client.ts';
import { Code } from '@/components/code.tsx';
import { useConfirmedSession } from '@/components/confirm-session.tsx';
import { CopyButton } from '@/components/copy.tsx';
import { ErrorState, useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Combobox } from '@/components/ui/combobox.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useSite } from '@/frame/site.ts';
import { type Choices, type Client, chatModelsOf, clientsQuery, type Key } from './data.ts';
import { FirstCall } from './first-call.tsx';

type Values = { readonly origin: string; readonly key: string; readonly model: string };
const fill = (text: string, values: Values): string =>
  text.replace(/\{(origin|key|model)\}/g, (_all, name: keyof Values) => values[name]);

/** `code` between back-ticks. */
const ticked = (text: string): ReactNode =>
  text.split('`').map((piece, index) =>
    index % 2 === 1 ? (
      <code key={index} className="break-words rounded-sm bg-sunk px-1 py-px font-mono text-[0.8125rem]">
        {piece}
      </code>
    ) : (
      <Fragment key={index}>{piece}</Fragment>
    ),
  );

const kinds = ['library', 'terminal', 'application'] as const;
type System = 'unix' | 'windows';
const here: System = /win/i.test(navigator.userAgent) ? 'windows' : 'unix';

/** Every client's configuration with this key filled in. Without the whole key its hint stands there until it is revealed. */
export function ClientSetup({
  item,
  whole,
  choices,
}: {
  readonly item: Key;
  /** The whole key, where it is known. */
  readonly whole?: string;
  readonly choices: Choices;
}) {
  const { t, i18n } = useTranslation('keys');
  const errorText = useErrorText();
  const site = useSite();
  const clients = useQuery(clientsQuery);
  const { confirmed, dialog } = useConfirmedSession();
  const [revealed, setRevealed] = useState<string>();
  const [chosen, setChosen] = useState('curl');
  const [model, setModel] = useState<string>();
  const [system, setSystem] = useState<System>(here);
  const key = whole ?? revealed;
  const models = chatModelsOf(item, choices);
  const client = clients.data?.clients.find(({ id }) => id === chosen) ?? clients.data?.clients[0];
  const suggested = client && models.includes(client.model) ? client.model : models[0];
  const values: Values = {
    origin: site?.public_url || location.origin,
    key: key ?? item.hint,
    model: model ?? suggested ?? client?.model ?? '',
  };
  const reveal = async () => {
    try {
      const reply = await confirmed(() =>
        call('POST /api/portal/keys/{id}/reveal', { params: { id: item.id }, body: {} }),
      );
      if (reply) setRevealed(reply.key);
    } catch (error) {
      toast.error(errorText(error));
    }
  };
  if (clients.isError) return <ErrorState error={clients.error} onRetry={clients.refetch} />;
  const inLanguage = (text: { readonly en: string; readonly vi: string }) =>
    i18n.language === 'vi' ? text.vi : text.en;
  const hasSystems = client?.steps.some(({ blocks }) => blocks.some((block) => block.system));
  return (
    <div className="grid min-w-0 gap-5">
      {key === undefined ? (
        <div className="flex flex-wrap items-center justify-between gap-3 rounded border bg-sunk px-3 py-2">
          <p className="min-w-0 grow basis-56 text-soft text-sm">{t('hidden')}</p>
          <Button size="sm" onClick={() => void reveal()}>
            <Eye aria-hidden />
            {t('reveal')}
          </Button>
        </div>
      ) : whole === undefined ? (
        <div className="flex items-center gap-2">
          <code className="min-w-0 grow select-all truncate rounded-sm border bg-sunk px-2 py-1.5 font-mono text-sm">
            {key}
          </code>
          <CopyButton text={key} look="plain">
            {t('common:copy')}
          </CopyButton>
        </div>
      ) : null}
      <section aria-label={t('useIt')} className="grid min-w-0 gap-4">
        <h3 className="font-semibold text-base">{t('useIt')}</h3>
        {clients.data ? (
          <div className="grid gap-2">
            {kinds.map((kind) => (
              <fieldset key={kind} className="grid gap-1 sm:grid-cols-[6rem_1fr]">
                <legend className="float-left pt-1 text-soft text-xs">{t(`kind.${kind}`)}</legend>
                <div className="flex flex-wrap gap-1">
                  {clients.data.clients
                    .filter((one) => one.kind === kind)
                    .map((one) => (
                      <ClientButton
                        key={one.id}
                        client={one}
                        pressed={one.id === client?.id}
                        onPress={() => setChosen(one.id)}
                      />
                    ))}
                </div>
              </fieldset>
            ))}
          </div>
        ) : (
          <Skeleton className="h-24" />
        )}
        <div className="flex flex-wrap items-end gap-3">
          <Field label={t('model')} className="min-w-0 grow basis-56">
            {({ id }) => (
              <Combobox
                id={id}
                label={t('model')}
                placeholder={t('noModel')}
                searchPlaceholder={t('searchModel')}
                empty={t('noModel')}
                value={values.model}
                onChange={setModel}
                choices={models.map((one) => ({ value: one, label: one }))}
              />
            )}
          </Field>
          {hasSystems ? (
            <Segmented
              label={t('system')}
              value={system}
              onChange={setSystem}
              options={[
                { value: 'unix', label: t('systems.unix') },
                { value: 'windows', label: t('systems.windows') },
              ]}
            />
          ) : null}
        </div>
        {client ? (
          <ol className="grid min-w-0 gap-4">
            {client.steps.map((step) => (
              <li key={step.title.en} className="grid min-w-0 gap-1.5">
                <h4 className="font-medium text-sm">{ticked(inLanguage(step.title))}</h4>
                {step.text ? (
                  <p className="text-pretty text-soft text-sm">{ticked(inLanguage(step.text))}</p>
                ) : null}
                {step.blocks
                  .filter((block) => block.system === undefined || block.system === system)
                  .map((block) => (
                    <Code
                      key={`${block.path ?? ''}${block.code}`}
                      text={fill(block.code, values)}
                      language={block.language}
                      {...(block.path ? { title: block.path } : {})}
                    />
                  ))}
                {step.settings.length > 0 ? (
                  <dl className="divide-y rounded border">
                    {step.settings.map(({ name, value }) => {
                      const text = fill(inLanguage(value), values);
                      const typed = /^`([^`]+)`$/.exec(text)?.[1];
                      return (
                        <div
                          key={name.en}
                          className="grid min-w-0 items-center gap-x-3 px-3 py-1.5 text-sm sm:grid-cols-[13rem_1fr_auto]"
                        >
                          <dt className="text-soft">{ticked(inLanguage(name))}</dt>
                          <dd className="min-w-0 break-words">{ticked(text)}</dd>
                          {typed ? (
                            <CopyButton text={typed} className="max-sm:hidden" />
                          ) : (
                            <span className="max-sm:hidden" />
                          )}
                        </div>
                      );
                    })}
                  </dl>
                ) : null}
              </li>
            ))}
          </ol>
        ) : null}
        {client ? (
          <Link
            to="/docs/$section/$slug"
            params={{ section: client.page.split('/')[0] ?? '', slug: client.page.split('/')[1] ?? '' }}
            className="inline-flex w-fit items-center gap-1.5 text-blue text-sm underline-offset-4 hover:underline"
          >
            <BookOpen className="size-4" aria-hidden />
            {t('readPage', { name: client.name })}
          </Link>
        ) : null}
      </section>
      {key === undefined ? null : <FirstCall mode={item.mode} secret={key} model={values.model} />}
      {dialog}
    </div>
  );
}

const ClientButton = ({
  client,
  pressed,
  onPress,
}: {
  readonly client: Client;
  readonly pressed: boolean;
  readonly onPress: () => void;
}) => (
  <button
    type="button"
    aria-pressed={pressed}
    onClick={onPress}
    className="whitespace-nowrap rounded-sm border border-line px-2 py-0.5 text-soft text-sm transition-colors hover:bg-hover hover:text-ink aria-pressed:border-jade aria-pressed:bg-jade-wash aria-pressed:font-medium aria-pressed:text-jade-strong"
  >
    {client.name}
  </button>
);
