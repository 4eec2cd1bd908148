import { openApi as openApiOf, routes } from './admin/index.ts';
import { serveSimulators } from './base/serve-simulated.ts';
import type { CatalogueEntry, Gateway, Opened, Started } from './cli/gateway.ts';
import { dialects } from './dialects/index.ts';
import { readConfig } from './node/config.ts';
import { createGateway, simulatedSessions } from './node/gateway.ts';
import { buildMissingPortal } from './node/portal.ts';
import { version } from './node/version.ts';
import { providers } from './providers/index.ts';

/** What the command line runs. Every function throws an Error in words when the configuration makes no sense. */

export const start: Gateway['start'] = async (env): Promise<Started> => {
  const gateway = await createGateway(readConfig(env));
  const { firstStart, waitsFor, close } = gateway;
  try {
    const url = await gateway.listen();
    buildMissingPortal();
    return { url, ...(firstStart ? { firstStart } : {}), waitsFor, close };
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

export const restore: Gateway['restore'] = async (env, archive) => {
  const { restoreBackup } = await import('./node/restore.ts');
  return restoreBackup(readConfig(env), archive);
};

export const openApi: Gateway['openApi'] = async () =>
  openApiOf(routes, dialects, { title: 'Key4U', version });

/**
 * Every endpoint: once for each page that is about it, with the page's rows, and once without a page for rows that no
 * page tells of. Behind them the pages for reading, which are about no endpoint, and the pages of the portal.
 */
export const catalogue: Gateway['catalogue'] = async (): Promise<CatalogueEntry[]> => {
  // Two hundred files that a start of the gateway has no need of.
  const [{ pages }, { portalPages }, { management }, { isPageOf }] = await Promise.all([
    import('./manual/index.ts'),
    import('./manual/portal-pages.ts'),
    import('./manual/page.ts'),
    import('./manual/reference.ts'),
  ]);
  const endpoints = [
    ...dialects.flatMap((dialect) =>
      dialect.endpoints.map((endpoint) => ({
        ...endpoint,
        dialect: dialect.id,
        kind: endpoint.does === 'relay' ? endpoint.kind : null,
      })),
    ),
    ...routes.map((route) => ({ ...route, dialect: management, kind: null })),
  ];
  const served = endpoints.flatMap((endpoint) => {
    const { method, dialect, kind } = endpoint;
    const path = endpoint.path.replace('/*', '/{model}');
    const told = pages.filter((page) => isPageOf(page, endpoint));
    const untold = (endpoint.rows ?? []).filter(
      (row) => ![...told, ...portalPages].some((page) => page.rows.includes(row)),
    );
    return [
      ...told.map((page) => ({ rows: page.rows, method, path, dialect, kind, page: page.id })),
      ...(told.length === 0 || untold.length > 0
        ? [{ rows: untold, method, path, dialect, kind, page: null }]
        : []),
    ];
  });
  const read = pages
    .filter((page) => page.call === undefined)
    .map(({ id, rows }) => ({ rows, method: '-', path: '-', dialect: 'manual', kind: null, page: id }));
  const seen = portalPages.map(({ path, rows }) => ({
    rows,
    method: 'GET',
    path,
    dialect: 'portal',
    kind: null,
    page: path,
  }));
  return [...served, ...read, ...seen];
};

/** The manual as files: written when the portal is built, so that the gateway serves it without knowing any of it. */
export const writeManual: Gateway['writeManual'] = async (folder) => {
  const [{ writeManual: write }, { management }, { endpointsOf }] = await Promise.all([
    import('./manual/site/write.ts'),
    import('./manual/page.ts'),
    import('./manual/reference.ts'),
  ]);
  const managed = routes.map((route) => ({ ...route, dialect: management }));
  return write(folder, { dialects, endpoints: [...endpointsOf(dialects), ...managed] });
};

export const simulate: Gateway['simulate'] = async (port) => {
  const { url, close } = await serveSimulators(
    Object.fromEntries(providers.map((provider) => [provider.manifest.id, provider.simulator()])),
    { host: '127.0.0.1', port },
    simulatedSessions(providers),
  );
  return {
    urls: Object.fromEntries(providers.map(({ manifest }) => [manifest.id, `${url}/${manifest.id}`])),
    close,
  };
};
