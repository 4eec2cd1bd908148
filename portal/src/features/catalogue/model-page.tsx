import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ExternalLink, MessageSquareCode } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client.ts';
import { cn } from '@/cn.ts';
import { CopyId } from '@/components/copy.tsx';
import { MakerMark } from '@/components/maker-mark.tsx';
import { useTitle } from '@/components/page.tsx';
import { EmptyState, ErrorState } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Cell, Head, HeadCell, NumberCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';
import { currentLanguage } from '@/i18n.ts';
import { linesOf, type ModelDetail, shownPer } from './catalogue.ts';
import { GroupSwitch } from './filter-bar.tsx';
import { TakesGives } from './models-page.tsx';
import { PriceHistory } from './price-history.tsx';
import { conditionText, PricePair, useMeterName, usePerWords } from './price-parts.tsx';
import { modelQuery } from './queries.ts';
import { Samples } from './samples.tsx';

const route = getRouteApi('/public/models/$');

export function ModelPage() {
  const { t } = useTranslation('catalogue');
  const { _splat: name = '' } = route.useParams();
  const { group } = route.useSearch();
  const { data, error, refetch } = useQuery({
    ...modelQuery(name, group),
    placeholderData: (old, query) => (query?.queryKey[2] === name ? keepPreviousData(old) : undefined),
  });
  useTitle(data?.model.title ?? name);
  if (error)
    return (
      <div className="mx-auto max-w-4xl px-4 py-10">
        <h1 className="text-center text-xl">{name}</h1>
        {error instanceof ApiError && error.status === 404 ? (
          <EmptyState
            title={t('modelMissing')}
            action={
              <Button asChild>
                <Link to="/models">{t('toModels')}</Link>
              </Button>
            }
          >
            {t('modelMissingHint')}
          </EmptyState>
        ) : (
          <ErrorState error={error} onRetry={refetch} />
        )}
      </div>
    );
  return (
    <div className="mx-auto grid w-full max-w-6xl grid-cols-[minmax(0,1fr)] gap-6 px-4 py-6 md:px-6">
      {data ? <Found detail={data} /> : <Waiting name={name} />}
    </div>
  );
}

const Waiting = ({ name }: { readonly name: string }) => (
  <>
    <h1 className="text-xl">{name}</h1>
    <Skeleton className="h-24" />
    <Skeleton className="h-64" />
    <Skeleton className="h-80" />
  </>
);

function Found({ detail }: { readonly detail: ModelDetail }) {
  const { t } = useTranslation('catalogue');
  const { model, maker } = detail;
  return (
    <>
      <header className="grid gap-3">
        <nav aria-label={t('common:frame.crumbs')} className="text-soft text-sm">
          <Link to="/models" className="rounded-sm hover:text-ink">
            {t('modelsTitle')}
          </Link>
          {maker ? (
            <>
              <span aria-hidden> / </span>
              <Link to="/models" search={{ maker: maker.id }} className="rounded-sm hover:text-ink">
                {maker.name}
              </Link>
            </>
          ) : null}
        </nav>
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="flex min-w-0 items-center gap-3">
            <MakerMark logo={maker?.logo} className="size-8" />
            <div className="grid min-w-0 gap-0.5">
              <h1 className="break-words text-xl">{model.title ?? model.name}</h1>
              <span className="flex flex-wrap items-center gap-2 text-sm">
                <CopyId id={model.name} />
                {model.kinds.map((kind) => (
                  <Badge key={kind}>{t(`kinds.${kind}`)}</Badge>
                ))}
                {model.available.live ? (
                  <Badge tone="jade">{t('live')}</Badge>
                ) : (
                  <Badge tone="amber" title={t('testOnlyHint')}>
                    {t('testOnly')}
                  </Badge>
                )}
              </span>
            </div>
          </div>
          <Button asChild look="main">
            <a href={`/console/playground?model=${encodeURIComponent(model.name)}`}>
              <MessageSquareCode aria-hidden />
              {t('tryIt')}
            </a>
          </Button>
        </div>
        {model.retired ? (
          <p className="rounded border border-transparent bg-amber-wash px-3 py-2 text-amber text-sm">
            {t('retiredOn', { day: model.retired.on })}{' '}
            {model.retired.successor ? (
              <Link
                to="/models/$"
                params={{ _splat: model.retired.successor }}
                className="font-medium underline underline-offset-2"
              >
                {t('followedBy', { name: model.retired.successor })}
              </Link>
            ) : null}
          </p>
        ) : null}
      </header>
      <Facts detail={detail} />
      <Prices detail={detail} />
      <Samples key={model.name} detail={detail} />
    </>
  );
}

function Fact({
  name,
  children,
  wide,
}: {
  readonly name: string;
  readonly children: ReactNode;
  /** Two columns. */
  readonly wide?: true;
}) {
  return (
    <div className={cn('grid content-start gap-0.5', wide && 'sm:col-span-2')}>
      <dt className="text-soft text-xs">{name}</dt>
      <dd className="text-base">{children}</dd>
    </div>
  );
}

function Facts({ detail: { model, endpoints } }: { readonly detail: ModelDetail }) {
  const { t, i18n } = useTranslation('catalogue');
  const count = (value: number) => value.toLocaleString(i18n.language);
  const titles = (converted: boolean) => {
    const language = currentLanguage();
    const own = new Set(endpoints.filter((one) => !one.converted).map((one) => one.dialect));
    const names = endpoints
      .filter((one) => one.converted === converted && (!converted || !own.has(one.dialect)))
      .map((one) => one.title[language]);
    return [...new Set(names)].join(', ');
  };
  const [native, converted] = [titles(false), titles(true)];
  return (
    <dl className="grid gap-x-8 gap-y-4 rounded border bg-panel p-4 sm:grid-cols-2 lg:grid-cols-4">
      <Fact name={t('takesGives')}>
        <TakesGives model={model} />
      </Fact>
      <Fact name={t('context')}>
        {model.context ? t('tokens', { count: model.context, shown: count(model.context) }) : t('unknown')}
      </Fact>
      <Fact name={t('maxOutput')}>
        {model.max_output
          ? t('tokens', { count: model.max_output, shown: count(model.max_output) })
          : t('unknown')}
      </Fact>
      <Fact name={t('knownAbilities')}>
        {model.abilities.length > 0
          ? model.abilities.map((ability) => t(`abilities.${ability}`)).join(', ')
          : t('unknown')}
      </Fact>
      {native ? (
        <Fact wide name={t('nativeDialects')}>
          {native}
        </Fact>
      ) : null}
      {converted ? (
        <Fact wide name={t('convertedDialects')}>
          {converted}
        </Fact>
      ) : null}
    </dl>
  );
}

/** "OpenAI pricing, https://…, as kept in …": the address in it. */
const addressIn = (source: string): string | undefined => /https?:\/\/[^\s,;)]+/.exec(source)?.[0];

function Prices({ detail }: { readonly detail: ModelDetail }) {
  const { t } = useTranslation('catalogue');
  const navigate = route.useNavigate();
  const meterName = useMeterName();
  const perWords = usePerWords();
  const { price } = detail.model;
  const columns = [
    ...new Map((price?.rates ?? []).map((rate) => [rate.meter, shownPer(rate, 'million')])),
  ].map(([meter, per]) => ({ meter, per }));
  const address = price?.source ? addressIn(price.source) : undefined;
  return (
    <Card
      title={t('prices')}
      description={price?.since ? <SinceLine since={price.since} /> : undefined}
      actions={
        <GroupSwitch
          catalogue={detail}
          onChange={(group) => void navigate({ search: (old) => ({ ...old, group }), resetScroll: false })}
        />
      }
      flush
    >
      {price ? (
        <>
          <TableFrame aria-label={t('prices')} className="relative rounded-none border-x-0">
            <Table>
              <Head>
                <tr>
                  <HeadCell>{t('condition')}</HeadCell>
                  {columns.map(({ meter, per }) => (
                    <HeadCell key={meter} className="text-right">
                      {meterName(meter)}
                      <span className="block font-normal">{perWords(meter, per)}</span>
                    </HeadCell>
                  ))}
                </tr>
              </Head>
              <tbody>
                {linesOf(price.rates).map(({ when, rates }) => (
                  <Row key={when}>
                    <Cell className="min-w-52 text-pretty">
                      {when === null ? (
                        t('always')
                      ) : (
                        <span className="text-soft">{conditionText(detail, when)}</span>
                      )}
                    </Cell>
                    {columns.map(({ meter, per }) => {
                      const rate = rates.find((one) => one.meter === meter);
                      return (
                        <NumberCell key={meter}>
                          {rate ? <PricePair rate={rate} per={per} /> : null}
                        </NumberCell>
                      );
                    })}
                  </Row>
                ))}
              </tbody>
            </Table>
          </TableFrame>
          <p className="px-4 pt-3 text-soft text-xs">{t('twoLines')}</p>
          {price.source ? (
            <p className="flex flex-wrap items-baseline gap-x-1.5 px-4 pt-1 pb-3 text-soft text-xs">
              <span className="text-pretty">
                {t('listSource', { source: price.source, day: price.as_of ?? '' })}
              </span>
              {address ? (
                <a
                  href={address}
                  target="_blank"
                  rel="noreferrer"
                  className="inline-flex items-center gap-1 text-blue hover:underline"
                >
                  {t('openSource')}
                  <ExternalLink className="size-3" aria-hidden />
                </a>
              ) : null}
            </p>
          ) : null}
          <PriceHistory detail={detail} />
        </>
      ) : (
        <EmptyState title={t('noPrice')}>{t('noPriceHint')}</EmptyState>
      )}
    </Card>
  );
}

function SinceLine({ since }: { readonly since: string }) {
  const { t } = useTranslation('catalogue');
  return (
    <>
      {t('heldSince')} <Time iso={since} />
    </>
  );
}
