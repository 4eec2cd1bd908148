import { MessageSquareCode } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/states.tsx';
import { AssistantTurnView, UserTurnView } from './turn-view.tsx';
import type { Chat } from './use-chat.ts';

const nearEnd = 80;

/** The turns of one conversation. It follows what is written for as long as the reader is at the end. */
export function Conversation({
  chat,
  label,
  test,
  onExample,
}: {
  readonly chat: Chat;
  readonly label: string;
  readonly test: boolean;
  readonly onExample: (text: string) => void;
}) {
  const { t } = useTranslation('playground');
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const last = chat.turns.at(-1);
  // Every change of the turns may move the end.
  useEffect(() => {
    const element = box.current;
    if (element && follows.current) element.scrollTop = element.scrollHeight;
  }, [chat.turns, chat.runs]);
  return (
    <div
      ref={box}
      role="log"
      aria-live="off"
      aria-label={label}
      tabIndex={0}
      className="grid min-h-0 min-w-0 grow grid-cols-1 content-start gap-6 overflow-y-auto px-4 py-4 outline-offset-[-2px]"
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight < nearEnd;
      }}
    >
      {last ? null : (
        <EmptyState icon={MessageSquareCode} title={t('chat.emptyTitle')} className="self-center">
          <p>{t('chat.empty')}</p>
          <ul className="mt-3 flex flex-wrap justify-center gap-2">
            {(['one', 'two', 'three'] as const).map((name) => (
              <li key={name}>
                <button
                  type="button"
                  className="rounded border px-2.5 py-1 text-ink text-sm transition-colors hover:bg-hover"
                  onClick={() => onExample(t(`chat.examples.${name}`))}
                >
                  {t(`chat.examples.${name}`)}
                </button>
              </li>
            ))}
          </ul>
        </EmptyState>
      )}
      {chat.turns.map((turn) =>
        turn.role === 'user' ? (
          <UserTurnView key={turn.id} turn={turn} chat={chat} />
        ) : (
          <AssistantTurnView
            key={turn.id}
            turn={turn}
            run={chat.runs.get(turn.id)}
            chat={chat}
            last={turn === last}
            test={test}
          />
        ),
      )}
    </div>
  );
}
