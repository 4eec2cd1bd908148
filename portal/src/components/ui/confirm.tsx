import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  /** What will be gone, and that it cannot be undone where that is so. */
  readonly children: ReactNode;
  /** The verb on the button. */
  readonly action: ReactNode;
  readonly danger?: boolean;
  readonly onConfirm: () => unknown;
};

/** Asks before something that cannot be undone. Closes when the work is done; a failure leaves it open. */
export function Confirm({ open, onOpenChange, title, children, action, danger, onConfirm }: Props) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      onOpenChange(false);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t('cancel')}</Button>
          <Button
            look={danger ? 'danger' : 'main'}
            busy={busy}
            onClick={() => void confirm().catch(() => {})}
          >
            {action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
