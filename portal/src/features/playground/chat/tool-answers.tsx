import { Wrench } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button.tsx';
import { Field, Textarea } from '@/components/ui/field.tsx';
import type { ToolCall } from '../wire/turns.ts';

/** The model asks for functions: here their results are written by hand, and the conversation goes on. */
export function ToolAnswers({
  tools,
  onAnswer,
}: {
  readonly tools: readonly ToolCall[];
  readonly onAnswer: (outputs: ReadonlyMap<string, string>) => void;
}) {
  const { t } = useTranslation('playground');
  const [outputs, setOutputs] = useState<ReadonlyMap<string, string>>(new Map());
  return (
    <form
      className="grid gap-3 rounded border px-3 py-2"
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer(outputs);
      }}
    >
      {tools.map(({ id, name, input }) => (
        <div key={id} className="grid gap-1.5">
          <p className="flex items-center gap-1.5 font-medium font-mono text-sm [&_svg]:size-3.5">
            <Wrench aria-hidden />
            {name}
          </p>
          <pre className="whitespace-pre-wrap break-words font-mono text-soft text-xs">{input}</pre>
          <Field label={t('tools.result', { name })}>
            {(control) => (
              <Textarea
                {...control}
                className="min-h-14 font-mono text-sm"
                placeholder={t('tools.resultExample')}
                value={outputs.get(id) ?? ''}
                onChange={(event) => setOutputs(new Map(outputs).set(id, event.target.value))}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
                    event.currentTarget.form?.requestSubmit();
                }}
              />
            )}
          </Field>
        </div>
      ))}
      <Button type="submit" look="main" size="sm" className="justify-self-end">
        {t('tools.send')}
      </Button>
    </form>
  );
}
