import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Cable } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Reply } from '@/api/client.ts';
import { cn } from '@/cn.ts';
import { Money } from '@/components/money.tsx';
import { Page } from '@/components/page.tsx';
import { EmptyState, ErrorState } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton.tsx';
import { Cell, Head, HeadCell, NumberCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';
import { shownMs } from '../logs/duration.ts';
import { useFaultName } from '../logs/fault-name.ts';
import { MinuteStrip } from './minute-strip.tsx';

type Health = Reply<'GET /api/admin/health'>;
type Channel = Health['channels'][number];

/** Longer than this behind, and somebody should look. */
const lagMs = 5000;

/** What is wrong at three in the morning: first what rests or fails, then everything else. */
export function HealthPage() {
  const { t } = useTranslation('health');
  const query = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => call('GET /api/admin/health', { signal }),
    refetchInterval: 5000,
  });
  const health = query.data;
  return (
    <Page wide title={t('title')} description={t('description')}>
      {query.isError && !health ? (
        <ErrorState error={query.error} onRetry={query.refetch} />
      ) : !health ? (
        <div className="grid gap-5" aria-hidden>
          <Skeleton className="h-20" />
          <div className="rounded border bg-panel">
            <SkeletonRows />
          </div>
        </div>
      ) : (
        <>
          <Figures health={health} />
          <Channels health={health} />
          <Resting health={health} />
          <Nodes health={health} />
        </>
      )}
    </Page>
  );
}

const Figure = ({
  name,
  children,
  detail,
  alarm,
}: {
  readonly name: string;
  readonly children: ReactNode;
  readonly detail?: ReactNode;
  readonly alarm?: boolean;
}) => (
  <div className="grid content-start gap-0.5 bg-panel px-4 py-3">
    <dt className="text-soft text-sm">{name}</dt>
    <dd className={cn('font-mono text-xl tabular', alarm && 'text-red')}>{children}</dd>
    <dd className="min-h-4.5 text-soft text-xs">{detail}</dd>
  </div>
);

function useBytes() {
  const { i18n } = useTranslation();
  return (bytes: number): string => {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
    const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1000)));
    return new Intl.NumberFormat(i18n.language, {
      style: 'unit',
      unit: units[step] ?? 'byte',
      maximumSignificantDigits: 3,
    }).format(bytes / 1000 ** step);
  };
}

function Figures({ health }: { readonly health: Health }) {
  const { t, i18n } = useTranslation('health');
  const bytes = useBytes();
  const number = new Intl.NumberFormat(i18n.language);
  const late = health.journal.lag_ms > lagMs;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded border bg-line md:grid-cols-3 lg:grid-cols-6">
      <Figure name={t('figures.streams')}>{number.format(health.open_streams)}</Figure>
      <Figure name={t('figures.tasks')}>{number.format(health.open_tasks)}</Figure>
      <Figure
        name={t('figures.journal')}
        alarm={late}
        detail={health.journal.lag_bytes > 0 ? bytes(health.journal.lag_bytes) : t('figures.caughtUp')}
      >
        {health.journal.lag_bytes > 0 ? shownMs(health.journal.lag_ms) : shownMs(0)}
      </Figure>
      <Figure name={t('figures.database')}>{bytes(health.database_bytes)}</Figure>
      <Figure name={t('figures.memory')}>{bytes(health.memory_bytes)}</Figure>
      <Figure
        name={t('figures.version')}
        detail={
          <>
            {t('figures.started')} <Time iso={health.started_at} />
          </>
        }
      >
        {health.version}
      </Figure>
    </dl>
  );
}

const order = ['open', 'partly-open', 'half-open', 'closed', 'disabled'] as const;
const tones = {
  open: 'red',
  'partly-open': 'amber',
  'half-open': 'amber',
  closed: 'jade',
  disabled: 'plain',
} as const;

/** What needs a look comes first. */
const byTrouble = (one: Channel, other: Channel): number =>
  order.indexOf(one.state) - order.indexOf(other.state) ||
  (one.last_hour.success ?? 1) - (other.last_hour.success ?? 1) ||
  other.last_hour.calls - one.last_hour.calls;

function Channels({ health }: { readonly health: Health }) {
  const { t, i18n } = useTranslation('health');
  const number = new Intl.NumberFormat(i18n.language);
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 });
  if (health.channels.length === 0)
    return (
      <div className="rounded border bg-panel">
        <EmptyState
          icon={Cable}
          title={t('noChannels')}
          action={
            <Button asChild look="main">
              <a href="/admin/channels">{t('toChannels')}</a>
            </Button>
          }
        >
          {t('noChannelsText')}
        </EmptyState>
      </div>
    );
  return (
    <Card title={t('channels')} description={t('channelsText')} flush>
      <TableFrame className="rounded-none border-x-0 border-b-0">
        <Table>
          <Head>
            <tr>
              <HeadCell>{t('channel')}</HeadCell>
              <HeadCell>{t('state')}</HeadCell>
              <HeadCell>{t('lastHour')}</HeadCell>
              <HeadCell className="text-right">{t('success')}</HeadCell>
              <HeadCell className="text-right">{t('firstByte')}</HeadCell>
              <HeadCell className="text-right">{t('day')}</HeadCell>
              <HeadCell className="text-right">{t('daySuccess')}</HeadCell>
              <HeadCell className="text-right">{t('daySpend')}</HeadCell>
            </tr>
          </Head>
          <tbody>
            {health.channels.toSorted(byTrouble).map((channel) => (
              <Row key={channel.id}>
                <Cell className="max-w-56 truncate">
                  <Link
                    to="/admin/logs"
                    search={{ channel: channel.id, period: '24h' }}
                    className="hover:text-jade hover:underline"
                  >
                    {channel.name}
                  </Link>
                </Cell>
                <Cell>
                  <Badge tone={tones[channel.state]}>{t(`states.${channel.state}`)}</Badge>
                </Cell>
                <Cell>
                  <MinuteStrip cells={channel.cells} from={health.cells_from} name={channel.name} />
                </Cell>
                <NumberCell className={cn((channel.last_hour.success ?? 1) < 0.95 && 'text-red')}>
                  {channel.last_hour.success === null ? '–' : percent.format(channel.last_hour.success)}
                </NumberCell>
                <NumberCell>
                  {channel.last_hour.first_byte_ms === null ? '–' : shownMs(channel.last_hour.first_byte_ms)}
                </NumberCell>
                <NumberCell>{number.format(channel.day.calls)}</NumberCell>
                <NumberCell className={cn((channel.day.success ?? 1) < 0.95 && 'text-red')}>
                  {channel.day.success === null ? '–' : percent.format(channel.day.success)}
                </NumberCell>
                <NumberCell>
                  <Money exact={channel.day.cost_usd} />
                </NumberCell>
              </Row>
            ))}
          </tbody>
        </Table>
      </TableFrame>
    </Card>
  );
}

/** Keys that rest, why, and until when. */
function Resting({ health }: { readonly health: Health }) {
  const { t } = useTranslation('health');
  const faultName = useFaultName();
  const resting = health.breakers.filter(({ state }) => state !== 'closed');
  return (
    <Card title={t('resting')}>
      {resting.length === 0 ? (
        <p className="text-soft text-sm">{t('noneRests')}</p>
      ) : (
        <ul className="grid gap-2 text-sm">
          {resting.map((breaker) => (
            <li
              key={`${breaker.channel.id} ${breaker.key}`}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b pb-2 last:border-b-0 last:pb-0"
            >
              <span>{t('keyOf', { channel: breaker.channel.name, key: breaker.key })}</span>
              <Badge tone={tones[breaker.state]}>{t(`states.${breaker.state}`)}</Badge>
              {breaker.reason ? <span className="text-soft">{faultName(breaker.reason)}</span> : null}
              <span className="text-soft sm:ml-auto">
                {breaker.since ? (
                  <>
                    {t('since')} <Time iso={breaker.since} />
                  </>
                ) : null}
                {breaker.until ? (
                  <>
                    {' · '}
                    {t('probe')} <Time iso={breaker.until} />
                  </>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Nodes({ health }: { readonly health: Health }) {
  const { t } = useTranslation('health');
  return (
    <Card title={t('nodes')} description={t('nodesText')}>
      <ul className="grid gap-1 text-sm">
        {health.nodes.map(({ name, beat_at }) => (
          <li key={name} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-mono [overflow-wrap:anywhere]">{name}</span>
            {name === health.node ? <Badge tone="jade">{t('thisNode')}</Badge> : null}
            <span className="text-soft sm:ml-auto">
              {t('beat')} <Time iso={beat_at} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
