import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { cn } from '@/cn.ts';
import { MethodTag } from './method-tag.tsx';
import type { MenuEntry } from './types.ts';

/** The menu as a tree: groups open and close, the way to the current page is always open. */
export function Tree({
  entries,
  current,
}: {
  readonly entries: readonly MenuEntry[];
  readonly current: string | undefined;
}) {
  return (
    <ul className="grid gap-px">
      {entries.map((entry) => (
        <li key={entry.id ?? entry.title} className="min-w-0">
          {entry.entries ? (
            <Group entry={entry} current={current} />
          ) : (
            <Leaf entry={entry} current={current} />
          )}
        </li>
      ))}
    </ul>
  );
}

export const holds = (entry: MenuEntry, id: string | undefined): boolean =>
  entry.entries ? entry.entries.some((inner) => holds(inner, id)) : entry.id === id;

function Group({
  entry,
  current,
}: {
  readonly entry: Extract<MenuEntry, { readonly entries: readonly MenuEntry[] }>;
  readonly current: string | undefined;
}) {
  const holdsCurrent = holds(entry, current);
  const [open, setOpen] = useState(holdsCurrent);
  useEffect(() => {
    if (holdsCurrent) setOpen(true);
  }, [holdsCurrent]);
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-start gap-1 rounded px-2 py-1.5 text-left text-sm hover:bg-hover"
      >
        <ChevronRight
          className={cn('mt-0.5 size-3.5 shrink-0 text-soft transition-transform', open && 'rotate-90')}
          aria-hidden
        />
        <span className={cn('min-w-0 text-pretty', holdsCurrent && 'font-medium')}>{entry.title}</span>
      </button>
      {open ? (
        <div className="ml-[0.9rem] border-l pl-1.5">
          <Tree entries={entry.entries} current={current} />
        </div>
      ) : null}
    </>
  );
}

function Leaf({
  entry,
  current,
}: {
  readonly entry: Extract<MenuEntry, { readonly id: string }>;
  readonly current: string | undefined;
}) {
  const line = useRef<HTMLAnchorElement>(null);
  const isCurrent = entry.id === current;
  useEffect(() => {
    if (isCurrent) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const [section = '', slug = ''] = entry.id.split('/');
  return (
    <Link
      ref={line}
      to="/docs/$section/$slug"
      params={{ section, slug }}
      className="flex items-baseline justify-between gap-2 rounded px-2 py-1.5 text-sm text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-jade-wash aria-[current=page]:font-medium aria-[current=page]:text-jade-strong"
    >
      <span className="min-w-0 text-pretty">{entry.title}</span>
      {entry.method ? <MethodTag method={entry.method} small /> : null}
    </Link>
  );
}
