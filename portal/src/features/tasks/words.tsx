import { useTranslation } from 'react-i18next';
import { Badge } from '@/components/ui/badge.tsx';
import { isOpen, type State, type Task } from './types.ts';

const toneOf = (state: State) =>
  isOpen(state) ? 'jade' : state === 'failed' || state === 'expired' ? 'red' : 'plain';

export function StateBadge({ state }: { readonly state: State }) {
  const { t } = useTranslation('tasks');
  return <Badge tone={toneOf(state)}>{t(`states.${state}`)}</Badge>;
}

/** What people call a task: its prompt; else what it does. */
export const nameOf = (task: Pick<Task, 'prompt' | 'action' | 'model'>): string =>
  task.prompt?.trim() || `${task.model} · ${task.action}`;

export const lengthOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;
