import type { Text } from '../../spec/text.ts';

/**
 * How a program is set up that `npm run test:clients` does not run: fields of a form, lines of a file, commands. Pages and
 * the portal show the same values. Placeholders as in client.ts; text between back-ticks is typed as it stands.
 */
export type HandSetup = {
  readonly id: string;
  readonly name: string;
  /** Of the page that explains it. */
  readonly page: string;
  /** The model that stands for `{model}` on the page. */
  readonly model: string;
  readonly steps: readonly HandStep[];
};

export type HandStep = {
  readonly title: Text;
  readonly text?: Text;
  /** A name and what to put there, in the order of the form. A name without languages is the same in all of them. */
  readonly settings?: readonly (readonly [string | Text, string | Text])[];
  readonly commands?: readonly HandCommand[];
};

export type HandCommand = {
  /** Absent: the same in every shell. */
  readonly shell?: 'unix' | 'powershell';
  /** A file's text in place of commands. */
  readonly path?: string;
  readonly lines: readonly string[];
};
