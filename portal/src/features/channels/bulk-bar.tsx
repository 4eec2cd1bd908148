import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Body } from '@/api/client.ts';
import { Button } from '@/components/ui/button.tsx';
import { Checkbox, Input } from '@/components/ui/field.tsx';
import { Popover } from '@/components/ui/popover.tsx';
import { type Channel, groupsQuery } from './data.ts';

export type BulkChange = NonNullable<Body<'POST /api/admin/channels/bulk'>['change']>;

/** One number for all that are chosen. */
function NumberFor({
  label,
  help,
  least,
  onSet,
}: {
  readonly label: string;
  readonly help: string;
  readonly least: number;
  readonly onSet: (value: number) => void;
}) {
  const { t } = useTranslation('channels');
  const [open, setOpen] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSet(Number(new FormData(event.currentTarget).get('value')));
    setOpen(false);
  };
  return (
    <Popover open={open} onOpenChange={setOpen} trigger={<Button size="sm">{label}</Button>}>
      <form className="grid gap-2" onSubmit={submit}>
        <p className="text-soft text-xs">{help}</p>
        <div className="flex gap-2">
          <Input
            name="value"
            type="number"
            step={1}
            min={least}
            max={1_000_000}
            required
            aria-label={label}
            autoFocus
          />
          <Button type="submit" look="main">
            {t('set')}
          </Button>
        </div>
      </form>
    </Popover>
  );
}

function GroupsFor({
  channels,
  onSet,
}: {
  readonly channels: readonly Channel[];
  readonly onSet: (change: BulkChange) => void;
}) {
  const { t } = useTranslation('channels');
  const [open, setOpen] = useState(false);
  const groups = useQuery({ ...groupsQuery, enabled: open });
  const shared = (name: string) => channels.filter((channel) => channel.groups.includes(name)).length;
  return (
    <Popover open={open} onOpenChange={setOpen} trigger={<Button size="sm">{t('groups')}</Button>}>
      <ul className="grid gap-1">
        {groups.data?.items.map(({ name }) => {
          const all = shared(name) === channels.length;
          return (
            <li key={name} className="flex items-center gap-2 py-0.5 text-sm">
              <Checkbox
                id={`bulk-group-${name}`}
                checked={all}
                ref={(box) => {
                  if (box) box.indeterminate = !all && shared(name) > 0;
                }}
                onChange={() => onSet(all ? { remove_groups: [name] } : { add_groups: [name] })}
              />
              <label htmlFor={`bulk-group-${name}`} className="grow">
                {name}
              </label>
              <span className="text-soft text-xs tabular">
                {t('ofChosen', { count: shared(name), of: channels.length })}
              </span>
            </li>
          );
        })}
      </ul>
    </Popover>
  );
}

/** What is done with all that are chosen, in one step or not at all. */
export function BulkBar({
  channels,
  busy,
  onChange,
  onDelete,
  onClear,
}: {
  readonly channels: readonly Channel[];
  readonly busy: boolean;
  readonly onChange: (change: BulkChange) => void;
  readonly onDelete: () => void;
  readonly onClear: () => void;
}) {
  const { t } = useTranslation('channels');
  return (
    <section
      aria-label={t('bulk')}
      aria-busy={busy}
      className="flex flex-wrap items-center gap-2 rounded border border-jade/40 bg-jade-wash px-3 py-2"
    >
      <span className="mr-1 font-medium text-jade-strong text-sm" aria-live="polite">
        {t('chosen', { count: channels.length })}
      </span>
      <Button size="sm" onClick={() => onChange({ status: 'enabled' })}>
        {t('enable')}
      </Button>
      <Button size="sm" onClick={() => onChange({ status: 'disabled' })}>
        {t('disable')}
      </Button>
      <NumberFor
        label={t('priority')}
        help={t('priorityHelp')}
        least={-1_000_000}
        onSet={(priority) => onChange({ priority })}
      />
      <NumberFor
        label={t('weight')}
        help={t('weightHelp')}
        least={1}
        onSet={(weight) => onChange({ weight })}
      />
      <GroupsFor channels={channels} onSet={onChange} />
      <Button size="sm" className="text-red" onClick={onDelete}>
        {t('common:delete')}
      </Button>
      <Button look="quiet" size="icon-sm" className="ml-auto" aria-label={t('clear')} onClick={onClear}>
        <X aria-hidden />
      </Button>
    </section>
  );
}
