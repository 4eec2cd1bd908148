import { useTranslation } from 'react-i18next';
import { Time } from '@/components/time.tsx';
import { inUnits, type Meter, type ModelDetail, shownPer } from './catalogue.ts';
import { shownPrice } from './price.ts';
import { useMeterName, usePerWords } from './price-parts.tsx';

type Version = ModelDetail['history'][number];

const width = 640;
const height = 96;
const colours = ['var(--chart-1)', 'var(--chart-2)'];

/** The two meters that are drawn: what goes in and what comes out, else the first ones that there are. */
function metersOf(history: readonly Version[]): readonly Meter[] {
  const plain = (history[0]?.rates ?? []).filter(({ when }) => when === null).map(({ meter }) => meter);
  const usual = (['input_tokens', 'output_tokens'] as const).filter((meter) => plain.includes(meter));
  return usual.length > 0 ? usual : plain.slice(0, 2);
}

const rateOf = (version: Version, meter: Meter) =>
  version.rates.find((rate) => rate.meter === meter && rate.when === null);

/** Steps from change to change up to now; heights only show more or less, the figures stand below. */
function stepsOf(history: readonly Version[], meter: Meter, highest: number, now: number): string {
  const oldest = history.at(-1);
  if (!oldest) return '';
  const from = Date.parse(oldest.since);
  const x = (at: number) => ((at - from) / Math.max(1, now - from)) * width;
  const y = (usd: number) => height - 6 - (usd / highest) * (height - 16);
  let path = '';
  for (const version of history.toReversed()) {
    const rate = rateOf(version, meter);
    if (!rate?.ours) continue;
    const usd = Number(inUnits(rate.ours, rate, shownPer(rate, 'million')));
    const at = x(Date.parse(version.since));
    path += path === '' ? `M${at},${y(usd)}` : `H${at}V${y(usd)}`;
  }
  return path === '' ? '' : `${path}H${width}`;
}

export function PriceHistory({ detail: { history } }: { readonly detail: ModelDetail }) {
  const { t } = useTranslation('catalogue');
  const meterName = useMeterName();
  const perWords = usePerWords();
  if (history.length < 2) return null;
  const meters = metersOf(history);
  const highest = Math.max(
    ...meters.flatMap((meter) =>
      history.map((version) => {
        const rate = rateOf(version, meter);
        return rate?.ours ? Number(inUnits(rate.ours, rate, shownPer(rate, 'million'))) : 0;
      }),
    ),
    1e-12,
  );
  const now = Date.now();
  return (
    <section className="grid gap-3 border-t px-4 py-4">
      <h3 className="text-sm">{t('history')}</h3>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="h-24 w-full max-w-2xl border-line border-b"
        aria-hidden
      >
        {meters.map((meter, index) => (
          <path
            key={meter}
            d={stepsOf(history, meter, highest, now)}
            fill="none"
            stroke={colours[index]}
            strokeWidth={1.75}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <ol className="grid gap-1 text-sm">
        {history.map((version, index) => (
          <li key={version.since + String(index)} className="flex flex-wrap gap-x-4 gap-y-0.5">
            <span className="w-48 shrink-0 text-soft">
              <Time iso={version.since} exact />
            </span>
            {meters.map((meter, at) => {
              const rate = rateOf(version, meter);
              const per = rate ? shownPer(rate, 'million') : 1;
              return rate?.ours ? (
                <span key={meter} className="inline-flex items-baseline gap-1.5">
                  <span
                    className="size-2 shrink-0 self-center rounded-full"
                    style={{ background: colours[at] }}
                    aria-hidden
                  />
                  <span className="text-soft">{meterName(meter)}</span>
                  <span className="font-mono tabular">{shownPrice(inUnits(rate.ours, rate, per))}</span>
                  <span className="text-soft text-xs">{perWords(meter, per)}</span>
                </span>
              ) : null;
            })}
          </li>
        ))}
      </ol>
    </section>
  );
}
