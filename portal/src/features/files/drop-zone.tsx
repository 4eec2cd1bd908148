import { CircleAlert, Upload, X } from 'lucide-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { type Room, sizeText } from './data.ts';
import type { Arrival } from './uploads.ts';

type Props = {
  readonly room: Room | undefined;
  readonly arrivals: readonly Arrival[];
  readonly onFiles: (files: readonly File[]) => void;
  readonly onDismiss: (id: number) => void;
};

const filesIn = (data: DataTransfer | null): File[] => [...(data?.files ?? [])];

/** Takes pictures that are dropped, chosen, or pasted anywhere on the page. */
export function DropZone({ room, arrivals, onFiles, onDismiss }: Props) {
  const { t, i18n } = useTranslation('files');
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = filesIn(event.clipboardData);
      if (files.length === 0) return;
      event.preventDefault();
      take.current(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
  const drag = (event: DragEvent) => {
    event.preventDefault();
    setOver(event.type === 'dragover');
    if (event.type === 'drop') onFiles(filesIn(event.dataTransfer));
  };
  return (
    <section aria-label={t('upload')} className="grid gap-2">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard */}
      <div
        onDragOver={drag}
        onDragLeave={drag}
        onDrop={drag}
        className={cn(
          'flex flex-wrap items-center justify-center gap-x-4 gap-y-2 rounded border border-line-strong border-dashed px-4 py-6 text-center transition-colors',
          over && 'border-jade bg-jade-wash',
        )}
      >
        <Button look="main" onClick={() => input.current?.click()}>
          <Upload aria-hidden />
          {t('choose')}
        </Button>
        <p className="text-pretty text-soft text-sm">
          {t('drop')}
          {room ? <br /> : null}
          {room ? t('limits', { size: sizeText(room.largest, i18n.language) }) : null}
        </p>
        <input
          ref={input}
          type="file"
          multiple
          accept={room?.types.join(',')}
          className="sr-only"
          tabIndex={-1}
          aria-hidden
          onChange={({ target }) => {
            onFiles([...(target.files ?? [])]);
            target.value = '';
          }}
        />
      </div>
      {arrivals.length > 0 ? (
        <ul aria-live="polite" className="grid gap-1">
          {arrivals.map((arrival) => (
            <Arriving key={arrival.id} arrival={arrival} room={room} onDismiss={onDismiss} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Arriving({
  arrival: { id, name, part, fault },
  room,
  onDismiss,
}: Pick<Props, 'room' | 'onDismiss'> & { readonly arrival: Arrival }) {
  const { t, i18n } = useTranslation('files');
  const errorText = useErrorText();
  const words =
    fault === 'type'
      ? t('wrongType')
      : fault === 'size'
        ? t('tooLarge', { size: sizeText(room?.largest ?? 0, i18n.language) })
        : fault
          ? [errorText(fault), fault.requestId].filter(Boolean).join(' · ')
          : undefined;
  return (
    <li className="flex items-center gap-3 rounded border bg-panel px-3 py-1.5 text-sm">
      {words ? <CircleAlert className="size-4 shrink-0 text-red" aria-hidden /> : null}
      <span className={cn('truncate', words ? 'max-w-[40%] shrink-0' : 'min-w-0')}>
        {name || t('pasted')}
      </span>
      {words ? (
        <>
          <span className="min-w-0 grow text-red text-xs">{words}</span>
          <Button look="quiet" size="icon-sm" aria-label={t('dismiss')} onClick={() => onDismiss(id)}>
            <X aria-hidden />
          </Button>
        </>
      ) : (
        <progress
          value={part}
          max={1}
          aria-label={t('uploading', { name })}
          className="ml-auto h-1.5 w-32 overflow-hidden rounded-full bg-hover [&::-moz-progress-bar]:bg-jade [&::-webkit-progress-bar]:bg-hover [&::-webkit-progress-value]:bg-jade"
        />
      )}
    </li>
  );
}

/** How much of the room is used. */
export function RoomBar({ room }: { readonly room: Room }) {
  const { t, i18n } = useTranslation('files');
  const part = room.limit > 0 ? Math.min(1, room.used / room.limit) : 1;
  const used = sizeText(room.used, i18n.language);
  const limit = sizeText(room.limit, i18n.language);
  return (
    <div className="grid w-full max-w-72 gap-1">
      <p className="flex justify-between gap-4 text-soft text-xs">
        <span>{t('used', { used, limit })}</span>
        <span>{t('kept', { count: Math.round(room.kept_days) })}</span>
      </p>
      <div
        role="meter"
        aria-label={t('room')}
        aria-valuemin={0}
        aria-valuemax={room.limit}
        aria-valuenow={room.used}
        aria-valuetext={t('used', { used, limit })}
        className="h-1.5 overflow-hidden rounded-full bg-hover"
      >
        <div
          className={cn('h-full rounded-full', part > 0.9 ? 'bg-amber-strong' : 'bg-jade')}
          style={{ width: `${Math.max(part > 0 ? 1 : 0, part * 100)}%` }}
        />
      </div>
    </div>
  );
}
