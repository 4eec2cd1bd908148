import { useTranslation } from 'react-i18next';
import { Code } from '@/components/code.tsx';
import type { Exchange } from './data.ts';

/** JSON is set in lines, anything else stays. */
function tidy(text: string): { readonly text: string; readonly language: string } {
  try {
    return { text: JSON.stringify(JSON.parse(text), null, 2), language: 'json' };
  } catch {
    return { text, language: /^\s*[[{]/.test(text) ? 'json' : 'text' };
  }
}

const headerLines = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

/** What was sent and what came back, as the gateway cleaned it. */
export function ExchangeView({ exchange }: { readonly exchange: Exchange }) {
  const { t } = useTranslation('channels');
  const { request, answer } = exchange;
  const sent = request.body === null ? undefined : tidy(request.body);
  const came = answer && tidy(answer.body);
  return (
    <div className="grid min-w-0 gap-3">
      <Part
        title={t('exchange.request')}
        line={`${exchange.method} ${exchange.path}`}
        headers={request.headers}
      />
      {sent ? <Code text={sent.text} language={sent.language} /> : null}
      {answer && came ? (
        <>
          <Part title={t('exchange.answer')} line={String(answer.status)} headers={answer.headers} />
          {came.text ? <Code text={came.text} language={came.language} /> : null}
          {answer.cut ? <p className="text-soft text-xs">{t('exchange.cut')}</p> : null}
        </>
      ) : (
        <p className="text-soft text-sm">{t('exchange.none')}</p>
      )}
    </div>
  );
}

function Part({
  title,
  line,
  headers,
}: {
  readonly title: string;
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
}) {
  const { t } = useTranslation('channels');
  return (
    <div className="grid min-w-0 gap-1">
      <p className="flex min-w-0 items-baseline gap-2 text-sm">
        <span className="shrink-0 text-soft">{title}</span>
        <code className="min-w-0 break-all font-mono">{line}</code>
      </p>
      <details className="text-xs">
        <summary className="w-fit cursor-default text-soft hover:text-ink">
          {t('exchange.headers', { count: Object.keys(headers).length })}
        </summary>
        <pre tabIndex={0} className="mt-1 overflow-x-auto rounded-sm border bg-sunk p-2 font-mono leading-5">
          {headerLines(headers)}
        </pre>
      </details>
    </div>
  );
}
