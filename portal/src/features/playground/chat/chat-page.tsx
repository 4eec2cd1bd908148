import { Columns2, Download, Eraser } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TryMode } from '@/api/try-key.ts';
import { Button } from '@/components/ui/button.tsx';
import { Menu, MenuItem } from '@/components/ui/menu.tsx';
import { CodePane } from '../code-pane.tsx';
import { CostBefore } from '../cost-line.tsx';
import { useEstimate } from '../costs.ts';
import { ModelField, useModels } from '../models.tsx';
import { type Pane, Panes } from '../panes.tsx';
import type { ChangeSearch, PlaygroundSearch } from '../search.ts';
import { SettingsPane } from '../settings-pane.tsx';
import { useEscape } from '../use-escape.ts';
import { chatDialects, wires } from '../wire/index.ts';
import type { Attachment } from '../wire/turns.ts';
import { type ChatDraft, ChatSettingsFields, emptyDraft, settingsOf } from './chat-settings.tsx';
import { Composer } from './composer.tsx';
import { Conversation } from './conversation.tsx';
import { asJson, asMarkdown, download } from './export.ts';
import { type Run, useChat } from './use-chat.ts';

/** A conversation with a model, or the same question to two of them. */
export function ChatPage({
  search,
  onSearch,
  mode,
  announce,
}: {
  readonly search: PlaygroundSearch;
  readonly onSearch: ChangeSearch;
  readonly mode: TryMode;
  readonly announce: (text: string) => void;
}) {
  const { t } = useTranslation('playground');
  const models = useModels('chat', mode, search.model);
  const [draft, setDraft] = useState<ChatDraft>(emptyDraft);
  const [pane, setPane] = useState<Pane>('main');
  const [text, setText] = useState('');
  const [attachments, setAttachments] = useState<readonly Attachment[]>([]);
  const dialect = chatDialects.find((one) => one === search.dialect) ?? 'openai-chat';
  const model = models.chosen?.name ?? '';
  const beside = search.beside === undefined ? undefined : (models.named(search.beside)?.name ?? model);
  const thinks = models.chosen?.abilities.includes('thinking') ?? false;
  const { settings, wrong, isRight } = useMemo(
    () => settingsOf(thinks ? draft : { ...draft, effort: '' }, model),
    [draft, model, thinks],
  );
  const fault = search.fault ?? '';
  const told = (name: string) => (state: Run['state']) => announce(t(`ends.${state}`, { model: name }));
  const first = useChat({ dialect, settings, mode, fault }, told(model));
  const second = useChat(
    { dialect, settings: { ...settings, model: beside ?? model }, mode, fault },
    told(beside ?? ''),
  );
  const chats = beside === undefined ? [first] : [first, second];
  const running = chats.some((chat) => chat.running);
  const test = mode === 'test';

  const asked = text.trim() === '' && attachments.length === 0;
  const request = useMemo(
    () =>
      model === ''
        ? undefined
        : wires[dialect].write(
            asked
              ? first.turns.length > 0
                ? first.turns
                : [{ role: 'user', id: '', text: t('composer.question'), attachments: [] }]
              : [...first.turns, { role: 'user', id: '', text, attachments }],
            settings,
          ),
    [model, dialect, settings, first.turns, text, attachments, asked, t],
  );
  const estimate = useEstimate(asked || running ? undefined : request, mode);

  const send = () => {
    for (const chat of chats) chat.send(text, attachments);
    setText('');
    setAttachments([]);
  };
  const stop = () => {
    for (const chat of chats) chat.stop();
  };
  useEscape(running, stop);
  const conversations = chats.map(({ turns }) => turns).filter(({ length }) => length > 0);
  const isEmpty = conversations.length === 0;

  return (
    <Panes
      shown={pane}
      onShown={setPane}
      double={beside !== undefined}
      mainName={t('panes.conversation')}
      settings={
        <SettingsPane search={search} onSearch={onSearch} mode={mode}>
          <ModelField
            label={t('model.label')}
            models={models}
            value={model}
            onChange={(name) => onSearch({ model: name })}
          />
          {beside === undefined ? (
            <Button
              size="sm"
              className="justify-self-start"
              onClick={() =>
                onSearch({ beside: models.list.find(({ name }) => name !== model)?.name ?? model })
              }
            >
              <Columns2 aria-hidden />
              {t('compare.start')}
            </Button>
          ) : (
            <div className="grid gap-2">
              <ModelField
                label={t('compare.other')}
                models={models}
                value={beside}
                onChange={(name) => onSearch({ beside: name })}
              />
              <Button
                size="sm"
                look="quiet"
                className="justify-self-start"
                onClick={() => {
                  second.clear();
                  onSearch({ beside: undefined });
                }}
              >
                {t('compare.end')}
              </Button>
            </div>
          )}
          <ChatSettingsFields
            draft={draft}
            onDraft={setDraft}
            dialect={dialect}
            onDialect={(next) => onSearch({ dialect: next })}
            thinks={thinks}
            wrong={wrong}
          />
        </SettingsPane>
      }
      main={
        <>
          <div className="flex min-h-10 items-center justify-between gap-2 border-b px-4">
            <p className="text-soft text-xs">{t('chat.notKept')}</p>
            <span className="flex">
              <Menu
                trigger={
                  <Button
                    look="quiet"
                    size="icon-sm"
                    disabled={isEmpty}
                    aria-label={t('chat.export')}
                    title={t('chat.export')}
                  >
                    <Download aria-hidden />
                  </Button>
                }
              >
                <MenuItem
                  onSelect={() => download('conversation.json', 'application/json', asJson(conversations))}
                >
                  {'JSON'}
                </MenuItem>
                <MenuItem
                  onSelect={() =>
                    download('conversation.md', 'text/markdown', asMarkdown(conversations, t('turn.you')))
                  }
                >
                  {'Markdown'}
                </MenuItem>
              </Menu>
              <Button
                look="quiet"
                size="icon-sm"
                disabled={isEmpty}
                aria-label={t('chat.clear')}
                title={t('chat.clear')}
                onClick={() => {
                  for (const chat of chats) chat.clear();
                }}
              >
                <Eraser aria-hidden />
              </Button>
            </span>
          </div>
          <div className="grid min-h-0 grow auto-cols-fr max-sm:grid-flow-row sm:grid-flow-col sm:divide-x">
            {chats.map((chat, index) => (
              <Conversation
                key={index}
                chat={chat}
                label={(index === 0 ? model : beside) ?? ''}
                test={test}
                onExample={setText}
              />
            ))}
          </div>
          <div className="border-t p-3">
            <Composer
              text={text}
              onText={setText}
              attachments={attachments}
              onAttachments={setAttachments}
              takes={wires[dialect].takes}
              running={running}
              onSend={send}
              onStop={stop}
              disabled={model === '' || !isRight}
              cost={asked ? null : <CostBefore estimate={estimate.data} error={estimate.error} test={test} />}
            />
          </div>
        </>
      }
      code={<CodePane request={request} estimate={estimate.data} test={test} />}
    />
  );
}
