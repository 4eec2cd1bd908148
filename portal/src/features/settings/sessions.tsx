import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';
import { ErrorState, useErrorText } from '@/components/states.tsx';
import { Time } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Confirm } from '@/components/ui/confirm.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table.tsx';

/** "Firefox, Linux" of what the browser calls itself. */
function deviceOf(agent: string | null): string | undefined {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari|curl)\b/.exec(agent ?? '')?.[1];
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent ?? '')?.[1];
  const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS X': 'macOS' };
  const words = [browser, system].filter((one) => one !== undefined).map((one) => names[one] ?? one);
  return words.length > 0 ? words.join(', ') : undefined;
}

export function Sessions() {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  const list = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => call('GET /api/portal/sessions', { signal }),
  });
  const [ending, setEnding] = useState(false);
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ['sessions'] });
      toast.success(t('sessions.ended'));
    } catch (error) {
      toast.error(errorText(error));
    }
  };
  const items = list.data?.items ?? [];
  return (
    <Card
      title={t('sessions.title')}
      description={t('sessions.description')}
      flush
      actions={
        items.length > 1 ? <Button onClick={() => setEnding(true)}>{t('sessions.endOthers')}</Button> : null
      }
    >
      {list.isPending ? (
        <SkeletonRows rows={3} />
      ) : list.isError ? (
        <ErrorState error={list.error} onRetry={list.refetch} />
      ) : (
        <div className="overflow-x-auto border-t">
          <Table>
            <Head>
              <tr>
                <HeadCell>{t('sessions.device')}</HeadCell>
                <HeadCell className="max-sm:hidden">{t('sessions.address')}</HeadCell>
                <HeadCell>{t('sessions.seen')}</HeadCell>
                <HeadCell className="max-sm:hidden">{t('sessions.since')}</HeadCell>
                <HeadCell>
                  <span className="sr-only">{t('sessions.end')}</span>
                </HeadCell>
              </tr>
            </Head>
            <tbody>
              {items.map((one) => (
                <Row key={one.id}>
                  <Cell title={one.agent ?? undefined}>
                    {deviceOf(one.agent) ?? t('sessions.unknown')}{' '}
                    {one.current ? <Badge tone="jade">{t('sessions.current')}</Badge> : null}
                  </Cell>
                  <Cell className="font-mono max-sm:hidden">{one.address ?? '–'}</Cell>
                  <Cell>
                    <Time iso={one.last_seen_at} />
                  </Cell>
                  <Cell className="max-sm:hidden">
                    <Time iso={one.created_at} />
                  </Cell>
                  <Cell className="text-right">
                    {one.current ? null : (
                      <Button
                        size="sm"
                        onClick={() =>
                          void act(() => call('DELETE /api/portal/sessions/{id}', { params: { id: one.id } }))
                        }
                      >
                        {t('sessions.end')}
                      </Button>
                    )}
                  </Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        </div>
      )}
      <Confirm
        open={ending}
        onOpenChange={setEnding}
        title={t('sessions.endOthersTitle')}
        action={t('sessions.endOthers')}
        danger
        onConfirm={() => act(() => call('DELETE /api/portal/sessions', {}))}
      >
        <p className="text-base">{t('sessions.endOthersHelp')}</p>
      </Confirm>
    </Card>
  );
}
