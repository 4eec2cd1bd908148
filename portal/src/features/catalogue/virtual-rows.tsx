import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { cn } from '@/cn.ts';

/** A long list in a page that scrolls: only what is seen is drawn. Rows may have any height. */
export function VirtualRows<T>({
  items,
  keyOf,
  estimate,
  render,
  role,
  className,
}: {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** Height of a row in pixels, before it was drawn. */
  readonly estimate: number;
  readonly render: (item: T, index: number) => ReactNode;
  readonly role?: 'list';
  readonly className?: string;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const [above, setAbove] = useState(0);
  useLayoutEffect(() => {
    const top = frame.current?.getBoundingClientRect().top ?? 0;
    setAbove(top + window.scrollY);
  }, []);
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => estimate,
    overscan: 8,
    scrollMargin: above,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
  });
  return (
    <div
      ref={frame}
      role={role}
      className={cn('relative', className)}
      style={{ height: `${rows.getTotalSize()}px` }}
    >
      {rows.getVirtualItems().map(({ index, key, start }) => {
        const item = items[index];
        return item === undefined ? null : (
          <div
            key={key}
            ref={rows.measureElement}
            data-index={index}
            role={role ? 'presentation' : undefined}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${start - above}px)` }}
          >
            {render(item, index)}
          </div>
        );
      })}
    </div>
  );
}
