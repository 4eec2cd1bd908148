import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/cn.ts';
import { CopyButton } from './copy.tsx';
import type { Piece } from './highlight.ts';

/** The text at once in one colour, coloured as soon as the grammar is there: nothing moves when it comes. */
function useHighlighted(text: string, language: string): readonly (readonly Piece[])[] {
  const [shown, setShown] = useState<{ of: string; lines: readonly (readonly Piece[])[] }>();
  const name = `${language}\n${text}`;
  useEffect(() => {
    let current = true;
    void import('./highlight.ts')
      .then(({ highlight }) => highlight(text, language))
      .then(
        (lines) => current && setShown({ of: name, lines }),
        () => {}, // without colours it reads just as well
      );
    return () => {
      current = false;
    };
  }, [text, language, name]);
  if (shown?.of === name) return shown.lines;
  return text.split('\n').map((line) => [{ text: line, color: undefined }]);
}

type Props = {
  readonly text: string;
  /** A name of highlight.ts: shell, json, python, javascript … */
  readonly language: string;
  /** What stands above it: a file's name, a language. */
  readonly title?: React.ReactNode;
  /** Copied in place of `text`, where what is shown hides something. */
  readonly copyText?: string | (() => string);
  readonly actions?: React.ReactNode;
  readonly className?: string;
  /** Breaks long lines instead of scrolling them. */
  readonly wrap?: boolean;
};

/** Code with colours, a copy button, and a frame that can be scrolled by keyboard. */
export function Code({ text, language, title, copyText, actions, className, wrap }: Props) {
  const { t } = useTranslation();
  const lines = useHighlighted(text, language);
  return (
    <figure className={cn('group/code relative min-w-0 overflow-hidden rounded border bg-sunk', className)}>
      {title || actions ? (
        <figcaption className="flex min-h-9 items-center justify-between gap-2 border-b py-1 pr-1.5 pl-3 text-soft text-xs">
          <span className="min-w-0 truncate">{title}</span>
          <span className="flex items-center gap-1">
            {actions}
            <CopyButton text={copyText ?? text} label={t('copyCode')} />
          </span>
        </figcaption>
      ) : (
        <CopyButton
          text={copyText ?? text}
          label={t('copyCode')}
          className="absolute top-1 right-1 z-10 bg-sunk opacity-70 hover:opacity-100 focus-visible:opacity-100"
        />
      )}
      <pre
        tabIndex={0}
        className={cn(
          'max-h-[32rem] overflow-auto p-3 font-mono text-[0.8125rem] leading-5 outline-offset-[-2px]',
          wrap && 'whitespace-pre-wrap break-words',
        )}
      >
        <code>
          {lines.map((line, index) => (
            <span key={index}>
              {line.map((piece, at) => (
                <span key={at} style={piece.color ? { color: piece.color } : undefined}>
                  {piece.text}
                </span>
              ))}
              {index < lines.length - 1 ? '\n' : ''}
            </span>
          ))}
        </code>
      </pre>
    </figure>
  );
}
