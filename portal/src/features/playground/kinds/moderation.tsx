import { useTranslation } from 'react-i18next';
import { Badge } from '@/components/ui/badge.tsx';
import { fieldsOf, listOf } from '../wire/pieces.ts';
import { type Kind, lineOf, type ResultProps } from './kind.ts';

function Result({ outcome: { json } }: ResultProps) {
  const { t } = useTranslation('playground');
  const [first] = listOf(fieldsOf(json)['results']);
  const scores = Object.entries(fieldsOf(first?.['category_scores']))
    .map(([name, score]) => ({ name, score: Number(score) }))
    .sort((a, b) => b.score - a.score);
  const flagged = fieldsOf(first?.['categories']);
  return (
    <div className="grid justify-items-start gap-3">
      <Badge tone={first?.['flagged'] === true ? 'red' : 'jade'}>
        {first?.['flagged'] === true ? t('result.flagged') : t('result.clean')}
      </Badge>
      <table className="text-sm">
        <tbody>
          {scores.map(({ name, score }) => (
            <tr key={name} className="border-t">
              <th scope="row" className="py-1 pr-6 text-left font-mono font-normal">
                {name}
              </th>
              <td className={`py-1 text-right font-mono tabular ${flagged[name] === true ? 'text-red' : ''}`}>
                {score.toFixed(4)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export const moderation: Kind = {
  controls: [{ name: 'check', control: 'text', required: true, example: true }],
  build: (model, values) => ({
    path: '/v1/moderations',
    body: { model, input: lineOf(values, 'check') ?? '' },
  }),
  Result,
};
