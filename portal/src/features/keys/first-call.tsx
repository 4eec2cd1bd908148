import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, LoaderCircle, Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '@/api/client.ts';
import { CopyId } from '@/components/copy.tsx';
import { Money } from '@/components/money.tsx';
import { Button } from '@/components/ui/button.tsx';
import type { Key } from './data.ts';

type Answer = {
  readonly status: number;
  readonly ms: number;
  readonly requestId: string | null;
  readonly text: string;
};

/** The call that the samples make, from this page, with the key itself. */
async function ask(secret: string, model: string, question: string): Promise<Answer> {
  const began = performance.now();
  const response = await fetch('/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: question }], max_tokens: 60 }),
  });
  const read = (await response.json().catch(() => ({}))) as {
    choices?: { message?: { content?: string } }[];
    error?: { message?: string };
  };
  return {
    status: response.status,
    ms: Math.round(performance.now() - began),
    requestId: response.headers.get('x-request-id'),
    text: read.choices?.[0]?.message?.content ?? read.error?.message ?? '',
  };
}

/** The log is asked until the call has arrived there. */
function Arrival({ requestId, mode }: { readonly requestId: string; readonly mode: Key['mode'] }) {
  const { t } = useTranslation('keys');
  const [tries, setTries] = useState(0);
  const row = useQuery({
    queryKey: ['first-call', requestId],
    queryFn: async ({ signal }) => {
      setTries((now) => now + 1);
      const { items } = await call('GET /api/portal/logs', { query: { id: requestId, mode }, signal });
      return items[0] ?? null;
    },
    refetchInterval: (query) => (query.state.data || query.state.dataUpdateCount > 20 ? false : 400),
  });
  if (!row.data)
    return (
      <p className="flex items-center gap-2 text-soft text-sm">
        <LoaderCircle className="size-4 animate-spin" aria-hidden />
        {tries > 15 ? t('first.slow') : t('first.waiting')}
      </p>
    );
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
      <span className="flex items-center gap-1.5 text-jade">
        <Check className="size-4" aria-hidden />
        {t('first.arrived')}
      </span>
      <span className="font-mono text-soft tabular">
        {t('first.tokens', { input: row.data.input_tokens, output: row.data.output_tokens })}
      </span>
      <Money exact={row.data.cost_usd} test={mode === 'test'} />
      <Link
        to={'/console/logs' as '/'}
        search={{ request: requestId } as never}
        className="text-blue underline-offset-4 hover:underline"
      >
        {t('first.receipt')}
      </Link>
    </p>
  );
}

export function FirstCall({
  mode,
  secret,
  model,
}: {
  readonly mode: Key['mode'];
  readonly secret: string;
  readonly model: string;
}) {
  const { t } = useTranslation('keys');
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer | 'failed'>();
  const start = async () => {
    setBusy(true);
    setAnswer(undefined);
    setAnswer(await ask(secret, model, t('first.question')).catch(() => 'failed' as const));
    setBusy(false);
  };
  return (
    <section aria-label={t('first.title')} className="grid gap-3 border-t pt-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="grid min-w-0 grow basis-56 gap-0.5">
          <h3 className="font-semibold text-base">{t('first.title')}</h3>
          <p className="text-soft text-sm">{t(`first.help.${mode}`, { model })}</p>
        </div>
        <Button look="main" busy={busy} disabled={model === ''} onClick={() => void start()}>
          {busy ? null : <Play aria-hidden />}
          {t('first.action')}
        </Button>
      </div>
      <div aria-live="polite" className="empty:hidden">
        {answer === 'failed' ? <p className="text-red text-sm">{t('common:errors.network')}</p> : null}
        {answer && answer !== 'failed' ? (
          <div className="grid animate-appear gap-2 rounded border bg-sunk px-3 py-2.5">
            <p className="flex flex-wrap items-center gap-x-4 font-mono text-sm tabular">
              <span className={answer.status === 200 ? 'text-jade' : 'text-red'}>{answer.status}</span>
              <span className="text-soft">{t('first.ms', { ms: answer.ms })}</span>
              {answer.requestId ? <CopyId id={answer.requestId} short={18} /> : null}
            </p>
            <p className="text-base">{answer.text}</p>
            {answer.status === 200 && answer.requestId ? (
              <Arrival requestId={answer.requestId} mode={mode} />
            ) : null}
          </div>
        ) : null}
      </div>
    </section>
  );
}
