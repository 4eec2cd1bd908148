import { Info, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { currentLanguage } from '@/i18n.ts';
import { useSite } from './site.ts';

/** What the operator has to say, above every page until it is closed. */
export function Announcements() {
  const { t } = useTranslation();
  const site = useSite();
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const shown = (site?.announcements ?? []).filter((one) => !closed.has(one.id));
  return shown.map((one) => {
    const Icon = one.level === 'info' ? Info : TriangleAlert;
    const language = currentLanguage();
    return (
      <section
        key={one.id}
        aria-label={t('frame.announcement')}
        className={cn(
          'flex items-start gap-3 border-b px-4 py-2 text-sm md:px-6',
          one.level === 'info' ? 'bg-jade-wash' : one.level === 'warning' ? 'bg-amber-wash' : 'bg-red-wash',
        )}
      >
        <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
        <p className="min-w-0 grow whitespace-pre-line">
          <strong className="mr-2 font-semibold">{one.title[language]}</strong>
          {one.text[language]}
        </p>
        <button
          type="button"
          aria-label={t('close')}
          className="rounded p-0.5 hover:bg-hover"
          onClick={() => setClosed((before) => new Set([...before, one.id]))}
        >
          <X className="size-4" aria-hidden />
        </button>
      </section>
    );
  });
}
