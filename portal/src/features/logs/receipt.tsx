import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '@/api/client.ts';
import { cn } from '@/cn.ts';
import { Money, shownUsd } from '@/components/money.tsx';
import { Time } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { shownMs } from './duration.ts';
import { useFaultName } from './fault-name.ts';
import { Outcome } from './log-table.tsx';

type Receipt = Reply<'GET /api/portal/logs/{id}'>;

/** Reads like a till slip: what was counted, what each costs, what was paid; below it how the call went. */
export function ReceiptView({ receipt }: { readonly receipt: Receipt }) {
  const { t } = useTranslation('logs');
  return (
    <div className="grid gap-6">
      <Facts receipt={receipt} />
      <Slip receipt={receipt} />
      <Timeline receipt={receipt} />
      <Attempts receipt={receipt} />
      <Notes receipt={receipt} />
      {Object.keys(receipt.facts).length > 0 ? (
        <Part title={t('receipt.facts')}>
          <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-sm">
            {Object.entries(receipt.facts).map(([name, value]) => (
              <Line key={name} name={<span className="font-mono">{name}</span>}>
                <span className="font-mono">{String(value)}</span>
              </Line>
            ))}
          </dl>
        </Part>
      ) : null}
    </div>
  );
}

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="grid gap-2">
    <h3 className="text-base">{title}</h3>
    {children}
  </section>
);

const Line = ({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) => (
  <>
    <dt className="text-soft">{name}</dt>
    <dd className="min-w-0 text-right [overflow-wrap:anywhere]">{children}</dd>
  </>
);

function Facts({ receipt }: { readonly receipt: Receipt }) {
  const { t } = useTranslation('logs');
  const { operator } = receipt;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-sm">
      <Line name={t('receipt.outcome')}>
        <span className="inline-flex flex-wrap items-center justify-end gap-2">
          {receipt.fault === null && !receipt.task ? (
            <Badge tone="jade">{t('receipt.ok')}</Badge>
          ) : (
            <Outcome row={receipt} />
          )}
          {receipt.task && receipt.fault === null ? (
            <Link to={'/console/tasks' as '/'} className="font-mono text-blue hover:underline">
              {receipt.task.id}
            </Link>
          ) : null}
          {receipt.mode === 'test' ? <Badge tone="amber">{t('receipt.test')}</Badge> : null}
          <span className="font-mono tabular">{receipt.status}</span>
        </span>
      </Line>
      <Line name={t('receipt.started')}>
        <Time iso={receipt.started_at} exact />
      </Line>
      <Line name={t('table.key')}>{receipt.key?.name || (receipt.key ? `#${receipt.key.id}` : '–')}</Line>
      <Line name={t('table.dialect')}>
        {receipt.dialect}
        {receipt.stream ? ` · ${t('receipt.stream')}` : ''}
      </Line>
      {receipt.ip ? (
        <Line name={t('receipt.ip')}>
          <span className="font-mono">{receipt.ip}</span>
        </Line>
      ) : null}
      {operator ? (
        <>
          <Line name={t('table.user')}>{operator.user?.email ?? '–'}</Line>
          <Line name={t('table.channel')}>
            {operator.channel ? operator.channel.name || `#${operator.channel.id}` : '–'}
          </Line>
          {operator.upstream_model ? (
            <Line name={t('receipt.upstreamModel')}>
              <span className="font-mono">{operator.upstream_model}</span>
            </Line>
          ) : null}
          {receipt.upstream_id ? (
            <Line name={t('receipt.upstreamId')}>
              <span className="font-mono">{receipt.upstream_id}</span>
            </Line>
          ) : null}
        </>
      ) : null}
    </dl>
  );
}

/** The figures of a slip stand under each other. */
function Slip({ receipt }: { readonly receipt: Receipt }) {
  const { t, i18n } = useTranslation('logs');
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 6 });
  const { price, cache } = receipt;
  const test = receipt.mode === 'test';
  const perText = (per: number | null) =>
    per === null || per === 1 ? '' : ` / ${per === 1_000_000 ? '1M' : number.format(per)}`;
  return (
    <section
      aria-label={t('receipt.price')}
      className="rounded border border-dashed bg-sunk px-4 py-3 font-mono text-sm tabular"
    >
      {price ? (
        <table className="w-full">
          <caption className="sr-only">{t('receipt.price')}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t('receipt.meter')}</th>
              <th scope="col">{t('receipt.units')}</th>
              <th scope="col">{t('receipt.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {price.lines.map((line) => (
              <tr key={line.meter} className="align-baseline">
                <td className="py-0.5 pr-2 font-sans">
                  {t(`meters.${line.meter}`)}
                  <span className="block text-soft text-xs sm:hidden">
                    {number.format(line.units)}
                    {line.usd === null ? '' : ` × $${line.usd}${perText(line.per)}`}
                  </span>
                </td>
                <td className="hidden whitespace-nowrap py-0.5 pr-4 text-right text-soft sm:table-cell">
                  {number.format(line.units)}
                  {line.usd === null ? ` · ${t('receipt.unpriced')}` : ` × $${line.usd}${perText(line.per)}`}
                </td>
                <td className="whitespace-nowrap py-0.5 text-right" title={`${line.amount_usd} USD`}>
                  {shownUsd(line.amount_usd)}
                </td>
              </tr>
            ))}
            {price.lines.length === 0 ? (
              <tr>
                <td colSpan={3} className="py-0.5 font-sans text-soft">
                  {t('receipt.nothingUsed')}
                </td>
              </tr>
            ) : null}
            <tr className="text-soft">
              <td className="pt-1 font-sans">{t('receipt.ratio', { group: price.group })}</td>
              <td className="hidden sm:table-cell" />
              <td className="pt-1 text-right">{`× ${price.ratio}`}</td>
            </tr>
          </tbody>
        </table>
      ) : (
        <p className="font-sans text-soft">{t('receipt.neverPriced')}</p>
      )}
      <dl className="mt-2 grid grid-cols-[1fr_auto] gap-y-0.5 border-t border-dashed pt-2">
        {price ? (
          <>
            <dt className="font-sans">{t('receipt.total')}</dt>
            <dd className="text-right">
              <Money exact={price.total_usd} />
            </dd>
          </>
        ) : null}
        <dt className="font-sans font-semibold">{t('receipt.charged')}</dt>
        <dd className="text-right font-semibold">
          <Money exact={receipt.charged_usd} test={test} />
        </dd>
        <dt className="font-sans text-soft">{t('receipt.hold')}</dt>
        <dd className="text-right text-soft">
          <Money exact={receipt.hold_usd} />
        </dd>
        {receipt.held_usd === '0' ? (
          <>
            <dt className="font-sans text-soft">{t('receipt.released')}</dt>
            <dd className="text-right text-soft">
              <Money exact={receipt.released_usd} />
            </dd>
          </>
        ) : (
          <>
            <dt className="font-sans text-amber">{t('receipt.held')}</dt>
            <dd className="text-right text-amber">
              <Money exact={receipt.held_usd} />
            </dd>
          </>
        )}
        {cache ? (
          <>
            <dt className="font-sans text-jade">
              {t('receipt.cache', {
                share: new Intl.NumberFormat(i18n.language, {
                  style: 'percent',
                  maximumFractionDigits: 1,
                }).format(cache.share),
              })}
            </dt>
            <dd className="text-right text-jade">
              <Money exact={cache.saved_usd} />
            </dd>
          </>
        ) : null}
      </dl>
      {price ? (
        <p className="mt-2 border-t border-dashed pt-2 font-sans text-soft text-xs">
          {price.version === null
            ? t('receipt.listPrice', { date: price.as_of })
            : t('receipt.priceVersion', { version: price.version })}
          {receipt.agrees ? null : <span className="text-red">{` ${t('receipt.disagrees')}`}</span>}
        </p>
      ) : null}
    </section>
  );
}

const tones: Readonly<Record<Receipt['timeline'][number]['part'], string>> = {
  attempt: 'bg-red',
  first_byte: 'bg-amber-strong',
  answer: 'bg-jade',
  whole: 'bg-jade',
  queued: 'bg-amber-strong',
  running: 'bg-jade',
};

/** Only what was measured. */
function Timeline({ receipt }: { readonly receipt: Receipt }) {
  const { t } = useTranslation('logs');
  const spans = receipt.timeline.filter(({ ms }) => ms > 0);
  const sum = spans.reduce((all, { ms }) => all + ms, 0);
  if (sum === 0) return null;
  return (
    <Part title={t('receipt.timeline', { time: shownMs(receipt.task ? sum : receipt.ms) })}>
      <div className="flex h-2.5 gap-px overflow-hidden rounded-sm" aria-hidden>
        {spans.map((span, index) => (
          <div
            key={`${span.part}${index}`}
            className={cn('min-w-0.5', tones[span.part])}
            style={{ flexGrow: span.ms, flexBasis: 0 }}
          />
        ))}
      </div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {spans.map((span, index) => (
          <li key={`${span.part}${index}`} className="flex items-center gap-1.5">
            <span className={cn('size-2 rounded-full', tones[span.part])} aria-hidden />
            <span className="text-soft">{t(`timeline.${span.part}`, { channel: span.channel ?? '' })}</span>
            <span className="font-mono tabular">{shownMs(span.ms)}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Attempts({ receipt }: { readonly receipt: Receipt }) {
  const { t } = useTranslation('logs');
  const faultName = useFaultName();
  if (receipt.attempts.length === 0) return null;
  return (
    <Part title={t('receipt.attempts')}>
      <ol className="grid gap-1 text-sm">
        {receipt.attempts.map((attempt, index) => (
          <li
            key={`${attempt.channel}${index}`}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b pb-1 last:border-b-0 last:pb-0"
          >
            <span className="min-w-24">
              {attempt.operator
                ? attempt.operator.channel.name || `#${attempt.operator.channel.id}`
                : t('receipt.channel', { number: attempt.channel })}
            </span>
            <Badge tone={attempt.outcome === 'ok' ? 'jade' : 'red'}>
              {attempt.outcome === 'ok' ? t('receipt.served') : faultName(attempt.outcome)}
            </Badge>
            {attempt.operator?.key ? (
              <span className="text-soft">{t('receipt.keyId', { id: attempt.operator.key })}</span>
            ) : null}
            <span className="ml-auto font-mono text-soft tabular">
              {attempt.status === null ? '' : `${attempt.status} · `}
              {shownMs(attempt.ms)}
            </span>
          </li>
        ))}
      </ol>
    </Part>
  );
}

/** What the gateway decided on the way, in words; the log's own words stay for what has none here. */
function Notes({ receipt }: { readonly receipt: Receipt }) {
  const { t } = useTranslation('logs');
  const notes = receipt.notes.filter(({ code }) => code !== 'task');
  if (notes.length === 0) return null;
  return (
    <Part title={t('receipt.notes')}>
      <ul className="grid gap-1 text-sm">
        {notes.map(({ code, text }, index) => (
          <li key={`${code}${index}`} className="border-b pb-1 last:border-b-0 last:pb-0">
            {t(`notes.${code || 'plain'}`, { text, defaultValue: text })}
          </li>
        ))}
      </ul>
    </Part>
  );
}
