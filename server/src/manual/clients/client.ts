/**
 * How a command-line tool is pointed at the gateway: files, environment and command as `npm run test:clients` runs them,
 * so what a page shows is what was run. Placeholders: `{origin}` the gateway's address without a path, `{key}` a key,
 * `{model}` a model of the gateway.
 */
export type ClientSetup = {
  readonly id: string;
  readonly name: string;
  /** Rows of the mission that its page answers. */
  readonly rows: readonly string[];
  /** The npm package, and the version that was run. */
  readonly package: string;
  readonly version: string;
  /** What it is told beside its environment. */
  readonly files: readonly SetupFile[];
  readonly environment: readonly SetupVariable[];
  /** Commands that are run once, before the first use: program and arguments. */
  readonly prepare: readonly (readonly string[])[];
  /** Asks one question and ends. `{prompt}` is the question. */
  readonly ask: readonly string[];
  /** Opens it for a conversation. */
  readonly open: readonly string[];
};

export type SetupFile = {
  /** From the home folder: `~/…`. */
  readonly path: string;
  readonly language: 'toml' | 'json';
  readonly text: string;
};

export type SetupVariable = { readonly name: string; readonly value: string };

/** Values for the placeholders. */
export type Filling = {
  readonly origin: string;
  readonly key: string;
  readonly model: string;
  readonly prompt?: string;
};

/** Placeholders without a value stay as they are. */
export const fill = (text: string, values: Partial<Filling>): string =>
  text.replace(/\{(origin|key|model|prompt)\}/g, (whole, name: keyof Filling) => values[name] ?? whole);
