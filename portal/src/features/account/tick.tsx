import { type ReactNode, useId } from 'react';
import { Checkbox } from '@/components/ui/field.tsx';

/** A box to tick, with its words beside it. */
export function Tick({
  checked,
  onChange,
  children,
}: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <span className="flex items-center gap-2 text-base">
      <Checkbox id={id} checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <label htmlFor={id}>{children}</label>
    </span>
  );
}
