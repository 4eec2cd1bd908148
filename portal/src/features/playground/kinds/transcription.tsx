import { CopyButton } from '@/components/copy.tsx';
import { fieldsOf, textOf } from '../wire/pieces.ts';
import { given } from '../wire/turns.ts';
import { type Kind, lineOf, type ResultProps } from './kind.ts';

function Result({ outcome: { json, text } }: ResultProps) {
  const heard = textOf(fieldsOf(json)['text']) || text || '';
  return (
    <div className="grid gap-2">
      <p className="whitespace-pre-wrap break-words text-lg">{heard}</p>
      {heard ? <CopyButton text={heard} className="justify-self-start" /> : null}
    </div>
  );
}

export const transcription: Kind = {
  controls: [
    { name: 'sound', control: 'file', accept: 'audio/*,video/mp4,video/webm', record: true, required: true },
    { name: 'language', control: 'choice', options: ['', 'vi', 'en', 'zh', 'ja', 'ko', 'fr', 'de', 'es'] },
    { name: 'hint', control: 'line' },
  ],
  build: (model, values) => {
    const { sound } = values;
    return {
      path: '/v1/audio/transcriptions',
      body: given({
        model,
        language: lineOf(values, 'language'),
        prompt: lineOf(values, 'hint'),
      }),
      files: sound instanceof File ? { file: sound } : ({} as Record<string, File>),
    };
  },
  Result,
};
