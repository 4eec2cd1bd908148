import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '@/frame/routes.tsx';
import { oneOf, searchOf, text, yes } from '@/search.ts';

export const walletRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: 'wallet',
    validateSearch: searchOf({
      /** Which movements are listed. */
      filter: oneOf(['in', 'calls']),
      /** The sheet in which a top-up is begun. */
      topup: yes,
      /** The order that is shown in it. */
      order: text(60),
    }),
    component: lazyRouteComponent(() => import('./wallet-page.tsx'), 'WalletPage'),
  }),
] as const;
