import type { ComponentType } from 'react';
import type { Head } from '../request.ts';
import type { ApiRequest } from '../wire/turns.ts';

/** One control of a kind's form. Its label is the text `fields.<name>`. */
export type Control = { readonly name: string; readonly required?: true } & (
  | { readonly control: 'line' | 'text'; readonly initial?: string; readonly example?: true }
  | { readonly control: 'number'; readonly least: number; readonly most: number; readonly step?: number }
  /** '' is the model's own choice. */
  | { readonly control: 'choice'; readonly options: readonly string[]; readonly initial?: string }
  | { readonly control: 'switch' }
  /** `record`: may be spoken into the microphone. */
  | { readonly control: 'file'; readonly accept: string; readonly record?: true }
  | { readonly control: 'picture' }
);

export type Values = { readonly [name: string]: string | boolean | File | undefined };

/** A task of the gateway as it goes on (`GET /v1/tasks/:id`), what of it is shown. */
export type TaskShown = {
  readonly id: string;
  readonly status: string;
  readonly progress: number;
  readonly outputs: readonly {
    readonly kind: string;
    readonly url?: string | null;
    readonly text?: string;
    readonly media_type?: string | null;
  }[];
  readonly error: { readonly message: string } | null;
};

export type Outcome = {
  readonly head: Head;
  readonly json?: unknown;
  readonly text?: string;
  /** Address of bytes in memory. */
  readonly blob?: { readonly url: string; readonly type: string };
  readonly task?: TaskShown;
};

export type ResultProps = { readonly outcome: Outcome; readonly values: Values };

/** What is not a conversation: a form, one request, its result. */
export type Kind = {
  readonly controls: readonly Control[];
  /** Only asked when all required controls have a value. */
  readonly build: (model: string, values: Values) => ApiRequest;
  readonly Result: ComponentType<ResultProps>;
};

export const lineOf = (values: Values, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};
export const numberOf = (values: Values, name: string): number | undefined => {
  const text = lineOf(values, name);
  return text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text);
};
/** Lines that are not empty. */
export const linesOf = (values: Values, name: string): string[] =>
  (lineOf(values, name) ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const isFinalTask = ({ status }: Pick<TaskShown, 'status'>): boolean =>
  ['succeeded', 'failed', 'cancelled', 'expired'].includes(status);
