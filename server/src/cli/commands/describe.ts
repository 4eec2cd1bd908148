import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type JsonOption, localCommand, locally, type Session } from '../command.ts';
import type { CatalogueEntry } from '../gateway.ts';
import { type Column, listed, print, table } from '../output.ts';

const columns: readonly Column<CatalogueEntry>[] = [
  { title: 'METHOD', cell: (entry) => entry.method },
  { title: 'PATH', cell: (entry) => entry.path },
  { title: 'DIALECT', cell: (entry) => entry.dialect },
  { title: 'KIND', cell: (entry) => entry.kind ?? '-' },
  { title: 'PAGE', cell: (entry) => entry.page ?? '-' },
  { title: 'ROWS', cell: (entry) => listed(entry.rows) },
];

/** What the gateway offers, as documents. */
export function bindDescribeCommands(program: Command, session: Session): void {
  const { context } = session;
  locally<JsonOption>(
    session,
    localCommand(program, 'openapi', 'Print the OpenAPI document (always JSON); needs no server'),
    async () => {
      await context.out(JSON.stringify(await (await context.gateway()).openApi(), null, 2) + '\n');
    },
  );

  const catalogue = localCommand(
    program,
    'catalogue',
    'Print every endpoint with the rows it serves (JSON)',
  ).option('--table', 'as a table for people');
  locally<JsonOption & { readonly table?: boolean }>(session, catalogue, async (options) => {
    const entries = await (await context.gateway()).catalogue();
    const human = options.table && !options.json;
    await context.out((human ? table(columns, entries) : JSON.stringify(entries, null, 2)) + '\n');
  });

  const manual = localCommand(
    program,
    'manual',
    'Write the manual as files (JSON, Markdown, llms.txt); needs no server',
  ).requiredOption('--out <folder>', 'folder, emptied first');
  locally<JsonOption & { readonly out: string }>(session, manual, async (options) => {
    const written = await (await context.gateway()).writeManual(resolve(options.out));
    await print(
      context,
      options,
      written,
      () => `${written.pages} pages in ${written.files} files, ${(written.bytes / 1e6).toFixed(1)} MB`,
    );
  });
}
