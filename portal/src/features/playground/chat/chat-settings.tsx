import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button.tsx';
import { Field, Input, Select, Textarea } from '@/components/ui/field.tsx';
import type { ChatDialect } from '../wire/index.ts';
import { chatDialects, dialectNames } from '../wire/index.ts';
import { isFields } from '../wire/pieces.ts';
import { isProblem, readTools } from '../wire/tools.ts';
import type { ChatSettings } from '../wire/turns.ts';

/** What the reader typed; becomes ChatSettings when it makes sense. */
export type ChatDraft = {
  readonly system: string;
  readonly maxTokens: string;
  readonly temperature: string;
  readonly topP: string;
  readonly effort: '' | 'low' | 'medium' | 'high';
  readonly tools: string;
  readonly extra: string;
};
export const emptyDraft: ChatDraft = {
  system: '',
  maxTokens: '',
  temperature: '',
  topP: '',
  effort: '',
  tools: '',
  extra: '',
};

const numberIn = (text: string, least: number, most: number): number | undefined | 'wrong' => {
  if (text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) && value >= least && value <= most ? value : 'wrong';
};

function extraOf(text: string): { readonly [name: string]: unknown } | 'wrong' {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : 'wrong';
  } catch {
    return 'wrong';
  }
}

/** The settings, and which of them make no sense. */
export function settingsOf(draft: ChatDraft, model: string) {
  const maxTokens = numberIn(draft.maxTokens, 1, 10_000_000);
  const temperature = numberIn(draft.temperature, 0, 2);
  const topP = numberIn(draft.topP, 0, 1);
  const tools = readTools(draft.tools);
  const extra = extraOf(draft.extra);
  const right = <T,>(value: T | 'wrong'): T | undefined => (value === 'wrong' ? undefined : value);
  const settings: ChatSettings = {
    model,
    system: draft.system.trim(),
    maxTokens: right(maxTokens),
    temperature: right(temperature),
    topP: right(topP),
    effort: draft.effort || undefined,
    tools: isProblem(tools) ? [] : tools,
    extra: extra === 'wrong' ? {} : extra,
  };
  const wrong = {
    maxTokens: maxTokens === 'wrong',
    temperature: temperature === 'wrong',
    topP: topP === 'wrong',
    tools: isProblem(tools) ? tools : undefined,
    extra: extra === 'wrong',
  };
  return { settings, wrong, isRight: !Object.values(wrong).some(Boolean) };
}

const exampleTool = (said: string): string =>
  JSON.stringify(
    [
      {
        name: 'get_weather',
        description: said,
        parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      },
    ],
    null,
    2,
  );

export function ChatSettingsFields({
  draft,
  onDraft,
  dialect,
  onDialect,
  thinks,
  wrong,
}: {
  readonly draft: ChatDraft;
  readonly onDraft: (draft: ChatDraft) => void;
  readonly dialect: ChatDialect;
  readonly onDialect: (dialect: ChatDialect) => void;
  /** Is the model known to think? Else the choice is left out. */
  readonly thinks: boolean;
  readonly wrong: ReturnType<typeof settingsOf>['wrong'];
}) {
  const { t } = useTranslation('playground');
  const set = (change: Partial<ChatDraft>) => onDraft({ ...draft, ...change });
  const range = (isWrong: boolean, text: string) => (isWrong ? text : undefined);
  return (
    <>
      <Field label={t('chat.dialect')} help={t('chat.dialectHelp')}>
        {(control) => (
          <Select
            {...control}
            value={dialect}
            onChange={({ target }) => {
              const next = chatDialects.find((one) => one === target.value);
              if (next) onDialect(next);
            }}
          >
            {chatDialects.map((one) => (
              <option key={one} value={one}>
                {dialectNames[one]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('chat.system')} optional={t('common:optional')}>
        {(control) => (
          <Textarea
            {...control}
            placeholder={t('chat.systemExample')}
            value={draft.system}
            onChange={({ target }) => set({ system: target.value })}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={t('chat.temperature')}
          error={range(wrong.temperature, t('chat.from', { least: 0, most: 2 }))}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              placeholder={t('fields.own')}
              value={draft.temperature}
              onChange={({ target }) => set({ temperature: target.value })}
            />
          )}
        </Field>
        <Field label={t('chat.topP')} error={range(wrong.topP, t('chat.from', { least: 0, most: 1 }))}>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              placeholder={t('fields.own')}
              value={draft.topP}
              onChange={({ target }) => set({ topP: target.value })}
            />
          )}
        </Field>
        <Field label={t('chat.maxTokens')} error={range(wrong.maxTokens, t('chat.atLeast'))}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              placeholder={t('fields.own')}
              value={draft.maxTokens}
              onChange={({ target }) => set({ maxTokens: target.value })}
            />
          )}
        </Field>
        {thinks ? (
          <Field label={t('chat.effort')}>
            {(control) => (
              <Select
                {...control}
                value={draft.effort}
                onChange={({ target }) => set({ effort: target.value as ChatDraft['effort'] })}
              >
                <option value="">{t('fields.own')}</option>
                {(['low', 'medium', 'high'] as const).map((one) => (
                  <option key={one} value={one}>
                    {t(`chat.efforts.${one}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
      </div>
      <details open={draft.tools !== '' || undefined}>
        <summary className="font-medium text-sm">{t('tools.title')}</summary>
        <div className="grid gap-2 pt-2">
          <Field
            label={t('tools.json')}
            help={t('tools.help')}
            error={
              wrong.tools ? t(`tools.problems.${wrong.tools.problem}`, { at: wrong.tools.at }) : undefined
            }
          >
            {(control) => (
              <Textarea
                {...control}
                spellCheck={false}
                className="min-h-32 font-mono text-xs"
                value={draft.tools}
                onChange={({ target }) => set({ tools: target.value })}
              />
            )}
          </Field>
          {draft.tools === '' ? (
            <Button
              size="sm"
              className="justify-self-start"
              onClick={() => set({ tools: exampleTool(t('tools.weather')) })}
            >
              {t('tools.example')}
            </Button>
          ) : null}
        </div>
      </details>
      <details open={draft.extra !== '' || undefined}>
        <summary className="font-medium text-sm">{t('chat.extra')}</summary>
        <div className="pt-2">
          <Field
            label={t('chat.extraJson')}
            help={t('chat.extraHelp')}
            error={wrong.extra ? t('chat.extraWrong') : undefined}
          >
            {(control) => (
              <Textarea
                {...control}
                spellCheck={false}
                className="font-mono text-xs"
                placeholder={t('chat.extraExample')}
                value={draft.extra}
                onChange={({ target }) => set({ extra: target.value })}
              />
            )}
          </Field>
        </div>
      </details>
    </>
  );
}
