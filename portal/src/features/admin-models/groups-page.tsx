import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Tags, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { call, type Reply } from '@/api/client.ts';
import { Page } from '@/components/page.tsx';
import { EmptyState, ErrorState, useErrorText } from '@/components/states.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Confirm } from '@/components/ui/confirm.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Field, Input, Textarea } from '@/components/ui/field.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import { Cell, Head, HeadCell, NumberCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';

type Group = Reply<'GET /api/admin/groups'>['items'][number];

const key = ['admin', 'groups'];
const isUsed = (group: Group): boolean => group.users + group.tokens + group.channels > 0;

export function AdminGroupsPage() {
  const { t } = useTranslation('adminModels');
  const client = useQueryClient();
  const errorText = useErrorText();
  const [editing, setEditing] = useState<Group | 'new' | undefined>();
  const [removing, setRemoving] = useState<Group | undefined>();
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call('GET /api/admin/groups', { signal }),
  });
  const add = (
    <Button look="main" onClick={() => setEditing('new')}>
      <Plus aria-hidden />
      {t('groups.add')}
    </Button>
  );
  return (
    <Page title={t('groups.title')} description={t('groups.intro')} actions={add}>
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <div className="rounded border bg-panel">
          <SkeletonRows rows={4} />
        </div>
      ) : data.items.length === 0 ? (
        <div className="rounded border bg-panel">
          <EmptyState icon={Tags} title={t('groups.none')} action={add}>
            {t('groups.noneHint')}
          </EmptyState>
        </div>
      ) : (
        <TableFrame aria-label={t('groups.title')}>
          <Table>
            <Head>
              <tr>
                <HeadCell>{t('groups.name')}</HeadCell>
                <HeadCell className="text-right">{t('groups.ratio')}</HeadCell>
                <HeadCell>{t('groups.access')}</HeadCell>
                <HeadCell className="text-right">{t('groups.models')}</HeadCell>
                <HeadCell className="text-right">{t('groups.channels')}</HeadCell>
                <HeadCell className="text-right">{t('groups.users')}</HeadCell>
                <HeadCell className="text-right">{t('groups.tokens')}</HeadCell>
                <HeadCell>
                  <span className="sr-only">{t('groups.actions')}</span>
                </HeadCell>
              </tr>
            </Head>
            <tbody>
              {data.items.map((group) => (
                <Row key={group.name}>
                  <Cell className="min-w-48">
                    <span className="grid">
                      <span className="font-medium">{group.name}</span>
                      <span className="text-pretty text-soft text-xs">{group.description}</span>
                    </span>
                  </Cell>
                  <NumberCell>×{group.ratio}</NumberCell>
                  <Cell>
                    <Badge tone={group.open ? 'jade' : 'plain'}>
                      {t(group.open ? 'groups.open' : 'groups.closed')}
                    </Badge>
                  </Cell>
                  <NumberCell>{group.models}</NumberCell>
                  <NumberCell>{group.channels}</NumberCell>
                  <NumberCell>{group.users}</NumberCell>
                  <NumberCell>{group.tokens}</NumberCell>
                  <Cell>
                    <span className="flex justify-end gap-1">
                      <Button
                        look="quiet"
                        size="icon-sm"
                        aria-label={t('groups.editOne', { name: group.name })}
                        title={t('groups.editOne', { name: group.name })}
                        onClick={() => setEditing(group)}
                      >
                        <Pencil aria-hidden />
                      </Button>
                      <Button
                        look="quiet"
                        size="icon-sm"
                        disabled={isUsed(group)}
                        aria-label={t('groups.removeOne', { name: group.name })}
                        title={isUsed(group) ? t('groups.used') : t('groups.removeOne', { name: group.name })}
                        onClick={() => setRemoving(group)}
                      >
                        <Trash2 aria-hidden />
                      </Button>
                    </span>
                  </Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        </TableFrame>
      )}
      {editing ? (
        <GroupDialog
          key={editing === 'new' ? '' : editing.name}
          group={editing === 'new' ? undefined : editing}
          taken={data?.items.map(({ name }) => name) ?? []}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
      <Confirm
        open={removing !== undefined}
        onOpenChange={(open) => {
          if (!open) setRemoving(undefined);
        }}
        title={t('groups.removeTitle', { name: removing?.name ?? '' })}
        action={t('groups.remove')}
        danger
        onConfirm={async () => {
          if (!removing) return;
          try {
            await call('DELETE /api/admin/groups/{name}', { params: { name: removing.name } });
          } catch (problem) {
            toast.error(errorText(problem));
            throw problem;
          }
          toast.success(t('groups.removed', { name: removing.name }));
          await Promise.all([
            client.invalidateQueries({ queryKey: key }),
            client.invalidateQueries({ queryKey: ['catalogue'] }),
          ]);
        }}
      >
        {t('groups.removeHint')}
      </Confirm>
    </Page>
  );
}

function GroupDialog({
  group,
  taken,
  onClose,
}: {
  readonly group: Group | undefined;
  readonly taken: readonly string[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('adminModels');
  const client = useQueryClient();
  const errorText = useErrorText();
  const [name, setName] = useState(group?.name ?? '');
  const [ratio, setRatio] = useState(group?.ratio ?? '1');
  const [description, setDescription] = useState(group?.description ?? '');
  const [open, setOpen] = useState(group?.open ?? true);
  const [tried, setTried] = useState(false);
  const nameError = group
    ? undefined
    : !/^[\w.:-]{1,64}$/.test(name) || name === 'auto'
      ? t('groups.nameWrong')
      : taken.includes(name)
        ? t('groups.nameTaken')
        : undefined;
  const ratioError = /^\d{1,4}(\.\d{1,6})?$/.test(ratio.trim()) ? undefined : t('groups.ratioWrong');
  const save = useMutation({
    mutationFn: () =>
      call('PUT /api/admin/groups/{name}', {
        params: { name },
        body: { ratio: ratio.trim(), description: description.trim(), open },
      }),
    onSuccess: async () => {
      toast.success(t('groups.saved', { name }));
      await Promise.all([
        client.invalidateQueries({ queryKey: key }),
        client.invalidateQueries({ queryKey: ['catalogue'] }),
      ]);
      onClose();
    },
  });
  const submit = () => {
    setTried(true);
    if (!nameError && !ratioError) save.mutate();
  };
  return (
    <Dialog
      open
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      title={group ? t('groups.editTitle', { name: group.name }) : t('groups.addTitle')}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button look="main" busy={save.isPending} onClick={submit}>
            {group ? t('groups.saveOne') : t('groups.add')}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {group ? null : (
          <Field label={t('groups.name')} help={t('groups.nameHelp')} error={tried ? nameError : undefined}>
            {(control) => (
              <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
        )}
        <Field label={t('groups.ratio')} help={t('groups.ratioHelp')} error={tried ? ratioError : undefined}>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={ratio}
              onChange={(event) => setRatio(event.target.value.replace(',', '.'))}
            />
          )}
        </Field>
        <Field label={t('groups.description')} help={t('groups.descriptionHelp')}>
          {(control) => (
            <Textarea
              {...control}
              maxLength={500}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('groups.openLabel')} help={t('groups.openHelp')}>
          {(control) => <Switch {...control} checked={open} onCheckedChange={setOpen} />}
        </Field>
        {save.error ? (
          <p role="alert" className="text-red text-sm">
            {errorText(save.error)}
          </p>
        ) : null}
        <button type="submit" className="sr-only" tabIndex={-1}>
          {t('groups.saveOne')}
        </button>
      </form>
    </Dialog>
  );
}
