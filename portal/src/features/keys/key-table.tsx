import { Ellipsis, Pencil, Power, SquareTerminal, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { Money, shownUsd } from '@/components/money.tsx';
import { Time } from '@/components/time.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Checkbox } from '@/components/ui/field.tsx';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu.tsx';
import { Cell, Head, HeadCell, NumberCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';
import type { Key } from './data.ts';

const tones = { enabled: 'jade', disabled: 'plain', expired: 'amber', used_up: 'amber' } as const;

/** What is spent, and of how much. */
function Spent({ item }: { readonly item: Key }) {
  const { t } = useTranslation('keys');
  const test = item.mode === 'test';
  if (item.limit_usd === null) return <Money exact={item.spent_usd} test={test} />;
  const share = Number(item.limit_usd) > 0 ? 1 - Number(item.left_usd ?? 0) / Number(item.limit_usd) : 1;
  return (
    <span className="grid justify-items-end gap-1">
      <span className="whitespace-nowrap">
        <Money exact={item.spent_usd} test={test} />
        <span className="text-soft"> / {shownUsd(item.limit_usd)}</span>
      </span>
      <span
        role="img"
        aria-label={t('leftOf', { left: item.left_usd ?? '0', limit: item.limit_usd })}
        title={t('leftOf', { left: item.left_usd ?? '0', limit: item.limit_usd })}
        className="h-1 w-24 overflow-hidden rounded-full bg-hover"
      >
        <span
          className={cn('block h-full', share >= 0.9 ? 'bg-amber-strong' : 'bg-jade')}
          style={{ width: `${Math.min(100, Math.max(share > 0 ? 3 : 0, share * 100))}%` }}
        />
      </span>
    </span>
  );
}

function Models({ item }: { readonly item: Key }) {
  const { t } = useTranslation('keys');
  if (item.models === null) return <span className="text-soft">{t('allModels')}</span>;
  const [first, ...rest] = item.models;
  return (
    <span title={item.models.join(', ')} className="inline-flex max-w-48 items-center gap-1">
      <code className="truncate font-mono text-xs">{first}</code>
      {rest.length > 0 ? <span className="shrink-0 text-soft text-xs">+{rest.length}</span> : null}
    </span>
  );
}

type Props = {
  readonly keys: readonly Key[];
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (chosen: ReadonlySet<number>) => void;
  readonly onEdit: (key: Key) => void;
  readonly onSetup: (key: Key) => void;
  readonly onToggle: (key: Key) => void;
  readonly onDelete: (key: Key) => void;
};

export function KeyTable({ keys, chosen, onChoose, onEdit, onSetup, onToggle, onDelete }: Props) {
  const { t } = useTranslation('keys');
  const all = keys.every(({ id }) => chosen.has(id));
  const toggle = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
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
                onChange={() => onChoose(all ? new Set() : new Set(keys.map(({ id }) => id)))}
              />
            </HeadCell>
            <HeadCell>{t('name')}</HeadCell>
            <HeadCell>{t('status')}</HeadCell>
            <HeadCell className="text-right">{t('spent')}</HeadCell>
            <HeadCell className="hidden text-right md:table-cell">{t('calls')}</HeadCell>
            <HeadCell className="hidden md:table-cell">{t('group')}</HeadCell>
            <HeadCell className="hidden lg:table-cell">{t('models')}</HeadCell>
            <HeadCell className="hidden md:table-cell">{t('lastUsed')}</HeadCell>
            <HeadCell className="hidden lg:table-cell">{t('expires')}</HeadCell>
            <HeadCell>
              <span className="sr-only">{t('actions')}</span>
            </HeadCell>
          </tr>
        </Head>
        <tbody>
          {keys.map((key) => (
            <Row key={key.id}>
              <Cell>
                <Checkbox
                  className="block"
                  aria-label={t('choose', { name: key.name || key.hint })}
                  checked={chosen.has(key.id)}
                  onChange={() => toggle(key.id)}
                />
              </Cell>
              <Cell>
                <button
                  type="button"
                  onClick={() => onEdit(key)}
                  className="grid max-w-40 text-left hover:text-jade sm:max-w-72"
                >
                  <span className="truncate font-medium">{key.name || t('unnamed')}</span>
                  <code className="truncate font-mono text-soft text-xs">{key.hint}</code>
                </button>
              </Cell>
              <Cell>
                <Badge tone={tones[key.status]}>{t(`state.${key.status}`)}</Badge>
              </Cell>
              <NumberCell>
                <Spent item={key} />
              </NumberCell>
              <NumberCell className="hidden md:table-cell">{key.calls.toLocaleString('en-US')}</NumberCell>
              <Cell className="hidden md:table-cell">
                {key.group ?? <span className="text-soft">{t('ownGroup')}</span>}
              </Cell>
              <Cell className="hidden lg:table-cell">
                <Models item={key} />
              </Cell>
              <Cell className="hidden text-soft md:table-cell">
                {key.last_used_at ? <Time iso={key.last_used_at} /> : t('never')}
              </Cell>
              <Cell className="hidden text-soft lg:table-cell">
                {key.expires_at ? <Time iso={key.expires_at} /> : t('neverExpires')}
              </Cell>
              <Cell className="w-10 text-right">
                <Menu
                  trigger={
                    <Button
                      look="quiet"
                      size="icon-sm"
                      aria-label={t('actionsOf', { name: key.name || key.hint })}
                    >
                      <Ellipsis aria-hidden />
                    </Button>
                  }
                >
                  <MenuItem onSelect={() => onSetup(key)}>
                    <SquareTerminal aria-hidden />
                    {t('useIt')}
                  </MenuItem>
                  <MenuItem onSelect={() => onEdit(key)}>
                    <Pencil aria-hidden />
                    {t('common:edit')}
                  </MenuItem>
                  <MenuItem onSelect={() => onToggle(key)}>
                    <Power aria-hidden />
                    {key.status === 'disabled' ? t('enable') : t('disable')}
                  </MenuItem>
                  <MenuLine />
                  <MenuItem danger onSelect={() => onDelete(key)}>
                    <Trash2 aria-hidden />
                    {t('common:delete')}
                  </MenuItem>
                </Menu>
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
