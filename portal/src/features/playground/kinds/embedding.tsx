import { useTranslation } from 'react-i18next';
import { fieldsOf, listOf } from '../wire/pieces.ts';
import { given } from '../wire/turns.ts';
import { type Kind, linesOf, numberOf, type ResultProps } from './kind.ts';

/** How alike two vectors are, from -1 to 1. */
export function alike(one: readonly number[], other: readonly number[]): number {
  let dot = 0;
  let a = 0;
  let b = 0;
  for (const [index, value] of one.entries()) {
    const against = other[index] ?? 0;
    dot += value * against;
    a += value * value;
    b += against * against;
  }
  return a === 0 || b === 0 ? 0 : dot / Math.sqrt(a * b);
}

function Result({ outcome: { json }, values }: ResultProps) {
  const { t } = useTranslation('playground');
  const vectors = listOf(fieldsOf(json)['data']).map((one) =>
    Array.isArray(one['embedding']) ? one['embedding'].map(Number) : [],
  );
  const texts = linesOf(values, 'texts');
  return (
    <div className="grid gap-3">
      <p className="text-soft text-sm">
        {t('result.vectors', { count: vectors.length, length: vectors[0]?.length ?? 0 })}
      </p>
      <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={t('result.alike')}>
        <table className="text-sm">
          <caption className="pb-1 text-left text-soft text-xs">{t('result.alike')}</caption>
          <tbody>
            {vectors.map((vector, row) => (
              <tr key={row} className="border-t">
                <th scope="row" className="max-w-40 truncate py-1 pr-3 text-left font-normal">
                  {texts[row] ?? row + 1}
                </th>
                {vectors.map((other, column) => {
                  const value = alike(vector, other);
                  return (
                    <td
                      key={column}
                      className="px-2 py-1 text-right font-mono tabular"
                      style={{
                        background: `color-mix(in oklch, var(--jade) ${Math.round(Math.max(0, value) * 30)}%, transparent)`,
                      }}
                    >
                      {value.toFixed(3)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {vectors[0] ? (
        <p className="break-words font-mono text-soft text-xs">
          {`[${vectors[0]
            .slice(0, 8)
            .map((value) => value.toFixed(5))
            .join(', ')}, …]`}
        </p>
      ) : null}
    </div>
  );
}

export const embedding: Kind = {
  controls: [
    { name: 'texts', control: 'text', required: true, example: true },
    { name: 'dimensions', control: 'number', least: 1, most: 8192 },
  ],
  build: (model, values) => ({
    path: '/v1/embeddings',
    body: given({ model, input: linesOf(values, 'texts'), dimensions: numberOf(values, 'dimensions') }),
  }),
  Result,
};
