import { parentPort, workerData } from 'node:worker_threads';
import { openDesk } from '../accounts/desk.ts';
import { sessionSecret } from '../accounts/session-cookie.ts';
import { systemClock } from '../base/clock.ts';
import { openVault } from '../base/secret.ts';
import { openStore } from '../store/index.ts';
import type { AccountsConfig, DeskAsk, DeskNews } from './accounts-desk.ts';
import { accountSettings } from './sign-in.ts';

/** The thread of the account library. It has its own connection to the database, and may wait for the disk. */
const config = workerData as AccountsConfig;
const port = parentPort!;
const tell = (news: DeskNews) => port.postMessage(news);

const vault = openVault(config.masterKey);
const opened = openStore({
  dataDir: config.dataDir,
  databaseUrl: config.databaseUrl,
  vault,
  clock: systemClock,
  inThread: true,
}).then((store) => ({
  store,
  desk: openDesk({
    store,
    secret: sessionSecret(vault),
    settings: () => accountSettings(store),
    warn: (warning, detail) => tell({ warning, detail }),
  }),
}));

port.on('message', async (ask: DeskAsk) => {
  if ('stop' in ask) {
    await opened.then(({ store }) => store.close()).catch(() => {});
    port.close();
    return;
  }
  try {
    const { desk } = await opened;
    const value = ask.call === 'handle' ? await desk.handle(...ask.args) : await desk.fitsCode(...ask.args);
    tell({ id: ask.id, value });
  } catch (error) {
    tell({ id: ask.id, fault: error instanceof Error ? error.message : String(error) });
  }
});
