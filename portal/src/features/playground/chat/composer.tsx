import { ArrowUp, Paperclip, Square, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button.tsx';
import type { Attachment } from '../wire/turns.ts';
import { mostBytes, readAttachments } from './attachments.ts';

/** Where a question is written. Ctrl+Enter sends, Escape stops; files come by the button, by dropping, by pasting. */
export function Composer({
  text,
  onText,
  attachments,
  onAttachments,
  takes,
  running,
  onSend,
  onStop,
  disabled,
  cost,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly attachments: readonly Attachment[];
  readonly onAttachments: (attachments: readonly Attachment[]) => void;
  readonly takes: readonly Attachment['kind'][];
  readonly running: boolean;
  readonly onSend: () => void;
  readonly onStop: () => void;
  readonly disabled: boolean;
  readonly cost: ReactNode;
}) {
  const { t } = useTranslation('playground');
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const add = async (files: Iterable<File>) => {
    const { read, refused } = await readAttachments(files, takes);
    if (read.length > 0) onAttachments([...attachments, ...read]);
    for (const { name, why } of refused)
      toast.error(t(`composer.refused.${why}`, { name, megabytes: mostBytes / 1024 / 1024 }));
  };
  const mayBeSent = !disabled && !running && (text.trim() !== '' || attachments.length > 0);
  return (
    <form
      className="grid gap-1 rounded-lg border border-line-strong bg-panel p-2 focus-within:border-jade data-[over=true]:border-jade"
      data-over={over}
      onSubmit={(event) => {
        event.preventDefault();
        if (mayBeSent) onSend();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void add(event.dataTransfer.files);
      }}
    >
      {attachments.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {attachments.map(({ name }, index) => (
            <li
              key={index}
              className="flex items-center gap-1 rounded-sm border bg-sunk py-0.5 pr-0.5 pl-2 text-sm"
            >
              <span className="max-w-40 truncate">{name}</span>
              <button
                type="button"
                aria-label={t('composer.remove', { name })}
                className="rounded-sm p-0.5 text-soft hover:bg-hover hover:text-ink"
                onClick={() => onAttachments(attachments.filter((_, at) => at !== index))}
              >
                <X className="size-3.5" aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <textarea
        aria-label={t('composer.label')}
        placeholder={t('composer.placeholder')}
        className="max-h-60 min-h-12 w-full resize-none bg-transparent px-1.5 py-1 text-base outline-none field-sizing-content placeholder:text-soft"
        value={text}
        onChange={(event) => onText(event.target.value)}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return;
          event.preventDefault();
          void add(event.clipboardData.files);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            if (mayBeSent) onSend();
          }
        }}
      />
      <div className="flex items-center gap-2">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            void add(event.target.files ?? []);
            event.target.value = '';
          }}
        />
        <Button
          look="quiet"
          size="icon-sm"
          aria-label={t('composer.attach')}
          title={t('composer.attach')}
          onClick={() => picker.current?.click()}
        >
          <Paperclip aria-hidden />
        </Button>
        <span className="ml-auto flex items-center gap-2">
          {cost}
          {running ? (
            <Button size="sm" onClick={onStop} aria-keyshortcuts="Escape">
              <Square aria-hidden />
              {t('composer.stop')}
            </Button>
          ) : (
            <Button
              size="sm"
              look="main"
              type="submit"
              disabled={!mayBeSent}
              aria-keyshortcuts="Control+Enter"
              title={t('composer.keys')}
            >
              <ArrowUp aria-hidden />
              {t('composer.send')}
            </Button>
          )}
        </span>
      </div>
    </form>
  );
}
