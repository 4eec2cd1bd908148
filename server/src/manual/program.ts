import { readFileSync } from 'node:fs';
import type { Text } from '../spec/text.ts';
import { fill } from './clients/client.ts';
import type { Shape } from './shape.ts';

/**
 * Programs of the manual are files of their own in programs/<language>/: a page shows the file's text, and
 * test/clients/programs.ts runs that file, so what a reader copies is what was run.
 */

/** Each with the command that installs packages and the one that runs a file. */
export const languages = {
  python: { install: 'pip install', run: 'python' },
  node: { install: 'npm install', run: 'node' },
  php: { install: 'sudo apt install', run: 'php' },
} as const satisfies Record<string, { install: string; run: string }>;

export type Language = keyof typeof languages;

/** A variable that a program reads from its environment. */
export type Setting = {
  readonly name: string;
  /** `{origin}` stands for the gateway's address, `{key}` for the key. Absent: may be left out. */
  readonly value?: string;
  readonly text: Text;
};

type Written = {
  /** Its name in programs/<language>/. */
  readonly file: string;
  /** Packages, as the language's installer names them. */
  readonly needs: readonly string[];
  /** Absent: `settings`. */
  readonly environment?: readonly Setting[];
  /** Files of the same folder that it reads. */
  readonly reads?: readonly string[];
  /** Lines that are typed while it runs. */
  readonly typed?: readonly string[];
  /** What it prints with a test key, a shape for each line. */
  readonly prints: readonly Shape[];
};

export type Program = Written & {
  readonly language: Language;
  readonly source: string;
  readonly environment: readonly Setting[];
};

export const folderOf = (language: Language): URL => new URL(`./programs/${language}/`, import.meta.url);

/** What nearly every program reads. */
export const settings: readonly Setting[] = [
  {
    name: 'KEY4U_BASE_URL',
    value: '{origin}',
    text: {
      en: 'Address of the gateway, without a path. When it is not set the program calls `http://127.0.0.1:3000`.',
      vi: 'Địa chỉ của cổng, không kèm đường dẫn. Nếu không đặt, chương trình gọi tới `http://127.0.0.1:3000`.',
    },
  },
  {
    name: 'KEY4U_API_KEY',
    value: '{key}',
    text: {
      en: 'Your key. One that begins with `sk-test-` runs the program without spending.',
      vi: 'Khóa API của bạn. Khóa bắt đầu bằng `sk-test-` cho phép chạy chương trình mà không tốn tiền.',
    },
  },
];

/** Reads the program's file. Throws when it is not there. */
export const program = (language: Language, written: Written): Program => ({
  environment: settings,
  ...written,
  language,
  source: readFileSync(new URL(written.file, folderOf(language)), 'utf8'),
});

/** Shells take square brackets for a pattern. */
const quoted = (name: string): string => (/[^\w@./-]/.test(name) ? `'${name}'` : name);

/** The commands that install the packages, set the environment and run it; a shell's, a line each. */
export function commandsOf({ language, file, needs, environment }: Program, origin: string): string {
  const { install, run } = languages[language];
  const values = { origin, key: 'sk-...', model: '' };
  return [
    `${install} ${needs.map(quoted).join(' ')}`,
    ...environment.flatMap(({ name, value }) =>
      value === undefined ? [] : [`export ${name}=${fill(value, values)}`],
    ),
    `${run} ${file}`,
  ].join('\n');
}
