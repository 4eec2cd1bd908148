import type { AdminDeps } from '../admin/index.ts';
import type { BackupDeps } from './backup.ts';

/** Loaded when somebody asks for it. PostgreSQL has tools that do it better than we could. */
export const backupPort =
  ({
    databaseUrl,
    ...deps
  }: BackupDeps & { readonly databaseUrl: string | undefined }): AdminDeps['backup'] =>
  async (options) => {
    if (databaseUrl !== undefined)
      return {
        refused:
          'the database is PostgreSQL: back it up with pg_dump --format=custom --file=key4u.dump "$DATABASE_URL",' +
          ' and copy the data folder and the folder of files',
      };
    const { makeBackup } = await import('./backup.ts');
    return { archive: await makeBackup(deps, options) };
  };
