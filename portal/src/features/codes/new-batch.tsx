import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Reply } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';
import { CopyButton } from '@/components/copy.tsx';
import { useErrorText } from '@/components/states.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Field, Input } from '@/components/ui/field.tsx';

const initial = { name: '', count: '10', usd: '5', uses: '1', perUser: '1', expires: '' };

/** The whole codes: they are in this page's memory until it is closed, and nowhere else. */
function Made({ made }: { readonly made: Reply<'POST /api/admin/codes'> }) {
  const { t } = useTranslation('codes');
  const text = made.codes.join('\n');
  const save = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }));
    link.download = `codes-${made.batch.id}.txt`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div className="grid gap-3">
      <p role="status" className="rounded bg-amber-wash px-3 py-2 text-sm">
        {t('madeOnce')}
      </p>
      <pre tabIndex={0} className="max-h-64 overflow-auto rounded border bg-sunk p-3 font-mono text-sm">
        {text}
      </pre>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} look="plain">
          {t('copyAll')}
        </CopyButton>
        <Button onClick={save}>
          <Download aria-hidden />
          {t('download')}
        </Button>
      </div>
    </div>
  );
}

export function NewBatch({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation('codes');
  const errorText = useErrorText();
  const [form, setForm] = useState(initial);
  const make = useMutation({
    mutationFn: () =>
      call('POST /api/admin/codes', {
        body: {
          name: form.name,
          count: Number(form.count),
          usd: form.usd.trim().replace(',', '.'),
          uses: Number(form.uses),
          per_user: Number(form.perUser),
          expires_at: form.expires === '' ? null : new Date(form.expires).toISOString(),
        },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['admin', 'codes'] }),
  });
  const close = (next: boolean) => {
    onOpenChange(next);
    if (next) return;
    setForm(initial);
    make.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  const input = (name: keyof typeof initial, more: React.ComponentProps<'input'> = {}) =>
    function Control(control: object) {
      return (
        <Input
          {...control}
          {...more}
          value={form[name]}
          onChange={(event) => setForm({ ...form, [name]: event.target.value })}
        />
      );
    };
  const whole = (most: number) => ({ type: 'number', min: 1, max: most, step: 1, required: true });
  return (
    <Dialog open={open} onOpenChange={close} title={make.data ? t('madeTitle') : t('make')}>
      {make.data ? (
        <Made made={make.data} />
      ) : (
        <form className="grid gap-4" onSubmit={submit}>
          <Field label={t('name')} help={t('nameHelp')}>
            {input('name', { required: true, maxLength: 60, autoFocus: true })}
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t('count')}>{input('count', whole(1000))}</Field>
            <Field label={t('worthUsd')}>
              {input('usd', { inputMode: 'decimal', required: true, className: 'font-mono tabular' })}
            </Field>
            <Field label={t('uses')} help={t('usesHelp')}>
              {input('uses', whole(1_000_000))}
            </Field>
            <Field label={t('perUser')} help={t('perUserHelp')}>
              {input('perUser', whole(1000))}
            </Field>
          </div>
          <Field label={t('expires')} optional={t('common:optional')}>
            {input('expires', { type: 'datetime-local' })}
          </Field>
          {make.error ? (
            <p role="alert" className="text-red text-sm">
              {errorText(make.error)}
            </p>
          ) : null}
          <Button type="submit" look="main" busy={make.isPending} className="justify-self-end">
            {t('makeAction')}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
