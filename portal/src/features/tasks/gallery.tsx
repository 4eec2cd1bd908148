import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { Money } from '@/components/money.tsx';
import { Time } from '@/components/time.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Face, PlayButton } from './media.tsx';
import { faceOf, isOpen, type Task } from './types.ts';
import { lengthOf, nameOf, StateBadge } from './words.tsx';

const smallestTile = 156;
const widestTile = 232;
const gap = 12;
/** Below the picture: two lines and their margins. */
const captionHeight = 60;
const rowHeight = 60;
/** Rows before the end at which the next page is asked for. */
const ahead = 3;

type Props<T extends Task> = {
  readonly tasks: readonly T[];
  readonly list: boolean;
  readonly opened: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly onEnd: () => void;
  /** What else a line tells, at its end; in the list only. */
  readonly more?: (task: T) => ReactNode;
};

/** Everything that was made, newest first. Only what is in view is on the page, however long the list is. */
export function Gallery<T extends Task>({ tasks, list, opened, onOpen, onEnd, more }: Props<T>) {
  const { t } = useTranslation('tasks');
  const frame = useRef<HTMLUListElement>(null);
  const [{ width, top }, setPlace] = useState({ width: 0, top: 0 });
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () =>
      setPlace({ width: element.clientWidth, top: element.getBoundingClientRect().top + scrollY });
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    watcher.observe(document.body);
    return () => watcher.disconnect();
  }, []);
  const columns = list
    ? 1
    : Math.max(2, Math.min(Math.floor((width + gap) / (smallestTile + gap)), Math.ceil(width / widestTile)));
  const tile = (width - gap * (columns - 1)) / columns;
  const height = list ? rowHeight : tile + captionHeight + gap;
  const count = Math.ceil(tasks.length / columns);
  const rows = useWindowVirtualizer({
    count: width > 0 ? count : 0,
    estimateSize: () => height,
    overscan: 4,
    scrollMargin: top,
  });
  // Another height moves every row.
  useEffect(() => rows.measure(), [height, rows]);
  // Whoever closes a task is where it was opened.
  const before = useRef(opened);
  useEffect(() => {
    const closed = opened === undefined ? before.current : undefined;
    before.current = opened;
    if (closed === undefined) return;
    const timer = setTimeout(() => document.getElementById(`task-${closed}`)?.focus({ preventScroll: true }));
    return () => clearTimeout(timer);
  }, [opened]);
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= count - ahead) onEnd();
  }, [last, count, onEnd]);
  return (
    <ul
      ref={frame}
      aria-label={t('title')}
      className={cn('relative', list && 'rounded border bg-panel')}
      style={{ height: rows.getTotalSize() }}
    >
      {items.flatMap((row) =>
        tasks.slice(row.index * columns, (row.index + 1) * columns).map((task, at) => (
          <li
            key={task.id}
            className={cn('absolute', list && 'border-b last:border-b-0')}
            style={{
              top: row.start - top,
              left: at * (tile + gap),
              width: list ? '100%' : tile,
              height: list ? rowHeight : tile + captionHeight,
            }}
          >
            {list ? (
              <Line task={task} opened={opened === task.id} onOpen={onOpen} more={more?.(task)} />
            ) : (
              <Tile task={task} opened={opened === task.id} onOpen={onOpen} />
            )}
          </li>
        )),
      )}
    </ul>
  );
}

type OneProps = {
  readonly task: Task;
  readonly opened: boolean;
  readonly onOpen: (id: string) => void;
};

function Tile({ task, opened, onOpen }: OneProps) {
  const { t } = useTranslation('tasks');
  const { main } = faceOf(task);
  const seconds = main?.seconds;
  return (
    <>
      <button
        type="button"
        id={`task-${task.id}`}
        onClick={() => onOpen(task.id)}
        aria-expanded={opened}
        className="flex size-full flex-col overflow-hidden rounded border bg-panel text-left transition-colors hover:border-line-strong"
      >
        <span className="relative block aspect-square w-full shrink-0 overflow-hidden bg-sunk">
          <Face task={task} />
          {seconds ? (
            <span className="absolute top-1.5 right-1.5 rounded-sm bg-black/65 px-1 font-mono text-white text-xs">
              {lengthOf(seconds)}
            </span>
          ) : null}
          {isOpen(task.state) || task.state === 'succeeded' ? null : (
            <span className="absolute top-1.5 left-1.5">
              <StateBadge state={task.state} />
            </span>
          )}
        </span>
        <span className="flex min-w-0 grow flex-col justify-center gap-0.5 px-2.5">
          <span className="truncate text-sm">{nameOf(task)}</span>
          <span className="flex justify-between gap-2 text-soft text-xs">
            <span className="truncate">{task.model}</span>
            <span className="shrink-0">
              {isOpen(task.state) ? t(`states.${task.state}`) : <Time iso={task.created_at} />}
            </span>
          </span>
        </span>
      </button>
      {main?.kind === 'audio' && main.path ? (
        <div className="pointer-events-none absolute inset-x-0 top-0 aspect-square [&>button]:pointer-events-auto">
          <PlayButton path={main.path} title={nameOf(task)} />
        </div>
      ) : null}
    </>
  );
}

function Line({ task, opened, onOpen, more }: OneProps & { readonly more?: ReactNode }) {
  return (
    <button
      type="button"
      id={`task-${task.id}`}
      onClick={() => onOpen(task.id)}
      aria-expanded={opened}
      className="flex size-full items-center gap-3 px-3 text-left text-sm outline-offset-[-2px] hover:bg-hover/60"
    >
      <span className="relative block size-10 shrink-0 overflow-hidden rounded-sm bg-sunk">
        <Face task={task} small />
      </span>
      <span className="grid min-w-0 grow basis-0">
        <span className="truncate">{nameOf(task)}</span>
        <span className="truncate text-soft text-xs">{task.model}</span>
      </span>
      {more}
      <span className="hidden w-28 shrink-0 sm:block">
        <StateBadge state={task.state} />
      </span>
      <span className="hidden w-24 shrink-0 text-right sm:block">
        <Money
          exact={isOpen(task.state) ? task.hold_usd : task.cost_usd}
          className={isOpen(task.state) ? 'text-amber' : ''}
        />
      </span>
      <span className="w-24 shrink-0 text-right text-soft text-xs">
        <Time iso={task.created_at} />
      </span>
    </button>
  );
}

export const GallerySkeleton = ({ list }: { readonly list: boolean }) =>
  list ? (
    <div aria-hidden className="rounded border bg-panel">
      {Array.from({ length: 8 }, (_, row) => (
        <div
          key={row}
          className="flex items-center gap-3 border-b px-3 last:border-b-0"
          style={{ height: rowHeight }}
        >
          <Skeleton className="size-10" />
          <Skeleton className="w-1/3" />
          <Skeleton className="ml-auto w-24" />
        </div>
      ))}
    </div>
  ) : (
    <div aria-hidden className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5">
      {Array.from({ length: 10 }, (_, tile) => (
        <div key={tile} className="overflow-hidden rounded border bg-panel">
          <Skeleton className="aspect-square h-auto rounded-none" />
          <div className="grid gap-1.5 p-2.5">
            <Skeleton className="w-4/5" />
            <Skeleton className="h-3 w-1/2" />
          </div>
        </div>
      ))}
    </div>
  );
