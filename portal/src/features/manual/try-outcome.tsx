import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Code } from '@/components/code.tsx';
import { CopyId } from '@/components/copy.tsx';
import { Money } from '@/components/money.tsx';
import { Status } from './examples.tsx';
import { pretty } from './parts.tsx';
import type { Outcome } from './try-send.ts';

/** What begins to come stands below the form: it is brought into view, once. */
function useBroughtIntoView(): RefObject<HTMLElement | null> {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    // Browsers begin to answer with a promise here, which is no cleanup.
    void place.current?.scrollIntoView({ block: 'start' });
  }, []);
  return place;
}

/** What came back: status, times, cost, the way to the log, headers, body. */
export function OutcomeView({
  outcome,
  test,
  logged,
  comes,
}: {
  readonly outcome: Outcome;
  readonly test: boolean;
  /** It stands in the reader's own log. */
  readonly logged: boolean;
  /** It may say something else when it is asked again. */
  readonly comes: boolean;
}) {
  const { t } = useTranslation('manual');
  const header = (name: string) => outcome.headers.find(([one]) => one === name)?.[1];
  const requestId = header('x-request-id');
  const cost = header('x-key4u-cost');
  const { media } = outcome;
  const place = useBroughtIntoView();
  useEffect(() => {
    if (media) return () => URL.revokeObjectURL(media);
  }, [media]);
  return (
    <section ref={place} aria-label={t('answer')} className="grid min-w-0 gap-3 border-t pt-4">
      <dl className="flex flex-wrap items-center gap-x-5 gap-y-1.5 text-sm">
        <div className="flex items-center gap-2">
          <dt className="font-medium">{t('answer')}</dt>
          <dd>
            <Status status={outcome.status} />
          </dd>
        </div>
        <Fact name={t('tryIt.firstByte')} value={`${Math.round(outcome.headMs)} ms`} />
        {outcome.wholeMs === undefined ? (
          <span className="animate-pulse-soft text-jade-strong">{t('tryIt.coming')}</span>
        ) : (
          <Fact name={t('tryIt.whole')} value={`${Math.round(outcome.wholeMs)} ms`} />
        )}
        {cost === undefined ? null : (
          <div className="flex items-baseline gap-1.5">
            <dt className="text-soft">{t('tryIt.cost')}</dt>
            <dd>
              <Money exact={cost} test={test} />
            </dd>
          </div>
        )}
      </dl>
      {requestId ? (
        <p className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <span className="text-soft">{t('common:requestId')}</span>
          <CopyId id={requestId} />
          {logged ? (
            <a
              href={`/console/logs?request=${encodeURIComponent(requestId)}`}
              className="text-blue underline-offset-4 hover:underline"
            >
              {t('tryIt.inLog')}
            </a>
          ) : null}
        </p>
      ) : null}
      <OutcomeBody outcome={outcome} />
      {comes && outcome.wholeMs !== undefined && outcome.status < 400 ? (
        <p className="text-soft text-sm">{t('tryIt.askAgain')}</p>
      ) : null}
      <details>
        <summary className="text-soft text-sm hover:text-ink">{t('tryIt.headers')}</summary>
        <dl className="mt-2 grid gap-0.5 font-mono text-[0.8125rem]">
          {outcome.headers.map(([name, value]) => (
            <div key={name} className="flex flex-wrap gap-x-2">
              <dt className="text-soft">{name}</dt>
              <dd className="break-all">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div className="flex items-baseline gap-1.5">
    <dt className="text-soft">{name}</dt>
    <dd className="font-mono tabular">{value}</dd>
  </div>
);

function OutcomeBody({ outcome: { type, text, media, bytes } }: { readonly outcome: Outcome }) {
  const { t } = useTranslation('manual');
  if (media) {
    if (type.startsWith('image/'))
      return <img src={media} alt={t('tryIt.picture')} className="max-w-full rounded border" />;
    // biome-ignore lint/a11y/useMediaCaption: what a model said or filmed has no captions
    if (type.startsWith('audio/')) return <audio src={media} controls className="w-full" />;
    // biome-ignore lint/a11y/useMediaCaption: what a model said or filmed has no captions
    if (type.startsWith('video/')) return <video src={media} controls className="w-full rounded border" />;
    return (
      <a href={media} download className="text-blue text-base underline-offset-4 hover:underline">
        {t('tryIt.download', { kilobytes: Math.ceil((bytes ?? 0) / 1024) })}
      </a>
    );
  }
  if (text === undefined || text === '')
    return bytes === 0 ? <p className="text-soft text-sm">{t('emptyBody')}</p> : null;
  const isJson = type.includes('json');
  return (
    <Code
      text={isJson ? pretty(text) : text.trimEnd()}
      language={isJson ? 'json' : 'text'}
      wrap={!isJson}
      title={type}
    />
  );
}

/** What was heard over a WebSocket, newest last. */
export function SessionView({ messages }: { readonly messages: readonly string[] }) {
  const { t } = useTranslation('manual');
  const place = useBroughtIntoView();
  return (
    <section
      ref={place}
      aria-label={t('answer')}
      className="grid min-h-[60vh] min-w-0 content-start gap-2 border-t pt-4"
    >
      <p className="text-soft text-sm">{t('tryIt.heard', { count: messages.length })}</p>
      {messages.map((message, index) => (
        <Code key={index} text={pretty(message)} language="json" className="[&_pre]:max-h-40" />
      ))}
    </section>
  );
}
