import type { Text } from './text.ts';

/**
 * How every client is set up, as one list: what the pages of the manual show, with the placeholders `{origin}`, `{key}` and
 * `{model}` still in it, so that the portal fills a reader's key in on his own machine.
 */
export type ClientSheet = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'terminal' | 'application' | 'library';
  /** Id of the manual's page. */
  readonly page: string;
  /** The one that was tried; null where any will do. */
  readonly version: string | null;
  /** Suggested in place of `{model}`. */
  readonly model: string;
  readonly steps: readonly SheetStep[];
};

/** Texts hold `code` between back-ticks, nothing else of Markdown. */
export type SheetStep = {
  readonly title: Text;
  readonly text?: Text;
  readonly blocks: readonly SheetBlock[];
  readonly settings: readonly { readonly name: Text; readonly value: Text }[];
};

export type SheetBlock = {
  readonly language: 'shell' | 'powershell' | 'toml' | 'json' | 'yaml' | 'python' | 'javascript';
  /** Of a file; a command has none. */
  readonly path?: string;
  /** Absent: the same on every system. */
  readonly system?: 'unix' | 'windows';
  readonly code: string;
};
