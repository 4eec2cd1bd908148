import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Cell, Head, HeadCell, NumberCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';
import { catalogueQuery } from '@/features/catalogue/queries.ts';

const kinds = [
  'chat',
  'image',
  'video',
  'music',
  'speech',
  'transcription',
  'realtime',
  'embedding',
  'rerank',
  'moderation',
] as const;

/** What one key reaches, by kind: whose models, and how many. */
export function Reach() {
  const { t } = useTranslation('home');
  const { data } = useQuery(catalogueQuery());
  const names = new Map(data?.makers.map(({ id, name }) => [id, name]));
  const rows = kinds.flatMap((kind) => {
    const models = data?.models.filter((model) => (model.kinds as readonly string[]).includes(kind)) ?? [];
    const makers = Map.groupBy(models, ({ maker }) => maker ?? '');
    const known = [...makers]
      .sort(([, one], [, other]) => other.length - one.length)
      .map(([id]) => names.get(id) ?? id);
    return models.length === 0 ? [] : [{ kind, count: models.length, makers: known.filter(Boolean) }];
  });
  return (
    <section aria-labelledby="reach" className="grid gap-4">
      <h2 id="reach" className="text-xl">
        {t('reach.title')}
      </h2>
      <TableFrame aria-label={t('reach.title')}>
        <Table>
          <Head>
            <tr>
              <HeadCell>{t('reach.kind')}</HeadCell>
              <HeadCell>{t('reach.makers')}</HeadCell>
              <HeadCell className="text-right">{t('reach.models')}</HeadCell>
            </tr>
          </Head>
          <tbody>
            {rows.map(({ kind, count, makers }) => (
              <Row key={kind}>
                <Cell className="whitespace-nowrap font-medium">
                  <a className="hover:text-jade" href={`/models?kind=${kind}`}>
                    {t(`reach.kinds.${kind}`)}
                  </a>
                </Cell>
                <Cell className="min-w-56 text-soft">
                  {makers.slice(0, 8).join(', ')}
                  {makers.length > 8 ? ` ${t('reach.more', { count: makers.length - 8 })}` : ''}
                </Cell>
                <NumberCell>{count}</NumberCell>
              </Row>
            ))}
            {data
              ? null
              : kinds.slice(0, 6).map((kind) => (
                  <Row key={kind}>
                    <Cell colSpan={3}>
                      <Skeleton className="my-0.5" />
                    </Cell>
                  </Row>
                ))}
          </tbody>
        </Table>
      </TableFrame>
    </section>
  );
}
