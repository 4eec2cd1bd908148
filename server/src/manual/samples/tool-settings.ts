import type { Text } from '../../spec/text.ts';
import type { HandSetup, HandStep } from '../clients/by-hand.ts';
import { fill } from '../clients/client.ts';
import type { StreamStep, Table } from '../page.ts';

/** What the pages on tools that are set up by hand share. */

/** Fields of a form, or lines of a file, with what to put there. */
export const settings = (title: Text, rows: readonly (readonly [string | Text, string | Text])[]): Table => ({
  title,
  columns: [
    { en: 'Setting', vi: 'Mục' },
    { en: 'Value', vi: 'Giá trị' },
  ],
  rows,
});

export const yourKey: Text = { en: 'your key, `sk-…`', vi: 'khóa của bạn, `sk-…`' };

/** A gateway on the reader's own computer; on pages it stands for `{origin}`. */
const here = 'http://127.0.0.1:3000';

const inBoth = (text: string | Text, change: (words: string) => string): string | Text =>
  typeof text === 'string' ? change(text) : { en: change(text.en), vi: change(text.vi) };

/** The settings of a step, as its page shows them to everybody. */
export function settingsOf(setup: HandSetup, step: HandStep | undefined): Table {
  if (!step?.settings) throw new Error(`${setup.id} has no such settings`);
  const values = { origin: here, key: 'sk-…', model: setup.model };
  return settings(
    step.title,
    step.settings.map(([name, value]) => [
      name,
      value === '`{key}`' ? yourKey : inBoth(value, (text) => fill(text, values)),
    ]),
  );
}

const shells = {
  unix: { en: 'macOS and Linux', vi: 'macOS và Linux' },
  powershell: { en: 'Windows PowerShell', vi: 'Windows PowerShell' },
} as const;

/** The commands of a setup as a table, a row for each. */
export const commandsOf = (setup: HandSetup): Table => ({
  title: { en: 'Step by step', vi: 'Các bước thực hiện' },
  columns: [
    { en: 'Step', vi: 'Bước' },
    { en: 'Command', vi: 'Lệnh' },
  ],
  rows: setup.steps.flatMap(({ title, commands = [] }) =>
    commands.flatMap(({ shell, lines }) =>
      lines.map((line) => [
        shell ? { en: `${title.en}, ${shells[shell].en}`, vi: `${title.vi}, ${shells[shell].vi}` } : title,
        `\`${fill(line, { origin: here, key: 'sk-…', model: setup.model })}\``,
      ]),
    ),
  ),
});

export const ownAddress: Text = {
  en: '`http://127.0.0.1:3000` is a gateway on your own computer. In place of it put the address that the operator of your gateway gives you.',
  vi: '`http://127.0.0.1:3000` là cổng chạy trên chính máy của bạn. Hãy thay bằng địa chỉ do đơn vị vận hành cổng cung cấp.',
};

/** For servers in containers. */
export const inDocker: Text = {
  en: 'Inside a Docker container `127.0.0.1` is the container itself. With the gateway on the same computer write `http://host.docker.internal:3000/v1`, start the gateway with `HOST=0.0.0.0`, and on Linux give the container `--add-host host.docker.internal:host-gateway`.',
  vi: 'Bên trong container Docker, `127.0.0.1` là chính container đó. Nếu cổng chạy trên cùng máy, hãy ghi `http://host.docker.internal:3000/v1`, khởi động cổng với `HOST=0.0.0.0`, và trên Linux thêm `--add-host host.docker.internal:host-gateway` cho container.',
};

/** A stream of chat.ts for who does not ask for usage: the chunk before the closing mark is left out. */
export const withoutUsage = (steps: readonly StreamStep[]): readonly StreamStep[] => steps.toSpliced(-2, 1);

/** The same of converted-chat.ts, whose chunks then have no such field at all. */
export const convertedWithoutUsage = (steps: readonly StreamStep[]): readonly StreamStep[] =>
  withoutUsage(steps).map((step) => {
    if (typeof step.event !== 'object' || step.event === null || !('usage' in step.event)) return step;
    const { usage: _, ...event } = step.event;
    return { ...step, event };
  });
