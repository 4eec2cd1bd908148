import { useMutation } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { call } from '@/api/client.ts';
import { ErrorState } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Head, HeadCell, NumberCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';

/** Nano-USD as exact USD. */
const usd = (nano: number): string => {
  const digits = String(Math.abs(nano)).padStart(10, '0');
  const fraction = digits.slice(-9).replace(/0+$/, '');
  return `${nano < 0 ? '−' : ''}$${digits.slice(0, -9)}${fraction ? `.${fraction}` : ''}`;
};

/** Proves every balance from its entries, when somebody asks. */
export function LedgerTab() {
  const { t, i18n } = useTranslation('system');
  const verify = useMutation({ mutationFn: () => call('GET /api/admin/ledger/verify', {}) });
  const count = (of: number) => new Intl.NumberFormat(i18n.language).format(of);
  const verdict = verify.data;
  return (
    <Card
      title={t('ledger.title')}
      description={t('ledger.description')}
      actions={
        <Button look="main" busy={verify.isPending} onClick={() => verify.mutate()}>
          {t('ledger.action')}
        </Button>
      }
    >
      <div aria-live="polite" className="grid gap-4">
        {verify.error ? <ErrorState error={verify.error} /> : null}
        {verdict ? (
          <p className="flex items-center gap-2 text-base">
            {verdict.ok ? (
              <CircleCheck className="size-5 text-jade" aria-hidden />
            ) : (
              <TriangleAlert className="size-5 text-red" aria-hidden />
            )}
            {verdict.ok
              ? t('ledger.ok', { accounts: count(verdict.accounts), entries: count(verdict.entries) })
              : t('ledger.wrong', { count: verdict.differences.length })}
          </p>
        ) : null}
        {verdict && !verdict.ok ? (
          <>
            <TableFrame aria-label={t('ledger.differences')}>
              <Table>
                <Head>
                  <tr>
                    <HeadCell>{t('ledger.where')}</HeadCell>
                    <HeadCell className="text-right">{t('ledger.expected')}</HeadCell>
                    <HeadCell className="text-right">{t('ledger.found')}</HeadCell>
                  </tr>
                </Head>
                <tbody>
                  {verdict.differences.map((one) => (
                    <Row key={one.what}>
                      <td className="px-3 py-2">{one.what}</td>
                      <NumberCell>{usd(one.expected)}</NumberCell>
                      <NumberCell>{usd(one.found)}</NumberCell>
                    </Row>
                  ))}
                </tbody>
              </Table>
            </TableFrame>
            <p className="text-sm">{t('ledger.advice')}</p>
          </>
        ) : null}
      </div>
    </Card>
  );
}
