import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { consoleRoute } from '@/frame/routes.tsx';

export const walletRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: 'wallet',
    validateSearch: z.object({
      /** Which movements are listed. */
      filter: z.enum(['in', 'calls']).optional().catch(undefined),
      /** The sheet in which a top-up is begun. */
      topup: z.literal(true).optional().catch(undefined),
      /** The order that is shown in it. */
      order: z.string().max(60).optional().catch(undefined),
    }),
    component: lazyRouteComponent(() => import('./wallet-page.tsx'), 'WalletPage'),
  }),
] as const;
