import { Info, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { useSite } from './site.ts';

/** What the operator has to say, above every page until it is closed. */
export function Announcements() {
  const { t, i18n } = useTranslation();
  const site = useSite();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const shown = (site?.announcements ?? []).filter((one) => !closed.has(String(one.id)));
  return shown.map((one) => {
    const Icon = one.level === 'info' ? Info : TriangleAlert;
    const texts = one as unknown as Record<'title' | 'text', string | Record<string, string>>;
    const word = (name: 'title' | 'text') => {
      const value = texts[name];
      return typeof value === 'string' ? value : (value?.[i18n.language] ?? value?.['en'] ?? '');
    };
    return (
      <section
        key={String(one.id)}
        aria-label={t('frame.announcement')}
        className={cn(
          'flex items-start gap-3 border-b px-4 py-2 text-sm md:px-6',
          one.level === 'info' ? 'bg-jade-wash' : one.level === 'warning' ? 'bg-amber-wash' : 'bg-red-wash',
        )}
      >
        <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
        <p className="min-w-0 grow whitespace-pre-line">
          <strong className="mr-2 font-semibold">{word('title')}</strong>
          {word('text')}
        </p>
        <button
          type="button"
          aria-label={t('close')}
          className="rounded p-0.5 hover:bg-hover"
          onClick={() => setClosed((before) => new Set([...before, String(one.id)]))}
        >
          <X className="size-4" aria-hidden />
        </button>
      </section>
    );
  });
}
