import { Brain, ChevronRight, FileText, Pencil, RotateCcw, Volume2, Wrench } from 'lucide-react';
import { lazy, memo, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client.ts';
import { CopyButton, CopyId } from '@/components/copy.tsx';
import { useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Textarea } from '@/components/ui/field.tsx';
import { RunLine } from '../cost-line.tsx';
import { type AssistantTurn, type Attachment, dataUrl, type UserTurn } from '../wire/turns.ts';
import { ToolAnswers } from './tool-answers.tsx';
import type { Chat, Run } from './use-chat.ts';

const Markdown = lazy(() => import('../markdown.tsx').then((file) => ({ default: file.Markdown })));

const Shown = ({ one }: { readonly one: Attachment }) =>
  one.kind === 'image' ? (
    <img src={dataUrl(one)} alt={one.name} className="max-h-40 rounded border" />
  ) : (
    <span className="inline-flex max-w-full items-center gap-1.5 rounded border bg-panel px-2 py-1 text-sm [&_svg]:size-4">
      {one.kind === 'audio' ? <Volume2 aria-hidden /> : <FileText aria-hidden />}
      <span className="truncate">{one.name}</span>
    </span>
  );

export function UserTurnView({ turn, chat }: { readonly turn: UserTurn; readonly chat: Chat }) {
  const { t } = useTranslation('playground');
  const [draft, setDraft] = useState<string>();
  return (
    <article aria-label={t('turn.you')} className="group grid justify-items-end gap-1">
      {turn.attachments.length > 0 ? (
        <div className="flex max-w-full flex-wrap justify-end gap-2">
          {turn.attachments.map((one, index) => (
            <Shown key={index} one={one} />
          ))}
        </div>
      ) : null}
      {draft === undefined ? (
        <div className="flex max-w-[85%] items-start gap-1">
          <Button
            look="quiet"
            size="icon-sm"
            aria-label={t('turn.edit')}
            title={t('turn.edit')}
            className="opacity-60 focus-visible:opacity-100 group-hover:opacity-100"
            disabled={chat.running}
            onClick={() => setDraft(turn.text)}
          >
            <Pencil aria-hidden />
          </Button>
          {turn.text ? (
            <p className="min-w-0 whitespace-pre-wrap break-words rounded-lg bg-hover px-3 py-2">
              {turn.text}
            </p>
          ) : null}
        </div>
      ) : (
        <form
          className="grid w-full gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            setDraft(undefined);
            chat.edit(turn.id, draft);
          }}
        >
          <Textarea
            autoFocus
            aria-label={t('turn.edit')}
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') {
                event.stopPropagation();
                setDraft(undefined);
              }
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
                event.currentTarget.form?.requestSubmit();
            }}
          />
          <div className="flex justify-end gap-2">
            <Button size="sm" onClick={() => setDraft(undefined)}>
              {t('common:cancel')}
            </Button>
            <Button size="sm" look="main" type="submit" disabled={draft.trim() === ''}>
              {t('turn.askAgain')}
            </Button>
          </div>
        </form>
      )}
    </article>
  );
}

function Thinking({ text, running }: { readonly text: string; readonly running: boolean }) {
  const { t } = useTranslation('playground');
  return (
    <details className="group/thinking rounded border bg-sunk">
      <summary className="flex list-none items-center gap-1.5 px-2.5 py-1.5 text-soft text-sm [&_svg]:size-3.5">
        <ChevronRight className="transition-transform group-open/thinking:rotate-90" aria-hidden />
        <Brain aria-hidden />
        {running ? t('turn.thinking') : t('turn.thought')}
      </summary>
      <p className="max-h-80 overflow-y-auto whitespace-pre-wrap break-words border-t px-3 py-2 text-soft text-sm">
        {text.trim()}
      </p>
    </details>
  );
}

/** Why there is no answer, or no whole one. */
function Trouble({ turn, run }: { readonly turn: AssistantTurn; readonly run: Run | undefined }) {
  const { t } = useTranslation('playground');
  const errorText = useErrorText();
  const text = run?.error
    ? errorText(run.error)
    : (turn.error ?? (turn.finish === undefined ? t('turn.cut') : ''));
  const requestId = run?.error instanceof ApiError ? run.error.requestId : null;
  return (
    <div role="alert" className="grid gap-1 rounded border border-red bg-red-wash px-3 py-2 text-sm">
      <p className="break-words">{text || t('turn.cut')}</p>
      {requestId ? (
        <p className="text-soft text-xs">
          {t('common:requestId')} <CopyId id={requestId} />
        </p>
      ) : null}
    </div>
  );
}

const odd = ['length', 'max_tokens', 'max_output_tokens', 'MAX_TOKENS'];

export const AssistantTurnView = memo(function AssistantTurnView({
  turn,
  run,
  chat,
  last,
  test,
}: {
  readonly turn: AssistantTurn;
  readonly run: Run | undefined;
  readonly chat: Chat;
  readonly last: boolean;
  readonly test: boolean;
}) {
  const { t } = useTranslation('playground');
  const running = run?.state === 'running';
  const empty = !turn.text && !turn.thinking && turn.tools.length === 0 && turn.images.length === 0;
  return (
    <article aria-label={turn.model} aria-busy={running} className="grid min-w-0 gap-2">
      <p className="font-medium font-mono text-soft text-xs">{turn.model}</p>
      {turn.thinking ? <Thinking text={turn.thinking} running={running && !turn.text} /> : null}
      {turn.text ? (
        <Suspense fallback={<p className="whitespace-pre-wrap">{turn.text}</p>}>
          <Markdown text={turn.text} running={running} />
        </Suspense>
      ) : null}
      {turn.images.map((url, index) => (
        <img key={index} src={url} alt={t('answer.picture')} className="max-h-96 max-w-full rounded border" />
      ))}
      {turn.tools.length > 0 ? (
        last && !running && turn.tools.some(({ output }) => output === undefined) ? (
          <ToolAnswers tools={turn.tools} onAnswer={chat.answer} />
        ) : (
          turn.tools.map(({ id, name, input, output }) => (
            <div key={id || name} className="grid gap-1 rounded border px-3 py-2 text-sm">
              <p className="flex items-center gap-1.5 font-medium font-mono [&_svg]:size-3.5">
                <Wrench aria-hidden />
                {name}
              </p>
              <pre className="whitespace-pre-wrap break-words font-mono text-soft text-xs">{input}</pre>
              {output === undefined ? null : (
                <pre className="whitespace-pre-wrap break-words border-t pt-1 font-mono text-xs">
                  {output}
                </pre>
              )}
            </div>
          ))
        )
      ) : null}
      {running && empty ? (
        <span
          className="h-5 w-2 animate-pulse-soft rounded-sm bg-jade"
          aria-label={t('turn.waiting')}
          role="img"
        />
      ) : null}
      {run?.state === 'failed' ? <Trouble turn={turn} run={run} /> : null}
      {run?.state === 'stopped' ? <p className="text-soft text-sm">{t('turn.stopped')}</p> : null}
      {turn.finish && odd.includes(turn.finish) ? (
        <p className="text-amber text-sm">{t('turn.length')}</p>
      ) : null}
      <div className="flex flex-wrap items-center gap-1">
        <RunLine head={run?.head} firstMs={run?.firstMs} ms={run?.ms} usage={turn.usage} test={test} />
        {running ? null : (
          <span className="ml-auto flex">
            {turn.text ? <CopyButton text={turn.text} label={t('turn.copy')} /> : null}
            <Button
              look="quiet"
              size="icon-sm"
              aria-label={t('turn.retry')}
              title={t('turn.retry')}
              disabled={chat.running}
              onClick={() => chat.retry(turn.id)}
            >
              <RotateCcw aria-hidden />
            </Button>
          </span>
        )}
      </div>
    </article>
  );
});
