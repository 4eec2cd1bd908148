import { fieldsOf, listOf } from '../wire/pieces.ts';
import { given } from '../wire/turns.ts';
import { type Kind, lineOf, linesOf, numberOf, type ResultProps } from './kind.ts';

function Result({ outcome: { json }, values }: ResultProps) {
  const texts = linesOf(values, 'documents');
  const rows = listOf(fieldsOf(json)['results']).map((one) => ({
    index: Number(one['index'] ?? 0),
    score: Number(one['relevance_score'] ?? 0),
  }));
  return (
    <ol className="grid gap-2">
      {rows.map(({ index, score }) => (
        <li key={index} className="grid gap-1">
          <span className="flex items-baseline justify-between gap-4">
            <span className="min-w-0 break-words">{texts[index] ?? index + 1}</span>
            <span className="font-mono text-sm tabular">{score.toFixed(4)}</span>
          </span>
          <span className="h-1 rounded-full bg-sunk" aria-hidden>
            <span
              className="block h-1 rounded-full bg-jade"
              style={{ width: `${Math.max(1, Math.min(1, score) * 100)}%` }}
            />
          </span>
        </li>
      ))}
    </ol>
  );
}

export const rerank: Kind = {
  controls: [
    { name: 'query', control: 'line', required: true, example: true },
    { name: 'documents', control: 'text', required: true, example: true },
    { name: 'most', control: 'number', least: 1, most: 1000 },
  ],
  build: (model, values) => ({
    path: '/v1/rerank',
    body: given({
      model,
      query: lineOf(values, 'query'),
      documents: linesOf(values, 'documents'),
      top_n: numberOf(values, 'most'),
    }),
  }),
  Result,
};
