import { Copy, Ellipsis, FlaskConical, KeyRound, Pencil, Trash2, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { Money } from '@/components/money.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Checkbox } from '@/components/ui/field.tsx';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import { Cell, Head, HeadCell, NumberCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';
import type { BulkChange } from './bulk-bar.tsx';
import { type Channel, type ChannelHealth, type Provider, textIn } from './data.ts';
import { Strip } from './strip.tsx';

const dots = {
  closed: 'bg-jade',
  'half-open': 'bg-amber-strong',
  'partly-open': 'bg-amber-strong',
  open: 'bg-red',
  disabled: 'bg-line-strong',
} as const;

/** A number that is changed where it stands: by Enter or by leaving it; Escape takes it back. */
function InPlace({
  label,
  value,
  least,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly onChange: (value: number) => void;
}) {
  const [text, setText] = useState<string>();
  const save = () => {
    const next = Number(text);
    if (text !== undefined && text.trim() !== '' && Number.isInteger(next) && next >= least && next !== value)
      onChange(next);
    setText(undefined);
  };
  const typed = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key === 'Escape') setText(undefined);
  };
  return (
    <input
      inputMode="numeric"
      aria-label={label}
      value={text ?? String(value)}
      onChange={(event) => setText(event.target.value)}
      onBlur={save}
      onKeyDown={typed}
      className="h-7 w-12 rounded-sm border border-transparent bg-transparent px-1.5 text-right font-mono text-sm tabular hover:border-line-strong focus-visible:border-jade focus-visible:bg-panel"
    />
  );
}

const percent = (share: number): string => `${share === 1 ? '100' : (share * 100).toFixed(1)} %`;

type Props = {
  readonly channels: readonly Channel[];
  readonly providers: readonly Provider[];
  readonly states: ReadonlyMap<number, ChannelHealth>;
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (chosen: ReadonlySet<number>) => void;
  readonly onOpen: (channel: Channel, tab: 'settings' | 'keys' | 'test') => void;
  readonly onChange: (channel: Channel, change: BulkChange) => void;
  readonly onCopy: (channel: Channel) => void;
  readonly onDelete: (channel: Channel) => void;
};

export function ChannelTable(props: Props) {
  const { t } = useTranslation('channels');
  const { channels, chosen, onChoose } = props;
  const all = channels.every(({ id }) => chosen.has(id));
  return (
    <TableFrame aria-label={t('title')}>
      <Table>
        <Head>
          <tr>
            <HeadCell className="w-8">
              <Checkbox
                className="block"
                aria-label={t('chooseAll')}
                checked={all}
                onChange={() => onChoose(all ? new Set() : new Set(channels.map(({ id }) => id)))}
              />
            </HeadCell>
            <HeadCell>{t('channel')}</HeadCell>
            <HeadCell className="hidden text-right md:table-cell">{t('models')}</HeadCell>
            <HeadCell className="hidden 2xl:table-cell">{t('groups')}</HeadCell>
            <HeadCell className="hidden text-right md:table-cell" title={t('priorityHelp')}>
              {t('priority')}
            </HeadCell>
            <HeadCell className="hidden text-right md:table-cell" title={t('weightHelp')}>
              {t('weight')}
            </HeadCell>
            <HeadCell>{t('lastHour')}</HeadCell>
            <HeadCell className="text-right">{t('success')}</HeadCell>
            <HeadCell className="text-right" title={t('firstByteHelp')}>
              {t('firstByte')}
            </HeadCell>
            <HeadCell className="text-right">{t('spend')}</HeadCell>
            <HeadCell>{t('on')}</HeadCell>
            <HeadCell>
              <span className="sr-only">{t('actions')}</span>
            </HeadCell>
          </tr>
        </Head>
        <tbody>
          {channels.map((channel) => (
            <ChannelRow key={channel.id} channel={channel} {...props} />
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

function ChannelRow({
  channel,
  providers,
  states,
  chosen,
  onChoose,
  onOpen,
  onChange,
  onCopy,
  onDelete,
}: Props & { readonly channel: Channel }) {
  const { t, i18n } = useTranslation('channels');
  const provider = providers.find(({ id }) => id === channel.provider);
  const health = states.get(channel.id);
  const state = health?.state ?? (channel.status === 'enabled' ? 'closed' : 'disabled');
  const count = Object.keys(channel.models).length;
  const { name } = channel;
  const toggle = () => {
    const next = new Set(chosen);
    if (!next.delete(channel.id)) next.add(channel.id);
    onChoose(next);
  };
  return (
    <Row>
      <Cell>
        <Checkbox
          className="block"
          aria-label={t('choose', { name })}
          checked={chosen.has(channel.id)}
          onChange={toggle}
        />
      </Cell>
      <Cell>
        <button
          type="button"
          onClick={() => onOpen(channel, 'settings')}
          className="flex w-40 items-start gap-2.5 text-left hover:text-jade lg:w-52"
        >
          <span
            role="img"
            aria-label={t(`state.${state}`)}
            title={t(`state.${state}`)}
            className={cn('mt-1.5 size-2 shrink-0 rounded-full', dots[state])}
          />
          <span className="grid min-w-0">
            <span className="truncate font-medium">{name}</span>
            <span className="truncate text-soft text-xs">
              {provider ? textIn(provider.name, i18n.language) : channel.provider}
            </span>
          </span>
        </button>
      </Cell>
      <NumberCell className="hidden md:table-cell" title={Object.keys(channel.models).join(', ')}>
        <span className="inline-flex items-center gap-1.5">
          {channel.unpriced.length > 0 ? (
            <TriangleAlert
              role="img"
              aria-label={t('unpriced', { count: channel.unpriced.length })}
              className="size-3.5 text-amber"
            />
          ) : null}
          {count}
        </span>
      </NumberCell>
      <Cell className="hidden 2xl:table-cell">
        <span className="flex max-w-40 flex-wrap gap-1">
          {channel.groups.map((group) => (
            <Badge key={group}>{group}</Badge>
          ))}
        </span>
      </Cell>
      <NumberCell className="hidden py-1 md:table-cell">
        <InPlace
          label={t('priorityOf', { name })}
          value={channel.priority}
          least={-1_000_000}
          onChange={(priority) => onChange(channel, { priority })}
        />
      </NumberCell>
      <NumberCell className="hidden py-1 md:table-cell">
        <InPlace
          label={t('weightOf', { name })}
          value={channel.weight}
          least={1}
          onChange={(weight) => onChange(channel, { weight })}
        />
      </NumberCell>
      <Cell>
        <Strip health={health} />
      </Cell>
      <NumberCell
        className={
          health?.day.success === null || health?.day.success === undefined
            ? 'text-soft'
            : health.day.success < 0.9
              ? 'text-red'
              : health.day.success < 0.99
                ? 'text-amber'
                : ''
        }
        title={t('ofDay', { calls: health?.day.calls ?? 0, failed: health?.day.failed ?? 0 })}
      >
        {health?.day.success === null || health?.day.success === undefined
          ? '–'
          : percent(health.day.success)}
      </NumberCell>
      <NumberCell>
        {health?.day.first_byte_ms === null || health?.day.first_byte_ms === undefined ? (
          <span className="text-soft">–</span>
        ) : (
          t('ms', { ms: health.day.first_byte_ms })
        )}
      </NumberCell>
      <NumberCell>{health ? <Money exact={health.day.cost_usd} /> : '–'}</NumberCell>
      <Cell>
        <Switch
          aria-label={t('enableOf', { name })}
          checked={channel.status === 'enabled'}
          onCheckedChange={(on) => onChange(channel, { status: on ? 'enabled' : 'disabled' })}
        />
      </Cell>
      <Cell className="w-10 text-right">
        <Menu
          trigger={
            <Button look="quiet" size="icon-sm" aria-label={t('actionsOf', { name })}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          <MenuItem onSelect={() => onOpen(channel, 'settings')}>
            <Pencil aria-hidden />
            {t('common:edit')}
          </MenuItem>
          <MenuItem onSelect={() => onOpen(channel, 'test')}>
            <FlaskConical aria-hidden />
            {t('tabs.test')}
          </MenuItem>
          <MenuItem onSelect={() => onOpen(channel, 'keys')}>
            <KeyRound aria-hidden />
            {t('tabs.keys')}
          </MenuItem>
          <MenuItem onSelect={() => onCopy(channel)}>
            <Copy aria-hidden />
            {t('duplicate')}
          </MenuItem>
          <MenuLine />
          <MenuItem danger onSelect={() => onDelete(channel)}>
            <Trash2 aria-hidden />
            {t('common:delete')}
          </MenuItem>
        </Menu>
      </Cell>
    </Row>
  );
}
