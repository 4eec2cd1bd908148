import { useQuery } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { Code } from '@/components/code.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Select } from '@/components/ui/field.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { chooseCodeLanguage, useCodeLanguage } from './code-language.ts';
import { menuQuery, samplesQuery } from './data.ts';
import type { Answer, Example } from './types.ts';

/** An example: its code in the chosen language, and what it answers. */
export function ExampleView({
  pageId,
  index,
  example,
  onTry,
}: {
  readonly pageId: string;
  readonly index: number;
  readonly example: Example;
  readonly onTry: () => void;
}) {
  return (
    <div className="grid min-w-0 gap-3">
      <Sample pageId={pageId} index={index} onTry={onTry} />
      <AnswerView answer={example.answer} />
    </div>
  );
}

function Sample({
  pageId,
  index,
  onTry,
}: {
  readonly pageId: string;
  readonly index: number;
  readonly onTry: () => void;
}) {
  const { t, i18n } = useTranslation('manual');
  const { data: menu } = useQuery(menuQuery(i18n.language));
  const { data: samples } = useQuery(samplesQuery(pageId));
  const wanted = useCodeLanguage();
  const languages = menu?.languages ?? [];
  const language = languages.some(({ id }) => id === wanted) ? wanted : 'shell';
  const code = samples?.[index]?.[language];
  if (code === undefined) return <Skeleton className="h-52 w-full" />;
  return (
    <Code
      text={code.trimEnd()}
      language={language}
      title={
        <Select
          aria-label={t('codeLanguage')}
          value={language}
          onChange={(event) => chooseCodeLanguage(event.target.value)}
          className="h-7 w-auto text-xs"
        >
          {languages.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </Select>
      }
      actions={
        <Button size="sm" look="main" onClick={onTry} className="print:hidden">
          <Play aria-hidden />
          {t('try')}
        </Button>
      }
    />
  );
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);

export function AnswerView({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation('manual');
  const headers = Object.entries(answer.headers);
  return (
    <div className="grid min-w-0 gap-2">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <span className="font-medium">{t('answer')}</span>
        <Status status={answer.status} />
        {answer.comes ? <span className="text-soft">{t('comesLater')}</span> : null}
      </div>
      {headers.length > 0 ? (
        <dl className="grid gap-0.5 text-sm">
          {headers.map(([name, value]) => (
            <div key={name} className="flex flex-wrap gap-x-2 font-mono text-[0.8125rem]">
              <dt className="text-soft">{name}</dt>
              <dd className="break-all">{String(value)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <AnswerBody answer={answer} />
    </div>
  );
}

export const Status = ({ status }: { readonly status: number }) => (
  <Badge tone={status < 300 || status === 101 ? 'jade' : status < 500 ? 'amber' : 'red'}>{status}</Badge>
);

function AnswerBody({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation('manual');
  switch (answer.kind) {
    case 'json':
      return <Code text={json(answer.body)} language="json" />;
    case 'text':
      return <Code text={String(answer.body)} language="text" wrap />;
    case 'file':
      return <p className="text-soft text-sm">{t('file', { type: answer.type })}</p>;
    case 'empty':
      return <p className="text-soft text-sm">{t('emptyBody')}</p>;
    default:
      return (
        <ol className="grid min-w-0 gap-3">
          {answer.steps.map((step, index) => (
            <li key={index} className="grid min-w-0 gap-1">
              <p className="text-pretty text-sm">
                <span className="mr-1.5 text-soft tabular">{index + 1}.</span>
                {step.text}
                {step.times === 'many' ? <span className="text-soft"> {t('many')}</span> : null}
              </p>
              <Code
                text={typeof step.event === 'string' ? step.event : json(step.event)}
                language="json"
                className={cn('[&_pre]:max-h-56')}
              />
            </li>
          ))}
        </ol>
      );
  }
}
