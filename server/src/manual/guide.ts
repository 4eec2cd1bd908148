import type { Text } from '../spec/text.ts';
import { type ClientSetup, fill } from './clients/client.ts';

/**
 * How a tool is set up, step by step. The steps are made from the tool's setup in clients/, which `npm run test:clients`
 * runs, so what a reader copies is what was run; a page adds only words.
 */

/** `{origin}`, `{key}` and `{model}` stand in the code; `fill` of clients/client.ts puts the reader's values in. */
export type CodeBlock = {
  readonly language: 'shell' | 'powershell' | 'toml' | 'json';
  /** Of a file; a command has none. */
  readonly path?: string;
  readonly code: string;
};

export type Step = {
  readonly title: Text;
  readonly text?: Text;
  readonly blocks: readonly [CodeBlock, ...CodeBlock[]];
};

export type Guide = {
  /** Id of the tool in clients/. */
  readonly client: string;
  /** The model that the page suggests for `{model}`. */
  readonly model: string;
  readonly steps: readonly Step[];
};

/** What a page says of its own; the rest is the same for every tool. */
type Words = {
  /** By the path of the file. */
  readonly files?: Readonly<Record<string, Text>>;
  readonly prepare?: Text;
  readonly ask: Text;
  readonly open: Text;
};

/** What the tools are asked on the pages. */
const question = 'Say hello in one sentence.';

const quoted = (word: string): string => (/\s/.test(word) ? `"${word}"` : word);
const commandOf = (words: readonly string[]): string =>
  words.map((word) => quoted(fill(word, { prompt: question }))).join(' ');
const command = (code: string): CodeBlock => ({ language: 'shell', code });

const installs = ({ name, package: from, version }: ClientSetup): Step => ({
  title: { en: 'Install it', vi: 'Cài đặt' },
  text: {
    en: `This page was tried with version ${version} of ${name}. It needs Node.js 22 or newer.`,
    vi: `Trang này đã được chạy thử với ${name} phiên bản ${version}. Cần Node.js 22 trở lên.`,
  },
  blocks: [command(`npm install -g ${from}`)],
});

/** Windows has no `~`: the folder of the user. */
const where: Text = {
  en: 'Make the folder when it is not there; if the file exists, add these lines to it. On Windows `~` is `%USERPROFILE%`.',
  vi: 'Tạo thư mục nếu chưa có; nếu tệp đã tồn tại, hãy bổ sung các dòng này vào. Trên Windows, `~` là `%USERPROFILE%`.',
};

const join = (first: Text, second: Text | undefined): Text =>
  second === undefined ? first : { en: `${first.en} ${second.en}`, vi: `${first.vi} ${second.vi}` };

const writes = ({ files }: ClientSetup, words: Words): readonly Step[] =>
  files.map(({ path, language, text: code }) => ({
    title: { en: `Write the file \`${path}\``, vi: `Ghi tệp \`${path}\`` },
    text: join(where, words.files?.[path]),
    blocks: [{ language, path, code }],
  }));

const sets = ({ environment }: ClientSetup): readonly Step[] =>
  environment.length === 0
    ? []
    : [
        {
          title: { en: 'Set the environment', vi: 'Đặt biến môi trường' },
          text: {
            en: 'These lines hold for one terminal. To keep them, put the first form into `~/.bashrc` or `~/.zshrc`, the second, for Windows PowerShell, into `$PROFILE`.',
            vi: 'Các dòng này chỉ có hiệu lực trong một cửa sổ terminal. Để dùng lâu dài, hãy ghi dạng thứ nhất vào `~/.bashrc` hoặc `~/.zshrc`, dạng thứ hai (Windows PowerShell) vào `$PROFILE`.',
          },
          blocks: [
            command(environment.map(({ name, value }) => `export ${name}="${value}"`).join('\n')),
            {
              language: 'powershell',
              code: environment.map(({ name, value }) => `$env:${name} = "${value}"`).join('\n'),
            },
          ],
        },
      ];

const prepares = ({ prepare }: ClientSetup, words: Words): readonly Step[] =>
  prepare.length === 0
    ? []
    : [
        {
          title: { en: 'Tell it the address, the key and the model', vi: 'Khai báo địa chỉ, khóa và model' },
          ...(words.prepare ? { text: words.prepare } : {}),
          blocks: [command(prepare.map(commandOf).join('\n'))],
        },
      ];

/** The steps of a setup, in the order in which they are taken. Throws when the words are about a file that it has not. */
export function guide(setup: ClientSetup, model: string, words: Words): Guide {
  for (const path of Object.keys(words.files ?? {}))
    if (!setup.files.some((file) => file.path === path)) throw new Error(`${setup.id} has no file ${path}`);
  return {
    client: setup.id,
    model,
    steps: [
      installs(setup),
      ...writes(setup, words),
      ...sets(setup),
      ...prepares(setup, words),
      {
        title: { en: 'Ask one question', vi: 'Hỏi thử một câu' },
        text: words.ask,
        blocks: [command(commandOf(setup.ask))],
      },
      {
        title: { en: 'Work with it', vi: 'Bắt đầu làm việc' },
        text: words.open,
        blocks: [command(commandOf(setup.open))],
      },
    ],
  };
}
