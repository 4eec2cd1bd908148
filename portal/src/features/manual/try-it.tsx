import { useQuery } from '@tanstack/react-query';
import { Play, RotateCcw, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, call } from '@/api/client.ts';
import { tryKey } from '@/api/try-key.ts';
import { useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Sheet } from '@/components/ui/dialog.tsx';
import { Field, Input, Select, Textarea } from '@/components/ui/field.tsx';
import { useSite, useUser } from '@/frame/site.ts';
import { MethodTag } from './method-tag.tsx';
import { Prose } from './prose.tsx';
import { OutcomeView, SessionView } from './try-outcome.tsx';
import {
  type Credential,
  type Draft,
  type DraftPart,
  draftOf,
  holdSession,
  type Outcome,
  sendDraft,
} from './try-send.ts';
import { withTakes } from './try-takes.ts';
import type { Example } from './types.ts';

type Progress = { readonly making?: string } | undefined;

/** Sends an example as the reader changes it, to this gateway, and shows what comes. */
export function TryIt({ example, onClose }: { readonly example: Example; readonly onClose: () => void }) {
  const { t, i18n } = useTranslation('manual');
  const user = useUser();
  const site = useSite();
  const errorText = useErrorText();
  const { request } = example;
  const [draft, setDraft] = useState<Draft>(() => draftOf(request));
  const [keyId, setKeyId] = useState('');
  const [progress, setProgress] = useState<Progress>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [heard, setHeard] = useState<readonly string[]>();
  const [fault, setFault] = useState<string>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const keys = useQuery({
    queryKey: ['keys', 'try'],
    queryFn: ({ signal }) => call('GET /api/portal/keys', { query: { size: 100 }, signal }),
    enabled: user != null && request.credential === 'key',
  });
  const own = (keys.data?.items ?? []).filter(
    ({ status, purpose }) => status === 'enabled' && purpose === null,
  );
  const chosen = own.find(({ id }) => String(id) === keyId);
  const problem = useJsonProblem(draft);
  const needsLogin = request.credential === 'access-token' ? !user : !user && site?.guest_try === false;

  const credential = async (): Promise<Credential> => {
    if (request.credential === 'literal') return { kind: 'literal' };
    if (request.credential === 'access-token') return { kind: 'session' };
    const { key } = chosen ? await tryKey(chosen.mode, chosen.id) : await tryKey('test');
    return { kind: 'key', key };
  };

  const run = async () => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    setFault(undefined);
    setOutcome(undefined);
    setHeard(undefined);
    setProgress({});
    const current =
      <T,>(set: (value: T) => void) =>
      (value: T) => {
        if (running.current === control) set(value);
      };
    try {
      const by = await credential();
      const whole = await withTakes(example, draft, by, i18n.language, control.signal, ({ title }) =>
        current(setProgress)({ making: title }),
      );
      current(setDraft)(whole);
      current(setProgress)({});
      if (whole.events && by.kind === 'key')
        await holdSession(whole.address, whole.events, by.key, control.signal, current(setHeard));
      else await sendDraft(request, whole, by, control.signal, current(setOutcome));
    } catch (error) {
      if (!control.signal.aborted)
        current(setFault)(
          error instanceof ApiError
            ? errorText(error)
            : error instanceof TypeError || (error instanceof Error && error.message === 'socket')
              ? t('tryIt.unreachable')
              : t('tryIt.notMade', { title: error instanceof Error ? error.message : '' }),
        );
    } finally {
      current(setProgress)(undefined);
    }
  };

  const busy = progress !== undefined;
  const again = outcome !== undefined || heard !== undefined;
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('tryIt.title')}
      description={example.title}
      footer={
        <>
          {busy ? (
            <Button onClick={() => running.current?.abort()}>
              <Square aria-hidden />
              {t('tryIt.stop')}
            </Button>
          ) : null}
          <Button
            look="main"
            busy={busy}
            disabled={needsLogin || problem !== undefined}
            onClick={() => void run()}
          >
            {busy ? null : again ? <RotateCcw aria-hidden /> : <Play aria-hidden />}
            {again ? t('tryIt.again') : t('tryIt.send')}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        {needsLogin ? (
          <p className="rounded border border-transparent bg-amber-wash px-3 py-2 text-sm">
            {t('tryIt.logIn')}{' '}
            <a
              href={`/login?next=${encodeURIComponent(location.pathname + location.search)}`}
              className="text-blue underline underline-offset-4"
            >
              {t('common:frame.logIn')}
            </a>
          </p>
        ) : null}
        <Field label={t('tryIt.address')}>
          {(control) => (
            <div className="flex items-center gap-2">
              <MethodTag method={request.method} />
              <Input
                {...control}
                value={draft.address}
                spellCheck={false}
                onChange={(event) => setDraft({ ...draft, address: event.target.value })}
                className="font-mono"
              />
            </div>
          )}
        </Field>
        {request.credential === 'key' ? (
          <Field
            label={t('tryIt.key')}
            help={chosen?.mode === 'live' ? undefined : t('tryIt.testHelp')}
            error={chosen?.mode === 'live' ? t('tryIt.liveHelp') : undefined}
          >
            {(control) => (
              <Select {...control} value={keyId} onChange={(event) => setKeyId(event.target.value)}>
                <option value="">{t('tryIt.testKey')}</option>
                {own.map(({ id, name, mode, hint }) => (
                  <option key={id} value={id}>
                    {`${name} · ${hint} · ${t(`common:frame.${mode}`)}`}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : (
          <p className="text-pretty text-soft text-sm">
            <Prose text={t(`tryIt.by.${request.credential}`)} />
          </p>
        )}
        <Body draft={draft} onChange={setDraft} problem={problem} />
        <div aria-live="polite" className="grid min-w-0 gap-4">
          {progress?.making ? (
            <p className="text-soft text-sm">{t('tryIt.making', { title: progress.making })}</p>
          ) : null}
          {fault ? (
            <p role="alert" className="rounded bg-red-wash px-3 py-2 text-red text-sm">
              {fault}
            </p>
          ) : null}
          {outcome ? (
            <OutcomeView
              outcome={outcome}
              test={chosen?.mode !== 'live'}
              logged={user != null && request.credential === 'key'}
              comes={example.answer.comes || example.takes.length > 0}
            />
          ) : null}
          {heard ? <SessionView messages={heard} /> : null}
        </div>
      </div>
    </Sheet>
  );
}

/** What keeps the body from being sent: it is no JSON. */
function useJsonProblem({ body, events }: Draft): string | undefined {
  for (const text of [...(body === undefined ? [] : [body]), ...(events ?? [])])
    try {
      JSON.parse(text);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  return undefined;
}

function Body({
  draft,
  onChange,
  problem,
}: {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly problem: string | undefined;
}) {
  const { t } = useTranslation('manual');
  const said = problem === undefined ? undefined : t('tryIt.noJson', { problem });
  if (draft.events)
    return draft.events.map((event, index) => (
      <Field
        key={index}
        label={t('tryIt.event', { number: index + 1 })}
        error={index === 0 ? said : undefined}
      >
        {(control) => (
          <JsonArea
            control={control}
            text={event}
            onChange={(text) =>
              onChange({ ...draft, events: draft.events?.map((one, at) => (at === index ? text : one)) })
            }
          />
        )}
      </Field>
    ));
  if (draft.parts) return <Parts draft={draft} parts={draft.parts} onChange={onChange} />;
  if (draft.body === undefined) return null;
  return (
    <Field label={t('tryIt.body')} error={said}>
      {(control) => (
        <JsonArea
          control={control}
          text={draft.body ?? ''}
          onChange={(body) => onChange({ ...draft, body })}
        />
      )}
    </Field>
  );
}

const JsonArea = ({
  control,
  text,
  onChange,
}: {
  readonly control: object;
  readonly text: string;
  readonly onChange: (text: string) => void;
}) => (
  <Textarea
    {...control}
    value={text}
    spellCheck={false}
    rows={Math.min(18, text.split('\n').length + 1)}
    onChange={(event) => onChange(event.target.value)}
    className="resize-y font-mono text-[0.8125rem] leading-5"
  />
);

function Parts({
  draft,
  parts,
  onChange,
}: {
  readonly draft: Draft;
  readonly parts: readonly DraftPart[];
  readonly onChange: (draft: Draft) => void;
}) {
  const { t } = useTranslation('manual');
  const change = (index: number, part: DraftPart) =>
    onChange({ ...draft, parts: parts.map((one, at) => (at === index ? part : one)) });
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 font-medium text-sm">{t('tryIt.form')}</legend>
      {parts.map((part, index) => {
        const { file } = part;
        return (
          <Field
            key={index}
            label={<code>{part.name}</code>}
            help={file && !file.own ? t('tryIt.sampleFile', { name: file.name }) : undefined}
          >
            {(control) =>
              file ? (
                <Input
                  {...control}
                  type="file"
                  className="py-1"
                  onChange={(event) => {
                    const chosen = event.target.files?.[0];
                    if (chosen)
                      change(index, { ...part, file: { name: chosen.name, type: chosen.type, own: chosen } });
                  }}
                />
              ) : (
                <Input
                  {...control}
                  value={part.value ?? ''}
                  onChange={(event) => change(index, { ...part, value: event.target.value })}
                />
              )
            }
          </Field>
        );
      })}
    </fieldset>
  );
}
