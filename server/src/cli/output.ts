import type { Context } from './context.ts';

/** A column of a table: its heading, and the cell of a row. Numbers stand at the right. */
export type Column<T> = {
  readonly title: string;
  readonly cell: (row: T) => string;
  readonly right?: boolean;
};

/** Names come from other people: nothing in them may steer the terminal. */
export const printable = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

/** The same for a text of several lines. */
export const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');

/** Cells under each other, two spaces between columns; the heading first. */
export function table<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const cells = rows.map((row) => columns.map((column) => printable(column.cell(row))));
  const lines = [columns.map((column) => column.title), ...cells];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => (columns[at]!.right ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Name and value on each line; entries without a value are left out. */
export function facts(
  entries: readonly (readonly [name: string, value: string | null | undefined])[],
): string {
  const shown = entries.filter((entry): entry is readonly [string, string] => Boolean(entry[1]));
  const width = Math.max(...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}`).join('\n');
}

/** ISO time as people read it, in UTC, to the second. */
export function readableTime(value: string | null | undefined): string {
  if (value === null || value === undefined) return '-';
  const at = Date.parse(value);
  return Number.isNaN(at) ? value : new Date(at).toISOString().slice(0, 19).replace('T', ' ') + 'Z';
}

/** Milliseconds as people read them: 840 ms, 3.2 s, 4 min 10 s. */
export function readableSpan(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1000)} s`;
}

export const listed = (values: readonly string[] | null | undefined, none = '-'): string =>
  values && values.length > 0 ? values.join(', ') : none;

/** "1 channel", "2 channels". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The value itself for programs (`--json`), words for people. */
export async function print(
  context: Context,
  options: { readonly json?: boolean },
  value: unknown,
  human: () => string,
): Promise<void> {
  await context.out((options.json ? JSON.stringify(value, null, 2) : human()) + '\n');
}
