import { useQuery } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tryKey } from '@/api/try-key.ts';
import { readChoice, writeChoice } from '@/choices.ts';
import { Code } from '@/components/code.tsx';
import { CopyId } from '@/components/copy.tsx';
import { shownUsd } from '@/components/money.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { clientsQuery } from '@/features/keys/data.ts';
import { useSite } from '@/frame/site.ts';

type Outcome = {
  readonly status: number;
  readonly ms: number;
  readonly cost: string | null;
  readonly requestId: string | null;
  readonly text: string;
};

/** The call that the samples make, sent for real, with a key of this page's reader that costs nothing. */
async function run(model: string, question: string): Promise<Outcome> {
  const { key } = await tryKey('test');
  const began = performance.now();
  const response = await fetch('/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: question }] }),
  });
  const answer = (await response.json()) as {
    choices?: { message?: { content?: string } }[];
    error?: { message?: string };
  };
  return {
    status: response.status,
    ms: performance.now() - began,
    cost: response.headers.get('x-key4u-cost'),
    requestId: response.headers.get('x-request-id'),
    text: answer.choices?.[0]?.message?.content ?? answer.error?.message ?? '',
  };
}

/** What anybody can paste into a terminal first, then libraries, then programs. */
const rank = ({ id, kind }: { id: string; kind: string }) => (id === 'curl' ? 0 : kind === 'library' ? 1 : 2);

/** One call in the words of each client, and the same call made. */
export function FirstCall() {
  const { t } = useTranslation('home');
  const site = useSite();
  const { data } = useQuery(clientsQuery);
  const [chosen, setChosen] = useState(readChoice('code') ?? 'curl');
  const [outcome, setOutcome] = useState<Outcome | 'failed'>();
  const [busy, setBusy] = useState(false);
  const clients = (data?.clients ?? [])
    .filter(({ kind }) => kind !== 'application')
    .sort((one, other) => rank(one) - rank(other));
  const client =
    clients.find(({ id }) => id === chosen) ?? clients.find(({ id }) => id === 'curl') ?? clients[0];
  const origin = site?.public_url || location.origin;
  const fill = (text: string) =>
    text
      .replaceAll('{origin}', origin)
      .replaceAll('{key}', 'sk-…')
      .replaceAll('{model}', client?.model ?? '');
  const blocks = (client?.steps ?? []).flatMap((step) =>
    step.blocks
      .filter(({ system }) => system !== 'windows')
      .map((block) => ({ ...block, id: step.title.en })),
  );
  const start = async () => {
    setBusy(true);
    try {
      setOutcome(await run('gpt-4o-mini', t('question')));
    } catch {
      setOutcome('failed');
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-label={t('call.title')} className="grid min-w-0 gap-2 rounded-lg border bg-panel p-3">
      <div className="flex items-center gap-1 overflow-x-auto pb-1">
        {clients.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === client?.id}
            onClick={() => {
              setChosen(id);
              writeChoice('code', id);
            }}
            className="whitespace-nowrap rounded-sm px-2 py-1 text-soft text-sm transition-colors hover:bg-hover hover:text-ink aria-pressed:bg-hover aria-pressed:font-medium aria-pressed:text-ink"
          >
            {name}
          </button>
        ))}
        {clients.length === 0 ? <Skeleton className="my-1.5 w-64" /> : null}
      </div>
      <div className="grid h-56 content-start gap-2 overflow-y-auto">
        {blocks.length === 0 ? <Skeleton className="h-56" /> : null}
        {blocks.map((block) => (
          <Code
            key={`${block.id}${block.code}`}
            text={fill(block.code)}
            language={block.language}
            {...(block.path ? { title: block.path } : {})}
          />
        ))}
      </div>
      <div className="flex min-h-8 flex-wrap items-center gap-3">
        <Button look="main" busy={busy} onClick={() => void start()}>
          {busy ? null : <Play aria-hidden />}
          {t('call.run')}
        </Button>
        <span className="text-soft text-sm">{t('call.free')}</span>
      </div>
      <div aria-live="polite" className="empty:hidden">
        {outcome === 'failed' ? <p className="text-red text-sm">{t('call.failed')}</p> : null}
        {outcome && outcome !== 'failed' ? (
          <div className="grid animate-appear gap-1.5 rounded border bg-sunk px-3 py-2">
            <p className="flex flex-wrap gap-x-4 gap-y-1 font-mono text-soft text-sm tabular">
              <span className={outcome.status === 200 ? 'text-jade' : 'text-red'}>{outcome.status}</span>
              <span>{t('call.ms', { ms: Math.round(outcome.ms) })}</span>
              {outcome.cost ? (
                <span title={t('common:money.test', { exact: outcome.cost })} className="text-amber">
                  {shownUsd(outcome.cost)}
                </span>
              ) : null}
              {outcome.requestId ? <CopyId id={outcome.requestId} short={18} /> : null}
            </p>
            <p className="text-base">{outcome.text}</p>
          </div>
        ) : null}
      </div>
    </section>
  );
}
