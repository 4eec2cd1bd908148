import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { environmentOf, refusalOf } from '../client.ts';
import {
  type JsonOption,
  localCommand,
  locally,
  query,
  type ServerOptions,
  type Session,
  serverCommand,
  withServer,
} from '../command.ts';
import { Failure } from '../context.ts';
import { counted, print } from '../output.ts';
import { reasonOf } from '../parse.ts';
import { readRefusal } from './ledger.ts';

/** One archive of everything, and back. */
export function bindBackupCommands(program: Command, session: Session): void {
  const { context } = session;

  withServer<ServerOptions & { readonly withFiles?: boolean; readonly withMasterKey?: boolean }>(
    session,
    serverCommand(
      program,
      'backup <file>',
      'Write a consistent copy of everything into one archive, while it runs',
    )
      .option('--with-files', 'with the bytes of uploaded files')
      .option('--with-master-key', 'with the master key: the archive then opens every stored secret'),
    async (connection, options, [file = '']) => {
      const target = resolve(file);
      const { status, chunks } = await connection.download(
        `/api/admin/backup${query({
          files: options.withFiles ? 'true' : undefined,
          master_key: options.withMasterKey ? 'true' : undefined,
        })}`,
      );
      if (status !== 200) throw refusalOf(connection, status, await readRefusal(chunks));
      // Under its own name only when all of it is there.
      const part = `${target}.part`;
      try {
        await pipeline(Readable.from(chunks), createWriteStream(part, { mode: 0o600, flush: true }));
        await rename(part, target);
      } catch (cause) {
        await rm(part, { force: true });
        throw new Failure(`the backup broke off: ${reasonOf(cause)}`, 'Nothing was kept of it.', cause);
      }
      const { size } = await stat(target);
      await print(context, options, { file: target, bytes: size }, () =>
        [
          `ok: ${target}, ${size} bytes.`,
          options.withFiles
            ? ''
            : 'The bytes of uploaded files are not in it, only their list (--with-files).',
          options.withMasterKey
            ? 'The master key is in it: whoever has this file can open every stored secret.'
            : 'The master key is not in it: keep master.key (or KEY4U_MASTER_KEY) apart, a restore needs it.',
        ]
          .filter((line) => line !== '')
          .join('\n'),
      );
    },
  );

  locally<JsonOption & { readonly dataDir?: string }>(
    session,
    localCommand(
      program,
      'restore <file>',
      'Unpack a backup into an empty data folder, with the server stopped, and verify the ledger',
    ).option('--data-dir <folder>', 'the data folder; default KEY4U_DATA_DIR or ./data'),
    async (options, [file = '']) => {
      const gateway = await context.gateway();
      const done = await gateway
        .restore(environmentOf(options, context.env), resolve(file))
        .catch((cause: unknown) => {
          throw new Failure(`nothing was restored: ${reasonOf(cause)}`, undefined, cause);
        });
      const wrong = done.verdict.differences.length;
      const key = {
        restored: 'The master key came with it.',
        'was-there': 'The master key was there already.',
        missing:
          'The master key is not in it: put master.key into the data folder, or set KEY4U_MASTER_KEY, before the start.',
      }[done.masterKey];
      await print(context, options, done, () =>
        [
          `${wrong === 0 ? 'ok' : 'problem'}: the backup of ${done.madeAt} (version ${done.version}) is in place: ` +
            `${counted(done.verdict.accounts, 'account')}, ${done.verdict.entries} entries, ` +
            (wrong === 0 ? 'every balance is the sum of its entries.' : `${counted(wrong, 'difference')}.`),
          key,
          done.keyFits === false
            ? 'But stored secrets do not open with this master key: it is another one.'
            : '',
          done.files.listed > done.files.restored
            ? `${done.files.listed - done.files.restored} of ${done.files.listed} uploaded files are not in the archive: copy the folder of files back.`
            : '',
        ]
          .filter((line) => line !== '')
          .join('\n'),
      );
      return wrong === 0 && done.keyFits !== false ? undefined : { exitCode: 1 };
    },
  );
}
