import { fieldsOf, listOf, textOf } from '../wire/pieces.ts';
import { given } from '../wire/turns.ts';
import { type Kind, lineOf, numberOf, type ResultProps } from './kind.ts';
import { Made, TaskResult } from './media.tsx';

function Result({ outcome }: ResultProps) {
  const pictures = listOf(fieldsOf(outcome.json)['data']).flatMap((one) => {
    const base64 = textOf(one['b64_json']);
    // The format is not told; browsers look at the bytes.
    const url = base64 ? `data:image/png;base64,${base64}` : textOf(one['url']);
    return url ? [url] : [];
  });
  if (pictures.length === 0) return <TaskResult outcome={outcome} />;
  return (
    <div className="flex flex-wrap gap-4">
      {pictures.map((url, index) => (
        <Made key={index} url={url} kind="image" />
      ))}
    </div>
  );
}

export const image: Kind = {
  controls: [
    { name: 'prompt', control: 'text', required: true, example: true },
    { name: 'negative', control: 'line' },
    { name: 'size', control: 'choice', options: ['', '1024x1024', '1536x1024', '1024x1536'] },
    { name: 'quality', control: 'choice', options: ['', 'low', 'medium', 'high'] },
    { name: 'count', control: 'number', least: 1, most: 10 },
    { name: 'picture', control: 'picture' },
  ],
  build: (model, values) => ({
    path: '/v1/images/generations',
    body: given({
      model,
      prompt: lineOf(values, 'prompt'),
      negative_prompt: lineOf(values, 'negative'),
      size: lineOf(values, 'size'),
      quality: lineOf(values, 'quality'),
      n: numberOf(values, 'count'),
      image: lineOf(values, 'picture'),
    }),
  }),
  Result,
};
