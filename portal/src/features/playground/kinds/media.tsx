import { Download, ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button.tsx';
import { useSite } from '@/frame/site.ts';
import { isInlinePicture, ownResult, safeLink } from '../addresses.ts';
import type { Outcome } from './kind.ts';

/** One thing that was made: shown where it lies here, else a link to where it lies. */
export function Made({ url, kind }: { readonly url: string; readonly kind: string }) {
  const { t } = useTranslation('playground');
  const site = useSite();
  const here =
    url.startsWith('blob:') || isInlinePicture(url)
      ? url
      : (ownResult(url, location.origin) ?? ownResult(url, site?.public_url || undefined));
  const away = safeLink(url);
  if (!here)
    return away ? (
      <Button asChild>
        <a href={away} target="_blank" rel="noopener noreferrer">
          <ExternalLink aria-hidden />
          {t('result.open', { host: new URL(away).host })}
        </a>
      </Button>
    ) : null;
  return (
    <figure className="grid max-w-full justify-items-start gap-2">
      {kind === 'video' ? (
        // biome-ignore lint/a11y/useMediaCaption: nobody has written captions for what was just made
        <video controls playsInline src={here} className="max-h-[28rem] max-w-full rounded border bg-black" />
      ) : kind === 'audio' ? (
        // biome-ignore lint/a11y/useMediaCaption: as above
        <audio controls src={here} className="w-full min-w-64" />
      ) : (
        <img src={here} alt={t('answer.picture')} className="max-h-[28rem] max-w-full rounded border" />
      )}
      <Button look="quiet" size="sm" asChild>
        <a href={here} download>
          <Download aria-hidden />
          {t('result.download')}
        </a>
      </Button>
    </figure>
  );
}

/** What a task made. */
export function TaskResult({ outcome: { task } }: { readonly outcome: Outcome }) {
  if (!task) return null;
  return (
    <div className="flex flex-wrap gap-4">
      {task.outputs.map(({ kind, url, text }, index) =>
        url ? (
          <Made key={index} url={url} kind={kind} />
        ) : text ? (
          <pre key={index} className="w-full whitespace-pre-wrap break-words text-sm">
            {text}
          </pre>
        ) : null,
      )}
    </div>
  );
}
