import { createRouter } from '@tanstack/react-router';
import { accountRoutes } from './features/account/routes.tsx';
import { adminModelRoutes } from './features/admin-models/routes.tsx';
import { catalogueRoutes } from './features/catalogue/routes.tsx';
import { channelRoutes } from './features/channels/routes.tsx';
import { codeRoutes } from './features/codes/routes.tsx';
import { fileRoutes } from './features/files/routes.tsx';
import { healthRoutes } from './features/health/routes.tsx';
import { homeRoutes } from './features/home/routes.tsx';
import { keyRoutes } from './features/keys/routes.tsx';
import { adminLogRoutes, logRoutes } from './features/logs/routes.tsx';
import { manualRoute, manualRoutes } from './features/manual/routes.tsx';
import { orderRoutes } from './features/orders/routes.tsx';
import { adminOverviewRoutes, overviewRoutes } from './features/overview/routes.tsx';
import { playgroundRoutes, visitorRoutes } from './features/playground/routes.tsx';
import { settingsRoutes } from './features/settings/routes.tsx';
import { statusRoutes } from './features/status/routes.tsx';
import { systemRoutes } from './features/system/routes.tsx';
import { adminTaskRoutes, taskRoutes } from './features/tasks/routes.tsx';
import { userRoutes } from './features/users/routes.tsx';
import { walletRoutes } from './features/wallet/routes.tsx';
import { adminRoute, consoleRoute, publicRoute, rootRoute } from './frame/routes.tsx';

/** One line for each feature, below the frame that its pages stand in. */
const tree = rootRoute.addChildren([
  publicRoute.addChildren([
    ...statusRoutes,
    ...catalogueRoutes,
    ...homeRoutes,
    ...accountRoutes,
    ...visitorRoutes,
  ]),
  manualRoute.addChildren([...manualRoutes]),
  consoleRoute.addChildren([
    ...overviewRoutes,
    ...logRoutes,
    ...settingsRoutes,
    ...keyRoutes,
    ...taskRoutes,
    ...fileRoutes,
    ...walletRoutes,
    ...playgroundRoutes,
  ]),
  adminRoute.addChildren([
    ...adminOverviewRoutes,
    ...adminLogRoutes,
    ...healthRoutes,
    ...adminModelRoutes,
    ...channelRoutes,
    ...adminTaskRoutes,
    ...userRoutes,
    ...codeRoutes,
    ...orderRoutes,
    ...systemRoutes,
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPendingMs: 200,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
