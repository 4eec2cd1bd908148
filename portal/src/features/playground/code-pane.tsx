import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readChoice, writeChoice } from '@/choices.ts';
import { Code } from '@/components/code.tsx';
import { Money } from '@/components/money.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { useSite } from '@/frame/site.ts';
import { codeLanguages, codeNames, codeOf, grammarOf, shownCodeOf } from './code.ts';
import type { Estimate } from './costs.ts';
import type { ApiRequest } from './wire/turns.ts';

/** What stands behind the hold, line by line. */
function EstimateTable({ estimate, test }: { readonly estimate: Estimate; readonly test: boolean }) {
  const { t } = useTranslation('playground');
  return (
    <details className="rounded border">
      <summary className="flex items-baseline justify-between gap-3 px-3 py-2 text-sm">
        <span>{t('cost.before')}</span>
        <Money exact={estimate.hold_usd} test={test} />
      </summary>
      <div className="border-t px-3 py-2">
        <p className="pb-2 text-soft text-xs">{t(`cost.of.${estimate.of}`)}</p>
        <table className="w-full text-xs">
          <tbody className="font-mono tabular">
            {estimate.lines.map(({ meter, units, usd, per, amount }) => (
              <tr key={meter} className="border-t">
                <th scope="row" className="py-1 pr-2 text-left font-normal">
                  {meter}
                </th>
                <td className="py-1 pr-2 text-right text-soft">
                  {usd === null
                    ? units
                    : `${units} × $${usd}${per && per > 1 ? `/${per.toLocaleString('en')}` : ''}`}
                </td>
                <td className="py-1 text-right">
                  <Money exact={amount} test={test} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="border-t pt-1 text-soft text-xs">
          {t('cost.ratio', { group: estimate.group, ratio: estimate.ratio })}
        </p>
      </div>
    </details>
  );
}

/** The right pane: the request as code, and its price before it goes out. */
export function CodePane({
  request,
  estimate,
  test,
}: {
  readonly request: ApiRequest | undefined;
  readonly estimate: Estimate | undefined;
  readonly test: boolean;
}) {
  const { t } = useTranslation('playground');
  const site = useSite();
  const [chosen, setChosen] = useState(() => readChoice('code'));
  const language = codeLanguages.find((one) => one === chosen) ?? 'curl';
  const origin = site?.public_url || location.origin;
  return (
    <div className="grid content-start gap-3 p-4">
      <Segmented
        label={t('code.language')}
        value={language}
        onChange={(next) => {
          setChosen(next);
          writeChoice('code', next);
        }}
        options={codeLanguages.map((value) => ({ value, label: codeNames[value] }))}
        className="justify-self-start"
      />
      {request ? (
        <>
          <Code
            text={shownCodeOf(language, request, origin)}
            copyText={() => codeOf(language, request, origin)}
            language={grammarOf[language]}
            title={`POST ${request.path.split('?')[0]}`}
          />
          <p className="text-soft text-xs">{t('code.key')}</p>
          {estimate ? <EstimateTable estimate={estimate} test={test} /> : null}
        </>
      ) : (
        <p className="text-soft text-sm">{t('code.incomplete')}</p>
      )}
    </div>
  );
}
