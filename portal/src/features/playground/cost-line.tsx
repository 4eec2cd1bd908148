import { useQuery } from '@tanstack/react-query';
import { Clock, Zap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CopyId } from '@/components/copy.tsx';
import { Money } from '@/components/money.tsx';
import { chargedQuery, type Estimate } from './costs.ts';
import type { Head } from './request.ts';
import type { Usage } from './wire/pieces.ts';

/** What is held when the call begins. */
export function CostBefore({
  estimate,
  error,
  test,
}: {
  readonly estimate: Estimate | undefined;
  readonly error: unknown;
  readonly test: boolean;
}) {
  const { t } = useTranslation('playground');
  if (error || !estimate) return <span className="text-soft text-xs">{t('cost.unknown')}</span>;
  return (
    <span className="text-soft text-xs" title={t(`cost.of.${estimate.of}`)}>
      {t('cost.atMost')} <Money exact={estimate.hold_usd} test={test} />
    </span>
  );
}

/** What the call has cost, as the log says. */
export function CostAfter({ head, test }: { readonly head: Head; readonly test: boolean }) {
  const { data } = useQuery({
    ...chargedQuery(head.requestId ?? ''),
    enabled: head.requestId !== null && head.cost === null,
  });
  const exact = head.cost ?? data?.charged_usd;
  return exact === undefined ? null : <Money exact={exact} test={test} />;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(ms < 10_000 ? 2 : 1);

/** One line under an answer: times, usage, cost, request id. */
export function RunLine({
  head,
  firstMs,
  ms,
  usage,
  test,
}: {
  readonly head?: Head | undefined;
  readonly firstMs?: number | undefined;
  readonly ms?: number | undefined;
  readonly usage?: Usage | undefined;
  readonly test: boolean;
}) {
  const { t } = useTranslation('playground');
  const perSecond =
    usage?.output && ms && firstMs !== undefined && ms - firstMs > 50
      ? Math.round(usage.output / ((ms - firstMs) / 1000))
      : undefined;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-soft text-xs tabular [&_svg]:size-3">
      {firstMs === undefined ? null : (
        <span className="inline-flex items-center gap-1" title={t('run.firstHint')}>
          <Zap aria-hidden />
          {t('run.first', { seconds: seconds(firstMs) })}
        </span>
      )}
      {ms === undefined ? null : (
        <span className="inline-flex items-center gap-1" title={t('run.wholeHint')}>
          <Clock aria-hidden />
          {t('run.whole', { seconds: seconds(ms) })}
        </span>
      )}
      {usage?.input === undefined ? null : (
        <span
          title={
            usage.cached || usage.thinking
              ? t('run.tokensHint', { cached: usage.cached ?? 0, thinking: usage.thinking ?? 0 })
              : undefined
          }
        >
          {t('run.tokens', { input: usage.input, output: usage.output ?? 0 })}
        </span>
      )}
      {perSecond ? <span>{t('run.pace', { count: perSecond })}</span> : null}
      {head && ms !== undefined ? <CostAfter head={head} test={test} /> : null}
      {head?.requestId ? <CopyId id={head.requestId} short={14} /> : null}
    </div>
  );
}
