import type { Command } from 'commander';
import { z } from 'zod';
import { formatUsd } from '../../base/money.ts';
import { ask, refusalOf } from '../client.ts';
import { groupCommand, type ServerOptions, type Session, serverCommand, withServer } from '../command.ts';
import { Failure } from '../context.ts';
import { type Column, counted, print, table } from '../output.ts';
import { reasonOf } from '../parse.ts';

const differenceSchema = z.looseObject({
  what: z.string(),
  /** Nano-USD. */
  expected: z.number(),
  found: z.number(),
});
export const verdictSchema = z.looseObject({
  accounts: z.number(),
  entries: z.number(),
  differences: z.array(differenceSchema),
});
type Difference = z.output<typeof differenceSchema>;

const columns: readonly Column<Difference>[] = [
  { title: 'WHERE', cell: (difference) => difference.what },
  { title: 'EXPECTED USD', cell: (difference) => formatUsd(difference.expected), right: true },
  { title: 'FOUND USD', cell: (difference) => formatUsd(difference.found), right: true },
];

/** The part of a refused download that is read for its message. */
const mostOfRefusal = 64 * 1024;

/** The ledger: every movement of money. */
export function bindLedgerCommands(program: Command, session: Session): void {
  const { context } = session;
  const ledger = groupCommand(program, 'ledger', 'Every movement of money');

  withServer<ServerOptions>(
    session,
    serverCommand(ledger, 'verify', 'Prove every balance from its entries; exit code 1 on any difference'),
    async (connection, options) => {
      const verdict = await ask(connection, verdictSchema, 'GET', '/api/admin/ledger/verify');
      const seen = `${counted(verdict.accounts, 'account')}, ${verdict.entries} ${verdict.entries === 1 ? 'entry' : 'entries'}`;
      const wrong = verdict.differences.length;
      await print(context, options, verdict, () =>
        wrong === 0
          ? `ok: ${seen}: every balance is the sum of its entries.`
          : `problem: ${seen}: ${counted(wrong, 'difference')}\n\n${table(columns, verdict.differences)}\n\n` +
            'Keep the data folder as it is, take a copy, and compare these accounts in "key4u ledger export".',
      );
      return wrong === 0 ? undefined : { exitCode: 1 };
    },
  );

  withServer<ServerOptions>(
    session,
    serverCommand(ledger, 'export', 'Print all entries, one JSON object a line, oldest first'),
    async (connection) => {
      const { status, chunks } = await connection.download('/api/admin/ledger/export');
      if (status !== 200) throw refusalOf(connection, status, await readRefusal(chunks));
      let last = 0x0a;
      try {
        for await (const chunk of chunks) {
          if (chunk.length === 0) continue;
          await context.out(chunk);
          last = chunk[chunk.length - 1]!;
        }
      } catch (cause) {
        throw new Failure(
          `the export broke off: ${reasonOf(cause)}`,
          'What was printed is not whole.',
          cause,
        );
      }
      if (last !== 0x0a)
        throw new Failure('the export broke off inside a line', 'What was printed is not whole.');
    },
  );
}

export async function readRefusal(chunks: AsyncIterable<Uint8Array>): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    size += chunk.length;
    if (size > mostOfRefusal) break;
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return undefined;
  }
}
