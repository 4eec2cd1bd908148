import type { Text } from './text.ts';

/** How people call a fact that prices depend on. Data: catalogue/fact-words.ts. */
export type FactWords = {
  readonly name: Text;
  /** What its values are counted in, where it is a number. */
  readonly unit?: Text;
  /** A whole phrase for one value, in place of 'name: value'. The key is the value as text. */
  readonly values?: Readonly<Record<string, Text>>;
};
