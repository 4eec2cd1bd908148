import { openApi as openApiOf, routes } from './admin/index.ts';
import { serveSimulators } from './base/serve-simulated.ts';
import type { CatalogueEntry, Gateway, Opened, Started } from './cli/gateway.ts';
import { dialects } from './dialects/index.ts';
import { readConfig } from './node/config.ts';
import { createGateway } from './node/gateway.ts';
import { version } from './node/version.ts';
import { providers } from './providers/index.ts';

/** What the command line runs. Every function throws an Error in words when the configuration makes no sense. */

export const start: Gateway['start'] = async (env): Promise<Started> => {
  const gateway = await createGateway(readConfig(env));
  const { firstStart, waitsFor, close } = gateway;
  try {
    return { url: await gateway.listen(), ...(firstStart ? { firstStart } : {}), waitsFor, close };
  } catch (error) {
    await close();
    throw error;
  }
};

export const open: Gateway['open'] = async (env): Promise<Opened> => {
  const { app, operatorToken, firstStart, close } = await createGateway(
    readConfig({ LOG_LEVEL: 'warn', ...env }),
  );
  return { app, operatorToken, close, ...(firstStart ? { firstStart } : {}) };
};

export const openApi: Gateway['openApi'] = async () =>
  openApiOf(routes, dialects, { title: 'Key4U', version });

export const catalogue: Gateway['catalogue'] = (): CatalogueEntry[] => [
  ...dialects.flatMap((dialect) =>
    dialect.endpoints.map((endpoint) => ({
      rows: endpoint.rows,
      method: endpoint.method,
      path: endpoint.path.replace('/*', '/{model}'),
      dialect: dialect.id,
      kind: endpoint.does === 'relay' ? endpoint.kind : null,
      page: null,
    })),
  ),
  ...routes.map((route) => ({
    rows: route.rows ?? [],
    method: route.method,
    path: route.path,
    dialect: 'management',
    kind: null,
    page: null,
  })),
];

export const simulate: Gateway['simulate'] = async (port) => {
  const { url, close } = await serveSimulators(
    Object.fromEntries(providers.map((provider) => [provider.manifest.id, provider.simulator()])),
    { host: '127.0.0.1', port },
  );
  return {
    urls: Object.fromEntries(providers.map(({ manifest }) => [manifest.id, `${url}/${manifest.id}`])),
    close,
  };
};
